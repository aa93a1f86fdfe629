//! Finding a module's repository: `?go-get=1`, nested GitLab groups, GOPATH mode.

use super::super::case::{Broken, Case};
use super::super::class::{Class, Trigger, ask};
use super::super::fix::Fix;
use super::super::hosts::{self, Reach};
use super::super::weigh::{Source, Weigh};
use super::super::wording::{Share, Wording, alone, hint, mostly, possible, shared};

use crate::go::tables::failures::FailureClass;
use crate::source::error_log::Target;

fn login(case: &Case<'_>) -> Fix {
    let host = case.module().map_or_else(|| "HOST".to_owned(), |path| hosts::host_of(&path).to_owned());
    let netrc = if case.known.is_windows() { "%USERPROFILE%\\_netrc" } else { "~/.netrc" };
    let entry = format!("machine {host} login USER password TOKEN");
    let write = if case.known.is_windows() {
        format!("echo {entry}>> {netrc}")
    } else {
        format!("(umask 077; echo '{entry}' >> {netrc})")
    };
    Fix::say(format!(
        "Let go log in when it asks {host} where the repository is: an entry in {netrc}; \
        or write .git behind the repository's part of the module path. ssh does not help with that \
        request."
    ))
    .run(write)
    .run(case.known.set("GOPRIVATE", &case.extended("GOPRIVATE")))
}

const AVOID: &[&str] = &["GOINSECURE or GOSUMDB=off: neither logs in"];

/// How many elements a module path has after its host.
fn depth(case: &Case<'_>) -> usize {
    case.module().map_or(0, |path| path.split('/').filter(|part| !part.is_empty()).count().saturating_sub(1))
}

fn is_gitlab(case: &Case<'_>) -> bool {
    let named = case.facts.urls.iter().map(|url| url.host_name().to_owned()).chain(case.module());
    named.into_iter().any(|name| name.to_ascii_lowercase().contains("gitlab"))
}

pub(super) const SUBGROUP: Class = Class {
    id: FailureClass::GitlabSubgroupNeedsAuth,
    trigger: Trigger::Wordings(&[&[
        alone("The project you were looking for could not be found"),
        mostly("fatal: repository 'https:// … .git/' not found"),
        mostly("fatal: repository 'https:// … .git' not found"),
        possible("fatal: repository … not found"),
        shared("no go-import meta tags ()"),
        hint("?go-get=1: 404 Not Found"),
        possible("get \"…\": found meta tag … Prefix:"),
        possible("could not read Username for 'https://gitlab"),
        hint("subgroup"),
        hint("subgroups"),
        hint("nested group"),
    ]]),
    weigh: |case, weigh| {
        if weigh.words() == Some(Share::Hint) && !case.says(&["?go-get=1"]) {
            return;
        }
        if case.says(&["github.com", "bitbucket.org", "dev.azure.com"]) && !is_gitlab(case) {
            return weigh.rule_out();
        }
        if is_gitlab(case) {
            weigh.supports(Source::Log, "the host is a GitLab");
        } else if weigh.words() != Some(Share::Alone) {
            weigh.speaks_against(Source::Log, "nothing says that the host is a GitLab");
        }
        if depth(case) >= 3 {
            weigh.supports(Source::Log, "the module lies deeper than group/project");
        } else if depth(case) > 0 && weigh.words() < Some(Share::Mostly) {
            weigh.speaks_against(Source::Log, "the path has no subgroup");
        }
    },
    ask: ask(
        "Which repository does the server name without a login, and which with one? Without, GitLab \
         cuts the path to two elements.",
        "curl -sS 'https://HOST/GROUP/SUBGROUP/PROJECT?go-get=1'",
    ),
    fix: login,
    avoid: AVOID,
};

