use super::at;
use crate::go::tables::variables::is_read_by_go;
use crate::rules::wording::quoted;
use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};
use crate::source::Layer;
use crate::source::context::Dissenter;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "SR024",
    slug: "shell-is-stale",
    severity: Severity::Warning,
    since: 13,
    until: None,
    summary: "a start-up file sets a different value from the one this process has",
    what_go_does: "go reads the environment of its own process. A start-up file is read when a shell starts, \
        and not again: a terminal that was open before the file was changed keeps the old value, and so does \
        everything that was started from it.",
    why: "The file is right and go does something else; or the value was set by hand and will be lost in the \
        next shell.",
    bad: Example {
        environment: "GOPROXY=direct",
        start_files: &[
            (".bash_profile", ". ~/.bashrc\n"),
            (".bashrc", "export GOPROXY=https://goproxy.cn,direct\n"),
        ],
        ..Example::NONE
    },
    good: Example {
        environment: "GOPROXY=https://goproxy.cn,direct",
        start_files: &[
            (".bash_profile", ". ~/.bashrc\n"),
            (".bashrc", "export GOPROXY=https://goproxy.cn,direct\n"),
        ],
        ..Example::NONE
    },
    prevents: &["env-not-propagated"],
    links: &["https://www.gnu.org/software/bash/manual/html_node/Bash-Startup-Files.html"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(survey) = &context.machine.shells else { return };
    let in_process = context.scenario.environment.iter().filter(|set| set.origin.layer == Layer::Environment);
    for set in in_process.filter(|set| is_read_by_go(&set.name) && !set.value.is_empty()) {
        let name = &set.name;
        let Some(other) = survey.disagreement(name, &set.value) else { continue };
        let finding = at(&META, &other.place);
        let (here, new) = (quoted(set.value.expose()), quoted(other.value.expose()));
        let (who, again) = match other.who {
            Dissenter::Shell => ("a new shell would have", "open a new terminal"),
            Dissenter::Terminal => ("the next desktop session will have", "log out and in again"),
            Dissenter::Direnv => ("direnv would set", "run `direnv reload`"),
        };
        found.push(Diagnostic {
            message: format!("this process has {name}={here}, {who} {new}"),
            label: "not what this process has".into(),
            help: format!("{again} if the file is right; change the file if {here} is right"),
            ..finding
        });
    }
}
