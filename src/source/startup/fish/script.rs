//! A text that fish reads, and where in it things stand.

use std::sync::Arc;

use crate::source::startup::Place;
use crate::source::startup::script::{self, first_line, offset};

/// A file's text, as far as fish reads it.
#[derive(Debug, Clone)]
pub(super) struct Script {
    /// Which of the files that were read, counted from 0.
    pub(super) index: u32,
    /// The file's path.
    pub(super) path: Arc<str>,
    /// Its text, without a byte order mark.
    pub(super) text: Arc<str>,
    /// The length of that mark in bytes.
    pub(super) skipped: u32,
    /// Where everything in it is said to stand, for a text that was put together from a line of a file.
    pub(super) stands_at: Option<Spot>,
}

impl Script {
    /// The text between two offsets in bytes.
    pub(super) fn slice(&self, start: u32, end: u32) -> &str {
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    /// Where a stretch stands.
    pub(super) fn spot(&self, start: u32, end: u32) -> Spot {
        let (start, end) = (start.saturating_add(self.skipped), end.saturating_add(self.skipped));
        self.stands_at.unwrap_or(Spot { script: self.index, start, end })
    }

    /// Where the first line of a stretch stands.
    pub(super) fn spot_of_line(&self, start: u32, end: u32) -> Spot {
        self.spot(start, start.saturating_add(first_line(self.slice(start, end))))
    }
}

/// A stretch of one line of a file, in bytes; a [`Place`] that is cheap to copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    /// Which of the files that were read.
    pub(super) script: u32,
    /// The offset of its first character.
    pub(super) start: u32,
    /// The offset after its last character.
    pub(super) end: u32,
}

impl Spot {
    /// The beginning of a file.
    pub(super) fn beginning_of(script: u32) -> Self {
        Self { script, start: 0, end: 0 }
    }

    /// Its first bytes.
    pub(super) fn first(self, length: usize) -> Self {
        Self { end: self.start.saturating_add(offset(length)), ..self }
    }
}

/// The files that were read, in order of their numbers: what fish reads of each, and all of it.
#[derive(Debug, Default)]
pub(super) struct Files(Vec<(Script, script::Script)>);

impl Files {
    /// Takes in a file. fish leaves out a byte order mark and does not read beyond a NUL.
    pub(super) fn add(&mut self, path: &Arc<str>, text: &Arc<str>) -> Script {
        let plain = text.strip_prefix('\u{feff}').unwrap_or(text);
        let skipped = offset(text.len() - plain.len());
        let plain = plain.split('\0').next().unwrap_or_default();
        let read = if plain.len() == text.len() { text.clone() } else { Arc::from(plain) };
        let index = offset(self.0.len());
        let script = Script { index, path: path.clone(), text: read, skipped, stands_at: None };
        self.0.push((script.clone(), script::Script::new(path, text.clone())));
        script
    }

    /// A file that was read before.
    pub(super) fn known(&self, path: &str) -> Option<Script> {
        self.0.iter().find(|(known, _)| *known.path == *path).map(|(known, _)| known.clone())
    }

    /// All of them.
    pub(super) fn all(&self) -> Vec<Script> {
        self.0.iter().map(|(script, _)| script.clone()).collect()
    }

    /// The place that a spot stands for.
    pub(super) fn place(&self, spot: Spot) -> Place {
        match self.0.get(spot.script as usize) {
            Some((_, whole)) => whole.place(spot.start, spot.end),
            None => script::Script::new("", "".into()).place(0, 0),
        }
    }
}

/// At most this much of a source text is kept to name a condition or an unknown value, in characters.
const MAX_EXCERPT: usize = 200;

/// A source text on one line: what a condition or an unknown value is called.
pub(super) fn excerpt(text: &str) -> Arc<str> {
    let mut words = String::new();
    for word in text.split_whitespace().filter(|word| *word != "\\") {
        if !words.is_empty() {
            words.push(' ');
        }
        words.extend(word.chars().take(MAX_EXCERPT));
        if words.chars().count() > MAX_EXCERPT {
            words = words.chars().take(MAX_EXCERPT).chain(['…']).collect();
            break;
        }
    }
    words.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excerpt_is_one_line_and_short() {
        assert_eq!(&*excerpt("test -d ~/go; \\\n  and  true"), "test -d ~/go; and true");
        assert_eq!(excerpt(&"long ".repeat(100)).chars().count(), MAX_EXCERPT + 1);
    }
}
