use crate::rules::edit::{replaced, stretches};
use crate::rules::lookalikes::{described, is_lookalike, plain};
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

use super::defects::invisible;
use super::{List, Problem, failure};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "GP019",
    slug: "goproxy-invisible",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "characters in GOPROXY that are invisible, or that only look like those of a URL",
    what_go_does: "White space around an entry is removed, and nothing else: a zero-width space, a byte order mark, \
        typographic quote marks or a full-width comma are part of the address.",
    why: "go asks a host that does not exist, or cannot read the list at all, and the value looks right on \
        the screen. Such characters are copied from web pages and word processors.",
    bad: Example::environment("GOPROXY=https://goproxy.cn，direct"),
    good: Example::environment("GOPROXY=https://goproxy.cn,direct"),
    prevents: &["goproxy-malformed-entry"],
    links: &["https://go.dev/ref/mod#environment-variables"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(list) = List::of(context) else { return };
    for entry in list.with(Problem::Invisible) {
        let Some(first) = invisible(entry.text).first().cloned() else { continue };
        let range = entry.range.start + first.start..entry.range.start + first.end;
        let part = list.value.get(range.clone()).unwrap_or("");
        found.push(Diagnostic {
            message: format!("{} is part of GOPROXY", described(part)),
            range,
            label: "go takes this as it is".into(),
            notes: failure(context).into_iter().collect(),
            help: "retype the value, in plain characters".into(),
            fix: Fix::set("GOPROXY", typed_anew(list.value), Applicability::Safe).ok(),
            ..Diagnostic::about(&META, list.setting)
        });
    }
}

/// The whole value in plain characters.
fn typed_anew(value: &str) -> String {
    let edits: Vec<_> = stretches(value, is_lookalike)
        .into_iter()
        .map(|range| (range.clone(), plain(value.get(range).unwrap_or(""))))
        .collect();
    replaced(value, &edits)
}
