//! What other tools take from this repository: the composite action and the pre-commit hook.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use crate::support::doctor::Doctor;

fn file(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// The script of the action's last step.
fn script() -> String {
    let action = file("action.yml");
    let script = action.rsplit("run: |\n").next().unwrap();
    script.lines().map(|line| line.strip_prefix("        ").unwrap_or(line)).collect::<Vec<_>>().join("\n")
}

/// Runs the script as a runner does, in a repository with a finding.
fn run(inputs: &[(&str, &str)]) -> (i32, String, Doctor) {
    let doctor = Doctor::new()
        .file("work/go.mod", "module example.com/app\n\ngo 1.22\n\nrequire rsc.io/quote v1.5.2\n");
    let doctor = doctor.file("work/go.sum", "").file("temp/goenv-doctor/bin/.keep", "");
    symlink(env!("CARGO_BIN_EXE_goenv-doctor"), doctor.path("temp/goenv-doctor/bin/goenv-doctor")).unwrap();
    let script = doctor.path("script.sh");
    fs::write(&script, self::script()).unwrap();
    let mut command = Command::new("bash");
    command.args(["--noprofile", "--norc", "-eo", "pipefail"]).arg(script).current_dir(doctor.path("work"));
    command.env_clear().env("HOME", doctor.path("home")).env("RUNNER_TEMP", doctor.path("temp"));
    command.env("GOPROXY", "https://goproxy.cn, direct");
    for name in ["CHECK_FAIL_ON", "CHECK_BASELINE", "CHECK_SARIF"] {
        command.env(name, "");
    }
    let output = command.env("CHECK_PATH", ".").envs(inputs.iter().copied()).output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap(), doctor)
}

#[test]
fn action_annotates_and_fails_as_check_does() {
    let (status, stdout, _) = run(&[]);
    assert_eq!(status, 1);
    assert!(stdout.contains("::warning file=go.mod,"), "{stdout}");
    assert_eq!(run(&[("CHECK_FAIL_ON", "error")]).0, 0);
    assert_eq!(run(&[("CHECK_PATH", "-x")]).0, 2, "a path is a path");
    let (_, _, doctor) = run(&[("CHECK_SARIF", "out.sarif")]);
    assert!(fs::read_to_string(doctor.path("work/out.sarif")).unwrap().contains("\"version\": \"2.1.0\""));
}

#[test]
fn hook_calls_a_command_that_exists() {
    let hook = file(".pre-commit-hooks.yaml");
    let entry = hook.lines().find_map(|line| line.trim().strip_prefix("entry: goenv-doctor ")).unwrap();
    let doctor = Doctor::new().file("work/go.mod", "module example.com/app\n\ngo 1.22\n");
    assert_eq!(doctor.run(&entry.split(' ').collect::<Vec<_>>()).status, 0);
}
