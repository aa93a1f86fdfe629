//! What a directory adds to what its shells have: direnv's `.envrc`, and a `.env` file for whatever loads it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::overlay::laid_over;
use crate::files::TextFile;
use crate::source::direnv::{self, Permission};
use crate::source::env_file::{docker, loader};
use crate::source::startup::{
    Alternative, FileTree, Knowledge, Outcome, Place, Presence, ReadFile, Reading, ShellState, ShellVariable,
};

/// A directory, and what the process says of direnv.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    /// The directory, absolute.
    pub path: String,
    /// The `.envrc` that direnv has loaded into this process (DIRENV_FILE, DIRENV_DIR).
    pub loaded: Option<String>,
    /// XDG_DATA_HOME, or what stands in for it.
    pub data_home: String,
    /// What says where direnv's own configuration is: XDG_CONFIG_HOME, DIRENV_CONFIG.
    pub environment: BTreeMap<String, String>,
}

/// Who reads a file of a directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DirectoryKind {
    /// direnv, in every shell with its hook.
    Direnv,
    /// Programs that load `.env`.
    EnvFile,
}

impl DirectoryKind {
    /// Its name in a column's head.
    pub fn title(self) -> &'static str {
        match self {
            Self::Direnv => "direnv",
            Self::EnvFile => ".env",
        }
    }
}

/// What a directory's file comes to.
#[derive(Debug, Clone)]
pub struct DirectoryContext {
    /// Who reads the file.
    pub kind: DirectoryKind,
    /// The file.
    pub path: String,
    /// What a program would find: for direnv one that is started in a terminal there, else only what the file gives.
    pub outcome: Outcome,
    /// direnv has loaded the file into this process.
    pub is_loaded: bool,
    /// What a program would find if the file were read without a doubt.
    as_read: Outcome,
}

impl DirectoryContext {
    /// The variable, where the directory's files set it.
    pub(super) fn own(&self, name: &str) -> Option<ShellVariable> {
        Self::own_of(&self.outcome, name)
    }

    /// The same, where somebody has read the file for sure.
    pub(super) fn own_as_read(&self, name: &str) -> Option<ShellVariable> {
        Self::own_of(&self.as_read, name)
    }

    fn own_of(outcome: &Outcome, name: &str) -> Option<ShellVariable> {
        let variable = outcome.variable(name);
        let is_own = |place: &Place| outcome.files.iter().any(|file| place.is_in(&*file.path));
        variable.place.as_ref().is_some_and(is_own).then_some(variable)
    }
}

/// The files that count in a directory; `terminal` is what a terminal has elsewhere.
pub(super) fn contexts(
    directory: &Directory,
    terminal: &Outcome,
    tree: &dyn FileTree,
) -> Vec<DirectoryContext> {
    let envrc = direnv::find(&directory.path, tree).map(|path| with_direnv(path, directory, terminal, tree));
    let env_file = env_file_in(&directory.path, tree).map(|path| with_env_file(path, tree));
    envrc.into_iter().chain(env_file).collect()
}

/// What has to be so for a `.envrc` to count.
const CONDITION: &str = "direnv is hooked into the shell and `direnv allow` was run for this file";

fn with_direnv(
    path: String,
    directory: &Directory,
    terminal: &Outcome,
    tree: &dyn FileTree,
) -> DirectoryContext {
    let is_loaded = directory.loaded.as_deref() == Some(path.as_str());
    let given = |(name, variable): (&String, &ShellVariable)| match &variable.state {
        ShellState::Set(value) => Some((name.clone(), value.expose().to_owned())),
        ShellState::Unset | ShellState::Unknown => None,
    };
    let mut environment: BTreeMap<String, String> = terminal.variables.iter().filter_map(given).collect();
    environment.extend(directory.environment.clone());
    let permission = direnv::permission(&path, &directory.data_home, tree);
    let as_read = on_top_of(direnv::read(&path, &directory.path, &environment, tree), terminal, tree);
    let outcome = match permission {
        Permission::Denied => terminal.clone(),
        Permission::Allowed => as_read.clone(),
        Permission::Unsaid => laid_over(as_read.clone(), terminal, CONDITION),
    };
    DirectoryContext { kind: DirectoryKind::Direnv, path, outcome, is_loaded, as_read }
}

