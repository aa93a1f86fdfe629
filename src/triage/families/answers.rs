//! What module proxies answer: nothing there, not allowed, broken.

use super::super::case::Case;
use super::super::class::{Class, Trigger, ask};
use super::super::fix::Fix;
use super::super::hosts::{self, Reach};
use super::super::weigh::{Source, Weigh};
use super::super::wording::{Share, Wording, alone, hint, mostly, possible, shared};
use crate::go::tables::failures::FailureClass;
use crate::go::tables::separators::is_separator;
use crate::source::error_log::{LogUrl, Target};

const NOT_FOUND: &[Wording] = &[
    shared("reading … @v/ … : 404 Not Found"),
    shared("reading … @v/ … : 410 Gone"),
    shared("reading … @latest: 404 Not Found"),
    shared("reading … @latest: 410 Gone"),
    shared("reading … /@v/list: 404"),
];

/// The proxy that answered with that class of status.
fn answered<'a>(case: &'a Case<'_>, status: impl Fn(u16) -> bool) -> Option<&'a LogUrl> {
    let is_proxy = |url: &&LogUrl| matches!(url.target, Target::Proxy) && url.status.is_some_and(&status);
    case.facts.urls.iter().find(is_proxy)
}

fn is_missing(status: u16) -> bool {
    matches!(status, 404 | 410)
}

/// What a server says that knows no such version.
const NO_SUCH_VERSION: &[&str] = &[
    "unknown revision",
    "unrecognized version",
    "invalid version",
    "no matching versions",
    "does not exist",
    "no such",
];

/// Whether the proxy repeats what its own go command failed with.
fn fails_by_itself(case: &Case<'_>) -> bool {
    case.server_says(&[
        "verifying",
        "could not read Username",
        "sum.golang.org",
        "go mod download",
        "terminal prompts disabled",
    ])
}

fn is_public_answer(url: &LogUrl) -> bool {
    hosts::is_public_proxy(url.host_name())
}

pub(super) const VERSION: Class = Class {
    id: FailureClass::VersionDoesNotExist,
    trigger: Trigger::Wordings(&[
        NOT_FOUND,
        &[
            shared("unknown revision "),
            shared("invalid version: unknown revision"),
            mostly("no matching versions for query"),
            mostly("unrecognized version"),
            mostly("should be v0 or v1, not v"),
            mostly("module contains a go.mod file, so … major version must be compatible"),
            mostly("module contains a go.mod file, so … path must match major version"),
            mostly("is not a valid version"),
            mostly("version … invalid: "),
            mostly("not found: … unknown revision"),
        ],
    ]),
    weigh: weigh_version,
    ask: ask(
        "Is the version in the list? A tag pushed minutes ago may be missing from a proxy for a while: \
         negative answers are cached.",
        "go list -m -versions MODULE",
    ),
    fix: |case| {
        let module = case.module().unwrap_or_else(|| "MODULE".to_owned());
        Fix::say(
            "Correct the version (also +incompatible and /vN). For a brand-new tag ask its origin \
            once, or wait.",
        )
        .run(format!("go list -m -versions {module}"))
        .run(format!(
            "GOPROXY=direct GONOSUMDB={module} go get {module}@VERSION   # a brand-new tag \
                only"
        ))
    },
    avoid: &["GOPROXY=direct permanently: versions that only the proxy still has are lost"],
};

fn weigh_version(case: &Case<'_>, weigh: &mut Weigh) {
    if let Some(url) = answered(case, is_missing) {
        if case.server_says(&[
            "could not read Username",
            "terminal prompts disabled",
            "Permission denied",
            "Repository not found",
        ]) {
            weigh.speaks_against(Source::Log, "the server could not read the repository at all");
        } else if case.server_says(NO_SUCH_VERSION) {
            weigh.share(Share::Mostly);
            weigh.supports(Source::Log, "the proxy looked and found no such version");
        } else if url.extension() == "zip" {
            weigh.share(Share::Hint);
        } else if !is_public_answer(url) {
            weigh.share(Share::Possible);
        }
        return;
    }
    if case.known.goes_direct_first() && case.says(&["unknown revision"]) {
        weigh.speaks_against(Source::Settings, "GOPROXY=direct does not show what proxies still have");
    }
    if case.says(&["invalid pseudo-version"]) {
        weigh.rule_out();
    }
}

