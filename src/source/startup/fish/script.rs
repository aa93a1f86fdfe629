//! A text that fish reads, and where in it things stand.

use std::rc::Rc;
use std::sync::Arc;

use crate::files::{Place, TextFile};

/// A file's text.
#[derive(Debug)]
pub(super) struct Script {
    /// Which of the files that were read, counted from 0.
    pub(super) index: u32,
    /// The file's path.
    pub(super) path: Rc<str>,
    /// Its text, without a byte order mark.
    pub(super) text: Rc<str>,
    /// Where everything in it is said to stand, for a text that was put together from a line of a file.
    pub(super) stands_at: Option<Spot>,
}

impl Script {
    /// The text between two offsets in bytes.
    pub(super) fn slice(&self, start: u32, end: u32) -> &str {
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }
}

/// A stretch of one line of a file; a [`Place`] that is cheap to copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    /// Which of the files that were read.
    pub(super) script: u32,
    /// Offset in bytes of its first character.
    pub(super) start: u32,
    /// Offset after its last character.
    pub(super) end: u32,
}

impl Spot {
    /// Where a file begins.
    pub(super) const fn beginning(script: u32) -> Self {
        Self { script, start: 0, end: 0 }
    }

    /// Its first line.
    pub(super) fn first_line(self, script: &Script) -> Self {
        let line = script.slice(self.start, self.end).lines().next().unwrap_or_default();
        Self { end: self.start.saturating_add(bytes(line)), ..self }
    }
}

/// The files that were read, in order of their numbers.
#[derive(Debug, Default)]
pub(super) struct Paths(Vec<(Rc<str>, Arc<TextFile>)>);

impl Paths {
    /// The number of a file; a new one for a file that was not read before.
    pub(super) fn number(&mut self, path: &Rc<str>, text: &str) -> u32 {
        let known = self.0.iter().position(|(known, _)| known == path);
        let index = known.unwrap_or_else(|| {
            self.0.push((path.clone(), TextFile::new(&**path, text)));
            self.0.len() - 1
        });
        u32::try_from(index).unwrap_or(u32::MAX)
    }

    /// The place that a spot stands for.
    pub(super) fn place(&self, spot: Spot) -> Place {
        let range = spot.start as usize..spot.end as usize;
        match self.0.get(spot.script as usize) {
            Some((_, file)) => Place::new(file, range),
            None => Place::new(&TextFile::new("", ""), range),
        }
    }
}

/// How many bytes a text has.
pub(super) fn bytes(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX / 2)
}

/// At most this much of a source text is kept to name a condition or an unknown value, in characters.
const LONGEST_EXCERPT: usize = 200;

/// A source text on one line: what a condition or an unknown value is called.
pub(super) fn excerpt(text: &str) -> Rc<str> {
    let mut words = String::new();
    for word in text.split_whitespace().filter(|word| *word != "\\") {
        if !words.is_empty() {
            words.push(' ');
        }
        words.extend(word.chars().take(LONGEST_EXCERPT));
        if words.chars().count() > LONGEST_EXCERPT {
            words = words.chars().take(LONGEST_EXCERPT).chain(['…']).collect();
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
        assert_eq!(excerpt(&"long ".repeat(100)).chars().count(), LONGEST_EXCERPT + 1);
    }
}
