//! Which findings are shown, how bad they count, and whether they make a command fail.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod support;

use serde_json::Value;
use support::doctor::{Doctor, Printed};

/// A list with a blank (a warning) and a pattern with one (an error).
fn machine() -> Doctor {
    Doctor::new()
        .go("1.27.3")
        .with("GOPROXY", "https://goproxy.cn, direct")
        .with("GOPRIVATE", "corp.example.com, git.example.org")
}

fn severities(printed: &Printed) -> Vec<String> {
    let document: Value = serde_json::from_str(&printed.stdout).unwrap();
    let found = document["diagnostics"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    found.map(|found| format!("{} {}", text(&found["severity"]), text(&found["name"]))).collect()
}

fn found(doctor: &Doctor, arguments: &[&str]) -> Vec<String> {
    severities(&doctor.run(&[&["env", "--format", "json"], arguments].concat()))
}

#[test]
fn levels_the_narrower_choice_counts_in_whatever_order() {
    let doctor = machine();
    assert_eq!(found(&doctor, &[]), ["error pattern-space", "warning goproxy-space"]);
    assert_eq!(found(&doctor, &["-A", "pattern-space"]), ["warning goproxy-space"]);
    assert_eq!(
        found(&doctor, &["-W", "PT001", "-D", "GP001"]),
        ["warning pattern-space", "error goproxy-space"]
    );
    for order in [["-A", "*", "-D", "goproxy-*"], ["-D", "goproxy-*", "-A", "*"]] {
        assert_eq!(found(&doctor, &order), ["error goproxy-space"]);
    }
    assert_eq!(
        found(&doctor, &["-A", "goproxy-space", "-W", "goproxy-space", "-A", "PT*"]),
        ["warning goproxy-space"]
    );
}

#[test]
fn levels_name_rules_that_exist() {
    let printed = machine().run(&["env", "-D", "goproxy-spaces"]);
    assert_eq!(printed.status, 2);
    assert_eq!(printed.stderr, "goenv-doctor: no rule is called `goproxy-spaces`; is it `goproxy-space`?\n");
}

#[test]
fn fail_on_decides_the_exit_status() {
    let doctor = machine();
    let status = |arguments: &[&str]| doctor.run(arguments).status;
    assert_eq!(status(&["env"]), 0);
    assert_eq!(status(&["env", "--fail-on", "error"]), 1);
    assert_eq!(status(&["explain", "golang.org/x/net", "--fail-on", "warning", "-A", "PT*"]), 1);
    assert_eq!(status(&["env", "--fail-on", "error", "-W", "*"]), 0);
    assert_eq!(status(&["env", "--fail-on", "info", "-A", "*"]), 0);
    assert_eq!(status(&["env", "--fail-on", "never"]), 0);
}

#[test]
fn ignore_entries_of_the_nearest_file_take_findings_away() {
    let config = "[[ignore]]\nrule = \"goproxy-space\"\nvariable = \"GOPROXY\"\nreason = \"generated\"\n\n\
        [[ignore]]\nrule = \"PT*\"\nvariable = \"GONOPROXY\"\nreason = \"elsewhere\"\n";
    let doctor = machine().file("goenv-doctor.toml", config);
    assert_eq!(found(&doctor, &[]), ["error pattern-space", "info suppression-unused"]);
    let repository = doctor.file("work/.git/HEAD", "ref: refs/heads/main\n");
    assert_eq!(found(&repository, &[]).len(), 2, "the file above the repository does not count");
    let nearer = repository.file("work/goenv-doctor.toml", "[[ignore]]\nrule = \"pattern-space\"\n");
    assert_eq!(found(&nearer, &[]), ["warning goproxy-space", "warning suppression-without-reason"]);
}

#[test]
fn ignore_entries_with_unknown_keys_are_refused() {
    let doctor = machine().file("work/goenv-doctor.toml", "[[ignore]]\nrul = \"goproxy-space\"\n");
    let printed = doctor.run(&["env"]);
    assert_eq!((printed.status, printed.stdout.as_str()), (2, ""));
    assert_eq!(
        printed.stderr,
        "goenv-doctor: $D/work/goenv-doctor.toml:2:1: unknown key `rul`; is it `rule`?\n"
    );
}

#[test]
fn ignore_says_nothing_about_another_machine() {
    let doctor = machine()
        .file("work/goenv-doctor.toml", "[[ignore]]\nrule = \"goproxy-space\"\nreason = \"generated\"\n")
        .input("GOPROXY='https://goproxy.cn, direct'\nGOVERSION='go1.27.3'\n");
    assert_eq!(found(&doctor, &["--go-env", "-"]), ["warning goproxy-space"]);
}
