use super::at;
use crate::go::tables::variables::is_read_by_go;
use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};
use crate::source::context::ContextKind;
use crate::source::startup::ShellState;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "SR023",
    slug: "interactive-only",
    severity: Severity::Info,
    since: 13,
    until: None,
    summary: "a variable is set after a test for interactive shells",
    what_go_does: "Start-up files such as Debian's ~/.bashrc end at once in a shell that is not interactive. \
        What follows that test is missing for `ssh host command`, for scripts, for cron or for an IDE.",
    why: "The same go command does one thing in a terminal and another one elsewhere.",
    bad: Example::start_files(&[(
        ".bashrc",
        "case $- in *i*) ;; *) return ;; esac\nexport GOPRIVATE=corp.example.com\n",
    )]),
    good: Example::start_files(&[(
        ".bashrc",
        "export GOPRIVATE=corp.example.com\ncase $- in *i*) ;; *) return ;; esac\n",
    )]),
    prevents: &["env-not-propagated"],
    links: &["https://www.gnu.org/software/bash/manual/html_node/Is-this-Shell-Interactive_003f.html"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(survey) = &context.machine.shells else { return };
    let Some(terminal) = survey.contexts.iter().find(|known| known.kind == ContextKind::Terminal) else {
        return;
    };
    for (name, variable) in terminal.outcome.variables.iter().filter(|(name, _)| is_read_by_go(name)) {
        let Some(place) = variable.place.as_ref().filter(|_| matches!(variable.state, ShellState::Set(_)))
        else {
            continue;
        };
        let stops = survey.contexts.iter().any(|other| {
            let reads = other.outcome.files.iter().any(|file| place.is_in(&*file.path));
            !other.kind.is_interactive() && reads && other.outcome.variable(name).state == ShellState::Unset
        });
        if !stops {
            continue;
        }
        let finding = at(&META, place);
        found.push(Diagnostic {
            message: format!("only interactive shells see {name}"),
            label: "other shells stop before this line".into(),
            help: format!("if scripts and `ssh host command` need it too: move it before the test, or `go env -w {name}=…`"),
            ..finding
        });
    }
}
