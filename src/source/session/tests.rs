//! What real programs made of session files; fixtures/README.md says how it was recorded.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::pam_env_conf::PamVariables;
use super::*;
use crate::files::{Place, TextFile};

#[derive(Deserialize)]
struct Row {
    content: String,
    variables: BTreeMap<String, Option<String>>,
}

/// Compares what a reader makes of every row with what the program made of it.
fn compare(rows: &str, read: impl Fn(&str) -> SessionFile) {
    for (number, line) in (1..).zip(rows.lines()) {
        let row: Row = serde_json::from_str(line).unwrap();
        let found = settle(read(&row.content));
        let expected: BTreeMap<_, _> =
            row.variables.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
        assert_eq!(found, expected, "row {number}: {:?}", row.content);
    }
}

fn settle(file: SessionFile) -> BTreeMap<String, String> {
    let mut variables = BTreeMap::new();
    for assignment in file.assignments {
        match assignment.value {
            Some(value) => _ = variables.insert(assignment.name, value.expose().to_owned()),
            None => _ = variables.remove(&assignment.name),
        }
    }
    variables
}

fn given(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn environment_file_gives_what_pam_env_gave() {
    compare(include_str!("../../../fixtures/session/environment_file.jsonl"), environment_file::read);
}

#[test]
fn pam_env_conf_gives_what_pam_env_gave() {
    let items = given(&[("HOME", "/root"), ("SHELL", "/bin/bash"), ("PAM_USER", "root"), ("NOPE", "")]);
    let surroundings = PamVariables { items, ..PamVariables::default() };
    compare(include_str!("../../../fixtures/session/pam_env_conf.jsonl"), |text| {
        pam_env_conf::read(text, &surroundings)
    });
}

#[test]
fn environment_d_gives_what_the_generator_gave() {
    let known = given(&[("HOME", "/home/gopher"), ("OTHER", "o"), ("EMPTY", "")]);
    compare(include_str!("../../../fixtures/session/environment_d.jsonl"), |text| {
        environment_d::read(text, &known)
    });
}

#[test]
fn places_are_the_names() {
    let place = |text: &TextFile, at: &Range<usize>| {
        let place = Place::new(&text.renamed("x"), at.clone());
        (place.text().to_owned(), place.line(), place.column())
    };
    let text = TextFile::unnamed("# é\n  export GOPROXY=off\nGO-X=1\nGOSUMDB=a\\\n b\nGOBIN=1\n");
    let file = environment_file::read(text.text());
    let places: Vec<_> = file.assignments.iter().map(|set| place(&text, &set.at)).collect();
    assert_eq!(places, [("GOPROXY".into(), 2, 10), ("GOSUMDB".into(), 4, 1), ("GOBIN".into(), 6, 1)]);
    assert_eq!(file.refused.iter().map(|line| place(&text, &line.at).1).collect::<Vec<_>>(), [3]);
    let text = TextFile::unnamed("A=é\\\n b\n  GOPROXY = x\nexport B=1\n");
    let file = environment_d::read(text.text(), &BTreeMap::new());
    let places: Vec<_> = file.assignments.iter().map(|set| place(&text, &set.at)).collect();
    assert_eq!(places, [("A".into(), 1, 1), ("GOPROXY".into(), 3, 3)]);
    assert_eq!(file.refused.iter().map(|line| line.why).collect::<Vec<_>>(), [Refusal::Export]);
}

#[test]
fn hostile_files_end_in_bounded_time() {
    let nested = format!("A={}\n", "${X:-".repeat(200_000));
    let closed = format!("A={}{}\n", "${X:-".repeat(200_000), "}".repeat(200_000));
    let doubling = "A=$A$A$A$A\n".repeat(100_000);
    let known = given(&[("A", "xxxxxxxx")]);
    for text in [nested, closed, doubling, "\u{0}=\"'\\$@{#;".repeat(100_000)] {
        for file in [
            environment_file::read(&text),
            environment_d::read(&text, &known),
            pam_env_conf::read(&text, &PamVariables::default()),
        ] {
            let longest =
                file.assignments.iter().filter_map(|a| a.value.as_ref()).map(|v| v.expose().len()).max();
            assert!(longest.is_none_or(|longest| longest <= text.len().max(expansion::MAX_VALUE_BYTES * 8)));
        }
    }
}
