use crate::go::proxy_list::Server;
use crate::rules::wording::quoted;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

use super::lists;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "PT027",
    slug: "insecure-not-for-proxies",
    severity: Severity::Warning,
    since: 14,
    until: None,
    summary: "GOINSECURE names the host of a proxy: it does nothing there",
    what_go_does: "GOINSECURE is compared with module paths and counts only where go asks a module's origin. \
        Certificates of proxies and of the checksum database are always verified; plain http needs no \
        permission there.",
    why: "The setting has no effect on the error that it was meant to remove: `x509: certificate signed by \
        unknown authority`.",
    bad: Example::environment("GOPROXY=https://proxy.corp.example.com\nGOINSECURE=proxy.corp.example.com"),
    good: Example::environment("GOPROXY=https://proxy.corp.example.com"),
    prevents: &["goinsecure-misused", "x509-unknown-authority"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://github.com/golang/go/issues/32966"],
};

/// Whether a pattern is the host of an entry of GOPROXY.
pub(super) fn is_host_of_proxy(context: &RuleInputs<'_>, text: &str) -> bool {
    let entries = context.scenario.engine.proxies().iter().flat_map(|list| &list.entries);
    entries.into_iter().any(|entry| {
        matches!(&entry.server, Server::Proxy(url) if url.hostname().to_text().eq_ignore_ascii_case(text))
    })
}

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    for list in lists(context).filter(|list| list.setting.name == "GOINSECURE") {
        for item in list.sound(context).filter(|item| is_host_of_proxy(context, &item.text)).take(1) {
            found.push(Diagnostic {
                message: format!(
                    "{} is a proxy, and GOINSECURE does not apply to proxies",
                    quoted(&item.text)
                ),
                range: item.range.clone(),
                label: "no effect on this host".into(),
                help: "install the proxy's certificate authority, or name it in SSL_CERT_FILE".into(),
                fix: Fix::unset(list.setting, Applicability::Manual).ok(),
                ..Diagnostic::about(&META, list.setting)
            });
        }
    }
}
