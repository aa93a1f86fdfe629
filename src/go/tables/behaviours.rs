//! The one table of dated facts: what the go command does differently from version to version.
//!
//! Nothing else compares version numbers to decide what go does, but for the other tables beside it.
//! Rules and readers of `go env` output date themselves.

mod behaviour;
mod table;

use crate::go::version::GoVersion;

pub use behaviour::Behaviour;
pub use table::{FACTS, Fact};

impl Behaviour {
    /// The language version of the first release that behaves so, as in `1.15`.
    pub fn first_release(self) -> GoVersion {
        let row = FACTS.iter().find(|fact| fact.behaviour == self);
        GoVersion::language(1, row.map_or(0, |fact| fact.since))
    }
}

impl GoVersion {
    /// Whether this version behaves so, by the table of dated facts. Versions newer than the table
    /// behave as the newest one in it.
    pub fn has(self, behaviour: Behaviour) -> bool {
        let holds =
            |fact: &Fact| self.reaches(fact.since) && !fact.until.is_some_and(|until| self.reaches(until));
        FACTS.iter().any(|fact| fact.behaviour == behaviour && holds(fact))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_in_order() {
        assert!(FACTS.is_sorted_by_key(|fact| fact.since));
    }

    #[test]
    fn facts_one_for_each_behaviour() {
        for behaviour in Behaviour::ALL {
            let rows = FACTS.iter().filter(|fact| fact.behaviour == *behaviour).count();
            assert_eq!(rows, 1, "{behaviour:?}");
        }
    }

    #[test]
    fn facts_version_edges() {
        assert!(!GoVersion::new(1, 14, 6).has(Behaviour::PipeSeparator));
        assert!(GoVersion::new(1, 15, 0).has(Behaviour::PipeSeparator));
        assert!(GoVersion::new(1, 26, 9).has(Behaviour::Bazaar));
        assert!(!GoVersion::new(1, 27, 0).has(Behaviour::Bazaar));
        assert!(GoVersion::new(2, 0, 0).has(Behaviour::GoauthVariable));
    }
}
