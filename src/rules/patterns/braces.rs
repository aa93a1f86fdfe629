use std::ops::Range;

use crate::rules::wording::quoted;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

use super::dialect::Problem;
use super::{NAMES_LEAK, Written, lists};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "PT012",
    slug: "pattern-braces",
    severity: Severity::Warning,
    since: 13,
    until: None,
    summary: "braces in a pattern: go does not take them as alternatives",
    what_go_does: "go has no `{a,b}`: the list is split at the comma inside the braces, and neither half \
        matches a module path, which holds no brace.",
    why: NAMES_LEAK,
    bad: Example::environment("GOPRIVATE={git,code}.example.org"),
    good: Example::environment("GOPRIVATE=git.example.org,code.example.org"),
    prevents: &["goprivate-pattern-mismatch", "sumdb-rejects-private-module"],
    links: &[
        "https://go.dev/ref/mod#environment-variables",
        "https://go.dev/ref/mod#private-modules",
        "https://go.dev/pkg/path/#Match",
    ],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    for list in lists(context) {
        let Some(item) = list.with(context, Problem::Braces).next() else { continue };
        let whole = whole(&list, item.range.clone());
        found.push(Diagnostic {
            message: format!(
                "{} never matches: go knows no braces",
                quoted(list.value().get(whole.clone()).unwrap_or(""))
            ),
            range: whole.clone(),
            label: "the comma inside cuts it in two".into(),
            help: "write each alternative as a pattern of its own".into(),
            fix: fix(&list, whole),
            ..Diagnostic::about(&META, list.setting)
        });
    }
}

/// From the pattern with the opening brace to the end of the one with the closing brace.
fn whole(list: &Written<'_>, first: Range<usize>) -> Range<usize> {
    let value = list.value();
    let rest = value.get(first.start..).unwrap_or("");
    let Some(close) = rest.find('}').map(|at| first.start + at) else { return first };
    let behind = value.get(close..).unwrap_or("");
    first.start..close + behind.find(',').unwrap_or(behind.len())
}

/// `a{b,c}d` is `abd,acd`; more than one pair of braces is for people.
fn fix(list: &Written<'_>, whole: Range<usize>) -> Option<Fix> {
    let text = list.value().get(whole.clone())?;
    let (before, rest) = text.split_once('{')?;
    let (inside, after) = rest.split_once('}')?;
    if after.contains(['{', '}']) || inside.contains('{') || before.contains(',') {
        return None;
    }
    let all: Vec<String> = inside.split(',').map(|word| format!("{before}{word}{after}")).collect();
    let value = crate::rules::edit::replaced(list.value(), &[(whole, all.join(","))]);
    list.offer(value, Applicability::Manual)
}
