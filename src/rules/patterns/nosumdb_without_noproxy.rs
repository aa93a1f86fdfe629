use crate::go::PatternList;
use crate::go::proxy_list::Server;
use crate::go::tables::hosts::is_public_proxy;
use crate::rules::wording::{enumerated, shown};
use crate::rules::written::written;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

use super::{is_public_host, is_sound, lost, on_purpose};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "PT023",
    slug: "nosumdb-without-noproxy",
    severity: Severity::Warning,
    since: 13,
    until: None,
    summary: "GONOSUMDB without GONOPROXY: private names go to a public proxy",
    what_go_does: "GONOSUMDB keeps modules from the checksum database, and nothing else. They are still \
        requested from the proxies of GOPROXY, in order, and only their 404 or 410 leads to `direct`.",
    why: "Public proxies learn the paths and versions of private modules. Nothing is reported where a \
        private proxy is in the list: GONOSUMDB alone is right there.",
    bad: Example::environment("GONOSUMDB=corp.example.com"),
    good: Example::environment("GOPRIVATE=corp.example.com"),
    prevents: &["private-proxy-internal-error", "goprivate-pattern-mismatch"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://go.dev/ref/mod#private-modules"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(setting) = written(context, "GONOSUMDB") else { return };
    let list = PatternList::parse(setting.value.expose(), context.scenario.engine.version());
    if on_purpose(list.items())
        || !is_sound(context, &list)
        || !context.scenario.settings.value("GONOPROXY").is_empty()
    {
        return;
    }
    let Some(proxy) = only_public(context) else { return };
    let uncovered = lost(&list, &PatternList::parse("", context.scenario.engine.version()));
    let private: Vec<&str> = uncovered.into_iter().filter(|text| !is_public(text)).collect();
    if private.is_empty() {
        return;
    }
    found.push(Diagnostic {
        message: format!("{} is asked for {}", shown(&proxy), enumerated(&private)),
        range: 0..setting.value.expose().len(),
        label: "keeps modules from the database, not from the proxy".into(),
        help: "set GOPRIVATE in place of GONOSUMDB; for public modules write GONOPROXY=none".into(),
        fix: Fix::set("GOPRIVATE", private.join(","), Applicability::Manual).ok(),
        ..Diagnostic::about(&META, setting)
    });
}

/// A pattern for public modules, for everything, or of another dialect.
fn is_public(text: &str) -> bool {
    let plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~/*?".contains(&b));
    !plain || is_public_host(text) || crate::rules::trust::matches_everything(text) || !text.contains('.')
}

/// The first proxy, if all of them are public ones.
fn only_public(context: &RuleInputs<'_>) -> Option<String> {
    let list = context.scenario.engine.proxies().as_ref().ok()?;
    let mut hosts = vec![];
    for entry in &list.entries {
        let Server::Proxy(url) = &entry.server else { continue };
        let host = url.hostname().to_text().into_owned();
        if !is_public_proxy(&host, &url.path.to_text()) {
            return None;
        }
        hosts.push(host);
    }
    hosts.into_iter().next()
}
