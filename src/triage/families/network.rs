//! Connections that cannot be made: to a module proxy, to the checksum database, to an origin.

use super::super::case::{Broken, Case};
use super::super::class::{Class, Trigger, ask};
use super::super::fix::Fix;
use super::super::hosts::{self, Reach};
use super::super::known::Contacted;
use super::super::weigh::{Source, Weigh};
use super::super::wording::{Share, Wording, alone, hint, mostly, possible, shared};
use crate::source::error_log::{LogUrl, Target};

/// How connections fail, whoever they were to.
pub(super) const BROKEN: &[Wording] = &[
    shared("i/o timeout"),
    shared("connect: connection refused"),
    shared("connection refused"),
    shared("net/http: TLS handshake timeout"),
    shared("connect: cannot assign requested address"),
    shared("connectex: "),
    shared("no route to host"),
    shared("network is unreachable"),
    shared("context deadline exceeded"),
    shared("Client.Timeout exceeded"),
    shared("connect: operation timed out"),
    shared("connect: connection timed out"),
    shared("timeout awaiting response headers"),
    shared("unexpected EOF"),
    shared("@v/ … : EOF"),
    shared("connection reset by peer"),
    shared("forcibly closed by the remote host"),
    shared("stream error: stream ID"),
    shared("http2: server sent GOAWAY"),
];

