//! direnv's `.envrc`: a bash script that direnv runs in its directory, with functions of its own, once the
//! user has allowed it. Here nothing is run: our reader of bash reads it, with those functions in front.
//!
//! Mirrors direnv 2.32 (`direnv stdlib`, `internal/cmd/rc.go`), and was compared with it.

mod permission;
mod tree;

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use super::startup::{
    self, FileTree, Knowledge, Mode, Outcome, Presence, ReadFile, Reading, RemarkKind, Shell, ShellVariable,
    Start,
};
use crate::files::{Place, TextFile, bytes_of};
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
    let mut originals = Originals { tree, files: BTreeMap::new() };
    for file in &mut outcome.files {
        file.path = written(&file.path).unwrap_or_else(|| file.path.clone());
        file.sourced_at = file.sourced_at.take().and_then(|place| originals.placed(place));
    }
    outcome.remarks.retain(|remark| !remark.place.is_in(STDLIB));
    for remark in &mut outcome.remarks {
        if let Some(place) = originals.placed(remark.place.clone()) {
            remark.place = place;
        }
    }
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
            Some(place) if place.is_in(STDLIB) => call.as_deref().and_then(|call| place_of(&texts, call)),
            place => place.and_then(|place| originals.placed(place)),
        };
        for other in &mut variable.alternatives {
            other.place = other.place.take().and_then(|place| originals.placed(place));
        }
        if leaves && variable.place.is_some() {
            let exit = Knowledge::Conditional("the file ends by `exit`".into());
            variable.knowledge = variable.knowledge.and(&exit);
        }
    }
    outcome
}

/// The path of the file that the user wrote, where a path stands for one.
fn written(path: &str) -> Option<Rc<str>> {
    path.strip_prefix(DOTENV).map(Rc::from)
}

/// The files that the user wrote, where another text was read in place of them.
struct Originals<'t> {
    tree: &'t dyn FileTree,
    files: BTreeMap<String, Option<Arc<TextFile>>>,
}

impl Originals<'_> {
    /// A place in a file that the user wrote; `None`: it is in direnv's functions.
    fn placed(&mut self, place: Place) -> Option<Place> {
        let path = place.path_text().into_owned();
        if path == STDLIB {
            return None;
        }
        let Some(path) = path.strip_prefix(DOTENV) else { return Some(place) };
        let tree = self.tree;
        let read = || match tree.read(path) {
            Reading::Text(text) => Some(TextFile::new(path, &*text)),
            _ => None,
        };
        let file = self.files.entry(path.to_owned()).or_insert_with(read).as_ref()?;
        // What bash read has each name on the line and in the column where the user wrote it.
        let line = file.line_bytes(place.line());
        let text = file.text().get(line.clone()).unwrap_or_default();
        let before = text.chars().take(place.column().saturating_sub(1) as usize).map(char::len_utf8);
        let start = line.start + before.sum::<usize>();
        Some(Place::new(file, start..start + place.text().len()))
    }
}

/// The call of one of direnv's functions that alone stands between a variable and certainty.
fn call_of(variable: &ShellVariable) -> Option<Rc<str>> {
    match &variable.knowledge {
        Knowledge::Conditional(text) if variable.alternatives.is_empty() && is_call(text) => {
            Some(text.clone())
        }
        _ => None,
    }
}

/// The files that were read, with their texts.
fn texts(outcome: &Outcome, tree: &dyn FileTree) -> Vec<Arc<TextFile>> {
    let text = |file: &ReadFile| match tree.read(&file.path) {
        Reading::Text(text) => Some(TextFile::new(&*file.path, &*text)),
        _ => None,
    };
    outcome.files.iter().filter_map(text).collect()
}

/// Where a call stands in one of the files: on the first line that begins with it.
fn place_of(files: &[Arc<TextFile>], call: &str) -> Option<Place> {
    files.iter().find_map(|file| {
        let mut lines = file.text().lines().map(str::trim_start);
        let start = bytes_of(lines.find(|line| line.starts_with(call))?, file.text()).start;
        Some(Place::new(file, start..start + call.len()))
    })
}

fn is_call(text: &str) -> bool {
    text.split_whitespace().next().is_some_and(|word| FUNCTIONS.contains(&word))
}

#[cfg(test)]
mod tests;
