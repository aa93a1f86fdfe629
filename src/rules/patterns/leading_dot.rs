use crate::rules::wording::quoted;
use crate::rules::{Applicability, Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};

use super::dialect::Problem;
use super::{NAMES_LEAK, lists};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "PT016",
    slug: "pattern-leading-dot",
    severity: Severity::Warning,
    since: 13,
    until: None,
    summary: "a pattern with a leading dot: it never matches",
    what_go_does: "A leading dot has no meaning of its own, and no module path begins with one. (In NO_PROXY it stands \
        for all names below a domain.)",
    why: NAMES_LEAK,
    bad: Example::environment("GOPRIVATE=.corp.example.com"),
    good: Example::environment("GOPRIVATE=corp.example.com,*.corp.example.com"),
    prevents: &["goprivate-pattern-mismatch", "sumdb-rejects-private-module"],
    links: &[
        "https://go.dev/ref/mod#environment-variables",
        "https://go.dev/ref/mod#private-modules",
        "https://github.com/golang/go/issues/64223",
    ],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    for list in lists(context) {
        for item in list.with(context, Problem::LeadingDot) {
            found.push(Diagnostic {
                message: format!("{} never matches: no module path begins with a dot", quoted(&item.text)),
                range: item.range.start..item.range.start + 1,
                label: "means nothing to go".into(),
                help: "name the domain, and the names below it with `*.`".into(),
                fix: list.mended(context, Problem::LeadingDot, Applicability::Manual, |text| {
                    let bare = text.trim_start_matches('.');
                    if bare.starts_with('/') || bare.is_empty() {
                        String::new()
                    } else {
                        format!("{bare},*.{bare}")
                    }
                }),
                ..Diagnostic::about(&META, list.setting)
            });
        }
    }
}
