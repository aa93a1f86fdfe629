//! PATH and the working directory.

use std::sync::Arc;

use super::options::{Order, read_options};
use crate::source::startup::fish::call::Call;
use crate::source::startup::fish::flow::{Flow, Status};
use crate::source::startup::fish::function::Event;
use crate::source::startup::fish::script::Spot;
use crate::source::startup::fish::shell::Shell;
use crate::source::startup::fish::value::{Argument, Element, List, single};
use crate::source::startup::fish::variables::{Found, Scope, Seen, Slot, State, Variable};
use crate::source::startup::path::cleaned;
use crate::source::startup::{Knowledge, Presence};

const SHORT_OPTIONS: &str = "gUPpahmvn";
const LONG_OPTIONS: &[(&str, char)] = &[
    ("global", 'g'),
    ("universal", 'U'),
    ("path", 'P'),
    ("prepend", 'p'),
    ("append", 'a'),
    ("help", 'h'),
    ("move", 'm'),
    ("verbose", 'v'),
    ("dry-run", 'n'),
];

/// The variable in which fish keeps what it added to PATH.
const ADDED: &str = "__fish_added_user_paths";

impl Shell<'_> {
    /// `fish_add_path`: adds directories that are there.
    pub(super) fn add_path(&mut self, call: &Call<'_>, arguments: &[Argument]) -> Flow {
        let Ok(found) = read_options(arguments, SHORT_OPTIONS, LONG_OPTIONS, Order::Anywhere) else {
            self.status = Status::Known(2);
            return Flow::ON;
        };
        let name = if found.has('P') { "PATH" } else { "fish_user_paths" };
        let (current, mut knowledge) = self.elements(name);
        let mut new: Vec<Element> = vec![];
        for argument in found.rest.iter().filter(|argument| !argument.text.is_empty()) {
            knowledge = knowledge.and(&argument.knowledge);
            let Some(path) = self.absolute(&argument.text) else { continue };
            let path = Element { text: path.trim_end_matches('/').into(), spot: Some(argument.spot) };
            let is_known = new.contains(&path) || (current.contains(&path) && !found.has('m'));
            match self.tree.presence(&*path.text) {
                _ if is_known => {}
                Presence::Directory => new.push(path),
                Presence::Untold => {
                    knowledge =
                        knowledge.and(&Knowledge::Conditional(format!("test -d {}", path.text).into()));
                    new.push(path);
                }
                _ => {}
            }
        }
        if found.has('h') || found.has('n') || new.is_empty() {
            self.status = Status::of(!new.is_empty());
            return Flow::ON;
        }
        let rest = current.iter().filter(|element| !new.contains(element)).cloned();
        let list: List = if found.has('a') {
            rest.chain(new.iter().cloned()).collect()
        } else {
            new.iter().cloned().chain(rest).collect()
        };
        let scope = match (found.has('U'), found.has('g') || found.has('P')) {
            (true, _) => Some(Scope::Universal),
            (_, true) => Some(Scope::Global),
            _ if self.variables.slot(name, None).is_some() => None,
            _ => Some(Scope::Universal),
        };
        self.status = if knowledge.is_certain() { Status::Known(0) } else { Status::open(call.text()) };
        self.put_path(name, scope, list, knowledge, call.spot());
        self.fire_set(name, call.spot())
    }

    fn elements(&self, name: &str) -> (List, Knowledge) {
        let Seen { found, knowledge } = self.look_up(name);
        match found {
            Found::List { list, .. } => (list, knowledge),
            Found::Missing => (Arc::new([]), knowledge),
            Found::Unknown(why) => (Arc::new([]), Knowledge::Unknown(why)),
        }
    }

    fn put_path(&mut self, name: &str, scope: Option<Scope>, list: List, knowledge: Knowledge, spot: Spot) {
        let is_unknown = knowledge.is_unknown();
        let before =
            self.variables.before(name, scope).map(|slot| slot.main.clone()).unwrap_or(Variable::GONE);
        let main = Variable {
            state: if is_unknown { State::Unknown } else { State::List(list) },
            is_exported: before.is_exported,
            is_path: before.is_path || name == "PATH",
            was_exported: before.was_exported || before.is_exported,
            spot: Some(spot),
        };
        self.variables.put(name, scope, Slot::new(main, knowledge));
    }

    /// Puts what `fish_user_paths` holds before PATH, as fish does whenever it changes.
    pub(in crate::source::startup::fish) fn rebuild_path(&mut self, spot: Option<Spot>) {
        let (wanted, one) = self.elements("fish_user_paths");
        let (added, two) = self.elements(ADDED);
        let (path, three) = self.elements("PATH");
        let knowledge = one.and(&two).and(&three);
        let mut rest: Vec<Element> = path.to_vec();
        for element in added.iter() {
            if let Some(position) = rest.iter().position(|own| own == element) {
                rest.remove(position);
            }
        }
        let mut user: Vec<Element> = vec![];
        for part in wanted.iter().flat_map(|element| element.text.split(':')).filter(|part| !part.is_empty())
        {
            let element = Element::of(part);
            if !user.contains(&element) {
                user.push(element);
            }
        }
        let new: Vec<Element> = user.iter().filter(|element| !rest.contains(element)).cloned().collect();
        rest.retain(|element| !user.contains(element));
        let list: List = user.into_iter().chain(rest).collect();
        let state = if knowledge.is_unknown() { State::Unknown } else { State::List(list) };
        let main = Variable { state, is_exported: true, is_path: true, was_exported: true, spot };
        self.variables.put("PATH", Some(Scope::Global), Slot::new(main, knowledge));
        self.put_global(ADDED, new.into(), false, None);
    }

    /// `cd`
    pub(super) fn cd(&mut self, call: &Call<'_>, arguments: &[Argument]) -> Flow {
        let target = match arguments {
            [] => self.certain("HOME").and_then(|home| home.first().map(|home| home.text.clone())),
            [only] if only.knowledge.is_certain() && &*only.text != "-" => Some(only.text.clone()),
            _ => None,
        };
        match target {
            Some(target) => self.change_directory(&target),
            None => {
                self.lose_directory(&call.text());
                Flow::ON
            }
        }
    }

    /// Goes to a directory, if it is there.
    pub(in crate::source::startup::fish) fn change_directory(&mut self, target: &str) -> Flow {
        let path = self.absolute(target).map(|path| cleaned(&path));
        let presence = path.as_ref().map(|path| self.tree.presence(path));
        let test: Arc<str> = format!("cd {target}").into();
        match (path, presence) {
            (Some(path), Some(Presence::Directory)) => {
                self.put_global("PWD", single(&path), true, None);
                self.status = Status::Known(0);
                self.fire(&Event::Variable("PWD"))
            }
            (Some(_), Some(Presence::Untold)) | (None, _) | (_, None) => {
                self.lose_directory(&test);
                Flow::ON
            }
            _ => {
                self.status = Status::Known(1);
                Flow::ON
            }
        }
    }

    /// The working directory is not known any more.
    fn lose_directory(&mut self, test: &Arc<str>) {
        let main = Variable {
            state: State::Unknown,
            is_exported: true,
            is_path: false,
            was_exported: true,
            spot: None,
        };
        self.variables.put("PWD", Some(Scope::Global), Slot::new(main, Knowledge::Unknown(test.clone())));
        self.status = Status::open(test.clone());
    }
}
