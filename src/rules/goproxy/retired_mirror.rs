use crate::go::GoVersion;
use crate::go::tables::hosts::public_proxy;
use crate::go::tables::separators::is_separator;
use crate::rules::edit::replaced;
use crate::rules::wording::shown;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

use super::{Proxy, proxies};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "GP020",
    slug: "goproxy-retired-mirror",
    severity: Severity::Warning,
    since: 13,
    until: None,
    summary: "a public module proxy that is gone",
    what_go_does: "go does not know which proxies were shut down. It asks them, and an answer other than 404 \
        or 410 ends the lookup, unless `|` follows.",
    why: "Downloads fail or hang, and anyone who registers an abandoned host name may answer in its place.",
    bad: Example::environment("GOPROXY=https://gocenter.io,direct"),
    good: Example::environment("GOPROXY=https://proxy.golang.org,direct"),
    prevents: &["proxy-unreachable"],
    links: &["https://go.dev/ref/mod#environment-variables"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    for proxy in &proxies(context) {
        let Some(known) = public_proxy(&proxy.host(), &proxy.url.path.to_text()) else { continue };
        let Some(retired) = &known.retired else { continue };
        found.push(Diagnostic {
            message: format!("{} was shut down", shown(known.host)),
            range: proxy.entry.range.clone(),
            label: format!("gone since {}", retired.since),
            notes: vec![format!("see {}", retired.source)],
            help: "take it out of the list".into(),
            fix: fix(proxy, context.scenario.engine.version()),
            ..Diagnostic::about(&META, proxy.setting)
        });
    }
}

/// The list without the entry and the separator after it.
fn fix(proxy: &Proxy<'_>, version: GoVersion) -> Option<Fix> {
    let value = proxy.setting.value.expose();
    let end = proxy.separator(version).map_or(value.len(), |mark| mark.end);
    let kept = replaced(value, &[(proxy.entry.range.start..end, String::new())]);
    match kept.trim_end_matches(is_separator) {
        "" => Fix::unset(proxy.setting, Applicability::Manual).ok(),
        kept => Fix::set("GOPROXY", kept, Applicability::Manual).ok(),
    }
}
