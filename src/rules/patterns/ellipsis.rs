use crate::rules::wording::quoted;
use crate::rules::{Applicability, Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};

use super::dialect::Problem;
use super::{NAMES_LEAK, lists};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "PT026",
    slug: "pattern-ellipsis",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "`...` in a pattern: it never matches",
    what_go_does: "`...` is a wildcard for packages on the command line of go, not in pattern lists: there it is three \
        dots, and no module path holds them.",
    why: NAMES_LEAK,
    bad: Example::environment("GOPRIVATE=corp.example.com/..."),
    good: Example::environment("GOPRIVATE=corp.example.com"),
    prevents: &["goprivate-pattern-mismatch", "sumdb-rejects-private-module"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://go.dev/ref/mod#private-modules"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    for list in lists(context) {
        for item in list.with(context, Problem::Ellipsis) {
            found.push(Diagnostic {
                message: format!("{} never matches: ... means nothing here", quoted(&item.text)),
                range: place(&item.text, item.range.start),
                label: "three dots, to go".into(),
                help: "write the path before it: a pattern covers everything below".into(),
                fix: list.mended(context, Problem::Ellipsis, Applicability::Safe, |text| {
                    text.strip_suffix("/...").filter(|path| !path.contains("...")).unwrap_or("").to_owned()
                }),
                ..Diagnostic::about(&META, list.setting)
            });
        }
    }
}

fn place(text: &str, start: usize) -> std::ops::Range<usize> {
    let at = start + text.find("...").unwrap_or(0);
    at..at + 3
}
