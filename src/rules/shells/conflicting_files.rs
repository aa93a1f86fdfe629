use super::{also, at};
use crate::go::tables::variables::is_read_by_go;
use crate::rules::wording::quoted;
use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};
use crate::source::context::ContextKind;
use crate::source::startup::{Knowledge, Place, ShellState, ShellVariable};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "SR025",
    slug: "conflicting-files",
    severity: Severity::Warning,
    since: 13,
    until: None,
    summary: "two start-up files set a variable to different values",
    what_go_does: "A login shell and a terminal that is not a login shell read different files. Where both \
        set the variable, go gets one value after logging in, over ssh or on a console, and the other one in \
        a new window.",
    why: "The same go command works in one window and fails in another.",
    bad: Example::start_files(&[
        (".bash_profile", "export GOSUMDB=off\n"),
        (".bashrc", "export GOSUMDB=sum.golang.google.cn\n"),
    ]),
    good: Example::start_files(&[
        (".bash_profile", ". ~/.bashrc\n"),
        (".bashrc", "export GOSUMDB=sum.golang.google.cn\n"),
    ]),
    prevents: &["env-not-propagated"],
    links: &["https://www.gnu.org/software/bash/manual/html_node/Bash-Startup-Files.html"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(survey) = &context.machine.shells else { return };
    let Some(login) = survey.contexts.iter().find(|known| known.kind == ContextKind::Login) else { return };
    for (name, variable) in login.outcome.variables.iter().filter(|(name, _)| is_read_by_go(name)) {
        let Some(terminal) = survey.variable(ContextKind::Terminal, name) else { continue };
        let (Some((one, place)), Some((other, elsewhere))) = (certain(variable), certain(&terminal)) else {
            continue;
        };
        if one == other || place.path() == elsewhere.path() {
            continue;
        }
        let finding = at(&META, place);
        found.push(Diagnostic {
            message: format!("login shells get {name}={}, terminals get {}", quoted(one), quoted(other)),
            label: "read by login shells".into(),
            related: vec![also(elsewhere, "read by terminals")],
            help: format!("set {name} in only one of the files, and let the other source it"),
            ..finding
        });
    }
}

/// A value that is there without a doubt, and the place that set it.
fn certain(variable: &ShellVariable) -> Option<(&str, &Place)> {
    match (&variable.state, &variable.knowledge) {
        (ShellState::Set(value), Knowledge::Certain) => Some((value.expose(), variable.place.as_ref()?)),
        _ => None,
    }
}
