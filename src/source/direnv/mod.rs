//! direnv's `.envrc`: a bash script that direnv runs in its directory, with functions of its own, once the
//! user has allowed it. Here nothing is run: our reader of bash reads it, with those functions in front.
//!
//! Mirrors direnv 2.32 (`direnv stdlib`, `internal/cmd/rc.go`), and was compared with it.

mod permission;
mod tree;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Span;
use super::startup::{
    self, FileTree, Knowledge, Mode, Outcome, Place, Presence, ReadFile, Reading, RemarkKind, Shell,
    ShellVariable, Start,
};
pub use permission::{Permission, permission};
use tree::{DOTENV, EnvrcTree, STDLIB};

/// Functions of direnv that set variables, whose calls are no more of a condition than an assignment is.
const FUNCTIONS: &[&str] = &[
    "dotenv",
    "dotenv_if_exists",
    "layout",
    "path_add",
    "source_env",
    "source_env_if_exists",
    "source_up",
    "source_up_if_exists",
    "PATH_add",
    "__direnv_main",
    "__direnv_load",
    "__direnv_dotenv",
];

/// The `.envrc` that is in force in a directory: the nearest one upwards.
pub fn find(directory: &str, tree: &dyn FileTree) -> Option<String> {
    let mut directory = directory.trim_end_matches('/');
    loop {
        let path = format!("{directory}/.envrc");
        if matches!(tree.presence(&path), Presence::File { .. }) {
            return Some(path);
        }
        directory = directory.rsplit_once('/')?.0;
    }
}

/// What a program finds in a directory where a `.envrc` is in force, when the shell there has this environment.
pub fn read(
    path: &str,
    directory: &str,
    environment: &BTreeMap<String, String>,
    tree: &dyn FileTree,
) -> Outcome {
    let functions = include_str!("stdlib.sh");
    let first = format!("{functions}__direnv_main '{}'\n", path.replace('\'', "'\\''"));
    let tree = EnvrcTree { tree, first: first.into() };
    let mut environment = environment.clone();
    environment.insert("PWD".into(), directory.into());
    environment.insert("BASH_ENV".into(), STDLIB.into());
    // A shell that sshd starts would read other files.
    environment.insert("SHLVL".into(), "1".into());
    let start = Start { shell: Shell::Bash, mode: Mode::NonInteractive, environment };
    cleaned(startup::read(&start, &tree), &tree)
}

/// The outcome without what only this reader put there, each place in the file that the user wrote.
fn cleaned(mut outcome: Outcome, tree: &dyn FileTree) -> Outcome {
    outcome.files.retain(|file| &*file.path != STDLIB);
    for file in &mut outcome.files {
        file.path = written(&file.path).unwrap_or_else(|| file.path.clone());
        file.sourced_at = file.sourced_at.take().and_then(placed);
    }
    outcome.remarks.retain(|remark| &*remark.place.path != STDLIB);
    // The status with which `exit` leaves decides whether direnv takes anything over.
    let is_exit =
        |kind: &RemarkKind| matches!(kind, RemarkKind::Stops { reason } if reason.starts_with("exit"));
    let leaves = outcome.remarks.iter().any(|remark| is_exit(&remark.kind));
    let texts = texts(&outcome, tree);
    let limit = outcome.incomplete.clone().map_or(Knowledge::Certain, Knowledge::Conditional);
    for variable in outcome.variables.values_mut() {
        let call = call_of(variable);
        if call.is_some() {
            variable.knowledge = limit.clone();
        }
        variable.place = match variable.place.take() {
            Some(place) if &*place.path == STDLIB => call.as_deref().and_then(|call| place_of(&texts, call)),
            place => place.and_then(placed),
        };
        for other in &mut variable.alternatives {
            other.place = other.place.take().and_then(placed);
        }
        if leaves && variable.place.is_some() {
            let exit = Knowledge::Conditional("the file ends by `exit`".into());
            variable.knowledge = variable.knowledge.and(&exit);
        }
    }
    outcome
}

/// The path of the file that the user wrote, where a path stands for one.
fn written(path: &str) -> Option<Arc<str>> {
    path.strip_prefix(DOTENV).map(Arc::from)
}

/// A place in a file that the user wrote; none: it is in direnv's functions.
fn placed(place: Place) -> Option<Place> {
    let path = written(&place.path).unwrap_or_else(|| place.path.clone());
    (&*path != STDLIB).then_some(Place { path, ..place })
}

/// The call of one of direnv's functions that alone stands between a variable and certainty.
fn call_of(variable: &ShellVariable) -> Option<Arc<str>> {
    match &variable.knowledge {
        Knowledge::Conditional(text) if variable.alternatives.is_empty() && is_call(text) => {
            Some(text.clone())
        }
        _ => None,
    }
}

/// The files that were read, with their texts.
fn texts(outcome: &Outcome, tree: &dyn FileTree) -> Vec<(Arc<str>, Arc<str>)> {
    let text = |file: &ReadFile| match tree.read(&file.path) {
        Reading::Text(text) => Some((file.path.clone(), text)),
        _ => None,
    };
    outcome.files.iter().filter_map(text).collect()
}

fn place_of(texts: &[(Arc<str>, Arc<str>)], call: &str) -> Option<Place> {
    texts.iter().find_map(|(path, text)| Some(Place { path: path.clone(), span: line_of(text, call)? }))
}

fn is_call(text: &str) -> bool {
    text.split_whitespace().next().is_some_and(|word| FUNCTIONS.contains(&word))
}

/// Where a call stands in a file: the first line that begins with it.
fn line_of(content: &str, call: &str) -> Option<Span> {
    let (number, line) =
        (1u32..).zip(content.lines()).find(|(_, line)| line.trim_start().starts_with(call))?;
    let count = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let column = count(line).saturating_sub(count(line.trim_start())).saturating_add(1);
    Some(Span { line: number, column, end_column: column.saturating_add(count(call)) })
}

#[cfg(test)]
mod tests;
