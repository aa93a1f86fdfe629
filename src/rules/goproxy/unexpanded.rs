use std::ops::Range;

use crate::rules::wording::quoted;
use crate::rules::{Context, Diagnostic, Example, Rule, RuleMeta, Severity};

use super::{List, Problem, failure};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "GP018",
    slug: "goproxy-unexpanded",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "the name of a variable, or a placeholder, stands in GOPROXY as it is",
    what_go_does: "go expands nothing: not `$NAME`, not `%NAME%`, not `{{ name }}`. The text is part of the address, \
        which is no URL or names a host that does not exist.",
    why: "Every lookup fails. The go/env file, `docker --env-file`, single quotes and many CI files do not \
        expand variables either; a template that nobody filled in looks the same.",
    bad: Example::environment("GOPROXY=https://${PROXY_HOST}/go,direct"),
    good: Example::environment("GOPROXY=https://proxy.corp.example.com/go,direct"),
    prevents: &["goproxy-malformed-entry", "env-not-propagated"],
    links: &["https://go.dev/ref/mod#environment-variables"],
};

/// The first thing in an entry that was to be replaced by something else, in bytes of the entry.
pub(super) fn in_entry(text: &str) -> Option<Range<usize>> {
    let all = [dollar(text), percent(text), between(text, "{{", "}}"), between(text, "<", ">")];
    all.into_iter().flatten().min_by_key(|range| range.start)
}

fn name_length(text: &str) -> usize {
    let first_fits = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if first_fits { text.find(|c| !name(c)).unwrap_or(text.len()) } else { 0 }
}

/// `$NAME`, `${…}`, `$(…)`.
fn dollar(text: &str) -> Option<Range<usize>> {
    for (at, _) in text.match_indices('$') {
        let rest = text.get(at + 1..).unwrap_or("");
        let close = if rest.starts_with('{') { rest.find('}') } else { rest.find(')') };
        let length = match name_length(rest) {
            0 if rest.starts_with(['{', '(']) => close.map_or(1, |close| close + 1),
            length => length,
        };
        if length > 0 {
            return Some(at..at + 1 + length);
        }
    }
    None
}

/// `%NAME%`; not `%2F`, which is an escape.
fn percent(text: &str) -> Option<Range<usize>> {
    text.match_indices('%').find_map(|(at, _)| {
        let rest = text.get(at + 1..)?;
        let length = name_length(rest);
        (length > 2 && rest.get(length..)?.starts_with('%')).then_some(at..at + length + 2)
    })
}

fn between(text: &str, open: &str, close: &str) -> Option<Range<usize>> {
    let start = text.find(open)?;
    let end = text.get(start..)?.find(close)?;
    Some(start..start + end + close.len())
}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(list) = List::of(context) else { return };
    for entry in list.with(Problem::Unexpanded) {
        let Some(range) = in_entry(entry.text) else { continue };
        let part = entry.text.get(range.clone()).unwrap_or("");
        found.push(Diagnostic {
            message: format!("{} was never replaced by its value", quoted(part)),
            range: entry.range.start + range.start..entry.range.start + range.end,
            label: "go takes this as it is".into(),
            notes: failure(context).into_iter().collect(),
            help: "write the address itself, or have it expanded by what sets the variable".into(),
            ..Diagnostic::about(&META, list.setting)
        });
    }
}
