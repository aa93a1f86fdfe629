//! Many names in little room: how many there are, and some of them.

use super::module::Sighting;
use crate::files::Place;

/// How many names are kept.
const KEPT: usize = 5;

/// One of the names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The module path.
    pub path: String,
    /// Where go.mod asks for it.
    pub place: Option<Place>,
}

/// A count of module paths, with the first few; those that a go.mod names come first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// How many.
    pub total: u64,
    /// The first few.
    pub examples: Vec<Example>,
}

impl Names {
    /// Counts a module.
    pub(super) fn add(&mut self, seen: &Sighting) {
        self.total += 1;
        if self.examples.len() < KEPT {
            self.examples.push(Example { path: seen.path.clone(), place: seen.place.clone() });
        }
    }

    /// The first place in a go.mod among them.
    pub fn first_place(&self) -> Option<&Place> {
        self.examples.iter().find_map(|example| example.place.as_ref())
    }

    /// The names in words: `a, b and 3 more`.
    pub fn in_words(&self) -> String {
        let shown: Vec<&str> = self.examples.iter().map(|example| example.path.as_str()).collect();
        let rest = self.total.saturating_sub(shown.len() as u64);
        match (rest, shown.split_last()) {
            (0, Some((last, []))) => (*last).to_owned(),
            (0, Some((last, first))) => format!("{} and {last}", first.join(", ")),
            (rest, _) => format!("{} and {rest} more", shown.join(", ")),
        }
    }
}