pub(super) const HOST_API: Class = Class {
    id: FailureClass::VcsHostApiNeedsAuth,
    trigger: Trigger::Wordings(&[&[
        mostly("?go-get=1: 404 Not Found"),
        mostly("?go-get=1: 203 Non-Authoritative"),
        mostly("?go-get=1: 401 Unauthorized"),
        mostly("?go-get=1: 403 Forbidden"),
        mostly("?go-get=1: 302"),
        mostly("?go-get=1: 50"),
        shared("no go-import meta tags ()"),
        shared("parse https:// … no go-import meta tags"),
        alone("api.bitbucket.org … 403 Forbidden"),
        alone("api.bitbucket.org … 404 Not Found"),
        alone("api.bitbucket.org … 401"),
        mostly("203 Non-Authoritative Information"),
        possible("unrecognized import path … reading https://"),
    ]]),
    weigh: |case, weigh| {
        if case.module_reach() == Reach::Public {
            weigh.speaks_against(Source::Log, "the module is on a public host");
        }
        if is_gitlab(case) && depth(case) >= 3 && !case.says(&["?go-get=1: 404"]) {
            weigh.speaks_against(Source::Log, "the path has a subgroup of a GitLab");
        }
        let url = case.facts.urls.iter().map(|url| url.host_name());
        if url.into_iter().any(|host| matches!(hosts::reach(host), Reach::Hosting | Reach::Private)) {
            weigh.supports(Source::Log, "the host holds private repositories");
        }
    },
    ask: ask(
        "What does the host answer without a login? A sign-in page or 404 for a repository that exists means \
         that it requires one.",
        "curl -sS -o /dev/null -w '%{http_code}\\n' 'https://HOST/PATH?go-get=1'",
    ),
    fix: login,
    avoid: AVOID,
};

/// Fetches over https that only GOPATH mode, or go without a proxy, makes.
const DIRECT: &[Wording] = &[
    shared("unrecognized import path … https fetch: "),
    shared("unrecognized import path … ?go-get=1: dial tcp"),
    shared("https fetch failed: "),
];

pub(super) const GOPATH_MODE: Class = Class {
    id: FailureClass::GopathModeIgnoresGoproxy,
    trigger: Trigger::Wordings(&[
        DIRECT,
        &[mostly("package … : unrecognized import path"), hint("go get … not … GOPROXY")],
    ]),
    weigh: |case, weigh| {
        if !matches!(case.broken(), Some(Broken::Silent | Broken::Cut | Broken::Name))
            && !case.known.is_gopath_mode()
        {
            weigh.speaks_against(Source::Log, "the connection was made");
        }
        let text = case.statement.text.as_str();
        if (text.starts_with("package ") || text.starts_with("# cd")) && case.url(Target::Discovery).is_some()
        {
            weigh.share(Share::Mostly);
            weigh.supports(Source::Log, "`package PATH: …` is how GOPATH mode begins its errors");
        } else if is_module_mode(case) {
            weigh.speaks_against(Source::Log, "`module@version` is how module mode begins its errors");
        }
        if case.known.is_gopath_mode() {
            let why = if case.known.is("GO111MODULE", "off") {
                "GO111MODULE=off"
            } else {
                "GOMOD is empty, on a Go that needs a go.mod for module mode"
            };
            weigh.supports(Source::Settings, why);
            weigh.supports(
                Source::Both,
                "an origin was asked directly, as GOPATH mode does whatever GOPROXY says",
            );
        } else if case.known.value("GOMOD").is_some_and(|value| !value.is_empty())
            || case.known.is("GO111MODULE", "on")
        {
            weigh.speaks_against(Source::Settings, "the settings are those of module mode");
        }
        if matches!(case.module_reach(), Reach::Private) {
            weigh.speaks_against(Source::Log, "the module is private; no proxy has it");
        }
    },
    ask: ask(
        "Which mode is it? GOMOD=\"\" is GOPATH mode; /dev/null (NUL) is module mode outside of a module.",
        "go env GOMOD GO111MODULE GOVERSION",
    ),
    fix: |case| {
        let fix = Fix::say(
            "Run in module mode: inside a module, with a supported Go; on old releases GO111MODULE=on.",
        );
        fix.run(case.known.set("GO111MODULE", "on"))
            .run("go mod init example.com/scratch   # where there is no go.mod")
    },
    avoid: &["GOPROXY=…: GOPATH mode never reads it"],
};

/// Whether the error has the form of module mode: `go: M@V: …`.
pub(super) fn is_module_mode(case: &Case<'_>) -> bool {
    let text = case.statement.text.strip_prefix("go: ").unwrap_or(&case.statement.text);
    let word = text.split_whitespace().next().unwrap_or("");
    word.contains('@') && word.ends_with(':') || case.says(&["go: module"])
}

