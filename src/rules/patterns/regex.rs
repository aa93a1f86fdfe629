use crate::rules::wording::quoted;
use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};

use super::dialect::Problem;
use super::{NAMES_LEAK, lists};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "PT015",
    slug: "pattern-regex",
    severity: Severity::Warning,
    since: 13,
    until: None,
    summary: "a pattern written as a regular expression: it never matches",
    what_go_does: "Patterns are globs, not regular expressions. `^`, `$`, `(`, `+` are characters that no module path \
        holds, and no element of one begins with a dot, as `.*` would need.",
    why: NAMES_LEAK,
    bad: Example::environment("GOPRIVATE=^corp\\.example\\.com/.*"),
    good: Example::environment("GOPRIVATE=corp.example.com"),
    prevents: &["goprivate-pattern-mismatch", "sumdb-rejects-private-module"],
    links: &[
        "https://go.dev/ref/mod#environment-variables",
        "https://go.dev/ref/mod#private-modules",
        "https://go.dev/pkg/path/#Match",
    ],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    for list in lists(context) {
        for item in list.with(context, Problem::Regex) {
            found.push(Diagnostic {
                message: format!("{} never matches: patterns are globs", quoted(&item.text)),
                range: item.range.clone(),
                label: "a regular expression".into(),
                help: "write the path itself: a pattern covers everything below".into(),
                ..Diagnostic::about(&META, list.setting)
            });
        }
    }
}
