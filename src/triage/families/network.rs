//! Connections that cannot be made: to a module proxy, to the checksum database, to an origin.

use super::super::case::{Broken, Case};
use super::super::class::{Class, Trigger, ask};
use super::super::fix::Fix;
use super::super::hosts;
use super::super::known::Contacted;
use super::super::weigh::{Source, Weigh};
use super::super::wording::{Share, hint, mostly, possible, shared};
use super::connection::{BROKEN, forward_port};
use crate::go::GoVersion;
use crate::go::tables::failures::FailureClass;
use crate::go::tables::separators::{self, FallBack};
use crate::source::error_log::{LogUrl, Target};

pub(super) const PROXY_UNREACHABLE: Class = Class {
    id: FailureClass::ProxyUnreachable,
    trigger: Trigger::Wordings(&[BROKEN]),
    weigh: weigh_proxy,
    ask: ask(
        "Which GOPROXY does the failing process see, and does that host answer from there? If GOPROXY \
         names another host than the error, the setting did not reach the process.",
        "go env GOPROXY",
    ),
    fix: |case| {
        let fix = Fix::say(
            "Name a proxy that can be reached from there; a pipe lets go move on after timeouts too. \
             Where only a forward proxy leads out, set HTTPS_PROXY instead.",
        );
        fix.run(case.known.set("GOPROXY", "https://REACHABLE-PROXY|https://proxy.golang.org|direct")).run(
            format!(
                "{}   # instead, where a forward proxy leads out",
                case.known.export("HTTPS_PROXY", "http://HOST:PORT")
            ),
        )
    },
    avoid: &["GOSUMDB=off: the database is not what fails here"],
};

fn weigh_proxy(case: &Case<'_>, weigh: &mut Weigh) {
    match case.broken() {
        Some(Broken::Silent) => {}
        Some(Broken::Cut) => weigh.share(Share::Possible),
        _ => return weigh.rule_out(),
    }
    let Some(url) = case.first_url() else {
        // Without an address only the port tells a module proxy from a program's own database or test server.
        let is_module = case.statement.text.starts_with("go: ") && case.module().is_some();
        let is_web = is_module || case.says(&["dial tcp"]) && case.says(&[":443:", ":443 "]);
        if !is_web
            || !case.facts.lookups.is_empty()
            || case.says(&["git ls-remote", "git fetch", "git clone", "ssh:", "127.0.0.1:"])
        {
            weigh.rule_out();
        }
        return;
    };
    match url.target {
        Target::Proxy | Target::ProxyStorage => {
            if weigh.words() == Some(Share::Shared) {
                weigh.share(Share::Mostly);
            }
            judge_contact(case, url, weigh);
        }
        Target::ProxySumdb => judge_contact(case, url, weigh),
        _ => weigh.rule_out(),
    }
    if forward_port(case, url) {
        weigh.speaks_against(Source::Both, "the address has the port of a forward proxy");
    }
}

/// Adds what the settings say about an address that was asked.
pub(super) fn judge_contact(case: &Case<'_>, url: &LogUrl, weigh: &mut Weigh) {
    match case.contacted(url) {
        // Then the list itself may be the cause as well: its next entry was not tried.
        Contacted::Yes(why) if case.known.hop(url.host_name()).is_some_and(|hop| hop.has_next) => {
            weigh.explains(Source::Both, why);
        }
        Contacted::Yes(why) => weigh.supports(Source::Both, why),
        Contacted::No(why) => weigh.speaks_against(Source::Both, why),
        Contacted::Unknown => {}
    }
}