pub(super) const PRIVATE_404: Class = Class {
    id: FailureClass::PrivateProxy404,
    trigger: Trigger::Wordings(&[NOT_FOUND]),
    weigh: |case, weigh| {
        let Some(url) = answered(case, is_missing) else { return weigh.rule_out() };
        if is_public_answer(url) {
            return weigh.rule_out();
        }
        if matches!(url.extension(), "zip" | "mod") {
            weigh.share(Share::Mostly);
        }
        if hosts::reach(url.host_name()) == Reach::Private {
            weigh.supports(Source::Log, format!("{} is the organisation's own proxy", url.host));
        }
        if fails_by_itself(case) {
            weigh.speaks_against(Source::Log, "the proxy tried and failed on its own");
        }
        if case.server_says(&["unknown revision", "unrecognized version"]) {
            weigh.speaks_against(Source::Log, "the proxy could look and found no such version");
        }
    },
    ask: ask(
        "What does the proxy's own log say about that request? It runs its own go command with its own \
         credentials.",
        "curl -sS PROXY/MODULE/@v/list",
    ),
    fix: |case| {
        Fix::say(
            "Give the proxy's process access to the repository (its netrc, its GOPRIVATE). No setting of the \
             client helps; it only needs GONOSUMDB for such modules.",
        )
        .run(case.known.set("GONOSUMDB", &case.extended("GONOSUMDB")))
    },
    avoid: &["git credentials on the client: the proxy does not use them"],
};

pub(super) const REGION: Class = Class {
    id: FailureClass::MirrorWrongForRegion,
    trigger: Trigger::Wordings(&[NOT_FOUND, &[hint("goproxy.cn … slow"), hint("mirror … outside China")]]),
    weigh: |case, weigh| {
        let Some(url) = answered(case, is_missing) else {
            if weigh.words() != Some(Share::Hint) {
                weigh.rule_out();
            }
            return;
        };
        if !hosts::is_regional_mirror(url.host_name())
            || case.server_says(&["unknown revision", "unrecognized version", "could not read"])
        {
            return weigh.rule_out();
        }
        weigh.supports(
            Source::Log,
            format!("{} serves one region; from abroad its nodes answer differently", url.host),
        );
        if case.is_container() || case.is_ci() {
            weigh.supports(
                Source::Log,
                "go ran in an image build or on a build service, where the mirror is written into a file",
            );
        } else {
            weigh.share(Share::Possible);
        }
        if url.extension() != "zip" && url.extension() != "mod" {
            weigh.speaks_against(Source::Log, "the version may simply not exist");
        }
    },
    ask: ask(
        "Does the default proxy have that file?",
        "curl -sSI https://proxy.golang.org/MODULE/@v/VERSION.zip",
    ),
    fix: |case| {
        Fix::say(
            "Do not bake a mirror into an image; pass it in where it is needed, and end the list with \
             direct.",
        )
        .run(
            "docker build --build-arg GOPROXY=https://proxy.golang.org,direct .   # with ARG \
                GOPROXY in the Dockerfile",
        )
        .run(case.known.set_default("GOPROXY"))
    },
    avoid: &["a second mirror after the first: go moves on after 404, but not after other errors"],
};

pub(super) const SERVER_ERROR: Class = Class {
    id: FailureClass::PrivateProxyInternalError,
    trigger: Trigger::Wordings(&[
        &[
            shared("reading … : 500 Internal Server Error"),
            shared("reading … : 502 Bad Gateway"),
            shared("reading … : 503 Service"),
            shared("reading … : 504 Gateway"),
        ],
        NOT_FOUND,
    ]),
    weigh: |case, weigh| {
        let Some(url) = answered(case, |status| status >= 500 || is_missing(status)) else {
            return weigh.rule_out();
        };
        if is_public_answer(url) {
            return weigh.rule_out();
        }
        if url.status.is_some_and(is_missing) {
            weigh.share(Share::Hint);
        } else if url.status == Some(500) {
            weigh.share(Share::Mostly);
        }
        if hosts::reach(url.host_name()) == Reach::Private && !url.status.is_some_and(is_missing) {
            weigh.supports(Source::Log, format!("{} is the organisation's own proxy", url.host));
        }
        if fails_by_itself(case) {
            if url.status.is_some_and(is_missing) {
                weigh.share(Share::Mostly);
            }
            weigh.supports(
                Source::Log,
                "the proxy's own go command failed; these are its settings and \
                credentials, not the reporter's",
            );
        }
    },
    ask: ask(
        "What does the proxy's log say? It runs go with its own GOPRIVATE, GONOSUMDB, HOME and netrc.",
        "curl -sS PROXY/MODULE/@v/VERSION.info",
    ),
    fix: |_| {
        Fix::say(
            "Configure the server: in Athens GoBinaryEnvVars for GOPRIVATE and GONOSUMDB, \
             ATHENS_NETRC_PATH for credentials. Settings of the client cannot help.",
        )
    },
    avoid: &[
        "GOSUMDB=off on the client: the proxy's own lookup fails",
        "ATHENS_GONOSUM_PATTERNS alone: it filters requests of clients only",
    ],
};

