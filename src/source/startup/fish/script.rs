//! A text that fish reads, and where in it things stand.

use std::rc::Rc;

use crate::source::Span;
use crate::source::startup::Place;

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
    /// Line, from 1.
    pub(super) line: u32,
    /// First column in characters, from 1.
    pub(super) column: u32,
    /// The column after the last character.
    pub(super) end_column: u32,
}

/// The files that were read, in order of their numbers.
#[derive(Debug, Default)]
pub(super) struct Paths(Vec<Rc<str>>);

impl Paths {
    /// The number of a file; a new one for a file that was not read before.
    pub(super) fn number(&mut self, path: &Rc<str>) -> u32 {
        let known = self.0.iter().position(|known| known == path);
        let index = known.unwrap_or_else(|| {
            self.0.push(path.clone());
            self.0.len() - 1
        });
        u32::try_from(index).unwrap_or(u32::MAX)
    }

    /// The place that a spot stands for.
    pub(super) fn place(&self, spot: Spot) -> Place {
        let path = self.0.get(spot.script as usize).cloned().unwrap_or_else(|| Rc::from(""));
        let Spot { line, column, end_column, .. } = spot;
        Place { path, span: Span { line, column, end_column } }
    }
}

/// How many characters a text has.
pub(super) fn columns(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX / 2)
}

/// At most this much of a source text is kept to name a condition or an unknown value, in characters.
const MAX_EXCERPT: usize = 200;

/// A source text on one line: what a condition or an unknown value is called.
pub(super) fn excerpt(text: &str) -> Rc<str> {
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