pub(super) const SUMDB_UNREACHABLE: Class = Class {
    id: FailureClass::SumdbUnreachable,
    trigger: Trigger::Wordings(&[
        BROKEN,
        &[
            shared("lookup sum.golang.org"),
            hint("sum.golang.org … timeout"),
            hint("timeout … sum.golang.org"),
            hint("cannot access sum.golang.org"),
        ],
    ]),
    weigh: |case, weigh| {
        if case.url(Target::Sumdb).is_none() && !(case.facts.urls.is_empty() && case.says(&["sum.golang."])) {
            return weigh.rule_out();
        }
        if matches!(case.broken(), Some(Broken::ForwardProxy | Broken::Certificate)) {
            return weigh.rule_out();
        }
        if let Some(url) = case.url(Target::Sumdb) {
            weigh.share(if case.broken() == Some(Broken::Name) { Share::Mostly } else { Share::Alone });
            judge_contact(case, url, weigh);
        }
    },
    ask: ask(
        "Does the first proxy of GOPROXY pass the database on? If it answers 200 here, go would not \
         have asked the database itself.",
        "curl -sS -o /dev/null -w '%{http_code}\\n' PROXY/sumdb/sum.golang.org/supported",
    ),
    fix: |case| {
        let fix = Fix::say(
            "Use a proxy that passes the database on (goproxy.cn, Athens, goproxy), or a name of the \
             database that answers there; in a closed network commit go.sum.",
        );
        fix.run(case.known.set("GOSUMDB", "sum.golang.google.cn")).run(format!(
            "{}   # or a proxy that mirrors the database",
            case.known.set("GOPROXY", "https://goproxy.cn,direct")
        ))
    },
    avoid: &["GOSUMDB=off: nothing is verified any more, and toolchain downloads stop working (Go 1.21 and \
         later)"],
};

/// The list with a separator that moves on after any error in place of each that does not.
/// `None`: there is none to replace.
fn moving_on_after_any_error(value: &str) -> Option<String> {
    let version = GoVersion::NEWEST_KNOWN;
    let bold = separators::with(FallBack::OnAnyError, version)?;
    let is_careful = |c: char| {
        separators::find(c, version).is_some_and(|separator| separator.fall_back == FallBack::OnNotFound)
    };
    value.contains(is_careful).then(|| value.replace(is_careful, &bold.mark.to_string()))
}

pub(super) const COMMA: Class = Class {
    id: FailureClass::CommaListNoFallback,
    trigger: Trigger::Wordings(&[
        &[
            shared("reading … : 500 Internal Server Error"),
            shared("reading … : 502 Bad Gateway"),
            shared("reading … : 503 Service"),
            shared("reading … : 504 Gateway"),
            shared("reading … : 429 Too Many"),
            shared("reading … : 520"),
            shared("reading … : 403 Forbidden"),
            hint("does not fall back to direct"),
            hint("fallback … not … direct"),
            hint("next proxy"),
        ],
        BROKEN,
    ]),
    weigh: weigh_comma,
    ask: ask(
        "Is the failing host followed by a comma in GOPROXY? Then only 404 and 410 lead to the next entry.",
        "go env GOPROXY",
    ),
    fix: |case| {
        let value = case.known.value("GOPROXY").and_then(moving_on_after_any_error);
        let value = value.unwrap_or_else(|| "https://proxy.golang.org|direct".to_owned());
        let fix = Fix::say(
            "Separate public entries by a pipe (Go 1.15 and later): then any error moves on. Keep the comma \
             after a private proxy, or private names leak to the next one.",
        );
        fix.run(case.known.set("GOPROXY", &crate::source::mask::mask(&value)))
    },
    avoid: &["adding entries after the comma: they are not reached either"],
};

