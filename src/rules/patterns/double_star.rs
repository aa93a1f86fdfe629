use crate::rules::edit::replaced;
use crate::rules::wording::quoted;
use crate::rules::{Applicability, Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};

use super::dialect::Problem;
use super::lists;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "PT013",
    slug: "pattern-double-star",
    severity: Severity::Warning,
    since: 13,
    until: None,
    summary: "`**` in a pattern: it means the same as `*`",
    what_go_does: "`**` matches what `*` matches: any text within one element. A pattern covers whatever \
        lies below it without any sign, so stars at its end only keep it from matching the path before them.",
    why: "A pattern such as `corp.example.com/**/internal` matches at one depth only. At the end of a \
        pattern this is only information.",
    bad: Example::environment("GOPRIVATE=corp.example.com/**/internal"),
    good: Example::environment("GOPRIVATE=corp.example.com"),
    prevents: &["goprivate-pattern-mismatch"],
    links: &[
        "https://go.dev/ref/mod#environment-variables",
        "https://go.dev/ref/mod#private-modules",
        "https://go.dev/pkg/path/#Match",
    ],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    for list in lists(context) {
        for item in list.with(context, Problem::DoubleStar) {
            found.push(Diagnostic {
                severity: if item.text.ends_with("/**") { Severity::Info } else { META.severity },
                message: format!("** in {} stands for one element, as * does", quoted(&item.text)),
                range: place(&item.text, item.range.start),
                label: "no more than *".into(),
                help: "write the path before it: a pattern covers everything below".into(),
                fix: item.text.strip_suffix("/**").and_then(|path| {
                    let value = replaced(list.value(), &[(item.range.clone(), path.to_owned())]);
                    list.offer(value, Applicability::Manual)
                }),
                ..Diagnostic::about(&META, list.setting)
            });
        }
    }
}

fn place(text: &str, start: usize) -> std::ops::Range<usize> {
    let at = start + text.find("**").unwrap_or(0);
    at..at + 2
}
