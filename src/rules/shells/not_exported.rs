use super::{at, remarks};
use crate::go::tables::variables::is_read_by_go;
use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};
use crate::source::startup::{RemarkKind, Shell};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "SR020",
    slug: "not-exported",
    severity: Severity::Warning,
    since: 13,
    until: None,
    summary: "a start-up file assigns a variable but does not export it",
    what_go_does: "A shell hands only exported variables to the programs that it starts. go never sees the others, \
        though `echo $GOPROXY` shows them.",
    why: "The setting has no effect, although the shell shows it.",
    bad: Example::start_files(&[(".bashrc", "GOPROXY=https://goproxy.cn,direct\n")]),
    good: Example::start_files(&[(".bashrc", "export GOPROXY=https://goproxy.cn,direct\n")]),
    prevents: &["env-not-propagated"],
    links: &["https://www.gnu.org/software/bash/manual/html_node/Environment.html"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(survey) = &context.machine.shells else { return };
    let command = if survey.shell == Shell::Fish { "set -gx" } else { "export" };
    for remark in remarks(survey) {
        let RemarkKind::NotExported { variable } = &remark.kind else { continue };
        if !is_read_by_go(variable) {
            continue;
        }
        let finding = at(&META, &remark.place);
        found.push(Diagnostic {
            message: format!("{variable} is assigned but not exported"),
            label: "go does not see this".into(),
            help: match survey.shell {
                Shell::Fish => format!("write `{command} {variable} …`"),
                Shell::Tcsh => format!("write `setenv {variable} …`"),
                _ => format!("write `{command} {variable}=…`"),
            },
            ..finding
        });
    }
}
