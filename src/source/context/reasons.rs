//! Why contexts differ, in sentences.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::{ContextKind, Survey};
use crate::source::startup::{FileTree, Place, Presence, Reading, Shell, ShellState};

/// Why a variable differs between contexts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The variable.
    pub variable: String,
    /// The place it is about.
    pub place: Place,
    /// Contexts that have the value from there.
    pub has: Vec<ContextKind>,
    /// Contexts that never read the file.
    pub misses: Vec<ContextKind>,
    /// Contexts that read the file and still come out without the variable.
    pub passes: Vec<ContextKind>,
    /// Contexts that read the file, and in which another line sets the variable again; with that line.
    pub replaced: Vec<(Place, Vec<ContextKind>)>,
    /// What stands in the way of a login shell, as a sentence.
    pub obstacle: Option<String>,
}

/// A start-up file that exists and is never read, because another one comes first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HiddenFile {
    /// The file.
    pub path: String,
    /// The file that hides it.
    pub behind: String,
    /// What it would set, with the lines.
    pub names: Vec<(String, u32)>,
}

impl Survey {
    /// Why variables differ between the contexts, by variable and place.
    pub fn reasons(&self, names: &[&str], tree: &dyn FileTree) -> Vec<Reason> {
        let mut reasons = vec![];
        for name in names {
            let mut places: BTreeMap<Rc<str>, Place> = BTreeMap::new();
            for context in &self.contexts {
                let variable = context.outcome.variable(name);
                let is_there = variable.state != ShellState::Unset;
                if let Some(place) = variable.place.filter(|_| is_there) {
                    places.entry(place.path.clone()).or_insert(place);
                }
            }
            for place in places.into_values() {
                reasons.push(self.reason(name, place, tree));
            }
        }
        reasons.retain(|reason| reason.has.len() < self.contexts.len());
        reasons
    }

    fn reason(&self, name: &str, place: Place, tree: &dyn FileTree) -> Reason {
        let (mut has, mut misses, mut passes) = (vec![], vec![], vec![]);
        let mut replaced: Vec<(Place, Vec<ContextKind>)> = vec![];
        for context in &self.contexts {
            let variable = context.outcome.variable(name);
            let other = variable.place.filter(|_| variable.state != ShellState::Unset);
            let by_shell = context.outcome.files.iter().any(|file| file.path == place.path);
            let reads = by_shell || context.session_files.contains(&place.path);
            // What the session has was there before any shell read its files.
            let is_earlier = |other: &Place| by_shell && context.session_files.contains(&other.path);
            match other {
                Some(other) if other.path == place.path => has.push(context.kind),
                Some(other) if reads && !is_earlier(&other) => {
                    match replaced.iter_mut().find(|(known, _)| *known == other) {
                        Some((_, kinds)) => kinds.push(context.kind),
                        None => replaced.push((other, vec![context.kind])),
                    }
                }
                _ if reads => passes.push(context.kind),
                _ => misses.push(context.kind),
            }
        }
        let obstacle =
            misses.contains(&ContextKind::Login).then(|| self.obstacle(&place.path, tree)).flatten();
        Reason { variable: name.to_owned(), place, has, misses, passes, replaced, obstacle }
    }

    /// Why a login shell does not read a file that other shells read.
    fn obstacle(&self, path: &str, tree: &dyn FileTree) -> Option<String> {
        let own = |name: &str| format!("{}/{name}", self.home.trim_end_matches('/'));
        if self.shell != Shell::Bash || path != own(".bashrc") {
            return None;
        }
        let first = LOGIN_FILES.iter().map(|name| own(name)).find(|file| is_file(tree, file));
        Some(match first {
            Some(file) => format!("a login shell reads {file}, which does not source ~/.bashrc"),
            None => "a login shell never reads ~/.bashrc by itself, and no ~/.bash_profile sources it".into(),
        })
    }

    /// Start-up files that another one hides from the login shell.
    pub(super) fn hidden_files(&self, tree: &dyn FileTree) -> Vec<HiddenFile> {
        if self.shell != Shell::Bash {
            return vec![];
        }
        let files: Vec<String> = LOGIN_FILES
            .iter()
            .map(|name| format!("{}/{name}", self.home.trim_end_matches('/')))
            .filter(|file| is_file(tree, file))
            .collect();
        let Some((first, rest)) = files.split_first() else { return vec![] };
        let is_read = |path: &str| {
            let mut contexts = self.contexts.iter().filter(|context| context.shell.is_some());
            contexts.any(|context| context.outcome.files.iter().any(|file| &*file.path == path))
        };
        let hidden = rest.iter().filter(|path| !is_read(path));
        hidden
            .map(|path| HiddenFile { path: path.clone(), behind: first.clone(), names: assigned(tree, path) })
            .collect()
    }
}

/// The files of which bash reads the first one that is there.
const LOGIN_FILES: &[&str] = &[".bash_profile", ".bash_login", ".profile"];

fn is_file(tree: &dyn FileTree, path: &str) -> bool {
    matches!(tree.presence(path), Presence::File { .. })
}

/// The variables that a file seems to export, each with its first line.
fn assigned(tree: &dyn FileTree, path: &str) -> Vec<(String, u32)> {
    let Reading::Text(text) = tree.read(path) else { return vec![] };
    let mut found: Vec<(String, u32)> = vec![];
    for (number, line) in (1u32..).zip(text.lines()) {
        let line = line.trim_start();
        let statement = line.strip_prefix("export ").unwrap_or(line).trim_start();
        let Some((name, _)) = statement.split_once('=') else { continue };
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        if is_name && !found.iter().any(|(known, _)| known == name) {
            found.push((name.to_owned(), number));
        }
    }
    found
}
