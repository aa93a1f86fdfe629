//! Which files fish reads when it starts, and in which order.
//!
//! Mirrors `read_init` and `share/config.fish` of fish 3.6.

use std::sync::Arc;

use super::flow::Status;
use super::script::Spot;
use super::shell::Shell;
use super::universal::read_universal;
use super::value::{Element, single};
use super::variables::{Scope, Slot, State, Variable};
use super::word::{Unit, matching_files};
use crate::source::startup::limits::Budget;
use crate::source::startup::script::offset;
use crate::source::startup::{Knowledge, Presence, ReadFile, Reading};

impl Shell<'_> {
    /// What fish takes over from the environment: exported global variables.
    pub(super) fn inherit(&mut self) {
        for (name, value) in &self.start.environment {
            let list: Arc<[Element]> = if name.ends_with("PATH") {
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
        if self.budget.is_spent() {
            self.give_up(Budget::SPENT);
        }
    }

    /// Reads a start-up file; says whether the shell goes on.
    /// One that is not there is passed over, and the status stays.
    fn read_own(&mut self, path: &str) -> bool {
        if matches!(self.tree.presence(path), Presence::Missing | Presence::Untold) {
            return true;
        }
        self.depth += 1;
        let flow = self.run_file(path, None, Arc::new([]));
        self.depth -= 1;
        flow.leaves.is_none()
    }

    /// What is set in universal variables: what `set -U` wrote earlier.
    fn read_universals(&mut self) {
        let path: Arc<str> = format!("{}/fish_variables", self.folders.config).into();
        let Reading::Text(text) = self.tree.read(&path) else { return };
        self.files.push(ReadFile { path: path.clone(), sourced_at: None, not_read: None });
        let script = self.scripts.add(&path, &text).index;
        for variable in read_universal(&text) {
            let spot = Spot { script, start: offset(variable.at), end: 0 }.first(variable.name.len());
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
            let main = Variable { state: State::List(Arc::new([])), ..Variable::GONE };
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
    /// packages, PATH depends on whether it is there.
    fn expect_packages(&mut self) {
        let is_untold = |folder: &String| self.tree.presence(folder) == Presence::Untold;
        let Some(folder) = self.folders.snippets.iter().find(|folder| is_untold(folder)) else { return };
        if !self.start.mode.is_login() {
            return;
        }
        let test: Arc<str> = format!("no snippet in {folder} changes it").into();
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
        for path in own.iter().map(|folder| Arc::from(format!("{folder}/config.fish"))) {
            if self.scripts.known(&path).is_none()
                && let Reading::Text(text) = self.tree.read(&path)
            {
                self.scripts.add(&path, &text);
            }
        }
        let universals = format!("{}/fish_variables", self.folders.config);
        for script in self.scripts.all().into_iter().filter(|script| *script.path != *universals) {
            self.doubt_file(&script, &reason.into());
            self.remark_limit(Spot::beginning_of(script.index), reason);
        }
    }
}
