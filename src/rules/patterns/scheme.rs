use std::ops::Range;

use crate::go::Item;
use crate::rules::edit::replaced;
use crate::rules::wording::{quoted, shown};
use crate::rules::written::MAX_FINDINGS;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

use super::{NAMES_LEAK, Written, lists};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "PT002",
    slug: "pattern-scheme",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "a URL in a pattern list: it matches no module path",
    what_go_does: "Patterns are compared with the first elements of a module path, as in `corp.example.com/team`. A \
        module path has no scheme, no user, no port: a pattern with `://` never matches, silently.",
    why: NAMES_LEAK,
    bad: Example::environment("GOPRIVATE=https://corp.example.com"),
    good: Example::environment("GOPRIVATE=corp.example.com"),
    prevents: &["goprivate-pattern-mismatch", "sumdb-rejects-private-module", "git-credentials-missing"],
    links: &[
        "https://go.dev/ref/mod#environment-variables",
        "https://go.dev/ref/mod#private-modules",
        "https://github.com/golang/go/issues/48513",
    ],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    for list in lists(context) {
        let urls = list.items().filter_map(|item| Some((item, item.text.find("://")? + 3)));
        for (item, end) in urls.take(MAX_FINDINGS) {
            found.push(Diagnostic {
                message: format!("{} never matches: module paths have no scheme", quoted(&item.text)),
                range: scheme(item, end),
                label: "no part of a module path".into(),
                help: format!("write {}", shown(&prefix(&item.text))),
                fix: fix(&list),
                ..Diagnostic::about(&META, list.setting)
            });
        }
    }
}

/// The scheme without white space before it.
fn scheme(item: &Item, end: usize) -> Range<usize> {
    let blank = item.text.len() - item.text.trim_start().len();
    item.range.start + blank..item.range.start + end
}

/// What of a URL can stand in a module path: host and path, without scheme, user and port.
fn prefix(text: &str) -> String {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let host = host.split_once(':').map_or(host, |(host, _)| host);
    format!("{host}{}", path.trim_end_matches('/'))
}

/// All URLs of the list become prefixes. GOINSECURE is for people to change.
fn fix(list: &Written<'_>) -> Option<Fix> {
    let urls = list.items().filter(|item| item.text.contains("://"));
    let edits: Vec<_> = urls.map(|item| (item.range.clone(), prefix(&item.text))).collect();
    let name = &list.setting.name;
    let value = replaced(list.value(), &edits);
    let named = edits.iter().all(|(_, prefix)| !prefix.is_empty());
    named.then(|| Fix::set(name, value, Applicability::Safe).ok()).flatten()
}
