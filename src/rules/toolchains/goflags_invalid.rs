use crate::go::goflags::GoFlags;
use crate::rules::sources;
use crate::rules::wording::go_message;
use crate::rules::written::written;
use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "TC009",
    slug: "goflags-invalid",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "GOFLAGS holds something that is not a flag of go",
    what_go_does: "GOFLAGS is split at white space, and from Go 1.20 on a field may be in quote marks. Each \
        field must be a flag of some go command, as `-flag` or `-flag=value`; otherwise every command except \
        `go env` and `go bug` ends with `parsing $GOFLAGS`.",
    why: "Nothing works. Usually a value follows a space instead of `=`, or quote marks are inside a field.",
    bad: Example::environment("GOFLAGS=-tags integration"),
    good: Example::environment("GOFLAGS=-tags=integration"),
    prevents: &["goflags-parse-error"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://github.com/golang/go/issues/27368"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(setting) = written(context, "GOFLAGS") else { return };
    let value = setting.value.expose();
    let Err(error) = GoFlags::parse(value, context.scenario.engine.version()) else { return };
    if sources::quotes::reports(context, setting) {
        return;
    }
    let field = offending(error.text(), value);
    found.push(Diagnostic {
        message: go_message(error.text()),
        range: field,
        label: "no flag".into(),
        notes: vec!["every command except go env and go bug fails like this".into()],
        help: "write each flag as -flag=value, without spaces in it".into(),
        ..Diagnostic::about(&META, setting)
    });
}

/// The field that the message names, as far as it stands in the value; else all of it.
fn offending(message: &str, value: &str) -> std::ops::Range<usize> {
    let named = match message.split_once("unknown flag ") {
        Some((_, flag)) => flag,
        None => message.split_once('"').map_or("", |(_, rest)| rest.trim_end_matches('"')),
    };
    let at = value.find(named).filter(|_| !named.is_empty());
    at.map_or(0..value.len(), |at| at..at + named.len())
}
