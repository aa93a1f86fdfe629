use std::ops::Range;

use crate::go::GoVersion;
use crate::go::proxy_list::RawEntry;
use crate::go::tables::separators::{SEPARATORS, Separator, described};
use crate::rules::edit::replaced;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

use super::defects::separators;
use super::{List, Problem};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "GP008",
    slug: "goproxy-wrong-separator",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "entries of GOPROXY separated by something other than `,` or `|`",
    what_go_does: "A comma separates entries, and from Go 1.15 on also `|`. A blank, a semicolon, and `|` \
        before Go 1.15 are part of the entry: go asks one proxy at a URL such as \
        `https://a.example/%20https://b.example`, or every lookup fails because the entry is not a URL.",
    why: "The second entry is never asked, and the first is asked at an address that does not exist.",
    bad: Example::environment("GOPROXY=https://goproxy.cn direct"),
    good: Example::environment("GOPROXY=https://goproxy.cn,direct"),
    prevents: &["goproxy-malformed-entry"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://github.com/golang/go/issues/32191"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(list) = List::of(context) else { return };
    for entry in list.with(Problem::Separator) {
        let within = separators(entry.text, list.version);
        let Some(first) = within.first() else { continue };
        let first = entry.range.start + first.start..entry.range.start + first.end;
        let mark = list.value.get(first.clone()).unwrap_or("").trim();
        let newer = SEPARATORS.iter().find(|separator| mark.starts_with(separator.mark));
        let by_comma = if newer.is_some() { Applicability::Manual } else { Applicability::Safe };
        found.push(Diagnostic {
            message: format!("{} does not separate entries of GOPROXY", name(mark, newer)),
            range: first,
            label: "go reads on: this is one entry".into(),
            notes: vec![note(newer, list.version)],
            help: "separate entries by a comma".into(),
            fix: Fix::set("GOPROXY", fixed(&list), by_comma).ok(),
            ..Diagnostic::about(&META, list.setting)
        });
    }
}

/// The whole list with commas in place of wrong separators.
fn fixed(list: &List<'_>) -> String {
    let separated = |entry: &RawEntry<'_>| separated(entry.text, &separators(entry.text, list.version));
    let edits: Vec<_> =
        list.all_with(Problem::Separator).map(|entry| (entry.range.clone(), separated(entry))).collect();
    replaced(list.value, &edits)
}

/// The entry with commas in place of its separators; what looks like a comment is cut off.
fn separated(text: &str, within: &[Range<usize>]) -> String {
    let comment = within.iter().find(|range| text.get(range.end..).is_some_and(|rest| rest.starts_with('#')));
    let text = comment.and_then(|range| text.get(..range.start)).unwrap_or(text);
    let comma = |range: &Range<usize>| if range.end < text.len() { "," } else { "" };
    let kept = within.iter().filter(|range| range.end <= text.len());
    let edits: Vec<_> = kept.map(|range| (range.clone(), comma(range).to_owned())).collect();
    replaced(text, &edits)
}

fn name(mark: &str, newer: Option<&Separator>) -> String {
    match (mark, newer) {
        ("", _) => "a blank".into(),
        (_, Some(newer)) => format!("before Go {} `{}`", release(newer), newer.mark),
        _ => "a semicolon".into(),
    }
}

fn note(newer: Option<&Separator>, version: GoVersion) -> String {
    let Some(newer) = newer else { return described(version) };
    format!(
        "`{}` came with Go {}: it moves on to the next entry after {}",
        newer.mark,
        release(newer),
        newer.fall_back.words()
    )
}

/// The Go release that a separator came with, as in `1.15`.
fn release(separator: &Separator) -> String {
    separator.since.map_or_else(String::new, |behaviour| behaviour.first_release().to_string())
}
