//! Texts that were worked out, and how sure they are.

use std::sync::Arc;

use crate::source::startup::MAX_ALTERNATIVES;
use crate::source::startup::{Knowledge, Place};

/// A text that was worked out, and how sure it is.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Text {
    /// The text. Where the knowledge is unknown it stands for nothing, or for a guess.
    pub(super) text: String,
    /// How sure it is.
    pub(super) knowledge: Knowledge,
    /// The text is only what it most likely is (`$(uname)`): tests may go by it, values may not.
    pub(super) is_guess: bool,
    /// The place of the variable that gave (the first part of) it.
    pub(super) from: Option<Place>,
    /// What somebody left to the shell to work out (`$((i+1))`, `export $name=…`): tests may go by the text as
    /// sure as its knowledge is; what a program finds is never more than conditional.
    pub(super) computed: Option<Arc<str>>,
    /// What else it could be, where the knowledge is conditional.
    pub(super) others: Vec<String>,
}

impl Text {
    /// A text that is what it is.
    pub(super) fn certain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Something that only running `source` would tell.
    pub(super) fn unknown(source: &str) -> Self {
        Self { knowledge: Knowledge::Unknown(source.into()), ..Self::default() }
    }

    /// Something that is most likely `text`.
    pub(super) fn guess(text: &str, source: &str) -> Self {
        Self { text: text.to_owned(), is_guess: true, ..Self::unknown(source) }
    }

    /// Whether a test can go by the text.
    pub(super) fn is_usable(&self) -> bool {
        self.is_guess || !self.knowledge.is_unknown()
    }

    /// Adds another text at the end.
    pub(super) fn append(&mut self, other: &Self) {
        self.is_guess = self.is_usable() && other.is_usable() && (self.is_guess || other.is_guess);
        self.others = self.others_with(other);
        self.text.push_str(&other.text);
        self.knowledge = self.knowledge.and(&other.knowledge);
        if self.from.is_none() {
            self.from.clone_from(&other.from);
        }
        if self.computed.is_none() {
            self.computed.clone_from(&other.computed);
        }
    }

    /// What the text could be with another after it, other than what both most likely are.
    fn others_with(&self, other: &Self) -> Vec<String> {
        if self.others.is_empty() && other.others.is_empty() {
            return vec![];
        }
        let mut found: Vec<String> = vec![];
        for before in std::iter::once(&self.text).chain(&self.others) {
            for after in std::iter::once(&other.text).chain(&other.others) {
                let whole = format!("{before}{after}");
                if !found.contains(&whole) && found.len() <= MAX_ALTERNATIVES {
                    found.push(whole);
                }
            }
        }
        found.into_iter().skip(1).collect()
    }

    /// The same made of the text and of whatever else it could be.
    pub(super) fn map(&self, make: impl Fn(&str) -> String) -> Self {
        let others = self.others.iter().map(|other| make(other)).collect();
        Self { text: make(&self.text), others, ..self.clone() }
    }
}

/// Texts put together.
pub(super) fn joined(texts: &[Text], separator: &str) -> Text {
    let mut all = Text::default();
    for (index, text) in texts.iter().enumerate() {
        if index > 0 {
            all.append(&Text::certain(separator));
        }
        all.append(text);
    }
    all
}
