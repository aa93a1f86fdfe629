//! The reader that all parts of the grammar share.

use super::SyntaxError;
use super::cursor::Cursor;
use crate::source::startup::posix::dialect::Dialect;

/// Reads a script line by line, as the shell does.
#[derive(Debug, Clone)]
pub(crate) struct Parser<'a> {
    pub(super) cursor: Cursor<'a>,
    pub(super) here: Vec<Here>,
    /// The last command was compound: what closes a list may follow it without `;`.
    pub(super) after_compound: bool,
}

/// A here-document whose text begins at the next line.
#[derive(Debug, Clone)]
pub(super) struct Here {
    /// The line that ends it.
    pub(super) end: String,
    /// `<<-`: tabs before a line do not count.
    pub(super) strips_tabs: bool,
}

impl<'a> Parser<'a> {
    /// Begins at the start of a text.
    pub(crate) fn new(text: &'a str, dialect: Dialect) -> Self {
        Self { cursor: Cursor::new(text, dialect), here: vec![], after_compound: false }
    }

    /// Where the parser stands, in bytes.
    pub(crate) fn at(&self) -> u32 {
        self.cursor.at()
    }

    /// The unquoted word here, when it could be a reserved one.
    pub(super) fn reserved(&self) -> &'a str {
        let rest = self.cursor.rest();
        let ends = |c: char| matches!(c, ' ' | '\t' | '\n' | ';' | '&' | '|' | '<' | '>' | '(' | ')');
        rest.get(..rest.find(ends).unwrap_or(rest.len())).unwrap_or_default()
    }

    /// Whether `{` opens a group here; zsh needs no blank after it.
    pub(super) fn sees_brace(&self) -> bool {
        let word = self.reserved();
        word == "{" || self.cursor.dialect == Dialect::Zsh && word.starts_with('{')
    }

    /// Takes a reserved word.
    pub(super) fn expect(&mut self, word: &str) -> Result<(), SyntaxError> {
        self.skip_lines();
        if self.reserved() != word {
            return Err(self.cursor.error(format!("`{word}` is missing")));
        }
        self.cursor.take(word);
        Ok(())
    }

    /// Passes blanks, comments and empty lines.
    pub(super) fn skip_lines(&mut self) {
        loop {
            self.cursor.skip_blanks();
            if !self.newline() {
                break;
            }
        }
    }
}
