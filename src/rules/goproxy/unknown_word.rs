use crate::distance::{distance, nearest};
use crate::go::proxy_list::RawEntry;
use crate::rules::wording::quoted;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

use super::{List, Problem, failure};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "GP005",
    slug: "goproxy-unknown-word",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "a word in GOPROXY that is neither a URL nor `direct` nor `off`",
    what_go_does: "Only the lower-case words `direct` and `off` have a meaning. Any other entry must be a URL; a word \
        without a dot, colon or slash ends every lookup with `invalid proxy URL missing scheme`, wherever in the \
        list it stands before `direct` or `off`.",
    why: "One bad entry spoils the whole list, also for modules that an earlier entry would have served.",
    bad: Example::environment("GOPROXY=https://proxy.golang.org,Direct"),
    good: Example::environment("GOPROXY=https://proxy.golang.org,direct"),
    prevents: &["goproxy-malformed-entry"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://github.com/golang/go/issues/32191"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(list) = List::of(context) else { return };
    for entry in list.with(Problem::Word) {
        let (help, fix) = advice(&list, entry);
        found.push(Diagnostic {
            message: format!("go takes {} for the URL of a proxy", quoted(entry.text)),
            range: entry.range.clone(),
            label: "neither a URL nor `direct` nor `off`".into(),
            notes: failure(context).into_iter().collect(),
            help,
            fix,
            ..Diagnostic::about(&META, list.setting)
        });
    }
}

fn advice(list: &List<'_>, entry: &RawEntry<'_>) -> (String, Option<Fix>) {
    let same = |word: &&str| distance(entry.text, word) == Some(0);
    let near = ["direct", "off"].into_iter().find(same);
    if let Some(word) = near.or_else(|| nearest(entry.text, &["direct", "off"], entry.text.len() / 3)) {
        let fix = Fix::set("GOPROXY", list.replacing(entry, word), Applicability::Manual).ok();
        return (format!("write `{word}`, in lower case"), fix);
    }
    let lower = entry.text.to_ascii_lowercase();
    if list.entries.len() == 1 && matches!(lower.as_str(), "default" | "on" | "true" | "1" | "auto") {
        let help = "remove the setting to get go's default".into();
        return (help, Fix::unset(list.setting, Applicability::Manual).ok());
    }
    ("write a URL with its scheme, `direct` (the module's origin) or `off` (no downloads)".into(), None)
}
