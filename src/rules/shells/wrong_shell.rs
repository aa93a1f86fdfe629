use super::{at, remarks, terminals};
use crate::go::tables::variables::is_read_by_go;
use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};
use crate::source::context::Survey;
use crate::source::startup::{RemarkKind, Shell, ShellState};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "SR022",
    slug: "wrong-shell",
    severity: Severity::Warning,
    since: 13,
    until: None,
    summary: "a variable is set in a file, or in a way, that the login shell does not read",
    what_go_does: "Each shell reads its own start-up files: bash never reads ~/.zshrc, a login bash reads \
        the first of ~/.bash_profile, ~/.bash_login and ~/.profile and none of the others, and does not know \
        `setenv`.",
    why: "The setting has no effect in any new shell, and the file that holds it looks right.",
    bad: Example::start_files(&[(".zshrc", "export GOPRIVATE=corp.example.com\n")]),
    good: Example::start_files(&[
        (".bash_profile", ". ~/.bashrc\n"),
        (".bashrc", "export GOPRIVATE=corp.example.com\n"),
    ]),
    prevents: &["env-not-propagated"],
    links: &["https://www.gnu.org/software/bash/manual/html_node/Bash-Startup-Files.html"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(survey) = &context.machine.shells else { return };
    of_other_shells(context, survey, found);
    of_hidden_files(context, survey, found);
    for remark in remarks(survey) {
        let RemarkKind::ForeignSyntax { variable, command } = &remark.kind else { continue };
        if !is_read_by_go(variable) {
            continue;
        }
        let finding = at(&META, &remark.place);
        let shell = survey.shell.name();
        found.push(Diagnostic {
            message: format!("`{command}` does not set {variable} in {shell}"),
            label: "another shell's way".into(),
            help: match survey.shell {
                Shell::Fish => format!("write `set -gx {variable} …`"),
                Shell::Tcsh => format!("write `setenv {variable} …`"),
                _ => format!("write `export {variable}=…`"),
            },
            ..finding
        });
    }
}

/// Variables that only another shell's files set.
fn of_other_shells(context: &RuleInputs<'_>, survey: &Survey, found: &mut Vec<Diagnostic>) {
    for other in &survey.others {
        for (name, variable) in &other.outcome.variables {
            let is_set = matches!(variable.state, ShellState::Set(_)) && variable.place.is_some();
            if !is_set || !is_read_by_go(name) || is_known(context, survey, name) {
                continue;
            }
            let Some(place) = &variable.place else { continue };
            let finding = at(&META, place);
            let (theirs, own) = (other.shell.name(), survey.shell.name());
            found.push(Diagnostic {
                message: format!("{name} is set for {theirs}, and the login shell is {own}"),
                label: format!("{own} does not read this file"),
                help: format!("set {name} in a file that {own} reads, or with `go env -w`"),
                ..finding
            });
        }
    }
}

/// Variables in files that another file hides.
fn of_hidden_files(context: &RuleInputs<'_>, survey: &Survey, found: &mut Vec<Diagnostic>) {
    for file in &survey.hidden {
        let behind = file.behind.rsplit_once('/').map_or("~", |(_, name)| name);
        let behind = format!("~/{behind}");
        for (name, place) in file.names.iter().filter(|(name, _)| is_read_by_go(name)) {
            if is_known(context, survey, name) {
                continue;
            }
            let finding = at(&META, place);
            found.push(Diagnostic {
                message: format!("{name} is set in a file that {behind} hides"),
                label: "bash does not read this file".into(),
                help: format!("set {name} in {behind}, or source this file there"),
                ..finding
            });
        }
    }
}

/// Whether the process or one of the user's own shells has the variable.
fn is_known(context: &RuleInputs<'_>, survey: &Survey, name: &str) -> bool {
    let in_process = context.scenario.environment.iter().any(|set| set.name == name && !set.value.is_empty());
    in_process || terminals(survey).any(|terminal| terminal.outcome.variable(name).state != ShellState::Unset)
}
