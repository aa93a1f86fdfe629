use crate::rules::wording::quoted;
use crate::rules::{Applicability, Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};

use super::dialect::Problem;
use super::lists;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "PT014",
    slug: "pattern-bang-class",
    severity: Severity::Warning,
    since: 13,
    until: None,
    summary: "`[!…]` in a pattern: go's negation is `[^…]`",
    what_go_does: "Inside brackets `!` is an ordinary character: `[!a]` matches `!` and `a`, the opposite of \
        what shells do. go negates with `[^a]`.",
    why: "The pattern matches what it was meant to exclude, and excludes what it was meant to match.",
    bad: Example::environment("GOPRIVATE=[!x]orp.example.com"),
    good: Example::environment("GOPRIVATE=[^x]orp.example.com"),
    prevents: &["goprivate-pattern-mismatch"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://go.dev/pkg/path/#Match"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    for list in lists(context) {
        for item in list.with(context, Problem::BangClass) {
            found.push(Diagnostic {
                message: format!("! does not negate in {}", quoted(&item.text)),
                range: place(&item.text, item.range.start),
                label: "one of the characters that match".into(),
                help: "write [^…] for all other characters".into(),
                fix: list.mended(context, Problem::BangClass, Applicability::Manual, |text| {
                    text.replace("[!", "[^")
                }),
                ..Diagnostic::about(&META, list.setting)
            });
        }
    }
}

fn place(text: &str, start: usize) -> std::ops::Range<usize> {
    let at = start + text.find("[!").unwrap_or(0) + 1;
    at..at + 1
}