pub(super) const NETRC: Class = Class {
    id: FailureClass::NetrcEntryNotMatched,
    trigger: Trigger::Wordings(&[&[
        shared("reading … : 401 Unauthorized"),
        shared("reading … : 403 Forbidden"),
        shared("reading … : 407 "),
        hint("netrc"),
        hint("will not send the credentials"),
        hint("credentials … not sent"),
    ]]),
    weigh: |case, weigh| {
        if weigh.words() == Some(Share::Hint) {
            if case.says(&["netrc"]) || case.log_has("netrc") {
                weigh.supports(Source::Log, "the log speaks of netrc");
            }
            return;
        }
        let Some(url) =
            case.url(Target::Proxy).or_else(|| case.url(Target::ProxySumdb)).or_else(|| case.first_url())
        else {
            return;
        };
        if is_public_answer(url) || hosts::reach(url.host_name()) == Reach::Public {
            return weigh.rule_out();
        }
        weigh.supports(Source::Log, format!("{} asks for a login", url.host));
        if url.status == Some(401) || case.log_has("netrc") {
            weigh.supports(Source::Log, "401 means that no valid login came with the request");
        }
        if url.host.contains(':') {
            weigh.supports(
                Source::Log,
                "the address has a port, and versions of go differ in how they look one up in netrc",
            );
        }
    },
    ask: ask(
        "Which file does go read (NETRC, ~/.netrc, %USERPROFILE%\\_netrc), and does the entry have machine, \
         login and password, for the host without a port?",
        "go env GOAUTH; ls -l ~/.netrc",
    ),
    fix: |case| {
        let host = case.first_url().map_or("HOST".to_owned(), |url| url.host_name().to_owned());
        let entry = format!("machine {host} login USER password TOKEN");
        Fix::say(
            "Write a complete entry for the host, without a port (Go 1.15 and later), into the file that the \
             failing user reads.",
        )
        .run_on(
            case.known,
            &format!("(umask 077; echo '{entry}' >> ~/.netrc)"),
            &format!("echo {entry}>> %USERPROFILE%\\_netrc"),
        )
    },
    avoid: &["user:password in GOPROXY: it shows in `go env`, logs and process lists"],
};

pub(super) const NEEDS_PROXY: Class = Class {
    id: FailureClass::DirectNeedsProxyCachedVersion,
    trigger: Trigger::Wordings(&[&[
        mostly("invalid pseudo-version: preceding tag"),
        mostly("invalid pseudo-version: tag … not found"),
        mostly("invalid pseudo-version: does not match version-control timestamp"),
        mostly("invalid pseudo-version: revision"),
        mostly("invalid pseudo-version: version before"),
        shared("invalid version: unknown revision"),
        possible("unknown revision "),
        hint("deleted … tag"),
    ]]),
    weigh: |case, weigh| {
        if answered(case, |_| true).is_some() && !case.says(&["pseudo-version"]) {
            weigh.share(Share::Hint);
        }
        if case.known.goes_direct_first() {
            weigh.supports(
                Source::Settings,
                format!("GOPROXY={} asks the origin only", case.known.masked("GOPROXY").unwrap_or_default()),
            );
        } else if case
            .known
            .proxies()
            .is_some_and(|proxies| proxies.iter().any(|hop| hop.host == "proxy.golang.org"))
        {
            weigh.speaks_against(Source::Settings, "proxy.golang.org is in GOPROXY and was asked");
        } else if let Some(hop) = case.known.proxies().and_then(|proxies| proxies.into_iter().next()) {
            weigh.supports(
                Source::Settings,
                format!("{} fetches from the origin again, and proxy.golang.org is not in GOPROXY", hop.host),
            );
        }
        if case.says(&["unknown revision v"]) && case.facts.modules.len() > 1 {
            weigh.supports(Source::Log, "the version is asked for by another module, so it existed once");
        }
    },
    ask: ask(
        "Does the public proxy have the version? Then the origin lost it.",
        "GOPROXY=https://proxy.golang.org go list -m MODULE@VERSION",
    ),
    fix: |case| {
        Fix::say("Put the public proxy first, or move the requirement to a version that exists.")
            .run(case.known.set_default("GOPROXY"))
    },
    avoid: &["GOSUMDB=off: that does not bring the version back"],
};

pub(super) const CREDENTIALS_OVER_HTTP: Class = Class {
    id: FailureClass::GoproxyCredentialsOverHttp,
    trigger: Trigger::Wordings(&[&[
        alone("refusing to pass credentials to insecure URL"),
        mostly("credentials to an insecure GOPROXY"),
        hint("credentials … insecure"),
        hint("http … GOPROXY … credentials"),
        possible("credentials … http … proxy"),
    ]]),
    weigh: |case, weigh| {
        let value = case.known.value("GOPROXY").unwrap_or("");
        if value.split(is_separator).any(|entry| entry.trim().starts_with("http://") && entry.contains('@')) {
            weigh.supports(Source::Settings, "GOPROXY has an entry with credentials and http");
        }
    },
    ask: ask("Does the proxy answer over https?", "curl -sSI https://PROXY/"),
    fix: |case| {
        Fix::say(
            "Serve the proxy over https, and keep the login in netrc; or use an address without \
            credentials on a trusted network.",
        )
        .run(case.known.set("GOPROXY", "https://PROXY,direct"))
    },
    avoid: &["GOINSECURE: it does not apply to proxies"],
};
