//! The file being read, as tcsh reads it: one character after another, with jumps back and forth.
//!
//! tcsh has no syntax tree for `if`, `while` and the like. It reads a line, runs it, and such a command
//! moves the place where the next line is read. Only this gives what tcsh gives for half-finished,
//! CRLF or oddly nested files.

use std::sync::Arc;

use super::glyph::At;
use crate::source::startup::Place;
use crate::source::startup::script::{Script, offset};

/// A text and the place in it where reading goes on.
#[derive(Debug, Clone)]
pub(super) struct Input {
    script: Arc<Script>,
    at: At,
}

impl Input {
    /// The text from its start.
    pub(super) fn new(script: Arc<Script>) -> Self {
        Self { script, at: At::START }
    }

    /// Where reading goes on.
    pub(super) fn at(&self) -> At {
        self.at
    }

    /// Goes on reading there.
    pub(super) fn seek(&mut self, at: At) {
        self.at = at;
    }

    /// The next character; NUL bytes are skipped, as tcsh skips them.
    pub(super) fn next(&mut self) -> Option<char> {
        loop {
            let rest = self.text().as_bytes().get(self.at.offset)?;
            let char = if rest.is_ascii() { char::from(*rest) } else { self.decode()? };
            self.at.offset += char.len_utf8();
            if char != '\0' {
                return Some(char);
            }
        }
    }

    fn decode(&self) -> Option<char> {
        self.text().get(self.at.offset..)?.chars().next()
    }

    /// Whether nothing is left.
    pub(super) fn is_at_end(&self) -> bool {
        self.at.offset >= self.text().len()
    }

    /// The end of the text, as a position.
    pub(super) fn end(&self) -> At {
        At { offset: self.text().len() }
    }

    /// The text between two offsets.
    pub(super) fn slice(&self, from: usize, to: usize) -> &str {
        self.text().get(from..to).unwrap_or_default()
    }

    /// The place between two offsets.
    pub(super) fn place(&self, from: usize, to: usize) -> Place {
        self.script.place(offset(from), offset(to))
    }

    /// The whole text.
    pub(super) fn text(&self) -> &str {
        &self.script.text
    }
}
