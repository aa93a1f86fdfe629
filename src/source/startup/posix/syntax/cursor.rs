//! A position in a text, and the tokens around it.

use super::{MAX_DEPTH, SyntaxError};
use crate::source::startup::posix::dialect::Dialect;

/// Walks over a script's text. All of the grammar is written as methods of the parser that holds it.
#[derive(Debug, Clone)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
    depth: u32,
    /// The dialect that is spoken.
    pub(super) dialect: Dialect,
}

impl<'a> Cursor<'a> {
    /// Begins at the start of a text.
    pub(super) fn new(text: &'a str, dialect: Dialect) -> Self {
        Self { text, at: 0, depth: 0, dialect }
    }

    /// The offset in bytes.
    pub(super) fn at(&self) -> u32 {
        u32::try_from(self.at).unwrap_or(u32::MAX)
    }

    /// Goes to an offset.
    pub(super) fn go_to(&mut self, at: u32) {
        self.at = at as usize;
    }

    /// The text from here on.
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The text between an offset and here.
    pub(super) fn since(&self, start: u32) -> &'a str {
        self.text.get(start as usize..self.at).unwrap_or_default()
    }

    /// The next character.
    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character after the next.
    pub(super) fn second(&self) -> Option<char> {
        self.rest().chars().nth(1)
    }

    /// Takes the next character.
    pub(super) fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    /// Takes a text if it stands here.
    pub(super) fn take(&mut self, text: &str) -> bool {
        let found = self.rest().starts_with(text);
        if found {
            self.at += text.len();
        }
        found
    }

    /// Whether a text stands here.
    pub(super) fn sees(&self, text: &str) -> bool {
        self.rest().starts_with(text)
    }

    /// Takes characters while they fit.
    pub(super) fn take_while(&mut self, fits: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let length = rest.find(|c| !fits(c)).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    /// Passes blanks, joined lines and a comment.
    pub(super) fn skip_blanks(&mut self) {
        loop {
            self.take_while(|c| c == ' ' || c == '\t');
            if !self.take("\\\n") {
                break;
            }
        }
        if self.peek() == Some('#') {
            self.take_while(|c| c != '\n');
        }
    }

    /// Whether the text ends here.
    pub(super) fn is_at_end(&self) -> bool {
        self.at >= self.text.len()
    }

    /// The word of letters, digits and `_` that stands here.
    pub(super) fn name(&self) -> &'a str {
        let rest = self.rest();
        let length = rest.find(|c: char| !is_name_char(c)).unwrap_or(rest.len());
        rest.get(..length).filter(|name| is_name(name)).unwrap_or_default()
    }

    /// Goes one level deeper.
    ///
    /// # Errors
    /// Deeper than this reader follows.
    pub(super) fn deeper(&mut self) -> Result<(), SyntaxError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            let reason = format!("nests more than {MAX_DEPTH} deep");
            return Err(SyntaxError { at: self.at(), reason, is_limit: true, is_doubtful: false });
        }
        Ok(())
    }

    /// Comes back from a level.
    pub(super) fn shallower(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    /// An error here.
    pub(super) fn error(&self, reason: impl Into<String>) -> SyntaxError {
        SyntaxError { at: self.at(), reason: reason.into(), is_limit: false, is_doubtful: false }
    }
}

/// Whether a character may stand in a variable's name.
pub(crate) fn is_name_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// Whether a text is a variable's name.
pub(crate) fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && text.chars().all(is_name_char)
}
