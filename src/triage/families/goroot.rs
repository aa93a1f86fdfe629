//! GOROOT that leads to nothing, or to another Go; GOPATH that is GOROOT.

use super::super::case::Case;
use super::super::class::{Class, Trigger, ask};
use super::super::fix::Fix;
use super::super::weigh::Source;
use super::super::wording::{Share, alone, mostly, shared};
use crate::go::tables::failures::FailureClass;

/// First elements of the standard library's package paths.
const STANDARD: &[&str] = &[
    "archive",
    "bufio",
    "builtin",
    "bytes",
    "cmp",
    "compress",
    "container",
    "context",
    "crypto",
    "database",
    "debug",
    "embed",
    "encoding",
    "errors",
    "expvar",
    "flag",
    "fmt",
    "go",
    "hash",
    "html",
    "image",
    "index",
    "internal",
    "io",
    "iter",
    "log",
    "maps",
    "math",
    "mime",
    "net",
    "os",
    "path",
    "plugin",
    "reflect",
    "regexp",
    "runtime",
    "slices",
    "sort",
    "strconv",
    "strings",
    "structs",
    "sync",
    "syscall",
    "testing",
    "text",
    "time",
    "unicode",
    "unique",
    "unsafe",
    "vendor",
    "weak",
];

/// Whether the error is about a package of the standard library.
pub(super) fn names_standard_package(case: &Case<'_>) -> bool {
    let text = &case.statement.text;
    let introductions = ["package ", "module path ", "for path ", "import ", "find package "];
    introductions
        .iter()
        .flat_map(|words| text.split(words).skip(1))
        .filter_map(|rest| rest.split_whitespace().next())
        .any(|word| {
            let path = word.trim_matches(['"', '\'', ':', ',']);
            STANDARD.contains(&path.split('/').next().unwrap_or(path)) && !path.contains('.')
        })
}

/// Packages that newer releases brought: not finding one is no sign of a wrong GOROOT.
const NEWER: &[&str] = &[
    "package slices",
    "package maps",
    "package cmp",
    "package iter",
    "package unique",
    "package log/slog",
    "package embed",
    "package io/fs",
    "package weak",
    "package structs",
    "package math/rand/v2",
];

const AVOID: &[&str] =
    &["setting GOROOT at all: every go knows its own; `go env -w GOROOT` can lock you out"];

pub(super) const INVALID: Class = Class {
    id: FailureClass::GorootInvalid,
    trigger: Trigger::Wordings(&[&[
        alone("cannot find GOROOT directory"),
        mostly("cannot find module for path"),
        mostly("missing dot in first path element"),
        mostly("cannot find package … (from $GOROOT)"),
        mostly("is not in GOROOT (").until(21),
        mostly("is not in std").since(21),
        mostly("$GOROOT/src … no such file"),
        mostly("no such tool"),
        shared("package … is not in GOROOT"),
    ]]),
    weigh: |case, weigh| {
        let is_sure = case.says(&["cannot find GOROOT directory"]);
        if !is_sure && !names_standard_package(case) && !case.says(&["no such tool"]) {
            return weigh.rule_out();
        }
        if !is_sure && NEWER.iter().any(|package| case.statement.text.contains(package)) {
            weigh.speaks_against(
                Source::Log,
                "newer releases brought that package; an older Go does not have it",
            );
        }
        if !is_sure {
            weigh.supports(Source::Log, "a package of the standard library is not found");
        }
        if let Some(goroot) =
            case.known.masked("GOROOT").filter(|goroot| goroot.trim_end_matches(['/', '\\']).ends_with("bin"))
        {
            weigh.supports(
                Source::Settings,
                format!("GOROOT={goroot} is the directory of programs, one too deep"),
            );
        }
        if case.known.mentions.iter().any(|mention| mention.name == "GOROOT") && !case.known.is_listing {
            weigh.supports(Source::Log, "GOROOT is set by hand");
        }
    },
    ask: ask(
        "Is GOROOT set, in the environment or with go env -w? Without it go finds its own.",
        "env | grep GOROOT; cat \"$(GOROOT= go env GOENV)\"",
    ),
    fix: |case| {
        Fix::say(
            "Unset GOROOT. If it stands in the go/env file, go cannot even run `go env -u`: edit the file, \
             or bypass it for one run.",
        )
        .run(case.known.unexport("GOROOT"))
        .run_on(case.known, "GOENV=off go env GOROOT", "$env:GOENV = 'off'; go env GOROOT")
    },
    avoid: AVOID,
};

pub(super) const MISMATCH: Class = Class {
    id: FailureClass::GorootVersionMismatch,
    trigger: Trigger::Wordings(&[&[
        alone("does not match go tool version"),
        mostly("object is [ … ] expected ["),
        mostly("imports … object is"),
    ]]),
    weigh: |case, weigh| {
        if let Some(goroot) = case.known.masked("GOROOT").filter(|_| case.known.is_listing) {
            weigh.supports(Source::Settings, format!("GOROOT={goroot}"));
        }
    },
    ask: ask("Which go runs, and which GOROOT does it use?", "which -a go; go env GOROOT; go version"),
    fix: |case| {
        Fix::say(
            "Unset GOROOT, so that every go uses its own tools; then delete what was built with the mixture.",
        )
        .run(case.known.unexport("GOROOT"))
        .run("go clean -cache")
    },
    avoid: AVOID,
};

pub(super) const GOPATH: Class = Class {
    id: FailureClass::GopathEqualsGoroot,
    trigger: Trigger::Wordings(&[
        &[
            alone("GOPATH set to GOROOT"),
            mostly("both GOPATH and GOROOT are the same directory"),
            mostly("$GOPATH must not be set to $GOROOT"),
        ],
        super::modules::VENDORING,
    ]),
    weigh: |case, weigh| {
        let (gopath, goroot) =
            (case.known.value("GOPATH").unwrap_or(""), case.known.value("GOROOT").unwrap_or(""));
        let trimmed = |path: &str| path.trim_end_matches(['/', '\\']).to_ascii_lowercase();
        let is_same = !gopath.is_empty() && trimmed(gopath) == trimmed(goroot);
        let is_inside = !goroot.is_empty()
            && case.known.value("GOMOD").is_some_and(|path| trimmed(path).starts_with(&trimmed(goroot)));
        if weigh.words() < Some(Share::Mostly) || case.says(&["vendor"]) {
            if !is_same && !is_inside {
                return weigh.rule_out();
            }
            weigh.share(Share::Mostly);
        }
        if is_same {
            weigh.supports(Source::Settings, format!("GOPATH={gopath} is GOROOT"));
        }
        if is_inside {
            weigh.supports(Source::Settings, "the go.mod in use lies inside GOROOT");
        }
    },
    ask: ask("Are the two the same?", "go env GOPATH GOROOT GOMOD"),
    fix: |case| {
        Fix::say(
            "Give GOPATH a directory of its own (its default is go in the home directory), and \
            keep projects out of \
            GOROOT.",
        )
        .run(case.known.unset("GOPATH"))
        .run(case.known.unexport("GOPATH"))
    },
    avoid: AVOID,
};
