use crate::go::tables::hosts::{is_internal, is_loopback};
use crate::rules::wording::shown;
use crate::rules::written::MAX_FINDINGS;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

use super::is_http_proxy::looks_like_one;
use super::proxies;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "GP013",
    slug: "goproxy-plain-http",
    severity: Severity::Warning,
    since: 13,
    until: None,
    summary: "a module proxy asked over http",
    what_go_does: "go asks a proxy over http without a warning, and GOINSECURE is not needed for it. What \
        the proxy sends is compared with go.sum and the checksum database, except for modules that GONOSUMDB \
        exempts.",
    why: "Anyone on the way learns the names of all modules and can change those that are not verified. Only \
        information where the host name exists inside one network only; nothing is reported for the machine \
        itself.",
    bad: Example::environment("GOPROXY=http://goproxy.cn,direct"),
    good: Example::environment("GOPROXY=https://goproxy.cn,direct"),
    prevents: &["checksum-mismatch-mirror-content", "insecure-http-host"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://go.dev/ref/mod#goproxy-protocol"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let plain = |proxy: &&super::Proxy<'_>| {
        proxy.url.scheme == "http"
            && proxy.url.user.is_none()
            && !is_loopback(&proxy.host())
            && !looks_like_one(proxy)
    };
    for proxy in proxies(context).iter().filter(plain).take(MAX_FINDINGS) {
        let scheme = proxy.text().find("://").unwrap_or(0);
        let start = proxy.entry.range.start;
        let https = format!("https{}", proxy.text().get(scheme..).unwrap_or(""));
        found.push(Diagnostic {
            severity: if is_internal(&proxy.host()) { Severity::Info } else { META.severity },
            message: format!("go asks {} over http", shown(&proxy.host())),
            range: start..start + scheme,
            label: "neither private nor safe from changes".into(),
            help: "use https, if the proxy offers it".into(),
            fix: Fix::set("GOPROXY", proxy.replaced_by(&https), Applicability::Manual).ok(),
            ..Diagnostic::about(&META, proxy.setting)
        });
    }
}