/// Puts in what the terminal knows of variables that the files leave alone, and doubts what they make of
/// variables that are in doubt.
fn on_top_of(mut outcome: Outcome, terminal: &Outcome, tree: &dyn FileTree) -> Outcome {
    let mut used: BTreeSet<String> = BTreeSet::new();
    for file in &outcome.files {
        if let Reading::Text(text) = tree.read(&file.path) {
            used.extend(names_used(&text));
        }
    }
    let is_in_doubt =
        |(name, known): &(&String, &ShellVariable)| !known.knowledge.is_certain() && used.contains(*name);
    let mut doubts = terminal.variables.iter().filter(is_in_doubt);
    let doubt = doubts.next().map(|(_, known)| known.knowledge.clone());
    for variable in outcome.variables.values_mut().filter(|variable| variable.place.is_some()) {
        if let Some(doubt) = &doubt {
            variable.knowledge = variable.knowledge.and(doubt);
        }
    }
    for (name, known) in &terminal.variables {
        let found = outcome.variable(name);
        let is_same = found.state == known.state || known.state == ShellState::Unknown;
        if found.place.is_none() && is_same && found.alternatives.is_empty() {
            outcome.variables.insert(name.clone(), known.clone());
        }
    }
    outcome
}

/// The names behind `$` or `${` in a text.
fn names_used(text: &str) -> impl Iterator<Item = String> {
    text.split('$').skip(1).map(|behind| {
        let name = behind.strip_prefix('{').unwrap_or(behind);
        name.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
    })
}

/// The nearest `.env`, from a directory up to the top of its repository.
fn env_file_in(directory: &str, tree: &dyn FileTree) -> Option<String> {
    let is_there = |path: &str| matches!(tree.presence(path), Presence::File { .. });
    let directory = directory.trim_end_matches('/');
    let above = std::iter::successors(Some(directory), |path| path.rsplit_once('/').map(|(above, _)| above));
    let is_top =
        |path: &str| !matches!(tree.presence(format!("{path}/.git")), Presence::Missing | Presence::Untold);
    let in_repository = above.clone().any(is_top);
    let mut found = None;
    for path in above {
        let file = format!("{path}/.env");
        if is_there(&file) {
            found = Some(file);
            break;
        }
        if !in_repository || is_top(path) {
            break;
        }
    }
    found
}

/// What the readers of a `.env` file say where they differ.
const AS_LIBRARIES_DO: &str =
    "read as the dotenv libraries do; `docker run --env-file` takes the text as it stands";

