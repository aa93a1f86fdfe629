//! direnv's `.envrc`: a bash script that direnv runs in its directory, with functions of its own, once the
//! user has allowed it. Here nothing is run: our reader of bash reads it, with those functions in front.
//!
//! Mirrors direnv 2.32 (`direnv stdlib`, `internal/cmd/rc.go`), and was compared with it.

mod permission;
mod tree;

use std::collections::BTreeMap;

use super::shell::{
    self, FileTree, Knowledge, Mode, Outcome, Place, Presence, Reading, RemarkKind, Shell, Start,
};
pub use permission::{Permission, permission};
use tree::EnvrcTree;

/// Where the functions of direnv stand, in the tree that a `.envrc` is read with.
const STDLIB: &str = "/.direnv-stdlib";

/// In front of the path of a `.env` file that is to be read as direnv reads it.
const DOTENV: &str = "/.direnv-dotenv";

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
    cleaned(shell::read(&start, &tree), &tree)
}

/// The outcome without what only this reader put there, each place in the file that the user wrote.
fn cleaned(mut outcome: Outcome, tree: &dyn FileTree) -> Outcome {
    outcome.files.retain(|file| &*file.path != STDLIB);
    for file in &mut outcome.files {
        if let Some(path) = file.path.strip_prefix(DOTENV) {
            file.path = path.into();
        }
        file.sourced_at = file.sourced_at.take().filter(|place| &*place.path != STDLIB);
    }
    let files: Vec<(std::rc::Rc<str>, Reading)> =
        outcome.files.iter().map(|file| (file.path.clone(), tree.read(&file.path))).collect();
    let call_of = |text: &str| {
        files.iter().find_map(|(path, reading)| match reading {
            Reading::Text(content) => line_of(content, text).map(|span| Place { path: path.clone(), span }),
            _ => None,
        })
    };
    outcome.remarks.retain(|remark| &*remark.place.path != STDLIB);
    // The status with which `exit` leaves decides whether direnv takes anything over.
    let leaves = outcome
        .remarks
        .iter()
        .any(|remark| matches!(&remark.kind, RemarkKind::Stops { reason } if reason.starts_with("exit")));
    let limit = outcome.incomplete.clone();
    for variable in outcome.variables.values_mut() {
        let call = match &variable.knowledge {
            Knowledge::Conditional(text) if variable.alternatives.is_empty() => Some(text.clone()),
            _ => None,
        };
        let call = call.filter(|text| is_call(text));
        if call.is_some() {
            variable.knowledge = limit.clone().map_or(Knowledge::Certain, Knowledge::Conditional);
        }
        if let Some(place) = &mut variable.place {
            if let Some(path) = place.path.strip_prefix(DOTENV) {
                place.path = path.into();
            } else if &*place.path == STDLIB {
                variable.place = call.as_deref().and_then(call_of);
            }
        }
        for other in &mut variable.alternatives {
            other.place = other.place.take().filter(|place| &*place.path != STDLIB);
        }
        if leaves && variable.place.is_some() {
            variable.knowledge =
                variable.knowledge.and(&Knowledge::Conditional("the file ends by `exit`".into()));
        }
    }
    outcome
}

fn is_call(text: &str) -> bool {
    text.split_whitespace().next().is_some_and(|word| FUNCTIONS.contains(&word))
}

/// Where a call stands in a file: the first line that begins with it.
fn line_of(content: &str, call: &str) -> Option<crate::source::Span> {
    let (number, line) =
        (1u32..).zip(content.lines()).find(|(_, line)| line.trim_start().starts_with(call))?;
    let count = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let column = count(line).saturating_sub(count(line.trim_start())).saturating_add(1);
    Some(crate::source::Span { line: number, column, end_column: column.saturating_add(count(call)) })
}

#[cfg(test)]
mod tests;
