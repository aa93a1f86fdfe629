use crate::go::tables::separators::is_separator;
use crate::rules::edit::replaced;
use crate::rules::wording::shown;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

use super::proxies;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "GP021",
    slug: "goproxy-duplicate",
    severity: Severity::Info,
    since: 13,
    until: None,
    summary: "the same proxy twice in GOPROXY",
    what_go_does: "go asks the same proxy again after 404 and 410 (after `|` for any error), for every file \
        of every module.",
    why: "Lookups of modules that the proxy does not have take twice as long, and the entry that was meant is \
        missing.",
    bad: Example::environment("GOPROXY=https://goproxy.cn,https://goproxy.cn,direct"),
    good: Example::environment("GOPROXY=https://goproxy.cn,direct"),
    prevents: &["proxy-unreachable"],
    links: &["https://go.dev/ref/mod#environment-variables"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let all = proxies(context);
    let same = |text: &str| text.trim_end_matches('/').to_owned();
    for (index, proxy) in all.iter().enumerate().skip(1) {
        let earlier = all.iter().take(index).any(|other| same(other.text()) == same(proxy.text()));
        if !earlier {
            continue;
        }
        let value = proxy.setting.value.expose();
        let before = value.get(..proxy.entry.range.start).unwrap_or("");
        let start = before.trim_end().trim_end_matches(is_separator).len();
        let fixed = replaced(value, &[(start..proxy.entry.range.end, String::new())]);
        found.push(Diagnostic {
            message: format!("{} is in the list twice", shown(proxy.text())),
            range: proxy.entry.range.clone(),
            label: "asked before".into(),
            help: "remove the second one".into(),
            fix: Fix::set("GOPROXY", fixed, Applicability::Safe).ok(),
            ..Diagnostic::about(&META, proxy.setting)
        });
        return;
    }
}
