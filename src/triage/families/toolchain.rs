//! Which Go runs, and which one go.mod asks for.

use super::super::class::{Class, Trigger, ask};
use super::super::fix::Fix;
use super::super::weigh::Source;
use super::super::wording::{Share, alone, mostly, possible};
use crate::go::tables::failures::FailureClass;

const AVOID: &[&str] =
    &["lowering the go line in go.mod: without a patch number Go 1.21 then looks for a toolchain that \
     does not exist"];

pub(super) const LOCAL: Class = Class {
    id: FailureClass::ToolchainLocalTooOld,
    trigger: Trigger::Wordings(&[&[
        mostly("go.mod requires go >= … (running go").since(21),
        mostly("go.work requires go >= … (running go").since(21),
        mostly("requires go >= … (running go … GOTOOLCHAIN=local)").since(21),
        mostly("requires go >= … (running go").since(21),
        mostly("go.work lists go … ; to update it").since(21),
    ]]),
    weigh: |case, weigh| {
        if case.known.is("GOTOOLCHAIN", "local") {
            weigh.supports(Source::Both, "the settings have GOTOOLCHAIN=local");
        }
        if case.is_container() {
            weigh.supports(Source::Log, "official golang images set GOTOOLCHAIN=local");
        }
    },
    ask: ask(
        "Who sets GOTOOLCHAIN=local: the golang image, the distribution's go.env, or someone's environment?",
        "go env GOTOOLCHAIN GOVERSION",
    ),
    fix: |case| {
        Fix::say(
            "Use an image or an installation with the Go that go.mod asks for; let go fetch it \
            only where that is acceptable and GOSUMDB is on.",
        )
        .run("docker pull golang:VERSION   # and FROM golang:VERSION in the Dockerfile")
        .run(format!("{}   # where downloads are acceptable", case.known.set("GOTOOLCHAIN", "auto")))
    },
    avoid: AVOID,
};

pub(super) const NOT_AVAILABLE: Class = Class {
    id: FailureClass::ToolchainNotAvailable,
    trigger: Trigger::Wordings(&[&[
        alone("toolchain not available").since(21),
        mostly("go: download go … for … : ").since(21),
        mostly("golang.org/toolchain@ … : reading").since(21),
        alone("is a language version but not a toolchain version").since(21),
        possible("go: download go1. … golang.org/toolchain@").since(21),
    ]]),
    weigh: |case, weigh| {
        if case.says(&["GOSUMDB=off", "verifying"]) {
            weigh.share(Share::Shared);
        }
        if case.says(&["GOPROXY=off"]) || case.known.is("GOPROXY", "off") {
            weigh.supports(Source::Both, "GOPROXY=off lets nothing be downloaded");
        }
    },
    ask: ask(
        "Does the name have three numbers? `go1.22` is no release (go1.22.0 is): go.mod lacks the patch \
         number. A full name points to the proxy.",
        "GOTOOLCHAIN=local go version; which -a go",
    ),
    fix: |case| {
        Fix::say(
            "Install the Go that go.mod asks for, and write its go line with a patch number; until then use \
             the local toolchain.",
        )
        .run("GOTOOLCHAIN=local go mod edit -go=1.22.0")
        .run(case.known.export("GOTOOLCHAIN", "local"))
    },
    avoid: &["GOSUMDB=off: toolchains are never fetched without the database"],
};

pub(super) const TOO_OLD: Class = Class {
    id: FailureClass::GoTooOldForGoLine,
    trigger: Trigger::Wordings(&[&[
        alone("invalid go version … must match format 1.23").until(21),
        mostly("invalid go version").until(21),
        alone("unknown directive: toolchain").until(21),
        mostly("unknown directive: godebug").until(23),
        mostly("unknown directive: tool"),
        mostly("unknown directive: ignore"),
        mostly("note: module requires Go 1."),
        mostly("unknown block type: tool"),
        mostly("but maximum supported version is"),
        mostly("requires newer Go version"),
    ]]),
    weigh: |case, weigh| {
        if case.says(&["note: module requires Go"]) {
            weigh.share(Share::Shared);
        }
        if case.known.is_before(21) {
            weigh.supports(Source::Both, "the Go that runs is older than 1.21");
        } else if case.known.version.is_some() && case.says(&["must match format 1.23"]) {
            weigh.supports(
                Source::Both,
                "only a Go older than 1.21 says so: a different go from the pasted one runs first",
            );
        }
    },
    ask: ask(
        "Which go runs first there? (`1.23` in the message is the sample of a format, not a version \
         that is wanted.)",
        "go version; which -a go",
    ),
    fix: |_| {
        Fix::say(
            "Install Go 1.21 or newer (the distribution's package, the IDE's SDK, gccgo); \
            GOTOOLCHAIN does not exist before that.",
        )
        .run("go version")
    },
    avoid: AVOID,
};

pub(super) const INVALID: Class = Class {
    id: FailureClass::InvalidGotoolchain,
    trigger: Trigger::Wordings(&[&[
        alone("invalid GOTOOLCHAIN").since(21),
        alone("cannot find go1. … in PATH").since(21),
        mostly("cannot find go … in PATH").since(21),
        mostly("invalid minimum toolchain").since(21),
    ]]),
    weigh: |case, weigh| {
        if let Some(value) = case.known.masked("GOTOOLCHAIN") {
            weigh.supports(Source::Settings, format!("GOTOOLCHAIN={value}"));
        }
    },
    ask: ask(
        "Which value does go see, and from where?",
        "GOTOOLCHAIN=local go env -changed; printenv GOTOOLCHAIN",
    ),
    fix: |case| {
        Fix::say(
            "Remove the value; auto is the default. With +path the toolchain must be on PATH under its full \
             name.",
        )
        .run(case.known.unexport("GOTOOLCHAIN"))
        .run(format!(
            "{}   # with GOTOOLCHAIN=local before it if go refuses to run",
            case.known.unset("GOTOOLCHAIN")
        ))
    },
    avoid: AVOID,
};
