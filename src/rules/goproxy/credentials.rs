use crate::rules::wording::shown;
use crate::rules::written::{MAX_FINDINGS, in_file};
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

use super::{Proxy, proxies};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "GP012",
    slug: "goproxy-credentials",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "a user name or password in a URL of GOPROXY",
    what_go_does: "Over https go sends the user information of an entry as Basic authentication. Over http every \
        request to that proxy ends with `refusing to pass credentials to insecure URL`, also on the machine \
        itself.",
    why: "`go env` prints GOPROXY with the password in it, and people paste that into reports. An error over \
        http; a warning in the go/env file, where the password is stored on disk; only information in the \
        environment.",
    bad: Example::environment("GOPROXY=http://ci:secret@proxy.corp.example.com"),
    good: Example::environment("GOPROXY=https://proxy.corp.example.com"),
    prevents: &["goproxy-credentials-over-http", "netrc-entry-not-matched"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://github.com/golang/go/issues/30610"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    for proxy in proxies(context).iter().filter(|proxy| proxy.url.user.is_some()).take(MAX_FINDINGS) {
        let host = proxy.host();
        let (severity, message) = verdict(proxy);
        found.push(Diagnostic {
            severity,
            message,
            range: user_information(proxy),
            label: "go env prints this".into(),
            help: help(proxy, &shown(&host)),
            fix: without(proxy).and_then(|value| Fix::set("GOPROXY", value, Applicability::Manual).ok()),
            ..Diagnostic::about(&META, proxy.setting)
        });
    }
}

fn verdict(proxy: &Proxy<'_>) -> (Severity, String) {
    if proxy.url.scheme == "http" {
        return (META.severity, "go refuses to send credentials over http".into());
    }
    let severity = if in_file(proxy.setting) { Severity::Warning } else { Severity::Info };
    (severity, "GOPROXY holds credentials".into())
}

fn help(proxy: &Proxy<'_>, host: &str) -> String {
    let https = if proxy.url.scheme == "http" { "use https, and " } else { "" };
    format!("{https}keep the credentials for {host} in the netrc file")
}

/// What stands between `//` and the last `@` of the address.
fn user_information(proxy: &Proxy<'_>) -> std::ops::Range<usize> {
    let text = proxy.text();
    let start = text.find("//").map_or(0, |at| at + 2);
    let address = text.get(start..).unwrap_or("");
    let end = address.find(['/', '?', '#']).unwrap_or(address.len());
    let at = address.get(..end).and_then(|authority| authority.rfind('@')).unwrap_or(0);
    let start = proxy.entry.range.start + start;
    start..start + at
}

/// The value without the credentials, and with https in place of http, over which netrc is not used
/// either.
fn without(proxy: &Proxy<'_>) -> Option<String> {
    let range = user_information(proxy);
    let value = proxy.setting.value.expose();
    let before = value.get(..range.start)?;
    let before = match before.strip_suffix("http://") {
        Some(before) => format!("{before}https://"),
        None => before.to_owned(),
    };
    Some(format!("{before}{}", value.get(range.end + 1..)?))
}
