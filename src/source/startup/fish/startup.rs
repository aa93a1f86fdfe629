//! Which files fish reads when it starts, and in which order.
//!
//! Mirrors `read_init` and `share/config.fish` of fish 3.6.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::flow::Status;
use super::script::Spot;
use super::shell::Shell;
use super::universal::read_universal;
use super::value::{Element, single};
use super::variables::{Scope, Slot, State, Variable};
use super::word::{Unit, matching_files};
use crate::source::startup::{FileTree, Knowledge, Presence, ReadFile, Reading, Start};

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
    snippets: Vec<String>,
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

impl Shell<'_> {
    /// What fish takes over from the environment: exported global variables.
    pub(super) fn inherit(&mut self) {
        for (name, value) in &self.start.environment {
            let list: Rc<[Element]> = if name.ends_with("PATH") {
                let part = |part: &str| {
                    if part.is_empty() && matches!(&**name, "PATH" | "CDPATH") { "." } else { part }.into()
                };
                value.split(':').map(|text| Element { text: part(text), spot: None }).collect()
            } else {
                single(value)
            };
            self.put_global(name, list, true, None);
        }
        if self.start.given("PWD").is_none_or(|here| !here.starts_with('/')) {
            self.put_global("PWD", single(self.start.home()), true, None);
        }
        if self.start.given("SHLVL").is_some() {
            let state = State::Unknown;
            let main = Variable { state, is_exported: true, is_path: false, was_exported: true, spot: None };
            let slot = Slot::new(main, Knowledge::Unknown("SHLVL".into()));
            self.variables.put("SHLVL", Some(Scope::Global), slot);
        }
    }

    /// Reads all files that fish reads by itself.
    pub(super) fn read_all(&mut self) {
        self.read_universals();
        self.rebuild_known_path();
        if self.read_snippets() {
            for folder in [self.folders.system.clone(), self.folders.config.clone()] {
                if !self.read_own(&format!("{folder}/config.fish")) {
                    break;
                }
            }
        }
        if let Some(reason) = self.budget.spent() {
            self.give_up(reason);
        }
    }

    /// Reads a start-up file; says whether the shell goes on.
    /// One that is not there is passed over, and the status stays.
    fn read_own(&mut self, path: &str) -> bool {
        if matches!(self.tree.presence(path), Presence::Missing | Presence::Untold) {
            return true;
        }
        self.depth += 1;
        let flow = self.run_file(path, None, Rc::new([]));
        self.depth -= 1;
        flow.leaves.is_none()
    }

    /// What is set in universal variables: what `set -U` wrote earlier.
    fn read_universals(&mut self) {
        let path: Rc<str> = format!("{}/fish_variables", self.folders.config).into();
        let Reading::Text(text) = self.tree.read(&path) else { return };
        self.files.push(ReadFile { path: path.clone(), sourced_at: None, not_read: None });
        let script = self.paths.number(&path, &text);
        for variable in read_universal(&text) {
            let (start, end) = variable.name_at;
            let spot = Spot { script, start, end };
            let list = variable.elements.iter().map(|text| Element::of(text)).collect();
            let main = Variable {
                state: State::List(list),
                is_exported: variable.is_exported,
                is_path: variable.is_path,
                was_exported: variable.is_exported,
                spot: Some(spot),
            };
            self.variables.put(&variable.name, Some(Scope::Universal), Slot::new(main, Knowledge::Certain));
        }
    }

    fn rebuild_known_path(&mut self) {
        if self.variables.slot("fish_user_paths", None).is_some() {
            self.rebuild_path(None);
        }
    }

    /// Reads the snippets in `conf.d`: the user's first, then the system's, then those of packages, each
    /// folder in the order of its names. One that has the name of an earlier one is not read.
    fn read_snippets(&mut self) -> bool {
        // As in fish, the snippets see the local variables of the loop that reads them.
        self.variables.enter(false);
        for name in ["sourcelist", "file", "basename", "xdg_data_dirs"] {
            let main = Variable { state: State::List(Rc::new([])), ..Variable::GONE };
            self.variables.put(name, Some(Scope::Local), Slot::new(main, Knowledge::Certain));
        }
        let mut seen: Vec<(String, String)> = vec![];
        let mut goes_on = true;
        for folder in self.folders.snippets.clone() {
            let pattern: Vec<Unit> = folder
                .chars()
                .map(Unit::Char)
                .chain([Unit::Char('/'), Unit::AnyText])
                .chain(".fish".chars().map(Unit::Char))
                .collect();
            let Ok(files) = matching_files(self.tree, "/", &pattern) else { continue };
            for path in files {
                goes_on = goes_on && self.read_snippet(&path, &mut seen);
            }
        }
        self.variables.leave();
        self.expect_packages();
        goes_on
    }

    /// Debian's package of fish adds to PATH in login shells, by a snippet. Where the tree says nothing about
    /// packages, PATH hangs on whether it is there.
    fn expect_packages(&mut self) {
        let is_untold = |folder: &String| self.tree.presence(folder) == Presence::Untold;
        let Some(folder) = self.folders.snippets.iter().find(|folder| is_untold(folder)) else { return };
        if !self.start.mode.is_login() {
            return;
        }
        let test: Rc<str> = format!("no snippet in {folder} changes it").into();
        if let Some(slot) = self.variables.slot("PATH", None) {
            let (main, knowledge) = (slot.main.clone(), slot.knowledge());
            let knowledge = knowledge.and(&Knowledge::Conditional(test.clone()));
            self.variables.put("PATH", Some(Scope::Global), Slot::new(main, knowledge));
        }
    }

    fn read_snippet(&mut self, path: &str, seen: &mut Vec<(String, String)>) -> bool {
        let name = path.rsplit('/').next().unwrap_or_default().to_owned();
        if let Some((_, hider)) = seen.iter().find(|(known, _)| *known == name) {
            let not_read = Some(format!("{hider} has the same name and hides it"));
            self.files.push(ReadFile { path: path.into(), sourced_at: None, not_read });
            return true;
        }
        seen.push((name.clone(), path.to_owned()));
        if !matches!(self.tree.presence(path), Presence::File { .. }) {
            return true;
        }
        for (variable, value) in [("file", path), ("basename", name.as_str())] {
            let main = Variable { state: State::List(single(value)), ..Variable::GONE };
            self.variables.put(variable, None, Slot::new(main, Knowledge::Certain));
        }
        // The loop's own tests succeeded just before.
        self.status = Status::Known(0);
        self.read_own(path)
    }

    /// A limit was reached: what the files assign that were read, and those that were not, is unknown.
    fn give_up(&mut self, reason: &str) {
        let own = [self.folders.system.clone(), self.folders.config.clone()];
        let mut paths: Vec<Rc<str>> = self.texts.keys().cloned().collect();
        paths.extend(own.iter().map(|folder| Rc::from(format!("{folder}/config.fish"))));
        for path in paths {
            let text = match (self.texts.get(&path).cloned(), self.tree.read(&path)) {
                (Some(text), _) | (None, Reading::Text(text)) => text,
                _ => continue,
            };
            let index = self.paths.number(&path, &text);
            let script = super::script::Script { index, path: path.clone(), text, stands_at: None };
            self.doubt_file(&script, &reason.into());
            self.remark_limit(Spot::beginning(index), reason);
        }
    }
}
