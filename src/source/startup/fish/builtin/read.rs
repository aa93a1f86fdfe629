//! `read` and `argparse`: variables whose values only running would tell.

use std::sync::Arc;

use super::options::{Order, read_options};
use crate::source::startup::Knowledge;
use crate::source::startup::fish::call::Call;
use crate::source::startup::fish::flow::{Flow, Status};
use crate::source::startup::fish::script::Spot;
use crate::source::startup::fish::shell::Shell;
use crate::source::startup::fish::syntax::is_name;
use crate::source::startup::fish::value::Argument;
use crate::source::startup::fish::variables::{Scope, Slot, State, Variable};

const SHORT_OPTIONS: &str = "ac:d:fghiLln:p:sStuxzP:UR:";
const LONG_OPTIONS: &[(&str, char)] = &[
    ("array", 'a'),
    ("command", 'c'),
    ("delimiter", 'd'),
    ("export", 'x'),
    ("function", 'f'),
    ("global", 'g'),
    ("help", 'h'),
    ("line", 'L'),
    ("list", 'a'),
    ("local", 'l'),
    ("nchars", 'n'),
    ("null", 'z'),
    ("prompt", 'p'),
    ("prompt-str", 'P'),
    ("right-prompt", 'R'),
    ("shell", 'S'),
    ("silent", 's'),
    ("tokenize", 't'),
    ("unexport", 'u'),
    ("universal", 'U'),
];

impl Shell<'_> {
    /// `read`: its variables are unknown.
    pub(super) fn read(&mut self, call: &Call<'_>, arguments: &[Argument]) -> Flow {
        let Ok(found) = read_options(arguments, SHORT_OPTIONS, LONG_OPTIONS, Order::First) else {
            self.status = Status::Known(2);
            return Flow::ON;
        };
        let scopes =
            [('U', Scope::Universal), ('g', Scope::Global), ('f', Scope::Function), ('l', Scope::Local)];
        let scope = scopes.iter().find(|(letter, _)| found.has(*letter)).map(|(_, scope)| *scope);
        let exports = found.has('x').then_some(true).or(found.has('u').then_some(false));
        let names: Vec<(Arc<str>, Spot)> =
            found.rest.iter().map(|argument| (argument.text.clone(), argument.spot)).collect();
        for (name, spot) in names.iter().filter(|(name, _)| is_name(name)) {
            let before = self.variables.before(name, scope).map(|slot| slot.main.is_exported);
            let is_exported = exports.or(before).unwrap_or(false);
            self.put_unknown(name, scope, is_exported, Some(*spot), &call.pipeline());
        }
        self.status = Status::open(call.pipeline());
        Flow::ON
    }

    fn put_unknown(
        &mut self,
        name: &str,
        scope: Option<Scope>,
        is_exported: bool,
        spot: Option<Spot>,
        why: &Arc<str>,
    ) {
        let main = Variable {
            state: State::Anything,
            is_exported,
            is_path: name.ends_with("PATH"),
            was_exported: is_exported,
            spot,
        };
        self.variables.put(name, scope, Slot::new(main, Knowledge::Unknown(why.clone())));
    }

    /// `argparse`: the flags that it sets, and what it leaves of the arguments, are unknown.
    pub(super) fn argparse(&mut self, call: &Call<'_>, arguments: &[Argument]) -> Flow {
        let why = call.text();
        for argument in arguments.iter().take_while(|argument| &*argument.text != "--") {
            let names = argument.text.split(['=', '!', '?', '#']).next().unwrap_or_default();
            for name in names.split('/').filter(|name| !name.is_empty()) {
                let name = format!("_flag_{}", name.replace('-', "_"));
                self.put_unknown(&name, Some(Scope::Local), false, None, &why);
            }
        }
        self.put_unknown("argv", None, false, None, &why);
        self.status = Status::open(why);
        Flow::ON
    }
}
