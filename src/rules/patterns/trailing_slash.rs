use crate::rules::wording::quoted;
use crate::rules::{Applicability, Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};

use super::dialect::Problem;
use super::{NAMES_LEAK, lists};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "PT019",
    slug: "pattern-trailing-slash",
    severity: Severity::Error,
    since: 13,
    until: Some(18),
    summary: "a pattern with a slash at its end: before Go 1.18 it never matches",
    what_go_does: "From Go 1.18 on one slash at the end of a pattern is ignored. Before, the pattern is \
        compared with one more element, which is empty and which no module path has.",
    why: NAMES_LEAK,
    bad: Example::environment("GOPRIVATE=corp.example.com/"),
    good: Example::environment("GOPRIVATE=corp.example.com"),
    prevents: &["goprivate-pattern-mismatch", "sumdb-rejects-private-module"],
    links: &[
        "https://go.dev/ref/mod#environment-variables",
        "https://go.dev/ref/mod#private-modules",
        "https://github.com/golang/go/issues/48513",
    ],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    for list in lists(context) {
        for item in list.with(context, Problem::TrailingSlash) {
            found.push(Diagnostic {
                message: format!("{} never matches in this Go: the slash counts", quoted(&item.text)),
                range: item.range.end - 1..item.range.end,
                label: "ignored from Go 1.18 on".into(),
                help: "write the pattern without it".into(),
                fix: list.mended(context, Problem::TrailingSlash, Applicability::Safe, |text| {
                    text.trim_end_matches('/').to_owned()
                }),
                ..Diagnostic::about(&META, list.setting)
            });
        }
    }
}
