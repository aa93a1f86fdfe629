//! Programs of version control: missing, not allowed, unwilling.

use super::super::class::{Class, Trigger, ask};
use super::super::fix::Fix;
use super::super::hosts;
use super::super::weigh::{Source, Weigh};
use super::super::wording::{alone, mostly};
use crate::go::tables::failures::FailureClass;

pub(super) const NOT_INSTALLED: Class = Class {
    id: FailureClass::GitNotInstalled,
    trigger: Trigger::Wordings(&[&[
        alone("exec: git: executable file not found in"),
        alone("git: executable file not found in"),
        alone("exec: git: cannot run executable"),
        alone("missing Git command"),
        alone("git executable not found"),
        mostly("exec: hg: executable file not found"),
        mostly("exec: bzr: executable file not found"),
        mostly("exec: svn: executable file not found"),
        mostly("exec: fossil: executable file not found"),
        alone("missing Mercurial command"),
        alone("missing Bazaar command"),
    ]]),
    weigh: |case, weigh| {
        if case.is_container() {
            weigh.supports(Source::Log, "go ran in a container; small images come without git");
        }
    },
    ask: ask(
        "Is git in the image that runs go? Public modules come from the proxy and hide that it is missing.",
        "git --version",
    ),
    fix: |case| {
        Fix::say("Install git in the build stage, or let a proxy serve the module.").run_on(
            case.known,
            "apk add --no-cache git   # Alpine; Debian: apt-get install -y --no-install-recommends git",
            "winget install --id Git.Git",
        )
    },
    avoid: &["GOFLAGS=-mod=mod: it does not fetch without git either"],
};

pub(super) const GOVCS: Class = Class {
    id: FailureClass::GovcsDisallowsVcs,
    trigger: Trigger::Wordings(&[&[
        alone("GOVCS disallows using").since(16),
        mostly("see 'go help vcs'").since(16),
    ]]),
    weigh: |case, weigh| {
        if case.known.goes_direct_first() {
            weigh.supports(
                Source::Settings,
                "GOPROXY goes to origins directly; the public proxy may have the module",
            );
        }
    },
    ask: ask(
        "Does the public proxy have the module? Then version control is not needed at all.",
        "GOPROXY=https://proxy.golang.org go list -m MODULE",
    ),
    fix: |case| {
        let host = case.module().map_or_else(|| "HOST".to_owned(), |path| hosts::host_of(&path).to_owned());
        Fix::say("Let a proxy serve the module; else allow the system for that one host.")
            .run(case.known.set_default("GOPROXY"))
            .run(format!(
                "{}   # only if no proxy has it",
                case.known.set("GOVCS", &format!("{host}:all,public:git|hg,private:all"))
            ))
    },
    avoid: &["GOVCS=*:all: every public module may then start every version control program"],
};

pub(super) const STAMPING: Class = Class {
    id: FailureClass::VcsStampingExit128,
    trigger: Trigger::Wordings(&[&[
        alone("error obtaining VCS status").since(18),
        alone("Use -buildvcs=false to disable VCS stamping").since(18),
        mostly("detected dubious ownership in repository"),
        mostly("unsafe repository ("),
    ]]),
    weigh: |case, weigh: &mut Weigh| {
        if case.is_container() {
            weigh.supports(Source::Log, "in containers the work tree often belongs to another user");
        }
    },
    ask: ask("What does git itself say in that directory, as that user?", "git status --porcelain"),
    fix: |_| {
        Fix::say("Tell git that the directory is safe; omit the stamp only where it is not needed.")
            .run("git config --global --add safe.directory \"$PWD\"")
            .run("go build -buildvcs=false ./...   # only where the stamp is not wanted")
    },
    avoid: &[
        "-buildvcs=false for all builds: binaries no longer say what they were built from",
        "safe.directory '*' on shared machines",
    ],
};
