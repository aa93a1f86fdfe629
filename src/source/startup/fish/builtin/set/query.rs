//! `set -q`

use super::Options;
use crate::source::startup::fish::call::Call;
use crate::source::startup::fish::flow::{Flow, Status};
use crate::source::startup::fish::shell::Shell;
use crate::source::startup::fish::value::Argument;
use crate::source::startup::fish::variables::{Scope, State, Variable};
use crate::source::startup::fish::word::indexes_of_name;

/// fish's status without a name.
const NO_NAME: i32 = 255;

/// How many of the names there are not.
struct Missing {
    /// As far as it is known.
    count: i32,
    /// The number could be another.
    is_open: bool,
    /// The number is a mere guess.
    is_guess: bool,
}

impl Shell<'_> {
    /// Asks whether variables or some of their elements are there.
    pub(super) fn query(&mut self, call: &Call<'_>, options: &Options, names: &[&Argument]) -> Flow {
        if names.is_empty() {
            self.status = Status::Known(NO_NAME);
            return Flow::ON;
        }
        let mut missing = Missing { count: 0, is_open: false, is_guess: false };
        for name in names {
            if name.knowledge.is_unknown() {
                missing.is_guess = true;
            } else if !self.query_one(options, name, &mut missing) {
                self.status = Status::Known(1);
                return Flow::ON;
            }
        }
        self.status = if missing.is_guess {
            Status::open(call.text())
        } else if missing.is_open {
            Status::Doubtful { likely: Some(missing.count == 0), test: call.text() }
        } else {
            Status::Known(missing.count)
        };
        Flow::ON
    }

    /// Counts what is missing of one name; false if fish refuses it.
    fn query_one(&self, options: &Options, argument: &Argument, missing: &mut Missing) -> bool {
        let scope = options.scope();
        let base = argument.text.split('[').next().unwrap_or_default();
        let slot = self.variables.slot(base, scope);
        let found = slot.map(|slot| &slot.main).filter(|variable| options.fits(variable));
        let others = slot.map_or(&[][..], |slot| slot.others());
        let size = |variable: Option<&Variable>| match variable.map(|variable| &variable.state) {
            Some(State::List(list)) => Some(list.len()),
            None | Some(State::Gone) => Some(0),
            Some(State::Unknown | State::Anything) => None,
        };
        if slot.is_none() && scope.is_none() && self.is_always_there(base) {
            return true;
        }
        let Ok((_, indexes)) = indexes_of_name(&argument.text, |_| size(found).unwrap_or(0)) else {
            return false;
        };
        missing.is_open |= !argument.knowledge.is_certain();
        if indexes.is_empty() {
            missing.count += i32::from(found.is_none());
            let anything = |variable: &Variable| variable.state == State::Anything;
            missing.is_guess |= found.is_some_and(anything);
            missing.is_open |= others.iter().any(|other| options.fits(other) != found.is_some());
            missing.is_open |= found.is_none() && self.could_be_there(base, scope);
            return true;
        }
        let Some(length) = size(found) else {
            missing.is_guess = true;
            return true;
        };
        let length = i64::try_from(length).unwrap_or(i64::MAX);
        missing.count +=
            i32::try_from(indexes.iter().filter(|index| **index < 1 || **index > length).count())
                .unwrap_or(1);
        missing.is_open |= slot.is_some_and(|slot| !slot.knowledge().is_certain());
        missing.is_open |= found.is_none() && self.could_be_there(base, scope);
        true
    }

    /// Whether a name that is not there is there if a test comes out another way.
    fn could_be_there(&self, name: &str, scope: Option<Scope>) -> bool {
        scope.is_none() && self.variables.in_doubt(name).next().is_some()
    }
}
