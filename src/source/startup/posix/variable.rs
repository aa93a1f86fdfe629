//! A variable, in every way that it could come out.

use std::sync::Arc;

use super::shape::Shape;
use super::text::Text;
use crate::source::Value;
use crate::source::startup::{Alternative, Condition, Knowledge, Place, distinct};

/// What a variable holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Holds {
    /// Nothing: declared, exported or taken away, but without a value.
    Nothing,
    /// A text.
    Scalar(Text),
    /// An array.
    Array(Vec<Text>),
}

/// Another way that a variable could come out.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Way {
    /// Its value; `None`: it has none.
    pub(super) text: Option<String>,
    /// Whether programs see it then.
    pub(super) is_exported: bool,
    /// Whether it is a list then.
    pub(super) is_list: bool,
    /// Whether an assignment to it fails then.
    pub(super) is_read_only: bool,
    /// Only running the files would tell its value.
    pub(super) is_untold: bool,
    /// What set it.
    pub(super) place: Option<Place>,
}

impl Way {
    /// The way as a program finds it; `None`: nobody can tell.
    pub(super) fn seen(&self, exports_lists: bool) -> Option<Alternative> {
        let is_seen = self.is_exported && (exports_lists || !self.is_list);
        let text = self.text.as_deref().filter(|_| is_seen);
        let is_told = !self.is_untold || !self.is_exported;
        is_told.then(|| Alternative { value: text.map(Value::from), place: self.place.clone() })
    }

    fn is_like(&self, other: &Self) -> bool {
        self.text == other.text
            && self.is_exported == other.is_exported
            && self.is_read_only == other.is_read_only
            && self.is_untold == other.is_untold
            && self.is_list == other.is_list
    }
}

/// A variable.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Variable {
    /// Its value.
    pub(super) holds: Holds,
    /// Whether programs see it.
    pub(super) is_exported: bool,
    /// Whether an assignment to it fails.
    pub(super) is_read_only: bool,
    /// How sure it is that the variable is in this state (the value has its own knowledge).
    pub(super) knowledge: Knowledge,
    /// What set it.
    pub(super) place: Option<Place>,
    /// What took it away from programs: `unset`, `export -n`.
    pub(super) taken_at: Option<Place>,
    /// The function call that did.
    pub(super) call: Option<Arc<str>>,
    /// What else it could be.
    pub(super) ways: Vec<Way>,
    /// What it makes of the values that it is given.
    pub(super) shape: Shape,
    /// zsh: it was exported without a value, so that it is empty here and programs do not see it.
    pub(super) is_unseen: bool,
    /// zsh: the array (or the scalar) that it is tied to, and the character between the elements.
    pub(super) tie: Option<(Arc<str>, char)>,
}

impl Variable {
    /// A variable that holds nothing.
    pub(super) fn nothing() -> Self {
        Self {
            holds: Holds::Nothing,
            is_exported: false,
            is_read_only: false,
            knowledge: Knowledge::Certain,
            place: None,
            taken_at: None,
            call: None,
            ways: vec![],
            shape: Shape::default(),
            is_unseen: false,
            tie: None,
        }
    }

    /// How sure the value that a program would find is.
    pub(super) fn overall(&self) -> Knowledge {
        match &self.holds {
            Holds::Scalar(text) => self.knowledge.and(&text.knowledge),
            Holds::Array(elements) => {
                let first = elements.first().map(|text| text.knowledge.clone()).unwrap_or_default();
                self.knowledge.and(&first)
            }
            Holds::Nothing => self.knowledge.clone(),
        }
    }

    /// The variable as one of the ways that it could come out; of a list, its first element, which programs see
    /// in some shells.
    fn as_way(&self) -> Way {
        let text = match &self.holds {
            Holds::Scalar(text) => Some(text.text.clone()),
            Holds::Array(elements) => elements.first().map(|text| text.text.clone()),
            Holds::Nothing => None,
        };
        Way {
            text,
            is_exported: self.is_exported && !self.is_unseen,
            is_list: matches!(self.holds, Holds::Array(_)),
            is_read_only: self.is_read_only,
            is_untold: self.overall().is_unknown(),
            place: self.place.clone(),
        }
    }

    /// Whether only a test tells if an assignment fails.
    pub(super) fn is_perhaps_read_only(&self) -> bool {
        self.ways.iter().any(|way| way.is_read_only != self.is_read_only)
    }

    /// What else its text could be.
    pub(super) fn other_texts(&self) -> Vec<String> {
        let told = self.ways.iter().filter(|way| !way.is_untold);
        told.map(|way| way.text.clone().unwrap_or_default()).collect()
    }

    /// Whether nobody can tell what a program would find.
    fn is_untold(&self) -> bool {
        self.is_exported && !self.is_unseen && self.overall().is_unknown()
    }

    /// Drops the ways that are no different; true: none is left.
    pub(super) fn forget_like_ways(&mut self) -> bool {
        let own = self.as_way();
        self.ways.retain(|way| !own.is_like(way));
        self.ways.is_empty()
    }

    /// Lets programs see it, or not, however it comes out.
    pub(super) fn export(&mut self, is_exported: bool) {
        self.is_exported = is_exported;
        self.ways.iter_mut().for_each(|way| way.is_exported = is_exported);
    }

    fn is_same_to_programs(&self, other: &Self) -> bool {
        self.is_exported == other.is_exported
            && self.is_unseen == other.is_unseen
            && self.shape == other.shape
            && self.is_read_only == other.is_read_only
            && match (&self.holds, &other.holds) {
                (Holds::Scalar(one), Holds::Scalar(two)) => {
                    one.text == two.text && one.knowledge == two.knowledge && one.computed == two.computed
                }
                (one, two) => one == two,
            }
    }
}

/// A variable after an undecided test: the value it has if the test held (or if it came out the likely way),
/// with the other one beside it.
pub(super) fn merge(
    base: Option<&Arc<Variable>>,
    held: Option<&Arc<Variable>>,
    other: Option<&Arc<Variable>>,
    condition: &Condition,
) -> Option<Arc<Variable>> {
    let same = |one: Option<&Arc<Variable>>, two: Option<&Arc<Variable>>| match (one, two) {
        (Some(one), Some(two)) => Arc::ptr_eq(one, two),
        (None, None) => true,
        _ => false,
    };
    let takes_held = match condition.likely {
        Some(likely) => likely,
        None => !same(held, base) || same(other, base),
    };
    let (chosen, rest) = if takes_held { (held, other) } else { (other, held) };
    let absent = Arc::new(Variable::nothing());
    let (chosen, rest) = (chosen.unwrap_or(&absent), rest.unwrap_or(&absent));
    if chosen.is_same_to_programs(rest) {
        let knowledge = chosen.knowledge.and(&rest.knowledge);
        return Some(Arc::new(Variable { knowledge, ..(**chosen).clone() }));
    }
    let mut merged = (**chosen).clone();
    merged.knowledge = merged.knowledge.and(&Knowledge::Conditional(condition.text.clone()));
    if rest.is_untold() && condition.likely.is_none() {
        // One of the ways is not known, and no test says which way it goes.
        merged.knowledge = rest.overall();
    }
    let own = chosen.as_way();
    let known = std::mem::take(&mut merged.ways);
    let others = std::iter::once(rest.as_way()).chain(rest.ways.iter().cloned());
    merged.ways = distinct(&own, known.into_iter().chain(others), Way::is_like);
    Some(Arc::new(merged))
}
