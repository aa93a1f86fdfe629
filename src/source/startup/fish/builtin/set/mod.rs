//! `set`.
//!
//! Mirrors `builtin_set` of fish 3.6.

mod assign;
mod erase;
mod query;
#[cfg(test)]
mod tests;

use super::options::{BadOption, Order, read_options};
use crate::source::startup::fish::flow::{Flow, Status};
use crate::source::startup::fish::run::Call;
use crate::source::startup::fish::script::{Spot, bytes};
use crate::source::startup::fish::shell::Shell;
use crate::source::startup::fish::value::Argument;
use crate::source::startup::fish::variables::{Scope, Variable};

/// fish's status for arguments that it cannot take.
const BAD_ARGUMENTS: i32 = 2;

const SHORT_OPTIONS: &str = "LSUaefghlnpqux";
const LONG_OPTIONS: &[(&str, char)] = &[
    ("export", 'x'),
    ("global", 'g'),
    ("function", 'f'),
    ("local", 'l'),
    ("erase", 'e'),
    ("names", 'n'),
    ("unexport", 'u'),
    ("universal", 'U'),
    ("long", 'L'),
    ("query", 'q'),
    ("show", 'S'),
    ("append", 'a'),
    ("prepend", 'p'),
    ("path", '1'),
    ("unpath", '2'),
    ("help", 'h'),
];

/// What `set` was told.
#[derive(Debug, Clone, Default)]
pub(in crate::source::startup::fish) struct Options {
    scopes: Vec<Scope>,
    /// `-x` or `-u`.
    exports: Option<bool>,
    /// `--path` or `--unpath`.
    is_path: Option<bool>,
    append: bool,
    prepend: bool,
}

impl Options {
    fn scope(&self) -> Option<Scope> {
        self.scopes.first().copied()
    }

    /// Whether a variable is one that was asked for: exported or not, a path or not.
    fn fits(&self, variable: &Variable) -> bool {
        variable.is_there()
            && self.exports.is_none_or(|exports| exports == variable.is_exported)
            && self.is_path.is_none_or(|is_path| is_path == variable.is_path)
    }

    /// `set -gx`, which others do in place of the user.
    pub(super) fn global_export() -> Self {
        Self { scopes: vec![Scope::Global], exports: Some(true), ..Self::default() }
    }
}

impl Shell<'_> {
    /// `set`
    pub(super) fn set(&mut self, call: &Call<'_>, arguments: &[Argument]) -> Flow {
        let found = match read_options(arguments, SHORT_OPTIONS, LONG_OPTIONS, Order::First) {
            Ok(found) => found,
            Err(BadOption::Unclear) => {
                self.doubt_call(call);
                return Flow::ON;
            }
            Err(BadOption::None) => return self.refuse_arguments(),
        };
        if found.has('h') {
            return self.succeed();
        }
        let scopes =
            [('l', Scope::Local), ('f', Scope::Function), ('g', Scope::Global), ('U', Scope::Universal)];
        let scopes: Vec<Scope> =
            scopes.iter().filter(|(letter, _)| found.has(*letter)).map(|(_, scope)| *scope).collect();
        let [query, erase, list, show] = ['q', 'e', 'n', 'S'].map(|letter| found.has(letter));
        let both = |one: char, other: char| found.has(one) && found.has(other);
        let clash = (query && (erase || list))
            || (erase && (list || found.has('x') || found.has('u') || found.rest.is_empty()))
            || (scopes.len() > 1 && !erase)
            || both('x', 'u')
            || both('1', '2')
            || (show && (!scopes.is_empty() || erase || list || found.has('x')));
        if clash {
            return self.refuse_arguments();
        }
        let flag = |yes: char, no: char| found.has(yes).then_some(true).or(found.has(no).then_some(false));
        let options = Options {
            scopes,
            exports: flag('x', 'u'),
            is_path: flag('1', '2'),
            append: found.has('a'),
            prepend: found.has('p'),
        };
        match found.rest.as_slice() {
            names if query => self.query(call, &options, names),
            names if erase => self.erase(call, &options, names),
            _ if list || show => self.succeed(),
            [] => Flow::ON,
            [name, values @ ..] => {
                let values: Vec<Argument> = values.iter().map(|value| (*value).clone()).collect();
                self.assign(call, &options, name, &values)
            }
        }
    }

    pub(super) fn refuse_arguments(&mut self) -> Flow {
        self.status = Status::Known(BAD_ARGUMENTS);
        Flow::ON
    }

    pub(super) fn succeed(&mut self) -> Flow {
        self.status = Status::Known(0);
        Flow::ON
    }
}

/// Where the name stands that an argument begins with: quotes around it are left out.
pub(super) fn spot_of_name(argument: &Argument, name: &str) -> Spot {
    let spot = argument.spot;
    if argument.is_computed {
        return spot;
    }
    let written = spot.end.saturating_sub(spot.start);
    let is_quoted = written == bytes(&argument.text).saturating_add(2);
    let start = spot.start.saturating_add(u32::from(is_quoted));
    Spot { start, end: start.saturating_add(bytes(name)), ..spot }
}
