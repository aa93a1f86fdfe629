//! go.mod, go.sum, vendor, go.work, GOFLAGS: how modules are used in a build.

use super::super::class::{Class, Trigger, ask};
use super::super::fix::Fix;
use super::super::weigh::Source;
use super::super::wording::{Share, Wording, alone, hint, mostly, shared};
use crate::go::tables::failures::FailureClass;

pub(super) const SUM_ENTRY: Class = Class {
    id: FailureClass::MissingGoSumEntry,
    trigger: Trigger::Wordings(&[&[
        alone("missing go.sum entry"),
        mostly("; to add it: go mod download"),
        mostly("no required module provides package … go.sum"),
    ]]),
    weigh: |case, weigh| {
        if case.is_container() {
            weigh.supports(Source::Log, "in image builds go.sum is often not copied");
        }
    },
    ask: ask("Is go.sum there where go runs, and is it committed and tidy?", "ls -l go.sum && go mod verify"),
    fix: |_| {
        Fix::say("Tidy on a developer's machine, commit go.sum, and copy both files into the image.")
            .run("go mod tidy && git add go.mod go.sum")
            .run("# Dockerfile: COPY go.mod go.sum ./")
    },
    avoid: &[
        "GOFLAGS=-mod=mod in builds: go.mod and go.sum are then changed silently",
        "GONOSUMDB: lines of go.sum are needed all the same",
    ],
};

pub(super) const PATH_AT_VERSION: Class = Class {
    id: FailureClass::PathAtVersionInGopathMode,
    trigger: Trigger::Wordings(&[&[
        alone("cannot use path@version syntax in GOPATH mode"),
        alone("can only use path@version syntax with 'go get'"),
        mostly("can only use path@version syntax"),
    ]]),
    weigh: |case, weigh| {
        if case.known.is_gopath_mode() {
            weigh.supports(Source::Both, "the settings are those of GOPATH mode");
        }
    },
    ask: ask("Which Go is it, and what is GO111MODULE?", "go version; go env GO111MODULE GOMOD"),
    fix: |case| {
        Fix::say(
            "Install a current Go (`go install path@version` needs 1.16). On old releases module \
            mode can be switched on.",
        )
        .run(case.known.export("GO111MODULE", "on"))
    },
    avoid: &["leaving out the version: GOPATH mode then takes whatever is newest"],
};

/// What go says about a vendor directory that does not fit go.mod.
pub(super) const VENDORING: &[Wording] = &[
    alone("inconsistent vendoring in").since(14),
    mostly("not marked as explicit in vendor/modules.txt").since(14),
    mostly("is replaced in go.mod, but not marked as replaced in vendor/modules.txt").since(14),
    mostly("run 'go mod vendor' to sync").since(14),
    mostly("To ignore the vendor directory, use -mod=readonly or -mod=mod").since(14),
];

fn has_mod_vendor(value: &str) -> bool {
    value.split_whitespace().any(|flag| flag.trim_start_matches('-').starts_with("mod=vendor"))
}

pub(super) const VENDOR: Class = Class {
    id: FailureClass::VendorInconsistent,
    trigger: Trigger::Wordings(&[VENDORING]),
    weigh: |case, weigh| {
        if case.known.value("GOFLAGS").is_some_and(has_mod_vendor) {
            weigh.speaks_against(Source::Settings, "GOFLAGS demands a vendor directory everywhere");
        }
    },
    ask: ask(
        "Was go.mod changed after the last `go mod vendor`, and is -mod=vendor set for all projects?",
        "go env GOFLAGS GOMOD",
    ),
    fix: |_| {
        Fix::say("Rebuild the directory and commit it, or ignore it for this command.")
            .run("go mod vendor")
            .run("go build -mod=readonly ./...   # without the vendor directory")
    },
    avoid: &["editing vendor/modules.txt by hand"],
};

pub(super) const MOD_VENDOR: Class = Class {
    id: FailureClass::GoflagsModVendor,
    trigger: Trigger::Wordings(&[
        VENDORING,
        &[
            mostly("cannot query module due to -mod=vendor"),
            mostly("cannot find package . in: … /vendor/"),
            mostly("cannot find module providing package … -mod=vendor"),
            mostly("module lookup disabled by -mod=vendor"),
            mostly("due to -mod=vendor"),
            mostly("when in workspace mode, but it is set to vendor"),
            mostly("-mod=vendor … can't resolve"),
            mostly("build flag -mod=vendor only valid when using modules"),
        ],
    ]),
    weigh: |case, weigh| match case.known.masked("GOFLAGS").filter(|value| has_mod_vendor(value)) {
        Some(value) => {
            weigh.share(Share::Alone);
            weigh.supports(Source::Settings, format!("GOFLAGS={value}"));
        }
        None if case.known.value("GOFLAGS").is_some() => weigh.rule_out(),
        None if case.says(&["-mod=vendor", "set to vendor"]) && !case.says(&["inconsistent vendoring"]) => {}
        None => weigh.share(Share::Hint),
    },
    ask: ask("Where does GOFLAGS come from, and is it meant for this project?", "goenv-doctor env GOFLAGS"),
    fix: |case| {
        Fix::say(
            "Take it out of GOFLAGS; a project with a vendor directory uses it by itself (Go 1.14 \
            and later).",
        )
        .run(case.known.unset("GOFLAGS"))
        .run(case.known.unexport("GOFLAGS"))
    },
    avoid: &["GOFLAGS=-mod=mod in its place: go.mod and go.sum are then changed silently"],
};

