//! What stands between go and the network: resolvers, forward proxies, firewalls.

use super::super::case::{Broken, Case};
use super::super::class::{Class, Trigger, ask};
use super::super::fix::Fix;
use super::super::hosts::{self, Reach};
use super::super::weigh::Source;
use super::super::wording::{Share, alone, mostly, possible, shared};
use super::connection::{BROKEN, forward_port};
use crate::go::tables::failures::FailureClass;
use crate::source::error_log::Target;

pub(super) const NOT_A_MODULE_PROXY: Class = Class {
    id: FailureClass::GoproxyIsNotAnHttpProxy,
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
            .run(case.known.set_default("GOPROXY"))
    },
    avoid: &["GOPROXY=off: nothing can be downloaded any more"],
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
    id: FailureClass::DnsFailureInContainer,
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
            weigh.speaks_against(Source::Log, "the only host named is one that a network may well hide");
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
        "Does any name resolve in that container or sandbox? If none does, it has no network or a wrong \
         resolver.",
        "getent hosts proxy.golang.org",
    ),
    fix: |_| {
        Fix::say(
            "Give the container or build sandbox a resolver that works (docker's dns setting, \
            --network=host for the build), or build without network from a vendor directory or a filled \
            module cache.",
        )
        .run("docker build --network=host .")
        .run("go mod vendor   # where builds have no network at all")
    },
    avoid: &["changing GOPROXY: no host has an address there"],
};

pub(super) const HTTP_PROXY: Class = Class {
    id: FailureClass::HttpProxyMisconfigured,
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
        "Which proxy variables does the failing process see? In a container localhost is the container \
         itself; git has http.proxy besides.",
        "env | grep -i _proxy",
    ),
    fix: |case| {
        Fix::say(
            "Write the forward proxy with http:// before it and a port that answers, and exempt internal \
             hosts.",
        )
        .run(case.known.export("HTTPS_PROXY", "http://HOST:PORT"))
        .run(case.known.export("NO_PROXY", "localhost,127.0.0.1,INTERNAL-PROXY-HOST"))
        .run(format!("{}   # if there is none", case.known.unexport("HTTPS_PROXY")))
    },
    avoid: &["putting the forward proxy into GOPROXY: that takes module proxies only"],
};

pub(super) const DIRECT_BLOCKED: Class = Class {
    id: FailureClass::DirectFetchBlockedByFirewall,
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
        "Does the tool set GOPROXY=direct itself? With a proxy, public modules need no connection to \
         their origin.",
        "go env GOPROXY GONOPROXY",
    ),
    fix: |case| {
        Fix::say(
            "Let a module proxy fetch public modules; keep direct for private ones only, or open \
            the firewall for their host.",
        )
        .run(case.known.set_default("GOPROXY"))
    },
    avoid: &["GOPRIVATE=* or GONOPROXY=*: that sends everything to its origin"],
};
