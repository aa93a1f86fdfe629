//! Directories that go needs and cannot find, write or execute in.

use super::super::class::{Class, Trigger, ask};
use super::super::fix::Fix;
use super::super::weigh::Source;
use super::super::wording::{Share, alone, hint, mostly, possible, shared};
use crate::go::tables::failures::FailureClass;

pub(super) const HOME: Class = Class {
    id: FailureClass::HomeOrCacheDirUndefined,
    trigger: Trigger::Wordings(&[&[
        alone("neither GOMODCACHE nor GOPATH is set"),
        alone("module cache not found"),
        alone("missing $GOPATH"),
        alone("build cache is required, but could not be located"),
        alone("GOCACHE is not defined and"),
        alone("neither $XDG_CACHE_HOME nor $HOME are defined"),
        mostly("$HOME is not defined"),
        alone("%LocalAppData% is not defined"),
        alone("failed to initialize build cache at /.cache"),
        mostly("mkdir /.cache: permission denied"),
        shared("failed to initialize build cache at"),
        shared(".cache/go-build/ … permission denied"),
        shared("build cache is disabled by GOCACHE=off"),
    ]]),
    weigh: |case, weigh| {
        if case.says(&["failed to initialize build cache at"])
            && !case.says(&["/.cache/go-build: mkdir /.cache", "at /.cache"])
        {
            weigh.share(Share::Shared);
        }
        if case.known.is("GOENV", "") && case.known.is_listing {
            weigh.supports(Source::Settings, "GOENV is empty, as it is without a home directory");
        }
        if case.known.is("HOME", "/") || case.known.is("HOME", "") {
            weigh.supports(Source::Settings, "HOME is empty or the root directory");
        }
    },
    ask: ask(
        "Which HOME does the failing process have? Services, cron, cloud-init and `docker run -u UID` \
         often have none.",
        "env | grep -E '^(HOME|XDG_CACHE_HOME|GOPATH|GOCACHE)='",
    ),
    fix: |case| {
        Fix::say("Give the process a home directory, or name each directory explicitly.")
            .run_on(
                case.known,
                "export HOME=/home/USER",
                "$env:LocalAppData = \"$env:USERPROFILE\\AppData\\Local\"",
            )
            .run_on(
                case.known,
                "export GOPATH=/var/cache/go GOCACHE=/var/cache/go/build",
                "$env:GOCACHE = \"$env:USERPROFILE\\go-build\"",
            )
    },
    avoid: &["GOCACHE=off: Go 1.12 and later refuse it", "running as root so that / can be written"],
};

pub(super) const MODCACHE: Class = Class {
    id: FailureClass::ModcachePermissionDenied,
    trigger: Trigger::Wordings(&[&[
        alone("could not create module cache").since(16),
        alone("writing go.mod cache"),
        alone("failed to create cache directory"),
        alone("pkg/mod … permission denied"),
        alone("pkg/mod … Access is denied"),
        alone("pkg/mod … read-only file system"),
        alone("pkg/sumdb … permission denied"),
        alone("pkg\\mod … Access is denied"),
        mostly("mkdir /go/pkg: permission denied"),
        mostly("go/pkg … permission denied"),
        mostly("@v/ … .lock: permission denied"),
        mostly("writing stat cache"),
        mostly("could not create module cache"),
        possible("failed to initialize build cache at"),
        possible(".cache/go-build/ … permission denied"),
    ]]),
    weigh: |case, weigh| {
        if case.says(&["at /.cache", "mkdir /.cache"]) {
            return weigh.rule_out();
        }
        if case.says(&["fork/exec"]) || case.says(&["exit status 128"]) || case.says(&["publickey"]) {
            return weigh.rule_out();
        }
        if case.is_container() {
            weigh.supports(Source::Log, "in golang images /go belongs to root");
        }
    },
    ask: ask(
        "Who owns GOPATH, and who runs go? GOPATH/pkg/sumdb is written too, so moving GOMODCACHE alone \
         is not enough.",
        "id -u; ls -ld \"$(go env GOMODCACHE)\" \"$(go env GOPATH)/pkg\"",
    ),
    fix: |case| {
        Fix::say(
            "Give that user a GOPATH that it may write to (the module cache and the checksum database's \
             records are below it), or set the right owner in the image.",
        )
        .run(case.known.export("GOPATH", "/tmp/go"))
        .run("# Dockerfile: RUN chown -R UID /go")
    },
    avoid: &["chmod 777 on the cache, or sudo go: files owned by root are the next error"],
};

pub(super) const NOEXEC: Class = Class {
    id: FailureClass::GotmpdirNoexec,
    trigger: Trigger::Wordings(&[&[
        alone("fork/exec … go-build … permission denied"),
        alone("fork/exec … /exe/ … permission denied"),
        mostly("fork/exec /tmp/ … permission denied"),
        mostly("fork/exec … .test: permission denied"),
        hint("noexec"),
    ]]),
    weigh: |case, weigh| {
        if case.known.is("GOTMPDIR", "") {
            weigh.supports(Source::Settings, "GOTMPDIR is empty: the system's temporary directory is used");
        }
    },
    ask: ask(
        "Is the temporary directory mounted noexec?",
        "findmnt -T \"${TMPDIR:-/tmp}\" -o TARGET,OPTIONS",
    ),
    fix: |case| {
        Fix::say("Give go a temporary directory from which programs may run.")
            .run("mkdir -p \"$HOME/.cache/go-tmp\"")
            .run(case.known.set("GOTMPDIR", "/home/USER/.cache/go-tmp"))
    },
    avoid: &["remounting /tmp with exec on a shared machine"],
};
