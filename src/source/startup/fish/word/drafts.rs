//! The words that one word becomes on its way to arguments.

use std::sync::Arc;

use super::unit::Unit;
use crate::source::startup::Knowledge;
use crate::source::startup::fish::script::Spot;

/// Why a word gives no arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Failure {
    /// fish refuses it: the command does not run and this is its status.
    Refused(i32),
    /// A wildcard that no file matches.
    NoMatch,
    /// Only running it would tell; the text that would have to run.
    Unknown(Arc<str>),
    /// It grows beyond what this reader follows.
    TooLarge,
}

impl Failure {
    /// fish refuses the word itself.
    pub(super) const BAD_WORD: Self = Self::Refused(121);
}

/// The words that one word became on its way, and what is known of them.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    /// Each word, and where it was written if that is not where the word stands.
    pub(super) words: Vec<(Vec<Unit>, Option<Spot>)>,
    /// How sure they are.
    pub(super) knowledge: Knowledge,
    /// A variable's value is part of them.
    pub(super) is_computed: bool,
    /// What they took so far, in units.
    size: usize,
}

/// What one word may grow to, in units over all its stages, and in words.
const MAX_SIZE: usize = 2_000_000;

const MAX_WORDS: usize = 20_000;

impl Drafts {
    /// Adds a word.
    ///
    /// # Errors
    /// They grow beyond what this reader follows.
    pub(super) fn push(&mut self, units: Vec<Unit>, spot: Option<Spot>) -> Result<(), Failure> {
        self.charge(units.len())?;
        if self.words.len() >= MAX_WORDS {
            return Err(Failure::TooLarge);
        }
        self.words.push((units, spot));
        Ok(())
    }

    /// Counts units that were written.
    ///
    /// # Errors
    /// They grow beyond what this reader follows.
    pub(super) fn charge(&mut self, units: usize) -> Result<(), Failure> {
        self.size = self.size.saturating_add(units);
        if self.size > MAX_SIZE { Err(Failure::TooLarge) } else { Ok(()) }
    }
}
