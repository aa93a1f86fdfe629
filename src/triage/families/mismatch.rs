//! Content whose checksum differs from what was recorded.

use super::super::case::Case;
use super::super::class::{Class, Trigger, ask};
use super::super::fix::Fix;
use super::super::hosts;
use super::super::weigh::{Source, Weigh};
use super::super::wording::{Share, Wording, hint, shared};
use crate::go::tables::failures::FailureClass;

const MISMATCH: &[Wording] = &[
    shared("checksum mismatch"),
    shared("SECURITY ERROR"),
    shared("This download does NOT match"),
    hint("checksum … different … without proxy"),
    hint("checksum … differ"),
    hint("hash … different … proxy"),
];

const AVOID: &[&str] = &[
    "GOSUMDB=off or GONOSUMDB=*: the one check that found the difference goes away",
    "deleting go.sum or its lines unread: what was replaced is then trusted for good",
];

/// Whether these are go's checksums and not those of some other program.
fn is_go(case: &Case<'_>) -> bool {
    case.says(&["verifying", "h1:", "go.sum", "SECURITY ERROR", "sum.golang.org", "go: ", "GOPRIVATE"])
}

/// Where the module came from, by the settings.
#[derive(Debug, PartialEq, Eq)]
enum From {
    Mirror(String),
    Origin(String),
    PublicProxy,
    Unknown,
}

fn origin(case: &Case<'_>) -> From {
    let module = case.module().unwrap_or_default();
    if let Some(pattern) = case.known.noproxy_pattern(&module) {
        return From::Origin(format!("GONOPROXY ({pattern}) sends {module} to its origin"));
    }
    if case.known.goes_direct_first() {
        return From::Origin(format!(
            "GOPROXY={} fetches from the origin",
            case.known.masked("GOPROXY").unwrap_or_default()
        ));
    }
    match case.known.proxies().and_then(|proxies| proxies.into_iter().next()) {
        Some(hop) if hop.host == "proxy.golang.org" => From::PublicProxy,
        Some(hop) => From::Mirror(hop.host),
        None => From::Unknown,
    }
}

pub(super) const MIRROR: Class = Class {
    id: FailureClass::ChecksumMismatchMirrorContent,
    trigger: Trigger::Wordings(&[MISMATCH]),
    weigh: |case, weigh| match origin(case) {
        _ if !is_go(case) => weigh.rule_out(),
        From::Mirror(host) => {
            weigh.supports(Source::Settings, format!("modules come from {host} first"));
            if hosts::is_third_party_mirror(&host) {
                weigh.supports(
                    Source::Settings,
                    format!("{host} is a mirror that the Go project does not run"),
                );
            }
        }
        From::Origin(why) => weigh.speaks_against(Source::Settings, why),
        From::PublicProxy => weigh.speaks_against(
            Source::Settings,
            "modules come from proxy.golang.org, which agrees with the public database",
        ),
        From::Unknown => {
            weigh.share(Share::Possible);
            if let Some(mirror) = mirror_in_log(case) {
                weigh.supports(Source::Log, format!("the log names {mirror}, a mirror"));
            }
        }
    },
    ask: ask(
        "Does the default proxy deliver the recorded hash? Then the mirror is wrong. If it does not \
         either, the tag was moved.",
        "GOFLAGS=-modcacherw GOMODCACHE=$(mktemp -d) GOPROXY=https://proxy.golang.org go mod download \
         -json MODULE@VERSION",
    ),
    fix: |case| {
        Fix::say("Take another proxy and fetch again; report the module to the mirror.")
            .run(case.known.set_default("GOPROXY"))
            .run("go clean -modcache")
    },
    avoid: AVOID,
};

fn mirror_in_log(case: &Case<'_>) -> Option<String> {
    let host = case.facts.hosts().into_iter().find(|host| hosts::is_third_party_mirror(host));
    host.or_else(|| case.log_has("mirror").then(|| "a mirror".to_owned()))
}

