use crate::rules::edit::stretches;
use crate::rules::wording::quoted;
use crate::rules::{Applicability, Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};

use super::dialect::Problem;
use super::{NAMES_LEAK, lists};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "PT009",
    slug: "pattern-semicolon",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "patterns separated by `;` or `|`: they never match",
    what_go_does: "Pattern lists are split at commas and nowhere else. A semicolon or a bar is part of the \
        pattern, which then matches no module path. (The bar separates entries of GOPROXY alone.)",
    why: NAMES_LEAK,
    bad: Example::environment("GOPRIVATE=corp.example.com;git.example.org"),
    good: Example::environment("GOPRIVATE=corp.example.com,git.example.org"),
    prevents: &["goprivate-pattern-mismatch", "sumdb-rejects-private-module"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://go.dev/ref/mod#private-modules"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    for list in lists(context) {
        for item in list.with(context, Problem::Separator) {
            found.push(Diagnostic {
                message: format!("{} never matches: only a comma separates patterns", quoted(&item.text)),
                range: first_mark(&item.text, item.range.start),
                label: "part of the pattern".into(),
                help: "separate patterns by a comma".into(),
                fix: list.mended(context, Problem::Separator, Applicability::Safe, |text| {
                    text.trim_matches(is_mark).replace(is_mark, ",")
                }),
                ..Diagnostic::about(&META, list.setting)
            });
        }
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, ';' | '|')
}

fn first_mark(text: &str, start: usize) -> std::ops::Range<usize> {
    let first = stretches(text, is_mark).into_iter().next().unwrap_or(0..text.len());
    start + first.start..start + first.end
}
