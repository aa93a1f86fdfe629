//! The value of GOPROXY and of its companions: off, empty, malformed, another default.

use super::super::case::Case;
use super::super::class::{Class, Trigger, ask};
use super::super::fix::Fix;
use super::super::weigh::{Source, Weigh};
use super::super::wording::{Share, alone, hint, mostly};
use crate::go::tables::failures::FailureClass;
use crate::go::tables::variables::{self, NEVER_READ, Role, Variable};
use crate::source::error_log::Mention;

pub(super) const OFF: Class = Class {
    id: FailureClass::GoproxyOff,
    trigger: Trigger::Wordings(&[&[
        alone("module lookup disabled by GOPROXY=off"),
        alone("disabled by GOPROXY=off"),
        mostly("GOPROXY=off … not in … cache"),
    ]]),
    weigh: |case, weigh| {
        if case.known.value("GOPROXY").is_some_and(|value| value.contains("off")) {
            weigh.supports(Source::Both, "the settings have it too");
        } else if case.known.value("GOPROXY").is_some() {
            weigh.supports(
                Source::Both,
                "the pasted GOPROXY is another one: the tool that failed \
                (gopls, a build script) sets off itself",
            );
        }
    },
    ask: ask(
        "Was `off` meant as \"no proxy\"? That is GOPROXY=direct. gopls sets off itself, and then the \
         module is only missing from the cache.",
        "go env GOPROXY",
    ),
    fix: |case| {
        Fix::say(
            "Remove the value (or fill the cache or the vendor directory first, where builds are meant to be \
             offline).",
        )
        .run(case.known.unset("GOPROXY"))
        .run(case.known.unexport("GOPROXY"))
        .run("go mod download   # fills the cache, with a GOPROXY that works")
    },
    avoid: &["GOFLAGS=-mod=mod: nothing can be downloaded either way"],
};

pub(super) const EMPTY: Class = Class {
    id: FailureClass::GoproxyEmptyList,
    trigger: Trigger::Wordings(&[&[
        alone("GOPROXY list is not the empty string, but contains no entries"),
        alone("GOPROXY list is empty"),
        mostly("missing GOSUMDB"),
    ]]),
    weigh: |case, weigh| {
        if case.known.is("GOPROXY", "") {
            weigh.supports(Source::Both, "GOPROXY is empty in the settings");
        }
        if case.known.is("GOPROXY", "") && case.known.is("GOSUMDB", "") {
            weigh.supports(
                Source::Settings,
                "GOSUMDB is empty too: $GOROOT/go.env, which holds both defaults, is missing",
            );
        }
    },
    ask: ask(
        "Are GOPROXY, GOSUMDB and GOTOOLCHAIN all empty? Then $GOROOT/go.env is missing.",
        "go env GOPROXY GOSUMDB GOTOOLCHAIN GOROOT",
    ),
    fix: |case| {
        Fix::say("Install a Go that has its go.env (a complete GOROOT), or set both defaults by hand.")
            .run(case.known.set_default("GOPROXY"))
            .run(case.known.set_default("GOSUMDB"))
    },
    avoid: &["GOSUMDB=off: the default verifies"],
};

pub(super) const MALFORMED: Class = Class {
    id: FailureClass::GoproxyMalformedEntry,
    trigger: Trigger::Wordings(&[&[
        alone("invalid proxy URL missing scheme"),
        alone("invalid proxy URL scheme"),
        alone("invalid GOPROXY URL"),
        mostly("first path segment in URL cannot contain colon"),
        mostly("invalid GOPROXY"),
        alone("://… ;direct/"),
        alone("lookup … ;direct"),
        mostly("lookup … ;https"),
        mostly("://… ;https"),
        mostly("lookup … %2C"),
        mostly("://… %2Cdirect"),
        mostly("://… %2Chttps"),
        mostly("parse … invalid character … in host name"),
        mostly("parse … net/url: invalid"),
        mostly("parse … invalid port"),
        mostly("parse … missing protocol scheme"),
        mostly("unsupported protocol scheme"),
        mostly("invalid file:// proxy URL"),
        mostly("parse … invalid URL escape"),
        mostly("parse … missing ']' in host"),
    ]]),
    weigh: |case, weigh| {
        let text = case.statement.text.as_str();
        if !case.says(&["proxy URL", "GOPROXY"]) && case.module().is_none() && !text.starts_with("go: ") {
            return weigh.rule_out();
        }
        for finding in case.known.findings.iter().filter(|finding| finding.variable == "GOPROXY").take(2) {
            weigh.supports(Source::Settings, finding.message.clone());
        }
    },
    ask: ask("Which value does go see, quotes and blanks included?", "go env -json GOPROXY"),
    fix: |case| {
        Fix::say("Write the list without quotes, with commas or pipes between full addresses.")
            .run(case.known.set_default("GOPROXY"))
            .run(format!("{}   # if it comes from the environment", case.known.unexport("GOPROXY")))
    },
    avoid: &["quotes in cmd.exe's `set`, and `;` between entries: both become part of the value"],
};

