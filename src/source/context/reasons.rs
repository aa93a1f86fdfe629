//! Why contexts differ, in sentences.

use std::collections::BTreeMap;

use super::kind::ContextKind;
use super::login_files::first_login_file;
use super::survey::Survey;
use crate::source::startup::{FileTree, Place, Shell, ShellState};

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

impl Survey {
    /// Why variables differ between the contexts, by variable and place.
    pub fn reasons(&self, names: &[&str], tree: &dyn FileTree) -> Vec<Reason> {
        let mut reasons = vec![];
        for name in names {
            let mut places: BTreeMap<String, Place> = BTreeMap::new();
            for context in &self.contexts {
                let variable = context.outcome.variable(name);
                let is_there = variable.state != ShellState::Unset;
                if let Some(place) = variable.place.filter(|_| is_there) {
                    places.entry(place.path_text().into_owned()).or_insert(place);
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
            let by_shell = context.outcome.files.iter().any(|file| place.is_in(&*file.path));
            let reads = by_shell || context.session_files.contains(&*place.path_text());
            // What the session has was there before any shell read its files.
            let is_earlier = |other: &Place| by_shell && context.session_files.contains(&*other.path_text());
            match other {
                Some(other) if other.path() == place.path() => has.push(context.kind),
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
            misses.contains(&ContextKind::Login).then(|| self.obstacle(&place.path_text(), tree)).flatten();
        Reason { variable: name.to_owned(), place, has, misses, passes, replaced, obstacle }
    }

    /// Why a login shell does not read a file that other shells read.
    fn obstacle(&self, path: &str, tree: &dyn FileTree) -> Option<String> {
        if self.shell != Shell::Bash || path != format!("{}/.bashrc", self.home.trim_end_matches('/')) {
            return None;
        }
        Some(match first_login_file(&self.home, tree) {
            Some(file) => format!("a login shell reads {file}, which does not source ~/.bashrc"),
            None => "a login shell never reads ~/.bashrc by itself, and no ~/.bash_profile sources it".into(),
        })
    }
}
