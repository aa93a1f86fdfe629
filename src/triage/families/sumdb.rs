//! The checksum database answers, but not with hashes.

use super::super::case::Case;
use super::super::class::{Class, Trigger, ask};
use super::super::fix::Fix;
use super::super::hosts::{self, Reach};
use super::super::known::Contacted;
use super::super::weigh::{Source, Weigh};
use super::super::wording::{Share, Wording, alone, hint, mostly, possible, shared};

use crate::go::tables::failures::FailureClass;
use crate::source::error_log::Target;

/// A lookup that found nothing. Go 1.13 says `verifying M@V:`, later versions `verifying module:` or
/// `verifying go.mod:`.
const NOT_FOUND: &[Wording] = &[
    shared("verifying … reading … /lookup/ … : 410 Gone"),
    shared("verifying … reading … /lookup/ … : 404 Not Found"),
    shared("reading https://sum.golang. … /lookup/ … : 410"),
    shared("reading https://sum.golang. … /lookup/ … : 404"),
    hint("verifying "),
];

/// Whether the line was cut before it said what is wrong.
fn is_cut(case: &Case<'_>) -> bool {
    !case.says(&["mismatch", "http", "dial", "disabled", "GOSUMDB", "no such", "exit status", "denied"])
}

/// What a server says that could not get at a repository.
const NO_ACCESS: &[&str] = &[
    "could not read Username",
    "terminal prompts disabled",
    "could not read Password",
    "Permission denied",
    "Repository not found",
    "authentication",
    "Could not read from remote",
    "unrecognized import path",
    "no such host",
    "404 Not Found",
    "dial tcp",
];

/// What a server says that got at the repository and could not use it.
const NOT_USABLE: &[&str] = &[
    "create zip",
    "malformed file path",
    "fetch timed out",
    "unknown revision",
    "invalid char",
    "module source tree too large",
    "case-insensitive file name collision",
    "go.mod has",
    "does not contain",
    "should be v",
    "bad request",
    "untrusted revision",
];

fn private_fix(case: &Case<'_>) -> Fix {
    if case.has_private_proxy() {
        return Fix::say(
            "Keep the module away from the public database, and leave the proxy in charge \
            of it: GOPRIVATE would bypass the proxy too.",
        )
        .run(case.known.set("GONOSUMDB", &case.extended("GONOSUMDB")));
    }
    Fix::say(
        "Say which prefix is private: go then asks neither the public proxy nor the database about \
        it.",
    )
    .run(case.known.set("GOPRIVATE", &case.extended("GOPRIVATE")))
}

const NEVER_OFF: &[&str] = &[
    "GOSUMDB=off: public modules lose their verification too, and toolchain downloads stop working (Go \
     1.21 and later)",
    "GONOSUMDB=* or GOPRIVATE=*: the same for everything",
    "GONOSUMCHECK: no Go reads such a variable",
];

pub(super) const PRIVATE: Class = Class {
    id: FailureClass::SumdbRejectsPrivateModule,
    trigger: Trigger::Wordings(&[
        NOT_FOUND,
        &[hint("insteadof"), hint("private … verifying module"), hint("private … 410 Gone")],
    ]),
    weigh: weigh_private,
    ask: ask(
        "Can anyone fetch this module without a login? If not, it is private. If so, the database could not \
         build it, and GOPRIVATE is not the answer.",
        "GOPROXY=https://proxy.golang.org go list -m MODULE@VERSION",
    ),
    fix: private_fix,
    avoid: NEVER_OFF,
};

fn weigh_private(case: &Case<'_>, weigh: &mut Weigh) {
    if weigh.words() == Some(Share::Hint)
        && case.says(&["verifying"])
        && (!is_cut(case) || case.module_reach() == Reach::Public)
    {
        return weigh.rule_out();
    }
    if weigh.words() == Some(Share::Hint) {
        if case.known.is("GOPRIVATE", "") && case.known.value("GONOSUMDB").is_none_or(str::is_empty) {
            weigh.supports(
                Source::Settings,
                "GOPRIVATE and GONOSUMDB are empty: every module is looked up in the database",
            );
        }
        return;
    }
    if case.module_reach() == Reach::Public {
        return weigh.rule_out();
    }
    let Some(url) = case.url(Target::Sumdb).or_else(|| case.url(Target::ProxySumdb)) else { return };
    if !hosts::reach(url.host_name()).eq(&Reach::Public) && url.target == Target::Sumdb {
        return weigh.rule_out();
    }
    let module = case.module().unwrap_or_default();
    if let Contacted::No(why) = case.contacted(url) {
        weigh.speaks_against(Source::Both, why);
    }
    if case.server_says(NO_ACCESS) {
        weigh.supports(
            Source::Log,
            "the server could not read the repository: it is not public (these are the server's credentials, \
             not the reporter's)",
        );
    } else if case.server_says(NOT_USABLE) {
        weigh.speaks_against(Source::Log, "the server did read the repository, so it is public");
    }
    match case.module_reach() {
        Reach::Private => weigh.supports(Source::Log, format!("{module} is on a private host")),
        Reach::Unknown if !module.is_empty() => {
            weigh.supports(Source::Log, format!("{module} is not on any known public host"))
        }
        _ => {}
    }
    if case.known.effective("GONOSUMDB").is_some() && case.known.nosumdb_pattern(&module).is_none() {
        weigh.supports(Source::Settings, "no pattern of GONOSUMDB (or GOPRIVATE) covers the module");
    }
}

