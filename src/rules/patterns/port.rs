use std::ops::Range;

use crate::go::Item;
use crate::rules::wording::quoted;
use crate::rules::{Applicability, Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};

use super::dialect::Problem;
use super::{NAMES_LEAK, lists};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "PT007",
    slug: "pattern-port",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "a port, a user or a version in a pattern: it matches no module path",
    what_go_does: "Patterns are compared with the first elements of a module path. Its first element is a host name \
        without a port, and no element holds `:` or `@`, so the pattern never matches, silently.",
    why: NAMES_LEAK,
    bad: Example::environment("GOPRIVATE=corp.example.com:8443"),
    good: Example::environment("GOPRIVATE=corp.example.com"),
    prevents: &["goprivate-pattern-mismatch", "sumdb-rejects-private-module"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://go.dev/ref/mod#private-modules"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    for list in lists(context) {
        for item in list.with(context, Problem::Address) {
            found.push(Diagnostic {
                message: format!(
                    "{} never matches: module paths have no port, user or version",
                    quoted(&item.text)
                ),
                range: part(item),
                label: "no part of a module path".into(),
                help: "write the path as in an import, without it".into(),
                fix: list.mended(context, Problem::Address, Applicability::Manual, path),
                ..Diagnostic::about(&META, list.setting)
            });
        }
    }
}

/// The port, or what the `@` sets apart.
fn part(item: &Item) -> Range<usize> {
    let (text, start) = (&item.text, item.range.start);
    match (text.find('@'), text.find(':')) {
        (Some(at), Some(_)) => start..start + at + 1,
        (Some(at), None) => start + at..item.range.end,
        (None, colon) => {
            let from = colon.unwrap_or(0);
            let rest = text.get(from..).unwrap_or("");
            start + from..start + from + rest.find('/').unwrap_or(rest.len())
        }
    }
}

/// `git@host:team` is host/team; a port and a version are left out.
fn path(text: &str) -> String {
    match (text.split_once('@'), text.split_once(':')) {
        (Some((_, rest)), Some(_)) => rest.replacen(':', "/", 1),
        (Some((path, _)), None) => path.to_owned(),
        (None, Some((host, rest))) => {
            let path = rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("");
            format!("{host}{path}")
        }
        (None, None) => text.to_owned(),
    }
}
