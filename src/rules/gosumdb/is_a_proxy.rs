use crate::go::database::DatabaseDefect;
use crate::go::proxy_list::Server;
use crate::go::tables::hosts::is_public_proxy;
use crate::rules::wording::quoted;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

use super::names::suggestion;
use super::{defect, failure};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "GS007",
    slug: "gosumdb-is-a-proxy",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "GOSUMDB holds the address of a module proxy",
    what_go_does: "GOSUMDB takes the name of a checksum database or its key, not an address. go asks the \
        proxies of GOPROXY for the database on its own, at `/sumdb/sum.golang.org/`. An address ends every \
        lookup that needs the database with `invalid GOSUMDB: malformed verifier id`.",
    why: "Every module that go.sum does not list yet fails to download.",
    bad: Example::environment("GOSUMDB=https://goproxy.cn"),
    good: Example::environment("GOPROXY=https://goproxy.cn,direct"),
    prevents: &["gosumdb-invalid-value", "sumdb-unreachable"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://go.dev/ref/mod#checksum-database"],
};

/// Whether the name is the address of a proxy, and no misspelt name of a database.
pub(super) fn is_one(context: &RuleInputs<'_>, name: &str) -> bool {
    let (scheme, rest) = name.split_once("://").unwrap_or(("", name));
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let is_address = matches!(scheme, "http" | "https");
    suggestion(name).is_none() && (is_address || is_public_proxy(host, path) || in_goproxy(context, host))
}

fn in_goproxy(context: &RuleInputs<'_>, host: &str) -> bool {
    let entries = context.scenario.engine.proxies().iter().flat_map(|list| &list.entries);
    entries.into_iter().any(
        |entry| matches!(&entry.server, Server::Proxy(url) if url.hostname().to_text().eq_ignore_ascii_case(host)),
    )
}

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some((setting, DatabaseDefect::MalformedKey)) = defect(context) else { return };
    let value = setting.value.expose();
    let Some(name) = value.split_whitespace().next().filter(|name| is_one(context, name)) else { return };
    let start = value.find(name).unwrap_or(0);
    found.push(Diagnostic {
        message: format!("{} is a proxy, not a checksum database", quoted(name)),
        range: start..start + name.len(),
        label: "belongs in GOPROXY, if anywhere".into(),
        notes: failure(context),
        help: "unset GOSUMDB: go asks the proxies for the database on its own".into(),
        fix: Fix::unset(setting, Applicability::Manual).ok(),
        ..Diagnostic::about(&META, setting)
    });
}