pub(super) const PUBLIC: Class =
    Class {
        id: FailureClass::SumdbPublicModuleMissing,
        trigger: Trigger::Wordings(&[NOT_FOUND]),
        weigh: |case, weigh| {
            if weigh.words() == Some(Share::Hint) {
                if !is_cut(case) || case.module_reach() != Reach::Public {
                    weigh.rule_out();
                }
                return;
            }
            weigh.share(Share::Possible);
            match case.module_reach() {
                Reach::Public => {
                    weigh.share(Share::Mostly);
                    weigh.supports(
                        Source::Log,
                        format!("{} is a public module", case.module().unwrap_or_default()),
                    );
                }
                Reach::Private => return weigh.rule_out(),
                Reach::Hosting | Reach::Unknown => {}
            }
            if case.url(Target::Sumdb).or_else(|| case.url(Target::ProxySumdb)).is_some_and(|url| {
                hosts::reach(url.host_name()) != Reach::Public && url.target == Target::Sumdb
            }) {
                return weigh.rule_out();
            }
            if case.server_says(NOT_USABLE) {
                weigh.share(Share::Mostly);
                weigh.supports(
                    Source::Log,
                    "the server read the repository, but could not build a module from that version",
                );
            } else if case.server_says(NO_ACCESS) {
                weigh.speaks_against(Source::Log, "the server could not read the repository at all");
            }
        },
        ask: ask(
            "What does the database say about that version? (Its answer stands below `server response:`.)",
            "curl -sS https://sum.golang.org/lookup/MODULE@VERSION",
        ),
        fix: |case| {
            let module = case.module().unwrap_or_else(|| "MODULE".to_owned());
            Fix::say(
                "Take another version, or wait until the database has built this one. If it must be \
            this one, exempt this one module and nothing else.",
            )
            .run(format!("go list -m -versions {module}"))
            .run(format!("{}   # only if it must be this version", case.known.set("GONOSUMDB", &module)))
        },
        avoid: NEVER_OFF,
    };

pub(super) const ENDPOINT: Class = Class {
    id: FailureClass::ProxySumdbEndpointBroken,
    trigger: Trigger::Wordings(&[
        &[
            mostly("/sumdb/ … /supported: 400"),
            mostly("/sumdb/ … /supported: 401"),
            mostly("/sumdb/ … /supported: 403"),
            mostly("/sumdb/ … /supported: 50"),
            mostly("/sumdb/ … /supported: 52"),
            mostly("/sumdb/ … : 400 Bad Request"),
            mostly("/sumdb/ … : 403 Forbidden"),
            mostly("/sumdb/ … : 500 Internal"),
            mostly("/sumdb/ … : 502 Bad Gateway"),
            mostly("/sumdb/ … : 503 Service"),
            mostly("/sumdb/ … : 504 Gateway"),
            shared("reading https://sum.golang. … : 50"),
            mostly("/sumdb/ … /tile/ … : 40"),
            mostly("/sumdb/ … /tile/ … : 50"),
            hint("sumdb … supported"),
            alone("note has no verifiable signatures"),
            mostly("/sumdb/ … malformed record data"),
            mostly("/sumdb/ … invalid tile"),
            mostly("/sumdb/ … unexpected EOF"),
            possible("/sumdb/ … timeout"),
        ],
        NOT_FOUND,
    ]),
    weigh: |case, weigh| {
        if weigh.words() == Some(Share::Hint) && !case.says(&["/sumdb/", "supported"]) {
            return weigh.rule_out();
        }
        let found_nothing = case.says(&[": 410 Gone", ": 404 Not Found"]) && !case.says(&["/supported"]);
        if found_nothing {
            let Some(url) = case.url(Target::Sumdb) else { return weigh.rule_out() };
            if hosts::reach(url.host_name()) == Reach::Public {
                return weigh.rule_out();
            }
            weigh.share(Share::Mostly);
            weigh.supports(
                Source::Log,
                format!(
                    "{} is not the public database, whose names end in golang.org or golang.google.cn",
                    url.host
                ),
            );
            return;
        }
        if let Some(url) = case.url(Target::ProxySumdb) {
            weigh.supports(
                Source::Log,
                format!("{} was asked whether it passes the database on; only 404 and 410 mean no", url.host),
            );
        }
    },
    ask: ask(
        "What does the proxy answer here? 200: it passes the database on; 404 or 410: go asks the \
         database itself; anything else ends the run.",
        "curl -sS -o /dev/null -w '%{http_code}\\n' PROXY/sumdb/sum.golang.org/supported",
    ),
    fix: |case| {
        Fix::say(
            "Repair the proxy. Until then ask the database directly: a GOSUMDB with an address \
            bypasses the proxy for checksums only.",
        )
        .run(case.known.set("GOSUMDB", "sum.golang.org https://sum.golang.org"))
    },
    avoid: NEVER_OFF,
};

