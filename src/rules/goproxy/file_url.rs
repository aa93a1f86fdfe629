use crate::rules::wording::quoted;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

use super::{List, Problem, failure};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "GP011",
    slug: "goproxy-file-url",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "a file: URL in GOPROXY with a host, a query or a fragment",
    what_go_does: "A `file:` entry may hold nothing but a path: `file:///srv/goproxy`. With two slashes the first \
        element is a host, and every lookup ends with `invalid file:// proxy URL with non-path elements`.",
    why: "One bad entry makes the whole list unusable. A missing directory is not an error: its modules are \
        simply not found.",
    bad: Example::environment("GOPROXY=file://srv/goproxy"),
    good: Example::environment("GOPROXY=file:///srv/goproxy"),
    prevents: &["goproxy-malformed-entry"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://go.dev/ref/mod#goproxy-protocol"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(list) = List::of(context) else { return };
    for entry in list.with(Problem::File) {
        found.push(Diagnostic {
            message: format!("{} holds more than a path", quoted(entry.text)),
            range: entry.range.clone(),
            label: "a file URL is file:// and an absolute path".into(),
            notes: failure(context).into_iter().collect(),
            help: "write three slashes, and nothing after the path".into(),
            fix: path_alone(entry.text)
                .and_then(|url| Fix::set("GOPROXY", list.replacing(entry, &url), Applicability::Manual).ok()),
            ..Diagnostic::about(&META, list.setting)
        });
    }
}

/// The URL with its host as the first element of its path, without query and fragment.
fn path_alone(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("://")?;
    let path = rest.split(['?', '#']).next()?.trim_start_matches('/');
    (!path.is_empty() && !path.contains('@')).then(|| format!("file:///{path}"))
}
