//! What one scope holds under one name, in every way it may come out.

use std::sync::Arc;

use crate::source::startup::fish::script::Spot;
use crate::source::startup::fish::value::{List, joined};
use crate::source::startup::{Knowledge, distinct};

/// A variable's elements, as far as they are known.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum State {
    /// These.
    List(List),
    /// Some; only running the file would tell which.
    Unknown,
    /// It may be set or not; only running the file would tell.
    Anything,
    /// There is no such variable.
    Gone,
}

/// A variable of one scope.
#[derive(Debug, Clone)]
pub(crate) struct Variable {
    /// Its elements.
    pub(crate) state: State,
    /// Whether programs see it.
    pub(crate) is_exported: bool,
    /// Whether its elements are joined by `:`.
    pub(crate) is_path: bool,
    /// Whether programs saw it at some time.
    pub(crate) was_exported: bool,
    /// What set it or took it away; `None`: inherited.
    pub(crate) spot: Option<Spot>,
}

impl Variable {
    /// What stands for a name that a scope does not have.
    pub(crate) const GONE: Self =
        Self { state: State::Gone, is_exported: false, is_path: false, was_exported: false, spot: None };

    /// Whether there is such a variable.
    pub(crate) fn is_there(&self) -> bool {
        self.state != State::Gone
    }

    /// Whether two variables are the same, wherever they were set.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        let gone = !self.is_there() && !other.is_there();
        let flags = (self.is_exported, self.is_path) == (other.is_exported, other.is_path);
        gone || (self.state == other.state && flags)
    }

    /// What programs find in it; `None` if it is not known.
    pub(crate) fn text(&self) -> Option<String> {
        match &self.state {
            State::List(list) => Some(joined(list, if self.is_path { ":" } else { " " })),
            _ => None,
        }
    }
}

/// How sure a slot is, and what else it could hold.
#[derive(Debug, Clone)]
struct Doubt {
    knowledge: Knowledge,
    others: Vec<Variable>,
}

/// What one scope holds under one name.
#[derive(Debug, Clone)]
pub(crate) struct Slot {
    /// What it holds if the tests that it depends on hold.
    pub(crate) main: Variable,
    /// Nothing if it is certain; most are.
    doubt: Option<Box<Doubt>>,
}

impl Slot {
    /// A slot whose variable is as sure as `knowledge` says.
    pub(crate) fn new(main: Variable, knowledge: Knowledge) -> Self {
        let doubt = (!knowledge.is_certain()).then(|| Box::new(Doubt { knowledge, others: vec![] }));
        Self { main, doubt }
    }

    /// How sure it is.
    pub(crate) fn knowledge(&self) -> Knowledge {
        self.doubt.as_ref().map_or(Knowledge::Certain, |doubt| doubt.knowledge.clone())
    }

    /// What else it could hold.
    pub(crate) fn others(&self) -> &[Variable] {
        self.doubt.as_ref().map_or(&[], |doubt| &doubt.others)
    }

    /// What a slot holds after a test that is not decided: `one` if it holds, else `other`.
    pub(crate) fn merge(one: Option<&Self>, other: Option<&Self>, test: &Arc<str>) -> Option<Self> {
        let (first, second) =
            (one.map_or(&Variable::GONE, Self::main), other.map_or(&Variable::GONE, Self::main));
        let known = one.map_or(Knowledge::Certain, Self::knowledge);
        let is_certain = |slot: Option<&Self>| slot.is_none_or(|slot| slot.doubt.is_none());
        if first.is_like(second) && is_certain(one) && is_certain(other) {
            return one.or(other).cloned();
        }
        let others = [one, other].into_iter().flatten().flat_map(Self::others);
        let others = distinct(first, std::iter::once(second).chain(others).cloned(), Variable::is_like);
        let knowledge = match known {
            Knowledge::Certain => Knowledge::Conditional(test.clone()),
            known => known,
        };
        Some(Self { main: first.clone(), doubt: Some(Box::new(Doubt { knowledge, others })) })
    }

    fn main(&self) -> &Variable {
        &self.main
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::startup::fish::value::single;

    fn slot(text: &str) -> Slot {
        let variable = Variable { state: State::List(single(text)), is_exported: true, ..Variable::GONE };
        Slot::new(variable, Knowledge::Certain)
    }

    #[test]
    fn merge_of_two_alike_is_certain() {
        let merged = Slot::merge(Some(&slot("a")), Some(&slot("a")), &"uname".into()).unwrap();
        assert!(merged.knowledge().is_certain() && merged.others().is_empty());
        assert!(Slot::merge(None, None, &"uname".into()).is_none());
    }

    #[test]
    fn merge_keeps_what_the_other_branch_has() {
        let merged = Slot::merge(Some(&slot("a")), None, &"test -d x".into()).unwrap();
        assert_eq!(merged.main.text().as_deref(), Some("a"));
        assert_eq!(merged.knowledge(), Knowledge::Conditional("test -d x".into()));
        assert!(matches!(merged.others(), [other] if !other.is_there()));
        let again = Slot::merge(Some(&slot("b")), Some(&merged), &"outer".into()).unwrap();
        let others: Vec<Option<String>> = again.others().iter().map(Variable::text).collect();
        assert_eq!(others, [Some("a".to_owned()), None]);
    }
}
