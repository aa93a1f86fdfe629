use crate::rules::edit::{replaced, unquoted};
use crate::rules::sources;
use crate::rules::written::written;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

use super::defects::quote_marks;
use super::failure;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "GP007",
    slug: "goproxy-quotes",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "quote marks are part of GOPROXY",
    what_go_does: "The go command takes quote marks as they are. An entry that begins with one is not a URL, \
        and every lookup fails: `first path segment in URL cannot contain colon`, or `missing scheme` for a \
        quoted word.",
    why: "cmd.exe (`set GOPROXY=\"…\"`), Dockerfiles, systemd units and `docker --env-file` keep quote marks \
        that a Unix shell removes. One bad entry makes the whole list unusable.",
    bad: Example::environment("GOPROXY=\"https://proxy.golang.org,direct\""),
    good: Example::environment("GOPROXY=https://proxy.golang.org,direct"),
    prevents: &["goproxy-malformed-entry"],
    links: &["https://go.dev/ref/mod#environment-variables"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(setting) = written(context, "GOPROXY") else { return };
    let (value, version) = (setting.value.expose(), context.scenario.engine.version());
    let marks = quote_marks(value, version);
    let (Some(first), Some(last)) = (marks.first(), marks.last()) else { return };
    if sources::quotes::reports(context, setting) {
        return;
    }
    let whole = unquoted(value) != value;
    let edits: Vec<_> = marks.iter().map(|range| (range.clone(), String::new())).collect();
    found.push(Diagnostic {
        message: "the quote marks are part of GOPROXY".into(),
        range: if whole { first.start..last.end } else { first.clone() },
        label: "go takes quote marks as they are".into(),
        notes: vec![note(context)],
        help: "write the value without quote marks, or with those that the file or shell removes".into(),
        fix: Fix::set("GOPROXY", replaced(value, &edits), Applicability::Safe).ok(),
        ..Diagnostic::about(&META, setting)
    });
}

fn note(context: &RuleInputs<'_>) -> String {
    let asked = || "go asks for modules at an address with the quote mark in it".into();
    failure(context).unwrap_or_else(asked)
}
