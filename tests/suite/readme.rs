//! The README shows what the program really prints.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use std::fs;
use std::path::Path;

use crate::support::doctor::Doctor;
use crate::support::fixture;
use goenv_doctor::go::GoVersion;
use goenv_doctor::go::tables::defaults::go_env_file;
use goenv_doctor::rules::RULES;

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");

/// The machine of the transcripts: Go below home, a go/env file, a module.
fn machine() -> Doctor {
    let read = |name: &str| fs::read_to_string(fixture(&format!("readme/{name}"))).unwrap();
    let doctor = Doctor::new()
        .file("home/.config/go/env", read("home/.config/go/env"))
        .file("home/sdk/go1.27.3/VERSION", "go1.27.3\n")
        .file("home/sdk/go1.27.3/go.env", go_env_file(GoVersion::NEWEST_KNOWN))
        .file("work/go.mod", read("work/go.mod"));
    let goroot = doctor.path("home/sdk/go1.27.3").to_str().unwrap().to_owned();
    doctor.with("GOROOT", &goroot)
}

/// What support sees: a report in, the cause out.
fn support() -> String {
    let read = |name: &str| fs::read_to_string(fixture(&format!("readme/support/{name}"))).unwrap();
    let doctor =
        Doctor::new().file("work/error.log", read("error.log")).file("work/env.txt", read("env.txt"));
    let printed = doctor.run(&["triage", "error.log", "--go-env", "env.txt"]);
    assert_eq!((printed.status, printed.stderr.as_str()), (0, ""));
    let command = "$ goenv-doctor triage error.log --go-env env.txt\n";
    format!("\n```console\n{command}{}", printed.stdout)
}

/// What CI sees: a repository whose policy and whose settings disagree.
fn preflight() -> String {
    let read = |name: &str| fs::read_to_string(fixture(&format!("check/leaky/{name}"))).unwrap();
    let files = ["go.mod", "go.sum", "goenv-doctor.toml"];
    let doctor =
        files.iter().fold(machine(), |doctor, name| doctor.file(&format!("work/{name}"), read(name)));
    let doctor = doctor.file("home/.config/go/env", "");
    let printed = doctor.run(&["check"]);
    assert_eq!((printed.status, printed.stderr.as_str()), (1, ""));
    format!("\n```console\n$ goenv-doctor check\n{}", printed.stdout.replace("$D/work/", ""))
}

/// Another machine's files, and what its shells make of them.
fn contexts() -> String {
    let read = |name: &str| fs::read_to_string(fixture(&format!("readme/image/home/gopher/{name}"))).unwrap();
    let files = [".bash_profile", ".bashrc"];
    let doctor = files.iter().fold(Doctor::new(), |doctor, name| {
        doctor.file(&format!("work/image/home/gopher/{name}"), read(name))
    });
    let arguments = "env --contexts --root image --initial HOME=/home/gopher --initial SHELL=/bin/bash";
    let printed = doctor.run(&arguments.split(' ').collect::<Vec<_>>());
    assert_eq!((printed.status, printed.stderr.as_str()), (0, ""));
    format!("\n```console\n$ goenv-doctor {arguments}\n{}", printed.stdout)
}

/// Puts `printed` into the block after the marker.
fn replaced(readme: &str, marker: &str, end: &str, printed: &str) -> String {
    let start = readme.find(marker).unwrap() + marker.len();
    let stop = start + readme[start..].find(end).unwrap();
    format!("{}{printed}{}", &readme[..start], &readme[stop..])
}

/// One row a rule, from the texts that `rule` prints.
fn rules_table() -> String {
    let mut table = String::from("| code | name | severity | finding |\n|---|---|---|---|\n");
    for meta in RULES.iter().map(|rule| rule.meta) {
        let severity = format!("{:?}", meta.severity).to_lowercase();
        let summary = meta.summary.replace('|', "\\|");
        table += &format!("| {} | `{}` | {severity} | {summary} |\n", meta.code, meta.slug);
    }
    table
}

fn expected() -> String {
    let readme = fs::read_to_string(README).unwrap();
    let command = "$ goenv-doctor explain corp.example.com/team/lib@v1.2.0\n";
    let printed = machine().run(&["explain", "corp.example.com/team/lib@v1.2.0"]);
    assert_eq!((printed.status, printed.stderr.as_str()), (0, ""));
    let transcript = format!("\n```console\n{command}{}", printed.stdout);
    let readme = replaced(&readme, "<!-- transcript: explain -->", "```\n\n", &transcript);
    let readme = replaced(&readme, "<!-- rules -->\n", "<!-- /rules -->", &rules_table());
    let readme = replaced(&readme, "<!-- transcript: triage -->", "```\n\n", &support());
    let readme = replaced(&readme, "<!-- transcript: check -->", "```\n\n", &preflight());
    let readme = replaced(&readme, "<!-- transcript: contexts -->", "```\n\n", &contexts());
    let myths = fs::read_to_string(fixture("myths.md")).unwrap();
    replaced(&readme, "<!-- myths -->\n", "<!-- /myths -->", &myths)
}

/// The policy of the README is one that the program takes, and its commands are commands.
#[test]
fn readme_policy_and_commands_of_check_work() {
    let readme = fs::read_to_string(README).unwrap();
    let policy = readme.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    let doctor = machine().file("work/goenv-doctor.toml", policy);
    let commands = readme.lines().map(str::trim_start).map(|line| line.trim_start_matches("- "));
    let commands: Vec<&str> = commands.filter_map(|line| line.strip_prefix("goenv-doctor check")).collect();
    assert!(commands.len() >= 7, "{commands:?}");
    for command in commands {
        let words = command.split(" #").next().unwrap().split_whitespace();
        let words: Vec<&str> = std::iter::once("check").chain(words).collect();
        let printed = doctor.run(&words);
        let refuses = words.contains(&"--init");
        let expected = if refuses { printed.status == 2 } else { printed.status < 2 };
        assert!(expected, "{words:?}: {}", printed.stderr);
        assert!(!refuses || printed.stderr.contains("already exists"), "{}", printed.stderr);
    }
}

#[test]
fn readme_is_what_the_program_prints() {
    let expected = expected();
    if std::env::var_os("GOENV_DOCTOR_WRITE_README").is_some() {
        fs::write(README, &expected).unwrap();
    }
    let kept = fs::read_to_string(Path::new(README)).unwrap();
    assert!(
        kept == expected,
        "README.md is out of date; GOENV_DOCTOR_WRITE_README=1 cargo test --test suite readme writes it"
    );
}
