use crate::rules::edit::is_quote;
use crate::rules::{Applicability, Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};

use super::dialect::Problem;
use super::{NAMES_LEAK, lists};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "PT008",
    slug: "pattern-quotes",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "quote marks in a pattern list: the pattern never matches",
    what_go_does: "go takes quote marks as they are, and no module path holds one: the first and last pattern of a \
        quoted list never match, silently.",
    why: NAMES_LEAK,
    bad: Example::environment("GOPRIVATE='corp.example.com,git.example.org'"),
    good: Example::environment("GOPRIVATE=corp.example.com,git.example.org"),
    prevents: &["goprivate-pattern-mismatch", "sumdb-rejects-private-module"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://go.dev/ref/mod#private-modules"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    for list in lists(context) {
        let Some(item) = list.with(context, Problem::Quotes).next() else { continue };
        let mark = if item.text.starts_with(is_quote) { item.range.start } else { item.range.end - 1 };
        found.push(Diagnostic {
            message: format!("the quote marks are part of {}, and match no module", list.setting.name),
            range: mark..mark + 1,
            label: "go takes quote marks as they are".into(),
            help: "write the list without quote marks, or with those that the file or shell removes".into(),
            fix: list.mended(context, Problem::Quotes, Applicability::Safe, |text| {
                text.trim_matches(is_quote).to_owned()
            }),
            ..Diagnostic::about(&META, list.setting)
        });
    }
}
