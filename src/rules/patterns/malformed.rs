use crate::go::Defect;
use crate::rules::wording::quoted;
use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};

use super::dialect::Problem;
use super::{NAMES_LEAK, lists};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "PT011",
    slug: "pattern-malformed",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "a pattern that go cannot read: it never matches",
    what_go_does: "A pattern follows Go's `path.Match`: a `[` needs a `]` and something between them, a \
        range its lower end first, a backslash a character after it. go silently skips a malformed pattern \
        and goes on with the next.",
    why: NAMES_LEAK,
    bad: Example::environment("GOPRIVATE=[corp.example.com"),
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
        for item in list.with(context, Problem::Malformed) {
            found.push(Diagnostic {
                message: format!("{} never matches: go cannot read it", quoted(&item.text)),
                range: item.range.clone(),
                label: defect(item.defect),
                help: "write the path itself; of patterns go knows *, ? and [a-z]".into(),
                ..Diagnostic::about(&META, list.setting)
            });
        }
    }
}

fn defect(defect: Option<Defect>) -> String {
    defect.map_or_else(String::new, |defect| defect.to_string())
}
