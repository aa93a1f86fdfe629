//! What programs find once the files are read.
//!
//! Mirrors `get_exported` and `create_export_array` of fish 3.6: an inner scope hides an outer one whether
//! it exports the name or not, but a universal variable is hidden only by one that is exported.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{FIRST_FRAME, GLOBAL, Name, State, UNIVERSAL, Variable, Variables};
use crate::source::Value;
use crate::source::startup::fish::script::{Files, Spot};
use crate::source::startup::{Alternative, Knowledge, ShellState, ShellVariable};

/// What the three scopes that are left hold: the shell's own frame, global, universal.
type Held<'a> = [&'a Variable; 3];

impl Variables {
    /// Every variable that is exported, was taken away, or is in doubt.
    pub(in crate::source::startup::fish) fn exported(
        &self,
        files: &Files,
    ) -> BTreeMap<String, ShellVariable> {
        let all = self
            .names
            .iter()
            .filter_map(|(name, number)| Some((name.to_string(), self.result(*number, files)?)));
        all.collect()
    }

    /// The variables that hold something no program sees, with the place that set them.
    pub(in crate::source::startup::fish) fn unexported(&self) -> Vec<(Arc<str>, Spot)> {
        let mut found: Vec<(Arc<str>, Spot)> = vec![];
        for (name, number) in &self.names {
            let levels = [FIRST_FRAME, GLOBAL, UNIVERSAL];
            let slots = levels.iter().filter_map(|level| self.slot_at(*number, *level));
            let mut there = slots.map(|slot| &slot.main).filter(|variable| variable.is_there()).peekable();
            let first = there.peek().and_then(|variable| variable.spot);
            let exported = there.any(|variable| variable.is_exported);
            found.extend(first.filter(|_| !exported).map(|spot| (name.clone(), spot)));
        }
        found
    }

    fn result(&self, name: Name, files: &Files) -> Option<ShellVariable> {
        let slots = [FIRST_FRAME, GLOBAL, UNIVERSAL].map(|level| self.slot_at(name, level));
        let held = slots.map(|slot| slot.map_or(&Variable::GONE, |slot| &slot.main));
        let main = visible(held);
        let mut knowledge = Knowledge::Certain;
        let mut alternatives: Vec<Alternative> = vec![];
        for (index, slot) in slots.iter().enumerate() {
            let Some(slot) = slot else { continue };
            let mut matters = held.get(index).is_some_and(|own| std::ptr::eq(*own, main));
            for other in slot.others() {
                let mut held = held;
                if let Some(place) = held.get_mut(index) {
                    *place = other;
                }
                let result = visible(held);
                let is_unknown = result.is_exported && result.text().is_none() && result.is_there();
                matters |= is_unknown || text(result) != text(main);
                add(&mut alternatives, main, result, files);
            }
            if matters {
                knowledge = knowledge.and(&slot.knowledge());
            }
        }
        let state = match (&main.state, text(main)) {
            (State::Unknown | State::Anything, _) => ShellState::Unknown,
            (_, Some(value)) => ShellState::Set(Value::new(value)),
            (_, None) => ShellState::Unset,
        };
        let place = main.spot.filter(|_| main.is_exported || main.was_exported).map(|spot| files.place(spot));
        let is_news = state != ShellState::Unset || !knowledge.is_certain() || main.was_exported;
        is_news.then_some(ShellVariable { state, knowledge, place, alternatives })
    }
}

/// The variable that programs see, or the one that keeps them from seeing any.
fn visible(held: Held<'_>) -> &Variable {
    let [.., universal] = held;
    let inner = held.into_iter().take(2).find(|variable| variable.is_there());
    match inner {
        Some(variable) if variable.is_exported => variable,
        _ if universal.is_there() && universal.is_exported => universal,
        Some(variable) => variable,
        None => held.into_iter().find(|variable| variable.was_exported).unwrap_or(&Variable::GONE),
    }
}

/// The value that programs see.
fn text(variable: &Variable) -> Option<String> {
    variable.text().filter(|_| variable.is_exported)
}

fn add(alternatives: &mut Vec<Alternative>, main: &Variable, other: &Variable, files: &Files) {
    let is_unknown = matches!(other.state, State::Unknown | State::Anything);
    let value = text(other);
    if is_unknown
        || value == text(main)
        || alternatives.iter().any(|known| known.value.as_ref().map(Value::expose) == value.as_deref())
    {
        return;
    }
    let spot = other.spot.filter(|_| other.is_exported || other.was_exported);
    alternatives
        .push(Alternative { value: value.map(Value::new), place: spot.map(|spot| files.place(spot)) });
}
