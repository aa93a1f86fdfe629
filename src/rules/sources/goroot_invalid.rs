use crate::rules::wording::quoted;
use crate::rules::{Applicability, Context, Diagnostic, Example, Fix, Rule, RuleMeta, Severity};
use crate::source::Layer;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "SR014",
    slug: "goroot-invalid",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "GOROOT names a directory that is not there",
    what_go_does: "Every go command, `go env` and `go version` included, ends with `go: cannot find GOROOT directory`. \
        Where the go/env file says so, `go env -u GOROOT` cannot mend it either; `GOENV=off` or another \
        GOROOT for one command gets around it.",
    why: "Nothing works at all. A go command knows its own root, so the variable is hardly ever needed.",
    bad: Example::environment("GOROOT=/opt/go"),
    good: Example::environment("GOBIN=/home/u/bin"),
    prevents: &["goroot-invalid"],
    links: &["https://go.dev/doc/install/source#environment", "https://github.com/golang/go/issues/79648"],
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(setting) = context.settings.get("GOROOT") else { return };
    let is_written = !matches!(setting.origin.layer, Layer::Default | Layer::GoEnvOutput);
    if context.facts.machine.has_goroot != Some(false) || !is_written || setting.value.is_empty() {
        return;
    }
    let help = match setting.origin.layer {
        Layer::GoEnvFile => "take the line out of the file by hand: go env -u cannot run",
        _ => "unset GOROOT: the go command finds its own",
    };
    found.push(Diagnostic {
        message: format!("GOROOT={} is no directory, so no go command runs", quoted(setting.value.expose())),
        range: 0..setting.value.expose().len(),
        label: "not there".into(),
        notes: vec!["every command fails: cannot find GOROOT directory".into()],
        help: help.into(),
        fix: Some(Fix::unset(setting, Applicability::Safe)),
        ..Diagnostic::about(&META, setting)
    });
}