fn with_env_file(path: String, tree: &dyn FileTree) -> DirectoryContext {
    let shared: Rc<str> = path.as_str().into();
    let mut outcome = Outcome::default();
    outcome.files.push(ReadFile { path: shared.clone(), sourced_at: None, not_read: None });
    if let Reading::Text(text) = tree.read(&path) {
        let file = TextFile::new(&path, &*text);
        let as_it_stands = docker::read(&text, &|_| None);
        let raw: BTreeMap<&str, _> =
            as_it_stands.entries.iter().map(|entry| (entry.name.as_str(), &entry.value)).collect();
        for entry in loader::read(&text).entries {
            let place = Some(Place::new(&file, entry.at));
            let raw = raw.get(entry.name.as_str()).and_then(|value| (*value).clone());
            let (state, knowledge) = match &entry.value {
                Some(value) if raw.as_ref() == Some(value) => {
                    (ShellState::Set(value.clone()), Knowledge::Certain)
                }
                Some(value) => {
                    (ShellState::Set(value.clone()), Knowledge::Conditional(AS_LIBRARIES_DO.into()))
                }
                None => {
                    (ShellState::Unknown, Knowledge::Unknown("programs read this line differently".into()))
                }
            };
            let other = Alternative { value: raw, place: place.clone() };
            let alternatives = if knowledge.is_certain() { vec![] } else { vec![other] };
            let variable = ShellVariable { state, knowledge, place, alternatives };
            outcome.variables.insert(entry.name, variable);
        }
    }
    let as_read = outcome.clone();
    DirectoryContext { kind: DirectoryKind::EnvFile, path, outcome, is_loaded: false, as_read }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::startup::MemoryTree;

    fn found(files: &[(&str, &str)], directory: &str) -> Vec<DirectoryContext> {
        let tree = files.iter().fold(MemoryTree::default(), |tree, (path, text)| tree.with(path, text));
        let directory = Directory { path: directory.into(), ..Directory::default() };
        contexts(&directory, &Outcome::default(), &tree)
    }

    fn set(value: &str) -> ShellState {
        ShellState::Set(value.into())
    }

    #[test]
    fn nearest_envrc_counts_as_far_as_it_is_allowed() {
        let files = [("/src/.envrc", "export GOPROXY=off\n"), ("/src/app/.envrc", "export GOPROXY=direct\n")];
        let contexts = found(&files, "/src/app/cmd");
        let [direnv] = contexts.as_slice() else { panic!("{contexts:?}") };
        assert_eq!((direnv.kind, direnv.path.as_str()), (DirectoryKind::Direnv, "/src/app/.envrc"));
        let proxy = direnv.own("GOPROXY").unwrap();
        assert_eq!(proxy.state, set("direct"));
        assert_eq!(proxy.knowledge, Knowledge::Conditional(CONDITION.into()));
    }

    #[test]
    fn value_made_of_a_doubtful_one_is_doubtful() {
        let path = "/app/.envrc";
        let text = "export GOFLAGS=\"$GOFLAGS -v\" GOPROXY=off\n";
        let tree = MemoryTree::default().with(path, text);
        let doubt = Knowledge::Conditional("a test".into());
        let known = ShellVariable { knowledge: doubt.clone(), ..ShellVariable::inherited("-x") };
        let terminal = Outcome { variables: [("GOFLAGS".to_owned(), known)].into(), ..Outcome::default() };
        let environment = [("GOFLAGS".to_owned(), "-x".to_owned())].into();
        let outcome = on_top_of(direnv::read(path, "/app", &environment, &tree), &terminal, &tree);
        assert_eq!(outcome.variable("GOFLAGS").state, set("-x -v"));
        assert_eq!(outcome.variable("GOFLAGS").knowledge, doubt);
    }

    #[test]
    fn env_file_is_looked_for_up_to_the_top_of_the_repository() {
        let repository = [("/src/app/.git/HEAD", ""), ("/src/app/.env", "GOPROXY=off\n")];
        assert_eq!(found(&repository, "/src/app/cmd/x").len(), 1);
        assert_eq!(found(&[("/src/.git/HEAD", ""), ("/.env", "GOPROXY=off\n")], "/src/app").len(), 0);
        assert_eq!(found(&[("/src/.env", "GOPROXY=off\n")], "/src/app").len(), 0, "no repository");
    }

    #[test]
    fn env_file_says_where_its_readers_differ() {
        let text = "GOPROXY=\"https://goproxy.cn,direct\"\nGOSUMDB=off\nGOPRIVATE=${ORG}/x\n";
        let contexts = found(&[("/app/.env", text)], "/app");
        let variable = |name: &str| contexts[0].own(name).unwrap();
        assert_eq!(variable("GOPROXY").state, set("https://goproxy.cn,direct"));
        assert!(!variable("GOPROXY").knowledge.is_certain());
        assert_eq!(
            variable("GOPROXY").alternatives[0].value.as_ref().unwrap().expose(),
            "\"https://goproxy.cn,direct\""
        );
        assert!(variable("GOSUMDB").knowledge.is_certain());
        assert_eq!(variable("GOPRIVATE").state, ShellState::Unknown);
    }
}
