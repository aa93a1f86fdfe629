use crate::go::goflags::GoFlags;
use crate::rules::written::written;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "DV007",
    slug: "insecure-flag-removed",
    severity: Severity::Error,
    since: 17,
    until: None,
    summary: "GOFLAGS=-insecure: go get refuses to run",
    what_go_does: "The name is still known, so other commands run. From Go 1.17 on `go get` ends with `-insecure flag \
        is no longer supported; use GOINSECURE instead`. Before, it also switched the checksum database off.",
    why: "No requirement can be added or upgraded.",
    bad: Example::environment("GOFLAGS=-insecure"),
    good: Example::environment("GOFLAGS=-mod=readonly"),
    prevents: &["insecure-http-host"],
    links: &["https://go.dev/doc/go1.17#go-command"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(setting) = written(context, "GOFLAGS") else { return };
    let (value, version) = (setting.value.expose(), context.scenario.engine.version());
    let flag = value.split_whitespace().find(|field| {
        field.trim_start_matches('-').split('=').next() == Some("insecure") && field.starts_with('-')
    });
    let (Some(flag), Ok(_), true) = (flag, GoFlags::parse(value, version), version.minor() >= 17) else {
        return;
    };
    let start = value.find(flag).unwrap_or(0);
    let rest: Vec<&str> = value.split_whitespace().filter(|field| *field != flag).collect();
    found.push(Diagnostic {
        message: "go get refuses -insecure".into(),
        range: start..start + flag.len(),
        label: "removed in Go 1.17".into(),
        notes: vec!["go get fails: -insecure flag is no longer supported; use GOINSECURE instead".into()],
        help: "remove it, and install the certificate authority of the host that needed it".into(),
        fix: match rest.as_slice() {
            [] => Fix::unset(setting, Applicability::Safe).ok(),
            rest => Fix::set("GOFLAGS", rest.join(" "), Applicability::Safe).ok(),
        },
        ..Diagnostic::about(&META, setting)
    });
}