pub(super) const PROXY_UNREACHABLE: Class = Class {
    name: "proxy-unreachable",
    title: "the module proxy cannot be reached from there",
    trigger: Trigger::Wordings(&[BROKEN]),
    weigh: weigh_proxy,
    ask: ask(
        "Which GOPROXY does the failing process see, and does that host answer from there? If GOPROXY names another host than the error, the setting did not reach the process.",
        "go env GOPROXY",
    ),
    fix: |case| {
        let fix = Fix::say(
            "Name a proxy that can be reached from there; a pipe lets go move on after timeouts too. Where only a forward proxy leads out, set HTTPS_PROXY instead.",
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
        let is_web = case.says(&["dial tcp"]) && case.says(&[":443:", ":443 "]);
        if !is_web || !case.facts.lookups.is_empty() || case.says(&["git", "ssh:", "127.0.0.1:"]) {
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
    name: "sumdb-unreachable",
    title: "the checksum database cannot be reached from there",
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
        "Does the first proxy of GOPROXY pass the database on? If it answers 200 here, go would not have asked the database itself.",
        "curl -sS -o /dev/null -w '%{http_code}\\n' PROXY/sumdb/sum.golang.org/supported",
    ),
    fix: |case| {
        let fix = Fix::say(
            "Use a proxy that passes the database on (goproxy.cn, Athens, goproxy), or a name of the database that answers there; in a closed network commit go.sum.",
        );
        fix.run(case.known.set("GOSUMDB", "sum.golang.google.cn")).run(format!(
            "{}   # or a proxy that mirrors the database",
            case.known.set("GOPROXY", "https://goproxy.cn,direct")
        ))
    },
    avoid: &[
        "GOSUMDB=off: nothing is verified any more, and toolchain downloads stop working (Go 1.21 and later)",
    ],
};

/// Whether go or git asked, and not some program of the reporter's own.
pub(super) fn asks_as_go(case: &Case<'_>) -> bool {
    let is_module_request = case.facts.urls.iter().any(|url| url.target != Target::Other);
    let is_known_host = case.facts.hosts().iter().any(|host| {
        let name = crate::source::error_log::host_name(host);
        let others = ["sum.golang.org", "sum.golang.google.cn", "github.com", "storage.googleapis.com"];
        hosts::is_public_proxy(name) || others.contains(&name)
    });
    let text = case.statement.text.as_str();
    let is_go = text.starts_with("go: ") || text.starts_with("go get ") || text.starts_with("package ");
    let is_git = ["unable to access", "git ls-remote", "git fetch", "unrecognized import path", "fatal: "];
    is_module_request || is_known_host || is_go || case.says(&is_git)
}

pub(super) const DNS: Class = Class {
    name: "dns-failure-in-container",
    title: "names cannot be resolved where go runs",
    trigger: Trigger::Wordings(&[&[
        mostly("Temporary failure in name resolution"),
        mostly("server misbehaving"),
        mostly(":53: i/o timeout"),
        mostly(":53: connect: connection refused"),
        mostly(":53: connection refused"),
        mostly(":53: read: connection refused"),
        mostly(":53: network is unreachable"),
        mostly("dial tcp: lookup … : no such host"),
        mostly("dial tcp: lookup … i/o timeout"),
        mostly("dial tcp: lookup … on "),
        shared("Could not resolve host: "),
        shared("Could not resolve hostname "),
        shared("Name or service not known"),
    ]]),
    weigh: |case, weigh| {
        if case.says(&["proxyconnect"]) || case.url(Target::Sumdb).is_some() {
            weigh.speaks_against(Source::Log, "only one host is named that a network may well hide");
        }
        if !asks_as_go(case) || case.facts.lookups.iter().any(|host| host.contains([';', ','])) {
            return weigh.rule_out();
        }
        let hosts: Vec<Reach> = case.facts.lookups.iter().map(|host| hosts::reach(host)).collect();
        if hosts.contains(&Reach::Private) && case.says(&["no such host"]) {
            weigh.speaks_against(
                Source::Log,
                "the name is that of a private host, which only some resolvers know",
            );
        }
        if hosts.iter().any(|reach| matches!(reach, Reach::Public | Reach::Hosting)) {
            weigh.supports(Source::Log, "the name is one that every working resolver knows");
        }
        if case.is_container() {
            weigh.supports(Source::Log, "go ran in a container, which has a resolver of its own");
        }
    },
    ask: ask(
        "Does any name resolve in that container or sandbox? If none does, it has no network or a wrong resolver.",
        "getent hosts proxy.golang.org",
    ),
    fix: |_| {
        Fix::say("Give the container or build sandbox a resolver that works (docker's dns setting, --network=host for the build), or build without network from a vendor directory or a filled module cache.")
            .run("docker build --network=host .")
            .run("go mod vendor   # where builds have no network at all")
    },
    avoid: &["changing GOPROXY: no host has an address there"],
};

pub(super) const HTTP_PROXY: Class = Class {
    name: "http-proxy-misconfigured",
    title: "HTTP_PROXY or HTTPS_PROXY leads nowhere",
    trigger: Trigger::Wordings(&[&[
        alone("proxyconnect tcp: "),
        alone("proxyconnect "),
        mostly("Proxy Authentication Required"),
        mostly("tls: first record does not look like a TLS handshake"),
        mostly("Received HTTP code … from proxy after CONNECT"),
        mostly("Could not resolve proxy"),
        mostly("invalid proxy address"),
        shared("Get … : Bad Gateway"),
        shared("Get … : Service Unavailable"),
        shared("Get … : Gateway Timeout"),
        possible("Get … : Forbidden"),
        shared("Failed to connect to 127.0.0.1 port "),
        shared("Failed to connect to localhost port "),
    ]]),
    weigh: |case, weigh| {
        if weigh.words() <= Some(Share::Shared) && case.facts.urls.iter().any(|url| url.status.is_some()) {
            return weigh.rule_out();
        }
        let names = ["HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy"];
        for name in names {
            if let Some(value) = case.known.masked(name).filter(|value| !value.is_empty()) {
                weigh.supports(Source::Settings, format!("{name}={value}"));
                break;
            }
        }
        if case.says(&["407 Proxy Authentication Required"]) && case.url(Target::Proxy).is_some() {
            weigh.share(Share::Possible);
        }
        if case.says(&["127.0.0.1", "localhost", "[::1]"]) && case.is_container() {
            weigh.supports(Source::Log, "in a container, localhost is the container itself");
        }
    },
    ask: ask(
        "Which proxy variables does the failing process see? In a container localhost is the container itself; git has http.proxy besides.",
        "env | grep -i _proxy",
    ),
    fix: |case| {
        Fix::say("Name the forward proxy with http:// in front and a port that answers, and exempt internal hosts.")
            .run(case.known.export("HTTPS_PROXY", "http://HOST:PORT"))
            .run(case.known.export("NO_PROXY", "localhost,127.0.0.1,INTERNAL-PROXY-HOST"))
            .run(format!("{}   # if there is none", case.known.unexport("HTTPS_PROXY")))
    },
    avoid: &["putting the forward proxy into GOPROXY: that takes module proxies only"],
};

pub(super) const DIRECT_BLOCKED: Class = Class {
    name: "direct-fetch-blocked-by-firewall",
    title: "go fetches from the origin, which a firewall blocks",
    trigger: Trigger::Wordings(&[
        &[
            alone("unable to access … Failed to connect to … port "),
            alone("unable to access … Could not connect to "),
            mostly("unable to access … Connection timed out"),
            mostly("unable to access … Operation timed out"),
            mostly("unable to access … Recv failure"),
            mostly("ssh: connect to host … port … timed out"),
            mostly("ssh: connect to host … port … refused"),
            mostly("unable to connect to … errno="),
        ],
        BROKEN,
    ]),
    weigh: |case, weigh| {
        if weigh.words() == Some(Share::Shared) {
            if case.url(Target::Discovery).is_none()
                || !matches!(case.broken(), Some(Broken::Silent | Broken::Cut))
            {
                return weigh.rule_out();
            }
            weigh.share(Share::Hint);
        }
        if case.known.goes_direct_first() {
            weigh.supports(Source::Settings, "GOPROXY=direct sends every download to its origin");
        }
        if case.says(&["Failed to connect to 127.0.0.1", "Failed to connect to localhost"]) {
            weigh.speaks_against(Source::Log, "git was sent to a forward proxy on the same machine");
        }
    },
    ask: ask(
        "Does the tool set GOPROXY=direct itself? With a proxy, public modules need no connection to their origin.",
        "go env GOPROXY GONOPROXY",
    ),
    fix: |case| {
        Fix::say("Let a module proxy fetch public modules; keep direct for private ones only, or open the firewall for their host.")
            .run(case.known.set("GOPROXY", "https://proxy.golang.org,direct"))
    },
    avoid: &["GOPRIVATE=* or GONOPROXY=*: that sends everything to its origin"],
};

/// Ports that forward proxies listen on.
const FORWARD_PORTS: &[&str] = &[
    "1080", "1087", "1081", "3128", "7890", "7897", "8118", "8123", "8888", "10808", "10809", "1086", "8889",
];

fn forward_port(case: &Case<'_>, url: &LogUrl) -> bool {
    let port = url.host.rsplit_once(':').map_or("", |(_, port)| port);
    let is_local = matches!(url.host_name(), "127.0.0.1" | "localhost" | "::1");
    let same = ["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"]
        .iter()
        .filter_map(|name| case.known.value(name));
    let is_same = same
        .map(|value| value.trim_end_matches('/'))
        .any(|value| !url.host.is_empty() && value.ends_with(&url.host));
    is_same || is_local && FORWARD_PORTS.contains(&port)
}

pub(super) const NOT_A_MODULE_PROXY: Class = Class {
    name: "goproxy-is-not-an-http-proxy",
    title: "GOPROXY names a forward proxy, which serves no modules",
    trigger: Trigger::Wordings(&[
        BROKEN,
        &[
            mostly("malformed HTTP "),
            shared("reading … @v/ … : 400 Bad Request"),
            shared("reading … @v/ … : 404 Not Found"),
            shared("reading … @v/ … : 405 Method"),
            shared("reading … @v/ … : 50"),
        ],
    ]),
    weigh: |case, weigh| {
        let Some(url) = case.url(Target::Proxy).filter(|url| forward_port(case, url)) else {
            return weigh.rule_out();
        };
        weigh.share(Share::Mostly);
        let why = format!("{} is where a forward proxy listens, not a module proxy", url.host);
        weigh.supports(Source::Both, why);
    },
    ask: ask(
        "What listens at that address? A module proxy answers this with a list of versions.",
        "curl -sS http://HOST:PORT/golang.org/x/net/@v/list",
    ),
    fix: |case| {
        Fix::say("Put the forward proxy into HTTPS_PROXY and a module proxy into GOPROXY.")
            .run(case.known.export("HTTPS_PROXY", "http://HOST:PORT"))
            .run(case.known.set("GOPROXY", "https://proxy.golang.org,direct"))
    },
    avoid: &["GOPROXY=off: nothing can be downloaded any more"],
};

pub(super) const COMMA: Class = Class {
    name: "comma-list-no-fallback",
    title: "behind a comma go moves on after 404 and 410 only, so the next entry was never tried",
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
        "Is the failing host followed by a comma in GOPROXY? Then no error but 404 and 410 leads to the next entry.",
        "go env GOPROXY",
    ),
    fix: |case| {
        let hosts = case.known.value("GOPROXY").filter(|value| value.contains(','));
        let value = hosts
            .map_or_else(|| "https://proxy.golang.org|direct".to_owned(), |value| value.replace(',', "|"));
        let fix = Fix::say(
            "Separate public entries by a pipe (Go 1.15 and later): then any error moves on. Keep the comma behind a private proxy, or private names leak to the next one.",
        );
        fix.run(case.known.set("GOPROXY", &crate::source::mask::mask(&value)))
    },
    avoid: &["adding entries behind the comma: they are not reached either"],
};

fn weigh_comma(case: &Case<'_>, weigh: &mut Weigh) {
    if weigh.words() == Some(Share::Hint) {
        return;
    }
    let Some(url) = case.url(Target::Proxy).or_else(|| case.url(Target::ProxyStorage)) else {
        return weigh.rule_out();
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
                weigh.supports(Source::Settings, "another proxy stands behind that comma");
            }
        }
        Some(_) => weigh.rule_out(),
        None if case.known.value("GOPROXY").is_some() => weigh.rule_out(),
        None => {}
    }
}

