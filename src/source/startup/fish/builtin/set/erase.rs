//! `set -e`

use super::assign::New;
use super::{Options, spot_of_name};
use crate::source::startup::Knowledge;
use crate::source::startup::fish::call::Call;
use crate::source::startup::fish::flow::{Flow, Status};
use crate::source::startup::fish::function::Event;
use crate::source::startup::fish::shell::{Shell, is_read_only};
use crate::source::startup::fish::syntax::is_name;
use crate::source::startup::fish::value::{Argument, Element};
use crate::source::startup::fish::variables::{Scope, State};
use crate::source::startup::fish::word::indexes_of_name;

/// fish's status when there is no such variable.
const NOT_FOUND: i32 = 4;

impl Shell<'_> {
    /// Takes variables or some of their elements away.
    pub(super) fn erase(&mut self, call: &Call<'_>, options: &Options, names: &[&Argument]) -> Flow {
        let scopes: Vec<Option<Scope>> = if options.scopes.is_empty() {
            vec![None]
        } else {
            options.scopes.iter().copied().map(Some).collect()
        };
        let mut status = Status::Known(0);
        let mut erased = vec![];
        for scope in scopes {
            for name in names {
                if name.knowledge.is_unknown() {
                    self.doubt_call(call);
                    status = self.status.clone();
                    continue;
                }
                match self.erase_one(call, scope, name) {
                    Some(0) => erased.push(((*name).clone(), None)),
                    Some(code) => status = Status::Known(code),
                    None => {
                        status = Status::open(call.text());
                        erased.push(((*name).clone(), Some(call.text())));
                    }
                }
            }
        }
        self.status = status;
        let mut flow = Flow::ON;
        for (name, test) in erased {
            let base = name.text.split('[').next().unwrap_or_default();
            let fired = match test {
                None => self.fire(&Event::Erased(base)),
                Some(test) => self.undecided(&test, |shell| shell.fire(&Event::Erased(base)), |_| Flow::ON),
            };
            flow = flow.or_maybe(&fired);
        }
        flow
    }

    /// Takes one variable away; its status, if it is known.
    fn erase_one(&mut self, call: &Call<'_>, scope: Option<Scope>, argument: &Argument) -> Option<i32> {
        let list =
            |shell: &Self, name: &str| match shell.variables.slot(name, scope).map(|slot| &slot.main.state) {
                Some(State::List(list)) => Some(list.clone()),
                _ => None,
            };
        let Ok((name, indexes)) =
            indexes_of_name(&argument.text, |name| list(self, name).map_or(0, |list| list.len()))
        else {
            return Some(1);
        };
        if !is_name(name) {
            return Some(2);
        }
        let spot = spot_of_name(argument, name);
        if !indexes.is_empty() {
            let Some(slot) = self.variables.slot(name, scope) else { return Some(1) };
            let knowledge = slot.knowledge();
            let kept = list(self, name).map(|list| {
                let position = |index: usize| i64::try_from(index + 1).unwrap_or(i64::MAX);
                let kept = list.iter().enumerate().filter(|(index, _)| !indexes.contains(&position(*index)));
                kept.map(|(_, element)| element.clone()).collect::<Vec<Element>>()
            });
            let options = Options { scopes: scope.into_iter().collect(), ..Options::default() };
            let new = kept.map_or(New::Unknown, New::List);
            self.put(name, &options, new, knowledge, spot);
            self.fire_set(name, spot);
            return Some(0);
        }
        if is_read_only(name) {
            return Some(2);
        }
        let knowledge = if argument.is_computed {
            Knowledge::Conditional(call.text())
        } else {
            argument.knowledge.clone()
        };
        let found = self.variables.erase(name, scope, spot, &knowledge);
        if name == "fish_user_paths" {
            self.rebuild_path(Some(spot));
        }
        found.map(|found| if found { 0 } else { NOT_FOUND })
    }
}
