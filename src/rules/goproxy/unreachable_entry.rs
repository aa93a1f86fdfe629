use crate::go::proxy_list::RawEntry;
use crate::go::tables::separators::is_separator;
use crate::rules::wording::quoted;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

use super::List;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "GP004",
    slug: "goproxy-unreachable-entry",
    severity: Severity::Warning,
    since: 13,
    until: None,
    summary: "an entry of GOPROXY after `direct` or `off`",
    what_go_does: "`direct` and `off` end the list: go neither uses nor even checks what follows them.",
    why: "A proxy after `direct` is never asked: every module comes from its origin, and after `off` from \
        nowhere.",
    bad: Example::environment("GOPROXY=direct,https://proxy.golang.org"),
    good: Example::environment("GOPROXY=https://proxy.golang.org,direct"),
    prevents: &["proxy-unreachable", "goproxy-off", "git-not-installed"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://go.dev/ref/mod#goproxy-protocol"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(list) = List::of(context) else { return };
    let Some(end) = list.entries.last().filter(|entry| matches!(entry.text, "direct" | "off")) else {
        return;
    };
    let is_entry = |c: char| !c.is_whitespace() && !is_separator(c);
    let rest = list.value.get(end.next..).unwrap_or("");
    let (Some(first), Some(last)) = (rest.find(is_entry), rest.rfind(is_entry)) else { return };
    let width = rest.get(last..).and_then(|text| text.chars().next()).map_or(1, char::len_utf8);
    let range = end.next + first..end.next + last + width;
    let lost = list.value.get(range.clone()).unwrap_or("");
    let (severity, fix) = verdict(&list, end, lost);
    found.push(Diagnostic {
        severity,
        message: format!("go never goes past `{}`: {} is not used", end.text, quoted(lost)),
        range,
        label: format!("after `{}`, which ends the list", end.text),
        help: format!("put `{0}` last, or remove what follows it", end.text),
        fix,
        ..Diagnostic::about(&META, list.setting)
    });
}

/// Dropping words after the end changes nothing. A proxy after `direct` was most likely to be asked
/// first; after `off` nobody can tell.
fn verdict(list: &List<'_>, end: &RawEntry<'_>, lost: &str) -> (Severity, Option<Fix>) {
    let kept = list.value.get(..end.range.end).unwrap_or(list.value);
    let words =
        |text: &str| text.split(is_separator).all(|word| matches!(word.trim(), "" | "direct" | "off"));
    if end.text == "direct" && words(lost) {
        return (Severity::Info, Fix::set("GOPROXY", kept, Applicability::Safe).ok());
    }
    let before = list.value.get(..end.range.start).unwrap_or("");
    let value = if end.text == "direct" { format!("{before}{lost},direct") } else { kept.to_owned() };
    (META.severity, Fix::set("GOPROXY", value, Applicability::Manual).ok())
}