pub(super) const NOT_PROPAGATED: Class = Class {
    id: FailureClass::EnvNotPropagated,
    trigger: Trigger::Settings,
    weigh: weigh_not_propagated,
    ask: ask(
        "What does `go env` print in the failing context itself: the IDE, the container, the other \
         user, the service?",
        "go env GOPROXY GOPRIVATE GONOSUMDB GOSUMDB GOFLAGS",
    ),
    fix: |case| {
        let value = case
            .known
            .masked("GOPROXY")
            .filter(|value| !value.is_empty())
            .unwrap_or_else(|| "https://REACHABLE-PROXY,direct".to_owned());
        Fix::say(
            "Set it where the failing process reads it: `go env -w` for every process of that \
            user, ENV or --build-arg in an image, go.toolsEnvVars in an editor, sudo -E.",
        )
        .run(case.known.set("GOPROXY", &value))
        .run(format!(
            "docker build --build-arg GOPROXY={value} .   # with ARG GOPROXY in the \
                Dockerfile"
        ))
    },
    avoid: &["`set export GOPROXY=…` or PowerShell's `set GOPROXY=…`: neither sets an environment variable \
         of that name"],
};

fn weigh_not_propagated(case: &Case<'_>, weigh: &mut Weigh) {
    use super::super::known::Contacted;
    use crate::source::error_log::Syntax;

    for syntax in [Syntax::SetExport, Syntax::PowershellSet] {
        if let Some(mention) = case.known.mentions.iter().find(|mention| mention.syntax == syntax) {
            let how = if syntax == Syntax::SetExport {
                "set export NAME=value"
            } else {
                "set NAME=value in PowerShell"
            };
            weigh.share(Share::Mostly);
            weigh.supports(
                Source::Log,
                format!("line {}: `{how}` does not set {} in the environment", mention.line, mention.name),
            );
        }
    }
    for url in &case.facts.urls {
        if case.known.is_gopath_mode() {
            break;
        }
        if let Contacted::No(why) = case.contacted(url) {
            // What a log sets in passing may be meant for another command.
            let share = match url.target {
                _ if !case.known.is_listing => Share::Hint,
                Target::Proxy => Share::Mostly,
                _ => Share::Shared,
            };
            weigh.share(weigh.words().map_or(share, |words| words.max(share)));
            weigh.supports(Source::Both, why);
            break;
        }
    }
    let asked_default =
        case.url(Target::Proxy).is_some_and(|url| url.host == "proxy.golang.org" && url.status.is_none());
    if weigh.words().is_none() && asked_default && case.known.value("GOPROXY").is_none() {
        weigh.share(Share::Hint);
        weigh.explains(
            Source::Log,
            "the default proxy was asked: if GOPROXY names another one, the process did not see it",
        );
    }
    let Some(url) = case.url(Target::Discovery) else { return };
    let is_needless = case.known.value("GOPROXY").is_none() || case.known.asks_proxies_for(url.host_name());
    let is_public = case.module_reach() == Reach::Public;
    let is_silent = case.broken() == Some(Broken::Silent);
    if weigh.words().is_none() && is_needless && is_public && is_silent && is_module_mode(case) {
        let why = "module mode asked a public origin directly, which no proxy does to its clients";
        weigh.share(Share::Shared);
        weigh.supports(Source::Log, why);
        if case.known.asks_proxies_for(url.host_name()) {
            weigh.supports(Source::Both, "proxies come first in GOPROXY, and they have that module");
        }
    }
}

pub(super) const PACKAGE_NOT_FOUND: Class = Class {
    id: FailureClass::GopathModePackageNotFound,
    trigger: Trigger::Wordings(&[&[
        mostly("cannot find package … in any of:"),
        mostly("(from $GOPATH)"),
        possible("is not in GOROOT ("),
    ]]),
    weigh: |case, weigh: &mut Weigh| {
        if super::goroot::names_standard_package(case) {
            return weigh.rule_out();
        }
        if case.known.is_gopath_mode() {
            weigh.supports(Source::Settings, "GOPATH mode is on");
        }
        if case.says(&["(from $GOPATH)"]) {
            weigh.supports(Source::Log, "GOPATH was searched, as GOPATH mode does");
        }
    },
    ask: ask("Is there a go.mod, and does GO111MODULE allow it to be used?", "go env GOMOD GO111MODULE"),
    fix: |case| {
        Fix::say("Build in module mode: with a go.mod, and without GO111MODULE=off.")
            .run(case.known.unset("GO111MODULE"))
            .run("go mod init PATH && go mod tidy")
    },
    avoid: &["adding directories to GOPATH until it works", "setting GOROOT"],
};