pub(super) const BLOCKED: Class = Class {
    name: "proxy-blocked-by-network-policy",
    title: "somebody between go and the public proxy answers in its place",
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
                format!("{host} itself does not answer so (403 only for modules blocked for security)"),
            );
        } else if hosts::is_public_proxy(host) {
            weigh.supports(Source::Log, format!("{host} serves everybody without a login"));
        } else {
            weigh.speaks_against(Source::Log, format!("{host} may ask for a login itself"));
        }
        if matches!(case.contacted(url), Contacted::No(_)) {
            judge_contact(case, url, weigh);
        }
    },
    ask: ask(
        "What does the answer say, and who sent it? A block page or a Server header of a gateway tells; small files may pass while zips, which come from storage.googleapis.com, do not.",
        "curl -sSI https://proxy.golang.org/golang.org/x/net/@v/list",
    ),
    fix: |case| {
        Fix::say("Ask for an exception for proxy.golang.org, sum.golang.org and storage.googleapis.com, or use the organisation's own module proxy.")
            .run(case.known.set("GOPROXY", "https://INTERNAL-PROXY"))
            .run(format!("{}   # or let go move on after 403", case.known.set("GOPROXY", "https://proxy.golang.org|direct")))
    },
    avoid: &["GOSUMDB=off or GONOSUMDB=*: behind a gateway that changes answers, checksums matter most"],
};
