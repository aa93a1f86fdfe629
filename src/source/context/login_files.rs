//! The start-up files of a login bash, of which only the first one counts.

use super::user::User;
use crate::files::{Place, TextFile, bytes_of};
use crate::source::startup::{FileTree, Presence, Reading, Shell};

/// A start-up file that exists and is never read, because another one comes first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HiddenFile {
    /// The file.
    pub path: String,
    /// The file that hides it.
    pub behind: String,
    /// What it would set, with the places of the names.
    pub names: Vec<(String, Place)>,
}

/// The files of which bash reads the first one that is there.
const LOGIN_FILES: &[&str] = &[".bash_profile", ".bash_login", ".profile"];

/// The file that a login bash reads; `None`: there is none of them.
pub(super) fn first_login_file(home: &str, tree: &dyn FileTree) -> Option<String> {
    login_files(home, tree).next()
}

/// Start-up files that another one hides from the login shell. `is_read`: whether any shell reads a file.
pub(super) fn hidden_files(
    user: &User,
    is_read: impl Fn(&str) -> bool,
    tree: &dyn FileTree,
) -> Vec<HiddenFile> {
    if user.shell != Shell::Bash {
        return vec![];
    }
    let files: Vec<String> = login_files(&user.home, tree).collect();
    let Some((first, rest)) = files.split_first() else { return vec![] };
    let hidden = rest.iter().filter(|path| !is_read(path));
    hidden
        .map(|path| HiddenFile { path: path.clone(), behind: first.clone(), names: assigned(tree, path) })
        .collect()
}

/// The files that are there, in the order in which bash looks for them.
fn login_files<'a>(home: &'a str, tree: &'a dyn FileTree) -> impl Iterator<Item = String> + 'a {
    let files = LOGIN_FILES.iter().map(move |name| format!("{}/{name}", home.trim_end_matches('/')));
    files.filter(|file| matches!(tree.presence(file), Presence::File { .. }))
}

/// The variables that a file seems to export, each with its first place.
fn assigned(tree: &dyn FileTree, path: &str) -> Vec<(String, Place)> {
    let Reading::Text(text) = tree.read(path) else { return vec![] };
    let file = TextFile::new(path, &*text);
    let mut found: Vec<(String, Place)> = vec![];
    for line in file.text().lines() {
        let line = line.trim_start();
        let statement = line.strip_prefix("export ").unwrap_or(line).trim_start();
        let Some((name, _)) = statement.split_once('=') else { continue };
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        if is_name && !found.iter().any(|(known, _)| known == name) {
            found.push((name.to_owned(), Place::new(&file, bytes_of(name, file.text()))));
        }
    }
    found
}
