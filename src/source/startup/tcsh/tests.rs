//! Held against what a real tcsh 6.24 gave: recorded start-up files, and single lines.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::read;
use crate::source::startup::{MemoryTree, Mode, Outcome, Shell, ShellState, ShellVariable, Start};

const HOME: &str = "/home/gopher";

#[derive(Deserialize)]
struct Shared {
    environment: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    mode: String,
    files: BTreeMap<String, String>,
    variables: BTreeMap<String, Recorded>,
    #[serde(default)]
    environment: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Recorded {
    value: Option<String>,
    at: Vec<String>,
    kind: String,
}

fn absolute(path: &str) -> String {
    path.strip_prefix('~').map_or_else(|| path.to_owned(), |rest| format!("{HOME}{rest}"))
}

fn start(mode: Mode, environment: BTreeMap<String, String>) -> Start {
    Start { shell: Shell::Tcsh, mode, environment }
}

fn tree(files: &[(&str, &str)]) -> MemoryTree {
    files.iter().fold(MemoryTree::default(), |tree, (path, text)| tree.with(absolute(path), text))
}

fn value(outcome: &Outcome, name: &str) -> Option<String> {
    match &outcome.variables.get(name)?.state {
        ShellState::Set(value) => Some(value.expose().to_owned()),
        ShellState::Unset => None,
        ShellState::Unknown => Some("?".into()),
    }
}

fn line_of(variable: &ShellVariable) -> Option<String> {
    let place = variable.place.as_ref()?;
    let path = place.path_text();
    let path = path.strip_prefix(HOME).map_or_else(|| path.to_string(), |rest| format!("~{rest}"));
    Some(format!("{path}:{}", place.line()))
}

#[test]
fn recorded_files_give_what_tcsh_gave() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/shells/tcsh.jsonl");
    let text = std::fs::read_to_string(path).unwrap();
    let (first, rest) = text.split_once('\n').unwrap();
    let shared: Shared = serde_json::from_str(first).unwrap();
    let (mut exact, mut placed, mut wrong) = (0, 0, vec![]);
    for line in rest.lines() {
        let row: Row = serde_json::from_str(line).unwrap();
        let mut given = shared.environment.clone();
        given.extend(row.environment);
        let mode = *Mode::ALL.iter().find(|mode| mode.name() == row.mode).unwrap();
        let files: Vec<_> = row.files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let outcome = read(&start(mode, given), &tree(&files));
        for (name, recorded) in &row.variables {
            let variable = outcome.variables.get(name);
            let certain = variable.is_none_or(|variable| variable.knowledge.is_certain());
            let agrees = value(&outcome, name) == recorded.value;
            let candidate = variable.is_some_and(|variable| {
                variable.alternatives.iter().any(|other| {
                    other.value.as_ref().map(|value| value.expose()) == recorded.value.as_deref()
                })
            });
            let fits = match recorded.kind.as_str() {
                "exact" => certain && agrees,
                "conditional" => agrees || candidate,
                _ => !certain,
            };
            if !fits {
                wrong.push(format!("{} {name}: {variable:?}", row.id));
            }
            exact += usize::from(recorded.kind == "exact");
            if agrees && !recorded.at.is_empty() {
                placed += 1;
                let line = variable.and_then(line_of).unwrap_or_default();
                if !recorded.at.contains(&line) {
                    wrong.push(format!("{} {name} at {line}, not {:?}", row.id, recorded.at));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(exact >= 30 && placed >= 15, "{exact} exact, {placed} placed");
}
