use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};
use crate::source::Layer;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "SR013",
    slug: "goroot-mismatch",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "GOROOT belongs to another version than the go command on PATH",
    what_go_does: "The go command takes its compiler and its standard library from GOROOT. With those of \
        another version a build fails with `compile: version \"go1.22.10\" does not match go tool version \
        \"go1.21.13\"`.",
    why: "Every build fails. A go command knows its own root, so the variable is hardly ever needed.",
    bad: Example { environment: "GOROOT=/opt/go1.22.10\nPATH=/opt/go1.21.13/bin", ..Example::NONE },
    good: Example { environment: "PATH=/opt/go1.21.13/bin", ..Example::NONE },
    prevents: &["goroot-version-mismatch"],
    links: &["https://go.dev/doc/install/source#environment", "https://github.com/golang/go/issues/26933"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let machine = context.machine;
    let (Some(root), Some(command)) = (machine.goroot_version, machine.path_version) else { return };
    let Some(setting) = context.scenario.settings.get("GOROOT") else { return };
    if root == command || matches!(setting.origin.layer, Layer::Default | Layer::GoEnvOutput) {
        return;
    }
    found.push(Diagnostic {
        message: format!("GOROOT holds go{root}, and the go on PATH is go{command}"),
        range: 0..setting.value.expose().len(),
        label: format!("go{root}"),
        help: "unset GOROOT: the go command finds its own".into(),
        fix: Fix::unset(setting, Applicability::Safe).ok(),
        ..Diagnostic::about(&META, setting)
    });
}
