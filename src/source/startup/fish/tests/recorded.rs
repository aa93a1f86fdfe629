//! Start-up files with what a real fish 3.6 exported after them.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::source::startup::{Knowledge, MemoryTree, Mode, Outcome, Shell, ShellState, ShellVariable, Start};

const ROWS: &str = include_str!("../../../../../fixtures/shells/fish.jsonl");

#[derive(Deserialize)]
struct Row {
    mode: String,
    env: BTreeMap<String, String>,
    files: BTreeMap<String, String>,
    expected: BTreeMap<String, Expected>,
}

#[derive(Deserialize)]
struct Expected {
    value: Option<String>,
    known: Known,
    #[serde(default)]
    at: Vec<String>,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[serde(rename_all = "lowercase")]
enum Known {
    Exact,
    Conditional,
    Unknown,
}

fn outcome(row: &Row) -> Outcome {
    let mode = Mode::ALL.into_iter().find(|mode| mode.name() == row.mode).unwrap();
    let start = Start { shell: Shell::Fish, mode, environment: row.env.clone() };
    let tree = row.files.iter().fold(MemoryTree::default(), |tree, (path, text)| tree.with(path, text));
    crate::source::startup::fish::read(&start, &tree)
}

fn value(variable: Option<&ShellVariable>) -> Option<String> {
    match variable.map(|variable| &variable.state) {
        Some(ShellState::Set(value)) => Some(value.expose().to_owned()),
        Some(ShellState::Unknown) => Some("(unknown)".to_owned()),
        Some(ShellState::Unset) | None => None,
    }
}

fn place(variable: Option<&ShellVariable>) -> Option<String> {
    let place = variable?.place.as_ref()?;
    Some(format!("{}:{}", place.path_text(), place.line()))
}

/// Whether the answer counts: exact ones must be right; conditional ones may say what else it could be;
/// unknown ones must not be said to be certain.
fn is_right(expected: &Expected, variable: Option<&ShellVariable>) -> bool {
    let knowledge = variable.map_or(Knowledge::Certain, |variable| variable.knowledge.clone());
    let found = value(variable) == expected.value;
    let others = variable.map_or(&[][..], |variable| &variable.alternatives);
    let mentioned = others
        .iter()
        .any(|other| other.value.as_ref().map(|value| value.expose()) == expected.value.as_deref());
    match expected.known {
        Known::Exact => found,
        Known::Conditional => found || (matches!(knowledge, Knowledge::Conditional(_)) && mentioned),
        Known::Unknown => !knowledge.is_certain() && (found || knowledge.is_unknown()),
    }
}

#[test]
fn recorded_runs_come_out_the_same() {
    let mut wrong = vec![];
    let mut counts: BTreeMap<Known, (u32, u32)> = BTreeMap::new();
    let mut places = (0u32, 0u32);
    for (number, line) in ROWS.lines().enumerate() {
        let row: Row = serde_json::from_str(line).unwrap();
        let outcome = outcome(&row);
        for (name, expected) in &row.expected {
            let variable = outcome.variables.get(name);
            let right = is_right(expected, variable);
            let count = counts.entry(expected.known).or_default();
            count.1 += 1;
            count.0 += u32::from(right);
            if !right {
                wrong.push(format!(
                    "row {}: {name}: expected {:?}, found {variable:?}",
                    number + 1,
                    expected.value
                ));
            }
            if !expected.at.is_empty() {
                places.1 += 1;
                let found = place(variable);
                let right = found.as_ref().is_some_and(|found| expected.at.contains(found));
                places.0 += u32::from(right);
                if !right {
                    wrong.push(format!(
                        "row {}: {name}: expected at {:?}, found {found:?}",
                        number + 1,
                        expected.at
                    ));
                }
            }
        }
    }
    println!("right: {counts:?}, places {places:?}");
    assert!(wrong.is_empty(), "{counts:?}, places {places:?}\n{}", wrong.join("\n"));
}