pub(super) const READONLY: Class = Class {
    id: FailureClass::ModReadonlyGoModOutOfDate,
    trigger: Trigger::Wordings(&[&[
        alone("updates to go.mod needed"),
        alone("updates to go.sum needed"),
        alone("import lookup disabled by -mod=readonly"),
        mostly("disabled by -mod=readonly"),
        mostly("existing contents have changed since last read"),
        mostly("go.mod … to update it: go mod tidy"),
        mostly("-mod may only be set to readonly or vendor when in workspace mode"),
    ]]),
    weigh: |case, weigh| {
        if case.known.value("GOFLAGS").is_some_and(|value| value.contains("-mod=readonly")) {
            weigh.supports(Source::Settings, "GOFLAGS has -mod=readonly");
        }
    },
    ask: ask(
        "What would go change?",
        "go mod tidy -diff   # Go 1.23 and later; else go mod tidy && git diff",
    ),
    fix: |_| {
        Fix::say("Tidy where it may be changed, and commit.").run("go mod tidy && git add go.mod go.sum")
    },
    avoid: &["GOFLAGS=-mod=mod in builds: what is built is then no longer what was committed"],
};

pub(super) const GO_WORK: Class = Class {
    id: FailureClass::GoWorkNotIncluded,
    trigger: Trigger::Wordings(&[&[
        alone("not one of the workspace modules listed in go.work").since(18),
        alone("outside modules listed in go.work").since(18),
        alone("no modules were found in the current workspace").since(18),
        mostly("directory … does not contain modules listed in go.work").since(18),
        mostly("module … listed in go.work … requires go").since(18),
        mostly("go.work … no such file").since(18),
        hint("go.work"),
    ]]),
    weigh: |case, weigh| {
        if let Some(work) = case.known.masked("GOWORK").filter(|work| !work.is_empty() && work != "off") {
            weigh.supports(Source::Settings, format!("GOWORK={work} is in effect"));
        }
    },
    ask: ask(
        "Which go.work is in effect? It may lie in a directory above, or come from an IDE.",
        "go env GOWORK",
    ),
    fix: |case| {
        Fix::say("Add the module to the workspace, or run without the workspace.")
            .run("go work use .")
            .run(case.known.export("GOWORK", "off"))
    },
    avoid: &["deleting a go.work that others use"],
};

pub(super) const OFF: Class = Class {
    id: FailureClass::ModulesDisabledGo111moduleOff,
    trigger: Trigger::Wordings(&[&[
        alone("modules disabled by GO111MODULE=off"),
        alone("modules disabled inside GOPATH/src by GO111MODULE=auto"),
        shared("modules disabled"),
        hint("GO111MODULE=off"),
    ]]),
    weigh: |case, weigh| {
        if case.known.is("GO111MODULE", "off") {
            weigh.supports(Source::Both, "the settings have GO111MODULE=off");
        }
    },
    ask: ask("Who sets GO111MODULE?", "goenv-doctor env GO111MODULE"),
    fix: |case| {
        Fix::say("Remove the variable everywhere; modules are on by default since Go 1.16.")
            .run(case.known.unset("GO111MODULE"))
            .run(case.known.unexport("GO111MODULE"))
    },
    avoid: &["GO111MODULE=auto: outside a module, old releases then have modules off again"],
};

pub(super) const GOFLAGS: Class = Class {
    id: FailureClass::GoflagsParseError,
    trigger: Trigger::Wordings(&[&[
        alone("parsing $GOFLAGS: "),
        alone("parsing %GOFLAGS%: "),
        alone("parsing $GOFLAGS"),
        mostly("invalid value … for flag … (from $GOFLAGS)"),
        mostly("(from $GOFLAGS)"),
        mostly("non-flag \""),
        shared("flag provided but not defined: … GOFLAGS"),
    ]]),
    weigh: |case, weigh| {
        if let Some(value) = case.known.masked("GOFLAGS").filter(|value| !value.is_empty()) {
            weigh.supports(Source::Settings, format!("GOFLAGS={value}"));
        }
    },
    ask: ask(
        "Which value does go see? It is split at spaces into one -flag=value each; quotes are kept as they \
         are.",
        "env | grep GOFLAGS; cat \"$(go env GOENV)\"",
    ),
    fix: |case| {
        Fix::say(
            "Write one -flag=value for each entry, without blanks inside (-ldflags with blanks \
            belongs on the command line). A Makefile or an IDE may have written it.",
        )
        .run(case.known.export("GOFLAGS", "-tags=NAME"))
        .run(case.known.unexport("GOFLAGS"))
    },
    avoid: &["quotes inside of GOFLAGS: they become part of the flag"],
};