fn weigh_comma(case: &Case<'_>, weigh: &mut Weigh) {
    if weigh.words() == Some(Share::Hint) {
        return;
    }
    let Some(url) = case.url(Target::Proxy).or_else(|| case.url(Target::ProxyStorage)) else {
        let is_cut = case.says(&["stream error", "GOAWAY"]) && case.module().is_some();
        if !is_cut || !case.facts.urls.is_empty() {
            weigh.rule_out();
        }
        return;
    };
    let is_answer = url.status.is_some();
    if !is_answer && !matches!(case.broken(), Some(Broken::Silent | Broken::Cut)) || url.status == Some(403) {
        weigh.share(Share::Hint);
    }
    if !is_answer {
        weigh.share(if case.says(&["GOAWAY", "stream error", "INTERNAL_ERROR"]) {
            Share::Mostly
        } else {
            Share::Hint
        });
    }
    let is_public = hosts::is_public_proxy(url.host_name());
    if is_answer && is_public && url.status.is_some_and(|status| status >= 500) {
        weigh.share(Share::Mostly);
    }
    if is_answer && !is_public {
        weigh.share(Share::Hint);
    }
    match case.known.hop(url.host_name()) {
        Some(hop) if hop.has_next && hop.moves_on => weigh.rule_out(),
        Some(hop) if hop.has_next => {
            let more = case.known.proxies().is_some_and(|proxies| proxies.len() > 1);
            let goproxy = case.known.masked("GOPROXY").unwrap_or_default();
            weigh.supports(
                Source::Both,
                format!("{} is followed by a comma and further entries in GOPROXY={goproxy}", url.host),
            );
            if more {
                weigh.supports(Source::Settings, "another proxy follows that comma");
            }
        }
        Some(_) => weigh.rule_out(),
        None if case.known.value("GOPROXY").is_some() => weigh.rule_out(),
        None => {}
    }
}

pub(super) const BLOCKED: Class = Class {
    id: FailureClass::ProxyBlockedByNetworkPolicy,
    trigger: Trigger::Wordings(&[&[
        shared("reading … : 403 Forbidden"),
        shared("reading … : 401 Unauthorized"),
        shared("reading … : 407 Proxy Authentication Required"),
        possible("reading … : 503 Service"),
        shared("Get … : Forbidden"),
        possible("Get … : Service Unavailable"),
        shared("reading … : 451 "),
        mostly("wsarecv: An existing connection was forcibly closed"),
        shared("connection reset by peer"),
        mostly("invalid character '<' looking for beginning of value"),
        mostly("storage.googleapis.com … 403 Forbidden"),
        hint("blocked … proxy.golang.org"),
        hint("proxy.golang.org … blocked"),
        hint("VPC Service Controls"),
    ]]),
    weigh: |case, weigh| {
        if case.facts.urls.is_empty() {
            let is_page = case.says(&["invalid character '<'"]) && case.module().is_some();
            if case.says(&["proxy.golang.org"]) {
                weigh.supports(Source::Log, "the log names the public proxy");
            } else if !is_page && weigh.words() != Some(Share::Hint) {
                weigh.rule_out();
            }
            return;
        }
        let Some(url) =
            case.facts.urls.iter().find(|url| matches!(url.target, Target::Proxy | Target::ProxyStorage))
        else {
            return weigh.rule_out();
        };
        let host = url.host_name();
        if matches!(host, "proxy.golang.org" | "storage.googleapis.com") {
            weigh.supports(
                Source::Log,
                format!(
                    "{host} itself does not answer like this (403 only for modules blocked for security)"
                ),
            );
        } else if hosts::is_public_proxy(host) {
            weigh.supports(Source::Log, format!("{host} serves everyone without a login"));
        } else {
            weigh.speaks_against(Source::Log, format!("{host} may ask for a login itself"));
        }
        if matches!(case.contacted(url), Contacted::No(_)) {
            judge_contact(case, url, weigh);
        }
    },
    ask: ask(
        "What does the answer say, and who sent it? A block page or a gateway's Server header tells you; \
         small files may pass while zips, which come from storage.googleapis.com, do not.",
        "curl -sSI https://proxy.golang.org/golang.org/x/net/@v/list",
    ),
    fix: |case| {
        Fix::say(
            "Ask for an exception for proxy.golang.org, sum.golang.org and storage.googleapis.com, \
            or use the organisation's own module proxy.",
        )
        .run(case.known.set("GOPROXY", "https://INTERNAL-PROXY"))
        .run(format!(
            "{}   # or let go move on after 403",
            case.known.set("GOPROXY", "https://proxy.golang.org|direct")
        ))
    },
    avoid: &["GOSUMDB=off or GONOSUMDB=*: behind a gateway that changes answers, checksums matter most"],
};
