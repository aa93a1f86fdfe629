//! Keeping what matters of a log while it streams by: a few statements of each class, and what else go
//! said.

use super::families::CLASSES;
use super::index::Index;
use super::observed::{Observed, Sighting};
use super::trouble::{is_code_error, is_go_error, is_trouble};
use super::wording::squash;
use crate::source::error_log::{Facts, Statement};

/// Sightings of one class that are kept.
const MAX_SIGHTINGS: usize = 3;

/// Statements that no class knows and that are kept.
const MAX_UNKNOWN: usize = 3;

/// Looks at a log, statement by statement.
pub(crate) struct Observer {
    index: Index,
    /// How many sightings each class has.
    counts: Vec<usize>,
    observed: Observed,
}

impl Observer {
    /// Nothing seen yet.
    pub(crate) fn new() -> Self {
        Self { index: Index::new(), counts: vec![0; CLASSES.len()], observed: Observed::new() }
    }

    /// What was seen.
    pub(crate) fn finish(self) -> Observed {
        self.observed
    }

    /// Looks at a statement.
    pub(crate) fn take(&mut self, statement: Statement) {
        self.observed.words.note(&statement.text);
        if !self.observed.has_trouble {
            self.observed.has_trouble = is_trouble(&statement.text);
        }
        let matches = self.index.matches(&statement.text);
        if matches.is_empty() {
            self.unmatched(statement);
            return;
        }
        let is_wanted = matches
            .iter()
            .any(|found| self.counts.get(found.class).is_some_and(|count| *count < MAX_SIGHTINGS));
        if !is_wanted {
            return;
        }
        let said = squash(&statement.text);
        if self.observed.sightings.iter().any(|other| other.said == said) {
            return;
        }
        for found in &matches {
            if let Some(count) = self.counts.get_mut(found.class) {
                *count += 1;
            }
        }
        let answered = squash(&statement.server);
        self.observed.sightings.push(Sighting {
            facts: Facts::of(&statement),
            said,
            answered,
            matches,
            statement,
        });
    }

    fn unmatched(&mut self, statement: Statement) {
        let text = statement.text.as_str();
        self.observed.has_code_errors |= is_code_error(text);
        if !is_go_error(text) {
            return;
        }
        self.observed.unknown.push(statement);
        if self.observed.unknown.len() > MAX_UNKNOWN {
            self.observed.unknown.remove(0);
        }
    }
}
