use std::ops::Range;

use crate::rules::edit::{replaced, stretches};
use crate::rules::sources::crlf;
use crate::rules::wording::{name_of_space, quoted};
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

use super::{NAMES_LEAK, Written, is_blanked_out, lists};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "PT001",
    slug: "pattern-space",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "white space in a pattern list: the pattern never matches",
    what_go_does: "GOPRIVATE, GONOPROXY, GONOSUMDB and GOINSECURE are split at commas and nothing is \
        trimmed. A pattern with white space can match no module path, and go says nothing about it. (GOPROXY \
        is trimmed.)",
    why: NAMES_LEAK,
    bad: Example::environment("GOPRIVATE=corp.example.com, git.example.org"),
    good: Example::environment("GOPRIVATE=corp.example.com,git.example.org"),
    prevents: &["goprivate-pattern-mismatch", "sumdb-rejects-private-module"],
    links: &[
        "https://go.dev/ref/mod#environment-variables",
        "https://go.dev/ref/mod#private-modules",
        "https://github.com/golang/go/issues/44054",
    ],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    for list in lists(context) {
        let broken: Vec<(&str, Range<usize>)> = list
            .items()
            .filter(|item| !is_blanked_out(list.setting, &item.text))
            .flat_map(|item| spaces(&item.text, item.range.start))
            .filter(|(_, range)| range.start < crlf::without(list.setting).len())
            .collect();
        let Some((pattern, range)) = broken.first().cloned() else { continue };
        let space = list.value().get(range.clone()).and_then(|text| text.chars().next()).unwrap_or(' ');
        let others = broken.iter().filter(|(text, _)| *text != pattern).count();
        found.push(Diagnostic {
            message: format!(
                "{} never matches: go does not trim the patterns of {}",
                quoted(pattern),
                list.setting.name
            ),
            range,
            label: format!("{} is part of the pattern", name_of_space(space)),
            notes: if others > 0 {
                vec!["the same holds for other patterns of this list".into()]
            } else {
                vec![]
            },
            help: "separate patterns only by a comma".into(),
            fix: fix(&list),
            ..Diagnostic::about(&META, list.setting)
        });
    }
}

/// The white space of a pattern that begins at `start`, with the pattern.
fn spaces(pattern: &str, start: usize) -> impl Iterator<Item = (&str, Range<usize>)> {
    let found = stretches(pattern, char::is_whitespace).into_iter();
    found.map(move |range| (pattern, start + range.start..start + range.end))
}

/// White space beside a comma goes; inside a pattern it was meant as a comma, which somebody has to
/// confirm. Nothing is offered for a list of nothing but white space, nor where a pattern for
/// everything would come to life.
fn fix(list: &Written<'_>) -> Option<Fix> {
    let mut applicability = Applicability::Safe;
    let mut edits = vec![];
    for item in list.items() {
        for (_, range) in spaces(&item.text, item.range.start) {
            let inside = range.start > item.range.start && range.end < item.range.end;
            if inside {
                applicability = Applicability::Manual;
            }
            edits.push((range, if inside { ",".to_owned() } else { String::new() }));
        }
    }
    let value = replaced(list.value(), &edits);
    if value.trim_matches(',').is_empty() {
        return None;
    }
    Fix::set(&list.setting.name, value, applicability).ok()
}