pub(super) const DIRECT: Class = Class {
    id: FailureClass::ChecksumMismatchDirectVsProxy,
    trigger: Trigger::Wordings(&[MISMATCH]),
    weigh: |case, weigh| match origin(case) {
        _ if !is_go(case) => weigh.rule_out(),
        From::Origin(why) => {
            let pattern = case.known.noproxy_pattern(&case.module().unwrap_or_default());
            if pattern.is_some_and(|pattern| broad(&pattern)) {
                weigh.explains(Source::Settings, why);
            } else {
                weigh.supports(Source::Settings, why);
            }
            if case.says(&["sum.golang.org: h1:"]) {
                weigh.supports(
                    Source::Log,
                    "the public database recorded different content, which its proxy still has",
                );
            }
        }
        From::Mirror(host) => weigh.speaks_against(
            Source::Settings,
            format!(
                "modules come from {host}, \
            not from their origin"
            ),
        ),
        From::PublicProxy => weigh.supports(
            Source::Settings,
            "modules come from proxy.golang.org, \
            which keeps what it saw first: go.sum was recorded elsewhere",
        ),
        From::Unknown => {
            if mirror_in_log(case).is_some() {
                weigh.share(Share::Possible);
            }
        }
    },
    ask: ask(
        "Does the default proxy deliver the recorded hash? If it does, and the origin does not, the tag \
         was moved after it was recorded.",
        "GOPROXY=https://proxy.golang.org go mod download -json MODULE@VERSION",
    ),
    fix: |case| {
        Fix::say(
            "Let the public proxy deliver the content that was recorded, narrow GOPRIVATE to what \
            is private, or take a newer tag.",
        )
        .run(case.known.set_default("GOPROXY"))
        .run("go clean -modcache && go mod download")
    },
    avoid: AVOID,
};

/// Patterns that match nearly everything.
fn broad(pattern: &str) -> bool {
    let host = pattern.trim_end_matches(['/', '*']);
    pattern.trim_end_matches('/') == "*"
        || matches!(
            host,
            "github.com" | "golang.org" | "*.com" | "*.org" | "golang.org/x" | "gitlab.com" | "*.*"
        )
        || pattern == "*/*"
}

pub(super) const TOO_BROAD: Class = Class {
    id: FailureClass::GonoproxyTooBroad,
    trigger: Trigger::Settings,
    weigh: weigh_too_broad,
    ask: ask(
        "Which pattern matches the module? Everything that GONOPROXY (or GOPRIVATE) matches goes to \
         version control directly.",
        "goenv-doctor explain MODULE",
    ),
    fix: |case| {
        Fix::say("List the prefixes that are private, and nothing else.")
            .run(case.known.unset("GONOPROXY"))
            .run(case.known.set("GOPRIVATE", "HOST/ORGANISATION"))
    },
    avoid: &["GOPRIVATE=*, GONOPROXY=*, GONOSUMDB=*"],
};

fn weigh_too_broad(case: &Case<'_>, weigh: &mut Weigh) {
    let names = ["GONOPROXY", "GOPRIVATE", "GONOSUMDB"];
    let given = names.iter().filter_map(|name| Some((*name, case.known.value(name)?)));
    let mut found = given
        .flat_map(|(name, value)| value.split(',').map(move |item| (name, item)))
        .filter(|(_, item)| broad(item));
    let Some((name, pattern)) = found.next() else {
        let is_known = case.known.is_listing || names.iter().any(|name| case.known.value(name).is_some());
        if !is_known && is_go(case) && case.says(&["checksum mismatch"]) {
            weigh.share(Share::Hint);
            weigh.explains(
                Source::Log,
                "whether GOPRIVATE or GONOPROXY matches this public module is not known",
            );
        }
        return;
    };
    let everything = pattern == "*" || pattern == "*/*";
    let is_direct = case.says(&[
        "git ",
        "?go-get=1",
        "checksum mismatch",
        "checksum",
        "exec: hg",
        "ls-remote",
        "unable to access",
    ]);
    if !is_direct {
        return;
    }
    weigh.share(if everything { Share::Mostly } else { Share::Shared });
    weigh.supports(
        Source::Settings,
        format!("{name} has the pattern {pattern}, which matches public modules too"),
    );
    if case.module().is_some_and(|module| hosts::reach(hosts::host_of(&module)) == hosts::Reach::Private) {
        weigh.speaks_against(Source::Log, "the module of the error is private");
    }
}
