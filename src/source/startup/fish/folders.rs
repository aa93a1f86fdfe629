//! Where fish's own files are.

use std::collections::BTreeSet;

use crate::source::startup::{FileTree, Presence, Start};

/// Where fish's own files are.
#[derive(Debug, Clone)]
pub(super) struct Folders {
    /// The user's: `~/.config/fish`.
    pub(super) config: String,
    /// The system's: `/etc/fish`.
    pub(super) system: String,
    /// The user's data: `~/.local/share/fish`.
    pub(super) data: String,
    /// Folders with snippets, the user's first.
    pub(super) snippets: Vec<String>,
    /// Folders with functions, each with the names of the functions in it.
    pub(super) functions: Vec<(String, BTreeSet<String>)>,
}

/// Where packages can put files for fish, by how fish was built.
const SHARED: &[&str] = &["/usr/share", "/usr/local/share", "/opt/homebrew/share"];

/// Where the administrator's files for fish are, by how fish was built.
const SYSTEM: &[&str] = &["/etc/fish", "/usr/local/etc/fish", "/opt/homebrew/etc/fish"];

impl Folders {
    /// The folders of a shell.
    pub(super) fn of(start: &Start, tree: &dyn FileTree) -> Self {
        let given = |name: &str, default: &str| match start.given(name) {
            Some(path) if path.starts_with('/') => format!("{}/fish", path.trim_end_matches('/')),
            _ => start.at_home(default),
        };
        let config = given("XDG_CONFIG_HOME", ".config/fish");
        let data = given("XDG_DATA_HOME", ".local/share/fish");
        let is_there = |path: &&&str| tree.presence(path) == Presence::Directory;
        let system = SYSTEM.iter().find(is_there).or(SYSTEM.first()).copied().unwrap_or_default().to_owned();
        let mut shared: Vec<String> = match start.given("XDG_DATA_DIRS") {
            Some(given) => given.split(':').map(|path| path.trim_end_matches('/').to_owned()).collect(),
            None => vec![],
        };
        for known in SHARED {
            if !shared.iter().any(|path| path == known) {
                shared.push((*known).to_owned());
            }
        }
        let vendor = |kind: &str| -> Vec<String> {
            let own = std::iter::once(format!("{data}/vendor_{kind}.d"));
            own.chain(shared.iter().map(|path| format!("{path}/fish/vendor_{kind}.d"))).collect()
        };
        let mut snippets = vec![format!("{config}/conf.d"), format!("{system}/conf.d")];
        snippets.extend(vendor("conf"));
        let mut functions = vec![format!("{config}/functions"), format!("{system}/functions")];
        functions.extend(vendor("functions"));
        let names = |folder: &str| -> BTreeSet<String> {
            tree.list(folder).iter().filter_map(|name| Some(name.strip_suffix(".fish")?.to_owned())).collect()
        };
        let functions = functions.into_iter().map(|folder| {
            let names = names(&folder);
            (folder, names)
        });
        Self { functions: functions.collect(), config, system, data, snippets }
    }
}
