use crate::go::proxy_list::Server;
use crate::rules::trust::matches_everything;
use crate::rules::wording::quoted;
use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};
use crate::source::Layer;

use super::{Written, is_public_host, lists};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "PT021",
    slug: "pattern-too-wide",
    severity: Severity::Warning,
    since: 13,
    until: None,
    summary: "a pattern for everything, or for a whole host of public code",
    what_go_does: "Modules that GONOPROXY matches are fetched from their origin and from no proxy; those that GONOSUMDB \
        matches are not verified by the checksum database. GOPRIVATE stands for both where they are not set.",
    why: "Public modules come from wherever their origin is today, unverified: a tag that was moved, or a \
        repository that was taken over, goes unnoticed. Downloads are slower and need a version control \
        system.",
    bad: Example::environment("GOPRIVATE=github.com"),
    good: Example::environment("GOPRIVATE=github.com/acme"),
    prevents: &["gonoproxy-too-broad", "checksum-mismatch-direct-vs-proxy"],
    links: &[
        "https://go.dev/ref/mod#environment-variables",
        "https://go.dev/ref/mod#private-modules",
        "https://github.com/golang/go/issues/39835",
    ],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    for list in lists(context).filter(|list| matters(context, list)) {
        let wide = |text: &str| matches_everything(text) || is_public_host(text);
        let Some(item) = list.sound(context).find(|item| wide(&item.text)) else { continue };
        let all = matches_everything(&item.text);
        found.push(Diagnostic {
            severity: if list.setting.origin.layer == Layer::GorootGoEnv {
                Severity::Info
            } else {
                META.severity
            },
            message: format!("{} in {} covers {}", quoted(&item.text), list.setting.name, what(all)),
            range: item.range.clone(),
            label: effect(&list).into(),
            help: "list your own prefixes, as in github.com/acme".into(),
            ..Diagnostic::about(&META, list.setting)
        });
    }
}

fn what(all: bool) -> &'static str {
    if all { "every module" } else { "public modules" }
}

fn effect(list: &Written<'_>) -> &'static str {
    match list.setting.name.as_str() {
        "GONOPROXY" => "never fetched through a proxy",
        "GONOSUMDB" => "not verified when new",
        _ => "neither fetched through a proxy nor verified when new",
    }
}

/// Whether the list takes anything away: GOINSECURE is another matter, GOPRIVATE may be replaced by
/// both others, and nothing is lost where nobody is asked anyway.
fn matters(context: &RuleInputs<'_>, list: &Written<'_>) -> bool {
    let value = |name: &str| context.scenario.settings.value(name);
    let asks_a_proxy = context.scenario.engine.proxies().as_ref().is_ok_and(|proxies| {
        proxies
            .entries
            .iter()
            .any(|entry| matches!(&entry.server, Server::Proxy(url) if url.scheme != "file"))
    });
    let asks_an_origin = context
        .scenario
        .engine
        .proxies()
        .as_ref()
        .is_ok_and(|proxies| proxies.entries.iter().any(|entry| entry.server == Server::Direct));
    let verifies = value("GOSUMDB") != "off" && (asks_a_proxy || asks_an_origin);
    match list.setting.name.as_str() {
        "GONOPROXY" => asks_a_proxy,
        "GONOSUMDB" => verifies,
        "GOPRIVATE" => {
            let own = list.value();
            (value("GONOPROXY") == own && asks_a_proxy) || (value("GONOSUMDB") == own && verifies)
        }
        _ => false,
    }
}
