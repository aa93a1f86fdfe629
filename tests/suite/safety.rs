//! No secret in any output, no raw control character, nothing of this machine in an answer about another.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use crate::support::doctor::{Doctor, Printed};
use goenv_doctor::go::tables::variables::{Role, VARIABLES, Variable};

/// Invented credentials in every place that may hold some.
const SECRETS: [&str; 6] = [
    "hunter2hunter2",
    "ghp_0123456789abcdefghijABCDEFGHIJ0123",
    "s3cr3t-query",
    "t0psecretT0ken99",
    "pa55wordInFile",
    "pa55wordAssumed",
];

fn machine_with_secrets() -> Doctor {
    Doctor::new()
        .go("1.27.3")
        .with("GOPROXY", "https://ci:hunter2hunter2@proxy.corp.example.com/go, https://b.example/?token=s3cr3t-query,direct")
        .with("GOAUTH", "helper --token=t0psecretT0ken99")
        .with("GOFLAGS", "-ldflags=-X=main.token=ghp_0123456789abcdefghijABCDEFGHIJ0123")
        .with("HTTPS_PROXY", "http://user:hunter2hunter2@gateway.corp.example.com:3128")
        .file("home/.config/go/env", "GOPROXY=https://ci:pa55wordInFile@old.corp.example.com\nexport GOSUMDB=https://u:pa55wordInFile@x\n")
}

/// Every command in every format.
const COMMANDS: [&[&str]; 6] = [
    &["explain", "golang.org/x/net@v0.25.0", "corp.example.com/lib"],
    &["explain", "golang.org/x/net", "--format", "json"],
    &["explain", "golang.org/x/net", "-v", "--assume", "proxy.corp.example.com=500"],
    &["env", "-v"],
    &["env", "--format", "json"],
    &["explain", "golang.org/x/net", "--set", "GOPROXY=http://ci:hunter2hunter2@proxy.corp.example.com"],
];

fn everything(printed: &Printed) -> String {
    format!("{}{}", printed.stdout, printed.stderr)
}

#[test]
fn secrets_are_masked_everywhere() {
    let doctor = machine_with_secrets();
    for arguments in COMMANDS {
        let text = everything(&doctor.run(arguments));
        for secret in SECRETS {
            assert!(!text.contains(secret), "{arguments:?} shows {secret}:\n{text}");
        }
    }
}

#[test]
fn variables_that_may_hold_a_login_are_shown_without_it() {
    let reported = |variable: &&Variable| matches!(variable.role, Role::Modules | Role::Network);
    let secret = VARIABLES.iter().filter(|variable| variable.holds_secrets);
    let names: Vec<&str> = secret.filter(reported).map(|variable| variable.name).collect();
    assert!(names.contains(&"GOPROXY") && names.contains(&"HTTPS_PROXY"), "{names:?}");
    let value = "https://ci:hunter2hunter2@secret.corp.example.com";
    let doctor = names.iter().fold(Doctor::new().go("1.27.3"), |doctor, name| doctor.with(name, value));
    for format in ["human", "json"] {
        let text = everything(&doctor.run(&["env", "-v", "--format", format]));
        assert!(!text.contains("hunter2hunter2"), "{text}");
        for name in &names {
            assert!(text.contains(name), "{name} is not shown, so nothing was masked: {text}");
        }
    }
}

#[test]
fn secrets_are_shown_when_asked_for() {
    let printed = machine_with_secrets().run(&["env", "--show-secrets", "--format", "json"]);
    for secret in &SECRETS[..5] {
        assert!(printed.stdout.contains(secret), "{secret} is missing: the test above would prove nothing");
    }
}

#[test]
fn secrets_in_pasted_settings_are_masked() {
    let paste = "GOPROXY='https://ci:hunter2hunter2@proxy.corp.example.com'\nGOVERSION='go1.22.10'\n";
    let doctor = Doctor::new().input(paste);
    for format in ["human", "json"] {
        let text =
            everything(&doctor.run(&["explain", "golang.org/x/net", "--go-env", "-", "--format", format]));
        assert!(text.contains("proxy.corp.example.com"), "{text}");
        assert!(!text.contains("hunter2"), "{text}");
    }
}

/// Bytes and characters that steer terminals: escape, bell, C1, direction marks, carriage return.
const HOSTILE: &str = "https://a.example/\u{1b}]52;c;aGk=\u{7}\u{9b}31m\u{202e}\r\u{200b}x";

