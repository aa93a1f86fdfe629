//! `.envrc` files, read by direnv itself and by our built binary: what we say with certainty must be what direnv
//! exports. What direnv made of the directories below `fixtures/direnv` is recorded there; where direnv is
//! installed it is asked again, and about random files too.
//!
//! GOENV_DOCTOR_DIRENV_SEED and GOENV_DOCTOR_DIRENV_CASES choose the random files; GOENV_DOCTOR_WRITE_DIRENV=1
//! records anew.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test tells what it sees and stops where it cannot go on"
)]

mod files;
use crate::random;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::context::{Answer, Certainty, shown, variables_of};
use crate::support::doctor::Doctor;
use crate::support::fixture;
use random::Random;
use serde::{Deserialize, Serialize};

/// What every terminal of these homes has before: `~/.bashrc` sets it.
const BEFORE: [(&str, &str); 2] = [("GOFLAGS", "-v"), ("GOPRIVATE", "corp.example")];

/// The directory that is asked about.
const DIRECTORY: &str = "home/app/cmd";

/// The variables that are compared.
const NAMES: [&str; 8] =
    ["GOPROXY", "GOPRIVATE", "GOFLAGS", "GOSUMDB", "GOBIN", "GOPATH", "GONOSUMDB", "GOVCS"];

/// Files with their texts.
type Files = Vec<(String, String)>;

/// A home with files in it.
struct Case {
    doctor: Doctor,
}

impl Case {
    fn new(files: &[(String, String)]) -> Self {
        let bashrc: String = BEFORE.iter().map(|(name, value)| format!("export {name}={value}\n")).collect();
        let mut doctor = Doctor::new().with("SHELL", "/bin/bash").with("PATH", "/usr/bin:/bin");
        doctor = doctor.file("home/.bashrc", bashrc).file(&format!("{DIRECTORY}/main.go"), "package main\n");
        for (name, content) in files {
            doctor = doctor.file(name, content);
        }
        Self { doctor }
    }

    /// What our binary says a terminal in the directory has.
    fn ours(&self) -> BTreeMap<String, Answer> {
        let directory = self.doctor.path(DIRECTORY);
        let arguments = ["env", "--contexts", "--format", "json", "-C", directory.to_str().unwrap()];
        let printed = self.doctor.run(&arguments);
        assert_eq!((printed.status, printed.stderr.as_str()), (0, ""));
        variables_of(printed.stdout.as_bytes(), "direnv:").unwrap()
    }

    /// What direnv exports there; `None`: direnv is not installed, or fails.
    fn theirs(&self) -> Option<BTreeMap<String, String>> {
        let run = |arguments: &[&str]| {
            let mut command = Command::new("direnv");
            command.args(arguments).current_dir(self.doctor.path(DIRECTORY)).env_clear().envs(BEFORE);
            command.env("HOME", self.doctor.path("home")).env("PATH", "/usr/bin:/bin").output().ok()
        };
        let envrc = self.doctor.path("home/app/.envrc");
        run(&["allow", envrc.to_str().unwrap()])?;
        let output = run(&["export", "json"])?;
        let changes: BTreeMap<String, Option<String>> = serde_json::from_slice(&output.stdout).ok()?;
        let mut values: BTreeMap<String, String> =
            BEFORE.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        for (name, value) in changes {
            match value {
                Some(value) => _ = values.insert(name, value),
                None => _ = values.remove(&name),
            }
        }
        values.retain(|name, _| NAMES.contains(&name.as_str()));
        let scratch = self.doctor.path("").to_str().unwrap().trim_end_matches('/').to_owned();
        values.values_mut().for_each(|value| *value = value.replace(&scratch, "$D"));
        Some(values)
    }
}

/// What a recorded directory came to.
#[derive(Debug, Serialize, Deserialize)]
struct Recorded {
    /// What direnv exported.
    variables: BTreeMap<String, String>,
    /// The file and line that set it, by hand.
    at: BTreeMap<String, String>,
}

/// The recorded cases: name, files, and what they came to.
fn recorded() -> Vec<(String, Files, Recorded)> {
    let mut cases: Vec<_> =
        fs::read_dir(fixture("direnv")).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    let case = |path: &std::path::PathBuf| {
        let mut files = vec![];
        collect(&path.join("home"), "home", &mut files);
        let text = fs::read_to_string(path.join("expected.json")).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name, files, serde_json::from_str(&text).unwrap())
    };
    cases.iter().map(case).collect()
}

fn collect(directory: &Path, name: &str, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{name}/{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            collect(&path, &name, files);
        } else {
            files.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
}

/// Compares our answers with direnv's; gives how many values we said with certainty, and of how many.
fn compare(
    about: &str,
    ours: &BTreeMap<String, Answer>,
    theirs: &BTreeMap<String, String>,
) -> (usize, usize) {
    let mut certain = 0;
    for name in NAMES {
        let (answer, real) = (&ours[name], theirs.get(name).map(String::as_str));
        let is_certain = answer.is_certainly(real);
        certain += usize::from(is_certain);
        let is_open = answer.certainty != Certainty::Certain;
        assert!(is_certain || is_open, "{about}, {name}: direnv has {}, we say {answer}", shown(real));
    }
    (certain, NAMES.len())
}

#[test]
fn recorded_directories_come_out_as_direnv_made_them() {
    for (name, files, mut expected) in recorded() {
        let case = Case::new(&files);
        if std::env::var_os("GOENV_DOCTOR_WRITE_DIRENV").is_some() {
            expected.variables = case.theirs().unwrap();
            let text = serde_json::to_string_pretty(&expected).unwrap() + "\n";
            fs::write(fixture("direnv").join(&name).join("expected.json"), text).unwrap();
        }
        let ours = case.ours();
        for (variable, real) in &expected.variables {
            assert!(
                ours[variable].allows(Some(real)),
                "{name}, {variable}: {real:?}, we say {}",
                ours[variable]
            );
        }
        for (variable, place) in &expected.at {
            let origin = ours[variable].origin.as_ref().unwrap();
            assert_eq!(format!("{}:{}", origin.path, origin.line), *place, "{name}, {variable}");
        }
    }
}

#[test]
fn direnv_of_this_machine_agrees_wherever_we_are_certain() {
    if Command::new("direnv").arg("version").output().is_err() {
        println!("SKIPPED: direnv is not installed, so nothing was compared with it");
        return;
    }
    let number = |name: &str, default: u64| {
        std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
    };
    let (seed, cases) = (number("GOENV_DOCTOR_DIRENV_SEED", 1), number("GOENV_DOCTOR_DIRENV_CASES", 40));
    let (mut certain, mut all) = (0, 0);
    let mut look = |about: &str, files: &[(String, String)]| {
        let case = Case::new(files);
        let Some(theirs) = case.theirs() else { return };
        let text = files.iter().map(|(name, text)| format!("--- {name}\n{text}")).collect::<String>();
        let (one, of) = compare(&format!("{about}\n{text}"), &case.ours(), &theirs);
        (certain, all) = (certain + one, all + of);
    };
    for (name, files, _) in recorded() {
        look(&name, &files);
    }
    for number in 0..cases {
        look(&format!("seed {seed}, case {number}"), &files::random(&mut Random::new(seed, number)));
    }
    println!("direnv: {certain} of {all} values certain, none of them wrong");
    assert!(certain * 100 >= all * 80, "{certain} of {all} values certain");
}