pub(super) const INVALID_GOSUMDB: Class = Class {
    id: FailureClass::GosumdbInvalidValue,
    trigger: Trigger::Wordings(&[&[
        alone("invalid GOSUMDB: "),
        alone("malformed verifier id"),
        mostly("invalid GOSUMDB"),
        mostly("GOSUMDB … malformed"),
    ]]),
    weigh: |case, weigh| {
        if let Some(value) = case.known.masked("GOSUMDB") {
            weigh.supports(Source::Settings, format!("GOSUMDB={value}"));
        }
    },
    ask: ask(
        "Which value does go see? Only a known name (sum.golang.org), a verifier key or off is valid.",
        "go env GOSUMDB",
    ),
    fix: |case| {
        Fix::say("Remove the value; the default verifies.")
            .run(case.known.unset("GOSUMDB"))
            .run(case.known.unexport("GOSUMDB"))
    },
    avoid: &["GOSUMDB=off"],
};

pub(super) const PROXY_VERSION: Class = Class {
    id: FailureClass::ChecksumDbRejectsProxyVersion,
    trigger: Trigger::Wordings(&[NOT_FOUND]),
    weigh: |case, weigh| {
        let goproxy = case.known.masked("GOPROXY").unwrap_or_default();
        let is_manager = goproxy.contains("/artifactory/")
            || goproxy.contains("/nexus")
            || goproxy.contains("/repository/")
            || case.log_has("artifactory");
        if !is_manager || case.module_reach() == Reach::Private || weigh.words() == Some(Share::Hint) {
            return weigh.rule_out();
        }
        weigh.share(Share::Shared);
        weigh.supports(
            Source::Settings,
            "modules come from a repository manager, which resolves versions on its own",
        );
        if case.server_says(NO_ACCESS) {
            weigh.speaks_against(Source::Log, "the database could not read the repository at all");
        }
    },
    ask: ask(
        "Does the public proxy resolve the same query to the same version?",
        "GOPROXY=https://proxy.golang.org go list -m MODULE@latest",
    ),
    fix: |case| {
        let module = case.module().unwrap_or_else(|| "MODULE".to_owned());
        Fix::say("Ask for a version that the public proxy has too.")
            .run(format!("GOPROXY=https://proxy.golang.org go list -m -versions {module}"))
    },
    avoid: NEVER_OFF,
};

pub(super) const TOOLCHAIN: Class = Class {
    id: FailureClass::ToolchainNeedsSumdb,
    trigger: Trigger::Wordings(&[&[
        alone("golang.org/toolchain@ … checksum database disabled by GOSUMDB=off").since(21),
        mostly("checksum database disabled by GOSUMDB=off"),
        alone("golang.org/toolchain@ … verifying module: … missing GOSUMDB").since(21),
    ]]),
    weigh: |case, weigh| {
        if case.known.is("GOSUMDB", "off") {
            weigh.supports(Source::Both, "the settings have GOSUMDB=off");
        }
    },
    ask: ask(
        "Who set GOSUMDB=off: the environment, the go/env file, or the distribution's go.env?",
        "goenv-doctor env GOSUMDB GOTOOLCHAIN",
    ),
    fix: |case| {
        Fix::say("Let this one command verify, or install the Go that go.mod asks for.")
            .run(case.known.set_default("GOSUMDB"))
            .run(format!("{}   # or use the installed Go only", case.known.set("GOTOOLCHAIN", "local")))
    },
    avoid: &[
        "GONOSUMDB, GOPRIVATE or GONOSUMCHECK for golang.org/toolchain: none of them counts for toolchains",
    ],
};
