//! What is kept of a log.

use super::wording::Share;
use super::words::SeenWords;
use crate::source::error_log::{Facts, Statement};

/// A class that a statement has a wording of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    /// The class, by its place in the table.
    pub class: usize,
    /// How much the wording says.
    pub share: Share,
    /// The releases that print it, as in [`super::wording::Wording`].
    pub since: u32,
    /// See `since`.
    pub until: Option<u32>,
    /// Where the telling word stands in the text, in bytes.
    pub word_at: usize,
}

/// A statement that some class knows.
#[derive(Debug, Clone)]
pub(super) struct Sighting {
    pub(super) statement: Statement,
    pub(super) facts: Facts,
    /// What the program said, squashed.
    pub(super) said: String,
    /// What a server answered, squashed.
    pub(super) answered: String,
    pub(super) matches: Vec<Match>,
}

/// What a log says, in bounded memory.
pub(crate) struct Observed {
    pub(super) sightings: Vec<Sighting>,
    pub(super) words: SeenWords,
    /// What go said and no class knows, the last ones.
    pub(super) unknown: Vec<Statement>,
    /// Whether people or programs speak of trouble at all.
    pub(super) has_trouble: bool,
    /// Whether a compiler, linker or test speaks, whose errors have nothing to do with settings.
    pub(super) has_code_errors: bool,
}

impl Observed {
    /// Nothing seen yet.
    pub(super) fn new() -> Self {
        Self {
            sightings: vec![],
            words: SeenWords::new(),
            unknown: vec![],
            has_trouble: false,
            has_code_errors: false,
        }
    }

    /// Whether one of the words that tell where a log comes from was seen.
    pub(super) fn has_word(&self, word: &str) -> bool {
        self.words.has(word)
    }

    /// Whether the log comes from Windows, by words that only Windows has.
    pub(crate) fn is_windows(&self) -> bool {
        ["connectex", "wsarecv", "localappdata", "powershell"].iter().any(|word| self.has_word(word))
    }

    /// Whether the errors that were kept are about checksums.
    pub(super) fn speaks_of_checksums(&self) -> bool {
        let known = self.sightings.iter().map(|sighting| &sighting.statement);
        known
            .chain(&self.unknown)
            .any(|statement| ["verif", "checksum", "sumdb"].iter().any(|word| statement.text.contains(word)))
    }

    /// Whether anything in the log is worth a look at the settings, though no class knows it.
    pub(super) fn is_worth_suspecting(&self) -> bool {
        (self.has_trouble || !self.unknown.is_empty()) && !self.has_code_errors
    }
}
