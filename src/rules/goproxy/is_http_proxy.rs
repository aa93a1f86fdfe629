use crate::go::tables::hosts::is_loopback;
use crate::rules::wording::shown;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

use super::{Proxy, proxies};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "GP017",
    slug: "goproxy-is-http-proxy",
    severity: Severity::Warning,
    since: 13,
    until: None,
    summary: "GOPROXY holds the address of a forward proxy",
    what_go_does: "go asks the address itself for modules, as in `GET /golang.org/x/net/@v/list`. A program that only \
        passes requests on to other hosts answers that with an error. The variables for such a program are \
        HTTPS_PROXY and HTTP_PROXY.",
    why: "Every download fails, with an error that names the proxy and not the mistake.",
    bad: Example::environment("GOPROXY=http://127.0.0.1:7890"),
    good: Example::environment("HTTPS_PROXY=http://127.0.0.1:7890"),
    prevents: &["goproxy-is-not-an-http-proxy", "http-proxy-misconfigured"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://github.com/golang/go/issues/32568"],
};

/// Ports that forwarding proxies use and module proxies do not.
const PORTS: &[&str] =
    &["1080", "1081", "1086", "1087", "3128", "7890", "7891", "7897", "8118", "10808", "10809"];

/// Whether the entry is nothing but a host and such a port; on other machines, of those that have a
/// number of their own.
pub(super) fn looks_like_one(proxy: &Proxy<'_>) -> bool {
    let port = proxy.url.port();
    let bare = matches!(proxy.url.path.to_text().as_ref(), "" | "/") && proxy.url.raw_query.is_empty();
    let elsewhere = matches!(port.as_ref(), "1080" | "3128" | "7890" | "8118");
    bare && PORTS.contains(&port.as_ref()) && (is_loopback(&proxy.host()) || elsewhere)
}

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    for proxy in proxies(context).iter().filter(|proxy| looks_like_one(proxy)).take(1) {
        let text = proxy.text();
        found.push(Diagnostic {
            message: format!("{} looks like a forward proxy, which serves no modules", shown(text)),
            range: proxy.entry.range.clone(),
            label: "belongs in HTTPS_PROXY".into(),
            help: format!("unset GOPROXY, and set HTTPS_PROXY={}", shown(text)),
            fix: Fix::unset(proxy.setting, Applicability::Manual).ok(),
            ..Diagnostic::about(&META, proxy.setting)
        });
    }
}