pub(super) const DISTRIBUTION: Class = Class {
    id: FailureClass::DistributionDefaults,
    trigger: Trigger::Settings,
    weigh: |case, weigh| {
        const SYMPTOMS: &[&str] =
            &["requires go >=", "checksum mismatch", "toolchain", "GOSUMDB", "contains no entries"];
        if !case.says(SYMPTOMS) {
            return;
        }
        let is_fedora = case.known.is("GOPROXY", "direct") && case.known.is("GOSUMDB", "off");
        let says = case.log_has("fedora");
        if is_fedora && case.known.is("GOTOOLCHAIN", "local") {
            weigh.share(Share::Shared);
            weigh.supports(
                Source::Settings,
                "GOPROXY=direct, GOSUMDB=off and GOTOOLCHAIN=local are \
                what Fedora's package puts into $GOROOT/go.env",
            );
        } else if is_fedora {
            weigh.share(Share::Possible);
            weigh.supports(
                Source::Settings,
                "GOPROXY=direct and GOSUMDB=off together are what some distributions' go.env has",
            );
        } else if says && case.says(&["GOTOOLCHAIN=local", "toolchain", "GOSUMDB=off", "checksum mismatch"]) {
            weigh.share(Share::Possible);
        }
        let is_local = case.says(&["GOTOOLCHAIN=local"]) || case.says(&["disabled by GOSUMDB=off"]);
        if weigh.words().is_none() && is_local && case.known.value("GOPROXY").is_none() {
            weigh.share(Share::Hint);
            weigh.explains(
                Source::Log,
                "some distributions' $GOROOT/go.env sets that; whether it does here is not known",
            );
        }
        if weigh.words().is_some() && (says || case.says(&["fedora"])) {
            weigh.supports(Source::Log, "the log names Fedora");
        }
    },
    ask: ask("What does $GOROOT/go.env say, and which package owns it?", "cat \"$(go env GOROOT)/go.env\""),
    fix: |case| {
        Fix::say("Put the usual defaults back for this user, or install Go from go.dev.")
            .run(case.known.set_default("GOPROXY"))
            .run(case.known.set_default("GOSUMDB"))
    },
    avoid: &["editing $GOROOT/go.env: the next update of the package overwrites it"],
};

pub(super) const SHADOWED: Class = Class {
    id: FailureClass::EnvFileShadowedByOsEnv,
    trigger: Trigger::Wordings(&[&[
        alone("does not override conflicting OS environment variable"),
        hint("go env -w … not work"),
        hint("go env -w … no effect"),
        hint("go env -w … not take effect"),
    ]]),
    weigh: |case, weigh| {
        let value = case.known.masked("GOPROXY").filter(|_| case.says(&["GOPROXY"]));
        if let Some(value) = value {
            weigh.supports(Source::Both, format!("go still works with GOPROXY={value}"));
        }
    },
    ask: ask(
        "Where does the environment's value come from: a shell profile, the system's settings, an IDE?",
        "goenv-doctor env GOPROXY",
    ),
    fix: |case| {
        Fix::say(
            "Remove the export from the shell profile (or the system's environment), and open a \
            new shell; `go env -w` counts then.",
        )
        .run(case.known.unexport("GOPROXY"))
        .run_on(
            case.known,
            "grep -n GOPROXY ~/.profile ~/.bashrc ~/.zshrc ~/.zprofile 2>/dev/null",
            "[Environment]::SetEnvironmentVariable('GOPROXY', $null, 'User')",
        )
    },
    avoid: &["setting it in more places: the next one hides this one"],
};

pub(super) const UNSUPPORTED: Class = Class {
    id: FailureClass::VariableNotSupportedByGoVersion,
    trigger: Trigger::Either(&[&[
        alone("unknown go command variable"),
        hint("GONOSUMCHECK"),
        hint("GONOVERIFY"),
        hint("GOPRIVATE … not recognized"),
    ]]),
    weigh: weigh_unsupported,
    ask: ask("Which Go runs there, and does its `go env` list the variable?", "go version"),
    fix: |case| {
        Fix::say(
            "Use a Go that knows the variable, or the name that counts: GONOSUMDB in place of \
             GONOSUMCHECK.",
        )
        .run(case.known.set("GONOSUMDB", &case.extended("GONOSUMDB")))
    },
    avoid: &["GONOSUMCHECK: it never switched anything off"],
};

fn weigh_unsupported(case: &Case<'_>, weigh: &mut Weigh) {
    for (name, _) in NEVER_READ {
        let is_set = case.known.mentions.iter().any(|mention| mention.name == *name);
        if is_set || case.says(&[name]) {
            weigh.share(weigh.words().unwrap_or(Share::Possible));
            weigh.supports(Source::Log, format!("no Go from 1.13 on reads {name}"));
        }
    }
    let Some(version) = case.known.version else { return };
    for variable in variables::of(Role::Modules).filter(|variable| !variable.known_to(version)) {
        let Variable { name, .. } = *variable;
        let Some(since) = variable.first_release() else { continue };
        let is_set = |mention: &Mention| mention.name == name && !mention.value.is_empty();
        let is_listed = case.known.is_listing && case.known.value(name).is_some();
        if case.known.mentions.iter().any(is_set) && !is_listed {
            weigh.share(weigh.words().unwrap_or(Share::Possible));
            weigh.supports(
                Source::Both,
                format!("go{version} does not know {name}, which Go {since} brought"),
            );
        }
    }
}
