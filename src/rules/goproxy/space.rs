use std::ops::Range;

use crate::go::proxy_list::RawEntry;
use crate::rules::edit::replaced;
use crate::rules::sources::crlf;
use crate::rules::wording::name_of_space;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

use super::List;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "GP001",
    slug: "goproxy-space",
    severity: Severity::Warning,
    since: 13,
    until: None,
    summary: "white space around an entry of GOPROXY",
    what_go_does: "The go command removes white space around each entry of GOPROXY, so the list works. It does \
        not do so in GOPRIVATE, GONOPROXY, GONOSUMDB and GOINSECURE, where a pattern with a blank never matches.",
    why: "Without quotes a shell, a Dockerfile or a CI file ends the value at the blank, and tools that read \
        GOPROXY themselves may not trim it. The habit does real harm in pattern lists.",
    bad: Example::environment("GOPROXY=https://goproxy.cn, direct"),
    good: Example::environment("GOPROXY=https://goproxy.cn,direct"),
    prevents: &["env-not-propagated", "goprivate-pattern-mismatch"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://go.dev/ref/mod#goproxy-protocol"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(list) = List::of(context) else { return };
    let blanks: Vec<Range<usize>> = list.entries.iter().flat_map(blanks_around).collect();
    // A carriage return at the end is reported for the whole file.
    let kept = crlf::without(list.setting).len();
    let Some(first) = blanks.iter().find(|range| range.start < kept).cloned() else { return };
    let space = list.value.get(first.clone()).and_then(|text| text.chars().next()).unwrap_or(' ');
    let edits: Vec<_> = blanks.into_iter().map(|range| (range, String::new())).collect();
    found.push(Diagnostic {
        message: format!(
            "{} next to an entry of GOPROXY; go ignores it, other programs may not",
            name_of_space(space)
        ),
        range: first,
        label: "go trims this".into(),
        notes: vec![
            "go trims the entries of GOPROXY, but never the patterns of GOPRIVATE, GONOPROXY, GONOSUMDB and \
             GOINSECURE"
                .into(),
        ],
        help: "write the list without white space".into(),
        fix: Fix::set("GOPROXY", replaced(list.value, &edits), Applicability::Safe).ok(),
        ..Diagnostic::about(&META, list.setting)
    });
}

fn blanks_around(entry: &RawEntry<'_>) -> Vec<Range<usize>> {
    let before = entry.between.start..entry.range.start;
    let behind = entry.range.end..entry.between.end;
    [before, behind].into_iter().filter(|range| !range.is_empty()).collect()
}
