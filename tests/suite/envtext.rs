//! Recorded `go env` texts of many versions, read back and compared with `go env -json` of the same run.
//!
//! The file holds one line a version with its `usual` values, then one line a run: its text and
//! `expected`, for a whole listing only what is not usual. GOGCCFLAGS names a directory that
//! changes with each run, so it is not compared.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use std::collections::BTreeMap;

use crate::support::Score;
use goenv_doctor::go::GoVersion;
use goenv_doctor::source::go_env_output::{GoEnvOutput, NoteKind, parse};
use serde_json::Value;

type Values = BTreeMap<String, String>;

fn values(json: &Value) -> Values {
    serde_json::from_value(json.clone()).unwrap_or_default()
}

fn read_values(output: &GoEnvOutput) -> Values {
    let read = output.assignments.iter().map(|set| (set.name.clone(), set.value.expose().to_owned()));
    read.filter(|(name, _)| name != "GOGCCFLAGS").collect()
}

/// The same values, but for those that are said to be ambiguous.
fn agrees(output: &GoEnvOutput, expected: &Values) -> bool {
    let flagged = |name: &str| {
        output
            .notes
            .iter()
            .any(|note| note.kind == NoteKind::AmbiguousLineBreak && note.variable.as_deref() == Some(name))
    };
    let read = read_values(output);
    read.keys().eq(expected.keys())
        && expected
            .iter()
            .all(|(name, value)| read.get(name) == Some(value) || value.contains('\n') && flagged(name))
}

#[test]
fn recorded_texts_read_back() {
    let mut usual: BTreeMap<String, Values> = BTreeMap::new();
    let mut score = Score::default();
    for row in crate::support::corpus::<Value>("envtext-train") {
        let version = row["go"].as_str().unwrap();
        if row.get("usual").is_some() {
            usual.insert(version.to_owned(), values(&row["usual"]));
            continue;
        }
        let is_whole = row["args"].as_array().unwrap().len() == 1;
        let mut expected = if is_whole { usual[version].clone() } else { Values::new() };
        expected.extend(values(&row["expected"]));
        let output = parse(row["text"].as_str().unwrap(), None);
        let right_version = !is_whole || output.version() == GoVersion::parse(version);
        let right = agrees(&output, &expected) && output.partial != is_whole && right_version;
        score.count(right, || {
            format!("{version} {}: {:#?}\n{:?}", row["args"], read_values(&output), output.notes)
        });
    }
    assert_eq!(score.finish("envtext", 80), 80);
}
