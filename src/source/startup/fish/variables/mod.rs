//! Variables and their scopes: universal, global, and one for every block and function.
//!
//! Mirrors `env_stack_impl_t` of fish 3.6.

mod export;
mod slot;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::source::startup::Knowledge;
use crate::source::startup::store::{Changes, Store};

pub(super) use slot::{Slot, State, Variable};

use super::script::Spot;
use super::value::List;

/// What a name stands for.
#[derive(Debug, Clone)]
pub(super) enum Found {
    /// There is no such variable.
    Missing,
    /// These elements.
    List {
        /// The elements.
        list: List,
        /// Whether `:` joins them.
        is_path: bool,
    },
    /// Only running the file would tell; the text that would have to run.
    Unknown(Arc<str>),
}

/// What a name stands for, and how sure that is.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    /// What it stands for.
    pub(super) found: Found,
    /// How sure that is.
    pub(super) knowledge: Knowledge,
}

/// A scope that `set` can be told to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// `-U`
    Universal,
    /// `-g`
    Global,
    /// `-f`
    Function,
    /// `-l`
    Local,
}

/// The number of a name.
type Name = u32;
/// The number of a scope: 0 universal, 1 global, then one for each frame.
type Level = u32;

/// The universal scope.
const UNIVERSAL: Level = 0;
/// The global scope.
const GLOBAL: Level = 1;
/// The first frame, which stays as long as the shell: `set -f` outside of functions ends up here.
const FIRST_FRAME: Level = 2;

/// Variables of a block or a function.
#[derive(Debug, Default)]
struct Frame {
    /// A function does not see the frames below.
    hides_below: bool,
    /// The names that were ever set in it.
    names: Vec<Name>,
}

/// What a walk changed; to be laid over what another walk changed.
pub(super) type Walk = Changes<(Name, Level), Slot>;

/// All variables.
#[derive(Debug)]
pub(super) struct Variables {
    store: Store<(Name, Level), Slot>,
    names: BTreeMap<Arc<str>, Name>,
    frames: Vec<Frame>,
}

impl Default for Variables {
    fn default() -> Self {
        Self { store: Store::default(), names: BTreeMap::new(), frames: vec![Frame::default()] }
    }
}

impl Variables {
    fn number(&mut self, name: &str) -> Name {
        if let Some(number) = self.names.get(name) {
            return *number;
        }
        let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.insert(name.into(), number);
        number
    }