fn assert_tame(text: &str) {
    let wild =
        text.chars().find(|c| (c.is_control() && *c != '\n') || "\u{202e}\u{200b}\u{feff}".contains(*c));
    assert_eq!(wild, None, "{text:?}");
}

#[test]
fn control_characters_never_reach_the_output() {
    let doctor = Doctor::new()
        .go("1.27.3")
        .with("GOPROXY", HOSTILE)
        .with("GONOSUMDB", HOSTILE)
        .with("GOSUMDB", HOSTILE)
        .file("home/.config/go/env", format!("GOPRIVATE={HOSTILE}\n export GOFLAGS={HOSTILE}\n"))
        .file(
            "work/go.mod",
            format!("module corp.example.com/app\n\ngo 1.21\n\nrequire \u{1b}[2J v1\n// {HOSTILE}\n"),
        );
    for arguments in COMMANDS {
        assert_tame(&everything(&doctor.run(arguments)));
    }
    assert_tame(&everything(&doctor.run(&["explain", "a.example/\u{1b}[2J"])));
    assert_tame(&everything(&doctor.run(&["env", "\u{1b}[2J"])));
}

#[test]
fn control_characters_in_summaries_are_written_visibly() {
    let doctor = Doctor::new().go("1.27.3").input("a.example/x\u{1b}[2J\n\u{9b}\nb.example/y\r\n");
    let printed = doctor.run(&["explain", "--summary", "-"]);
    assert_tame(&printed.stdout.replace('\t', " "));
    assert_eq!(printed.stdout.lines().count(), 3);
}

#[test]
fn foreign_answers_hold_nothing_of_this_machine() {
    let marker = "only-on-this-machine";
    let doctor = Doctor::new()
        .go("1.27.3")
        .with("GOPROXY", "https://only-on-this-machine.example")
        .with("GOPRIVATE", "only-on-this-machine.example")
        .with("HTTPS_PROXY", "http://only-on-this-machine.example:3128")
        .with("GOMODCACHE", "/only-on-this-machine/cache")
        .file("home/.config/go/env", "GOSUMDB=only-on-this-machine.example\n")
        .file("work/go.mod", "module only-on-this-machine.example/app\n\ngo 1.99\n\nrequire golang.org/x/net v0.1.0\n")
        .input("set GOPROXY=https://goproxy.cn,direct\r\nset GOVERSION=go1.20.6\r\nset GOOS=windows\r\nset GOROOT=C:\\Go\r\n");
    for arguments in [
        &["explain", "golang.org/x/net@v0.25.0", "--go-env", "-"][..],
        &["explain", "golang.org/x/net@v0.25.0", "--go-env", "-", "--format", "json"],
        &["env", "--go-env", "-"],
        &["env", "--go-env", "-", "--format", "json"],
    ] {
        let text = everything(&doctor.run(arguments));
        assert!(text.contains("goproxy.cn"), "{text}");
        for own in [marker, "$D", "1.27.3", "1.99"] {
            assert!(!text.contains(own), "{arguments:?} shows {own}:\n{text}");
        }
    }
}

#[test]
fn wrong_usage_is_told_without_secrets_and_control_characters() {
    let doctor = Doctor::new();
    for argument in ["a\u{9b}31m\u{202e}", "--x\u{1b}]52;c;eA==\u{7}", "https://u:hunter2hunter2@h.example"] {
        for arguments in
            [&[argument][..], &["explain", "--go-version", argument], &["check", "--format", argument]]
        {
            let printed = doctor.run(arguments);
            assert_eq!((printed.status, printed.stdout.as_str()), (2, ""), "{arguments:?}");
            let is_raw = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
            assert!(!printed.stderr.contains(is_raw), "{:?}", printed.stderr);
            assert!(!printed.stderr.contains("hunter2"), "{}", printed.stderr);
        }
    }
}

#[test]
fn report_shows_control_characters_of_a_paste() {
    let paste = "GOFLAGS='-v\u{1b}]52;c;eA==\u{7}\u{9b}'\nGOPROXY='direct'\nGOVERSION='go1.22.4'\n";
    let doctor = Doctor::new().file("work/env.txt", paste);
    let printed = doctor.run(&["report", "--go-env", "env.txt"]).stdout;
    assert!(printed.contains(r"GOFLAGS='-v\u{1b}]52;c;eA==\u{7}\u{9b}'"), "{printed}");
    assert!(!printed.contains(|c: char| c != '\n' && c.is_control()));
}
