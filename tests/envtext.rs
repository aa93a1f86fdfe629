//! Recorded `go env` texts of many versions, read back and compared with `go env -json` of the same run.
//!
//! The file holds one line a version with its `usual` values, then one line a run: its text and
//! `expected`, for a whole listing only what is not usual. GOGCCFLAGS names a directory that
//! changes with each run, so it is not compared.

use std::collections::BTreeMap;

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
    let corpus = include_str!("../fixtures/corpus/envtext-train.jsonl");
    let mut usual: BTreeMap<String, Values> = BTreeMap::new();
    let (mut agree, mut total) = (0, 0);
    for line in corpus.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let version = row["go"].as_str().unwrap();
        if row.get("usual").is_some() {
            usual.insert(version.to_owned(), values(&row["usual"]));
            continue;
        }
        let is_whole = row["args"].as_array().unwrap().len() == 1;
        let mut expected = if is_whole { usual[version].clone() } else { Values::new() };
        expected.extend(values(&row["expected"]));
        let output = parse(row["text"].as_str().unwrap(), None);
        total += 1;
        let right_version = !is_whole || output.version() == GoVersion::parse(version);
        if agrees(&output, &expected) && output.partial != is_whole && right_version {
            agree += 1;
        } else {
            println!("{version} {}: {:#?}\n{:?}", row["args"], read_values(&output), output.notes);
        }
    }
    println!("envtext: {agree}/{total}");
    assert_eq!(agree, total);
    assert_eq!(total, 80);
}
