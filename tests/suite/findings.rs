//! Which findings are shown, how bad they count, and whether they make a command fail.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use crate::support::doctor::{Doctor, Printed};
use serde_json::Value;

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
fn misspelt_what_ifs_are_findings_and_change_nothing() {
    let printed =
        Doctor::new().go("1.27.3").run(&["env", "GOPROXY", "--set", "GOPROXI=off", "--format", "json"]);
    assert!(printed.stdout.contains("https://proxy.golang.org,direct"), "{}", printed.stdout);
    assert_eq!(found(&Doctor::new().go("1.27.3"), &["--set", "GOPROXI=off"]), ["warning unknown-variable"]);
    assert_eq!(found(&Doctor::new().go("1.27.3"), &["--set", "GOPROXY=off"]), ["info goproxy-off"]);
}

#[test]
fn comments_in_go_mod_take_findings_about_their_line_away() {
    let go_mod = |comment: &str| {
        format!("module example.com/app\n\ngo 1.27\n\nrequire git.corp.internal/lib v1.0.0 {comment}\n")
    };
    let about = |comment: &str| {
        let doctor = Doctor::new().go("1.27.3").file("work/go.mod", go_mod(comment)).file("work/go.sum", "");
        found(&doctor, &["-A", "suppression-unused"])
    };
    assert_eq!(about(""), ["warning private-name-to-public-proxy"]);
    assert_eq!(about("// goenv-doctor: ignore[private-name-to-public-proxy] mirrored"), [""; 0]);
    assert_eq!(about("// goenv-doctor: ignore[MD001]"), ["warning suppression-without-reason"]);
    assert_eq!(
        about("// goenv-doctor: ignore[goproxy-space] other"),
        ["warning private-name-to-public-proxy"]
    );
}

#[test]
fn related_places_have_true_positions() {
    let go_mod = "module example.com/app\n\ngo 1.27\n\nrequire (\n\tgolang.org/x/net v0.25.0\n\tgit.corp.internal/lib v1.0.0\n)\n";
    let doctor = Doctor::new().go("1.27.3").file("work/go.mod", go_mod).file("work/go.sum", "");
    let printed = doctor.run(&["env", "--format", "json"]);
    let document: Value = serde_json::from_str(&printed.stdout).unwrap();
    let origin = &document["diagnostics"][0]["related"][0]["origin"];
    assert_eq!(
        (&origin["line"], &origin["column"], &origin["end_column"]),
        (&7.into(), &2.into(), &23.into())
    );
    let human = doctor.run(&["env"]).stdout;
    assert!(human.contains("::: $D/work/go.mod:7:2\n"), "{human}");
    assert!(
        human.contains("7 | git.corp.internal/lib v1.0.0\n  | --------------------- asked for here"),
        "{human}"
    );
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
