//! What real programs made of session files; fixtures/README.md says how it was recorded.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::pam_env_conf::Surroundings;
use super::*;

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
    let surroundings = Surroundings { items, ..Surroundings::default() };
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
fn spans_are_the_names() {
    let file = environment_file::read("# é\n  export GOPROXY=off\nGO-X=1\nGOSUMDB=a\\\n b\nGOBIN=1\n");
    let spans: Vec<_> =
        file.assignments.iter().map(|a| (a.span.line, a.span.column, a.span.end_column)).collect();
    assert_eq!(spans, [(2, 10, 17), (4, 1, 8), (6, 1, 6)]);
    assert_eq!(file.refused.iter().map(|line| line.span.line).collect::<Vec<_>>(), [3]);
    let file = environment_d::read("A=é\\\n b\n  GOPROXY = x\nexport B=1\n", &BTreeMap::new());
    let spans: Vec<_> =
        file.assignments.iter().map(|a| (a.span.line, a.span.column, a.span.end_column)).collect();
    assert_eq!(spans, [(1, 1, 2), (3, 3, 10)]);
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
            pam_env_conf::read(&text, &Surroundings::default()),
        ] {
            let longest =
                file.assignments.iter().filter_map(|a| a.value.as_ref()).map(|v| v.expose().len()).max();
            assert!(longest.is_none_or(|longest| longest <= text.len().max(expansion::MAX_VALUE_BYTES * 8)));
        }
    }
}
