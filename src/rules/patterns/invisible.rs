use crate::rules::edit::stretches;
use crate::rules::lookalikes::{described, is_lookalike, plain};
use crate::rules::{Applicability, Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};

use super::dialect::Problem;
use super::{NAMES_LEAK, lists};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "PT010",
    slug: "pattern-invisible",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "characters in a pattern that no module path has: it never matches",
    what_go_does: "Module paths are plain ASCII. A pattern with a zero-width space, a byte order mark, typographic \
        quote marks, a full-width comma or any letter outside ASCII never matches, silently.",
    why: NAMES_LEAK,
    bad: Example::environment("GOPRIVATE=corp.example.com，git.example.org"),
    good: Example::environment("GOPRIVATE=corp.example.com,git.example.org"),
    prevents: &["goprivate-pattern-mismatch", "sumdb-rejects-private-module"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://go.dev/ref/mod#private-modules"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    for list in lists(context) {
        for item in list.with(context, Problem::Invisible) {
            found.push(Diagnostic {
                message: format!("{} makes the pattern match no module", what(&item.text)),
                range: place(&item.text, item.range.start),
                label: "no module path has this".into(),
                help: "retype the list, in plain characters".into(),
                fix: list
                    .mended(context, Problem::Invisible, Applicability::Safe, plain)
                    .filter(|fix| fix.value().is_some_and(|value| value.expose().is_ascii())),
                ..Diagnostic::about(&META, list.setting)
            });
        }
    }
}

fn is_odd(c: char) -> bool {
    is_lookalike(c) || !c.is_ascii()
}

fn what(text: &str) -> &'static str {
    match text.chars().find(|c| is_odd(*c)) {
        Some(c) if is_lookalike(c) => described(c.encode_utf8(&mut [0; 4])),
        _ => "a letter outside ASCII",
    }
}

fn place(text: &str, start: usize) -> std::ops::Range<usize> {
    let first = stretches(text, is_odd).into_iter().next().unwrap_or(0..text.len());
    start + first.start..start + first.end
}
