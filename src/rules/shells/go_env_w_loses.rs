use super::{also, at, remarks, terminals};
use crate::go::tables::variables::is_read_by_go;
use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};
use crate::source::startup::{RemarkKind, ShellState};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "SR026",
    slug: "go-env-w-loses",
    severity: Severity::Warning,
    since: 13,
    until: None,
    summary: "a start-up file runs `go env -w` for a variable that the environment also sets",
    what_go_does: "`go env -w` writes to the go/env file. A variable of the process environment that is not empty wins over \
        that file, so what is written never counts where the same shell exports the variable.",
    why: "Two places claim the setting, and the one that looks like go's own loses.",
    bad: Example::start_files(&[(
        ".bash_profile",
        "export GOPROXY=https://goproxy.cn,direct\ngo env -w GOPROXY=https://proxy.golang.org,direct\n",
    )]),
    good: Example::start_files(&[(".bash_profile", "export GOPROXY=https://proxy.golang.org,direct\n")]),
    prevents: &["env-file-shadowed-by-os-env"],
    links: &["https://pkg.go.dev/cmd/go#hdr-Print_Go_environment_information"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(survey) = &context.machine.shells else { return };
    for remark in remarks(survey) {
        let RemarkKind::GoEnvWrite { variable, value } = &remark.kind else { continue };
        let exported = terminals(survey).find_map(|terminal| {
            let set = terminal.outcome.variable(variable);
            match &set.state {
                ShellState::Set(other) if !other.is_empty() && other != value => Some(set.place),
                _ => None,
            }
        });
        let Some(place) = exported.filter(|_| is_read_by_go(variable)) else { continue };
        let finding = at(&META, &remark.place);
        let related = place.map(|place| also(&place, "this wins")).into_iter().collect();
        found.push(Diagnostic {
            message: format!("`go env -w {variable}=…` has no effect: the environment sets {variable}"),
            label: "written to the go/env file, which has no effect here".into(),
            related,
            help: format!("keep one of the two: `export {variable}=…`, or `go env -w` without the export"),
            ..finding
        });
    }
}
