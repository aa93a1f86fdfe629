//! What tests share: reading recorded rows and counting those that agree, and a project's surroundings.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "broken rows stop a test; figures are for people"
)]

pub(crate) mod context;
pub(crate) mod doctor;

use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};

use goenv_doctor::files::DiskTree;
use goenv_doctor::go::GoVersion;
use goenv_doctor::project::Surroundings;
use serde::de::DeserializeOwned;

/// A file or folder below `fixtures`.
pub(crate) fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

/// The rows of a file with one JSON value a line.
pub(crate) fn rows<Row: DeserializeOwned>(file: &Path) -> Vec<Row> {
    let text = fs::read_to_string(file).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The rows of `fixtures/corpus/NAME.jsonl`.
pub(crate) fn corpus<Row: DeserializeOwned>(name: &str) -> Vec<Row> {
    rows(&fixture(&format!("corpus/{name}.jsonl")))
}

/// A directory in surroundings that decide nothing.
pub(crate) fn around(start: &Path, version: GoVersion) -> Surroundings<'_> {
    Surroundings {
        tree: &DiskTree,
        start,
        version,
        gowork: "",
        goroot: None,
        gopath: None,
        temp_dir: Path::new("/nowhere"),
        mod_file: None,
        mod_flag: None,
    }
}

/// How many of the recorded answers we give too.
#[derive(Debug, Default)]
pub(crate) struct Score {
    agree: usize,
    total: usize,
}

impl Score {
    /// Counts an answer; one that is not ours is shown with what it is about.
    pub(crate) fn compare<T: PartialEq + Display>(&mut self, about: impl Display, go: &T, ours: &T) {
        self.count(go == ours, || format!("{about}\n  go   {go}\n  ours {ours}"));
    }

    /// Counts an answer that agrees or not, and says how it differs.
    pub(crate) fn count(&mut self, agrees: bool, difference: impl FnOnce() -> String) {
        self.total += 1;
        if agrees {
            self.agree += 1;
        } else {
            println!("{}", difference());
        }
    }

    /// Prints the score; fails unless all agree, and where there were too few rows to prove anything.
    /// Returns how many there were.
    pub(crate) fn finish(self, kind: &str, at_least: usize) -> usize {
        let Self { agree, total } = self;
        println!("{kind}: {agree}/{total}");
        assert!(total >= at_least, "{total} rows are too few to prove anything");
        assert_eq!(agree, total, "{kind}");
        total
    }
}