    /// The frames that are seen from here, innermost first.
    fn chain(&self) -> impl Iterator<Item = Level> + '_ {
        let wall = self.frames.iter().rposition(|frame| frame.hides_below).unwrap_or(0);
        let level = |index: usize| FIRST_FRAME.saturating_add(u32::try_from(index).unwrap_or(u32::MAX));
        (wall..self.frames.len()).rev().map(level)
    }

    fn innermost(&self) -> Level {
        self.chain().next().unwrap_or(FIRST_FRAME)
    }

    /// The scope of the function that runs, or of the shell itself.
    fn outermost(&self) -> Level {
        self.chain().last().unwrap_or(FIRST_FRAME)
    }

    fn level(&self, scope: Scope) -> Level {
        match scope {
            Scope::Universal => UNIVERSAL,
            Scope::Global => GLOBAL,
            Scope::Function => self.outermost(),
            Scope::Local => self.innermost(),
        }
    }

    fn slot_at(&self, name: Name, level: Level) -> Option<&Slot> {
        self.store.get(&(name, level))
    }

    fn is_there(&self, name: Name, level: Level) -> bool {
        self.slot_at(name, level).is_some_and(|slot| slot.main.is_there())
    }

    /// The scope where a name is found, innermost first.
    fn holder(&self, name: Name) -> Option<Level> {
        self.chain().chain([GLOBAL, UNIVERSAL]).find(|level| self.is_there(name, *level))
    }

    /// Where `set` without a scope puts a name.
    fn default_level(&self, name: Name) -> Level {
        self.holder(name).unwrap_or_else(|| self.level_of_new())
    }

    /// Where `set` without a scope puts a name that is nowhere.
    fn level_of_new(&self) -> Level {
        let outermost = self.outermost();
        let frame = self.frames.get((outermost - FIRST_FRAME) as usize);
        if frame.is_some_and(|frame| frame.hides_below) { outermost } else { GLOBAL }
    }

    /// What a scope holds; every scope, innermost first, if none is named.
    pub(super) fn slot(&self, name: &str, scope: Option<Scope>) -> Option<&Slot> {
        let name = *self.names.get(name)?;
        let level = match scope {
            None => self.holder(name)?,
            // As in fish, a look into the local scope goes through all blocks of the function.
            Some(Scope::Local) => self.chain().find(|level| self.is_there(name, *level))?,
            Some(scope) => self.level(scope),
        };
        self.slot_at(name, level)
    }

    /// The slots that a look-up passes on its way to the one it finds: they may be there in other ways.
    pub(super) fn in_doubt<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a Slot> + use<'a> {
        let number = self.names.get(name).copied();
        let holder = number.and_then(|number| self.holder(number));
        let levels: Vec<Level> = self.chain().chain([GLOBAL, UNIVERSAL]).collect();
        let passed = levels.into_iter().take_while(move |level| Some(*level) != holder);
        passed.filter_map(move |level| self.slot_at(number?, level)).filter(|slot| !slot.others().is_empty())
    }

    /// Puts something into a scope, or into the one that `set` without a scope would choose.
    pub(super) fn put(&mut self, name: &str, scope: Option<Scope>, slot: Slot) {
        let number = self.number(name);
        let level = scope.map_or_else(|| self.default_level(number), |scope| self.level(scope));
        self.put_at(number, level, slot);
    }

    fn put_at(&mut self, name: Name, level: Level, slot: Slot) {
        if let Some(frame) =
            level.checked_sub(FIRST_FRAME).and_then(|index| self.frames.get_mut(index as usize))
            && frame.names.last() != Some(&name)
        {
            frame.names.push(name);
        }
        self.store.put((name, level), Some(slot));
    }

    /// Whether `set` without a scope would choose another scope if the variable that it finds were not there,
    /// or if one were there that may be there.
    pub(super) fn would_move(&self, name: &str) -> bool {
        let Some(number) = self.names.get(name).copied() else { return false };
        let default = self.level_of_new();
        let mut levels = self.chain().chain([GLOBAL, UNIVERSAL]);
        levels.any(|level| level != default && self.slot_at(number, level).is_some())
    }

    /// Where a name is put by `set` without a scope if `test` does not hold, so that the variable it finds is
    /// not there: the next scope that has one holds `slot` then.
    pub(super) fn put_elsewhere(&mut self, name: &str, slot: &Slot, test: &Arc<str>) {
        let number = self.number(name);
        let holder = self.holder(number);
        let levels: Vec<Level> = self.chain().chain([GLOBAL, UNIVERSAL]).collect();
        let after = levels.into_iter().skip_while(|level| holder.is_some_and(|holder| *level != holder));
        let next = after.skip(1).find(|level| self.is_there(number, *level)).unwrap_or(self.level_of_new());
        if let Some(merged) = Slot::merge(self.slot_at(number, next), Some(slot), test) {
            self.put_at(number, next, merged);
        }
    }

    /// Whether the scope that a name would be put into is the universal one.
    pub(super) fn goes_universal(&self, name: &str, scope: Option<Scope>) -> bool {
        let holder = || self.names.get(name).and_then(|name| self.holder(*name));
        scope.map_or_else(|| holder() == Some(UNIVERSAL), |scope| scope == Scope::Universal)
    }

    /// What the scope that a name would be put into holds already.
    pub(super) fn before(&self, name: &str, scope: Option<Scope>) -> Option<&Slot> {
        let number = *self.names.get(name)?;
        let level = scope.map_or_else(|| self.default_level(number), |scope| self.level(scope));
        self.slot_at(number, level)
    }

    /// The variable of a name that a function or the shell has, the universal one left out: what
    /// decides whether a new variable of that name is a path variable.
    pub(super) fn nearest(&self, name: &str) -> Option<&Slot> {
        let number = *self.names.get(name)?;
        let level = self.holder(number).filter(|level| *level != UNIVERSAL)?;
        self.slot_at(number, level)
    }

    /// Takes a name away from a scope, or from the innermost one that has it; says whether there was one,
    /// as far as that is known. Where it is there in other ways, it is gone in those, too.
    pub(super) fn erase(
        &mut self,
        name: &str,
        scope: Option<Scope>,
        spot: Spot,
        knowledge: &Knowledge,
    ) -> Option<bool> {
        let Some(number) = self.names.get(name).copied() else { return Some(false) };
        let levels: Vec<Level> = match scope {
            None => self.chain().chain([GLOBAL, UNIVERSAL]).collect(),
            Some(Scope::Local) => self.chain().collect(),
            Some(scope) => vec![self.level(scope)],
        };
        let mut in_doubt = false;
        for level in levels {
            let Some(slot) = self.slot_at(number, level) else { continue };
            let is_there = slot.main.is_there();
            let is_doubtful = slot.main.state == State::Anything || !slot.others().is_empty();
            if !is_there && !is_doubtful {
                continue;
            }
            in_doubt |= is_doubtful;
            let was_exported = slot.main.is_exported || slot.main.was_exported;
            let gone =
                Slot::new(Variable { was_exported, spot: Some(spot), ..Variable::GONE }, Knowledge::Certain);
            let slot = match knowledge {
                Knowledge::Certain => Some(gone),
                Knowledge::Conditional(test) | Knowledge::Unknown(test) => {
                    Slot::merge(Some(&gone), Some(slot), test)
                }
            };
            if let Some(slot) = slot {
                self.put_at(number, level, slot);
            }
            if is_there {
                return (!in_doubt).then_some(true);
            }
        }
        if in_doubt { None } else { Some(false) }
    }

    /// Enters a block; `hides_below` if it is a function's own.
    pub(super) fn enter(&mut self, hides_below: bool) {
        let mut names: Vec<(Name, Slot)> = vec![];
        if hides_below {
            let levels: Vec<Level> = self.chain().collect();
            for level in levels.into_iter().rev() {
                let frame = self.frames.get((level - FIRST_FRAME) as usize);
                let seen = frame.iter().flat_map(|frame| &frame.names);
                let slots = seen.filter_map(|name| Some((*name, self.slot_at(*name, level)?.clone())));
                names.extend(slots.filter(|(_, slot)| slot.main.is_exported));
            }
        }
        self.frames.push(Frame { hides_below, names: vec![] });
        let level = self.innermost();
        for (name, slot) in names {
            self.put_at(name, level, slot);
        }
    }

    /// Leaves a block: its variables are gone.
    pub(super) fn leave(&mut self) {
        let level = self.innermost();
        let Some(frame) = self.frames.pop() else { return };
        for name in frame.names {
            self.store.put((name, level), None);
        }
    }

    /// Begins to remember changes.
    pub(super) fn mark(&mut self) {
        self.store.mark();
    }

    /// Takes the changes since the last mark back.
    pub(super) fn lift(&mut self) -> Walk {
        self.store.lift()
    }

    /// Lays two walks over each other: the first one is what happens if the test holds.
    pub(super) fn lay(&mut self, one: &Walk, other: &Walk, test: &Arc<str>) {
        self.store.lay(one, other, |one, other| Slot::merge(one, other, test));
    }

    /// The names that a walk changed to something else, with the place that did.
    pub(super) fn changed(&self, walk: &Walk) -> Vec<(Arc<str>, Option<Spot>)> {
        let differs = |before: Option<&Slot>, after: Option<&Slot>| match (before, after) {
            (Some(before), Some(after)) => !before.main.is_like(&after.main),
            (before, after) => before.or(after).is_some_and(|slot| slot.main.is_there()),
        };
        let changed =
            walk.iter().filter(|(_, change)| differs(change.before.as_ref(), change.after.as_ref()));
        let spot = |after: Option<&Slot>| after.and_then(|slot| slot.main.spot);
        let spots: BTreeMap<Name, Option<Spot>> =
            changed.map(|((name, _), change)| (*name, spot(change.after.as_ref()))).collect();
        let named = self.names.iter().filter_map(|(name, number)| Some((name.clone(), *spots.get(number)?)));
        named.collect()
    }
}
