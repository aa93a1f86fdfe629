//! Reads a word piece by piece.

use super::SyntaxError;
use super::parser::Parser;
use super::word::{Part, Until, Word};
use crate::source::startup::posix::dialect::Dialect;

impl Parser<'_> {
    /// The word that stands here; `None` when an operator or the end does.
    pub(super) fn word(&mut self, until: Until) -> Result<Option<Word>, SyntaxError> {
        let start = self.cursor.at();
        let parts = self.parts(until)?;
        if parts.is_empty() && self.cursor.at() == start {
            return Ok(None);
        }
        Ok(Some(Word { parts, array: None, span: start..self.cursor.at() }))
    }

    /// The pieces up to what ends the word, which stays.
    pub(super) fn parts(&mut self, until: Until) -> Result<Vec<Part>, SyntaxError> {
        let mut parts = Pieces::default();
        let start = self.cursor.at();
        // zsh looks for the brace that belongs to the first one.
        let is_default = matches!(until, Until::Brace | Until::QuotedBrace);
        let counts = self.cursor.dialect == Dialect::Zsh && is_default;
        let mut open = 0u32;
        while let Some(next) = self.cursor.peek() {
            if counts && (next == '{' || next == '}' && open > 0) {
                open = if next == '{' { open + 1 } else { open - 1 };
                self.cursor.next();
                parts.text(next, until == Until::QuotedBrace);
                continue;
            }
            if self.ends_word(next, until, start)? {
                break;
            }
            self.piece(next, until, &mut parts)?;
        }
        if self.cursor.is_at_end() && !matches!(until, Until::Blank | Until::Expression) {
            return Err(self.cursor.error("`${` without `}`"));
        }
        Ok(parts.finish())
    }

    fn ends_word(&mut self, next: char, until: Until, start: u32) -> Result<bool, SyntaxError> {
        Ok(match until {
            Until::Brace | Until::QuotedBrace => next == '}',
            Until::Slash => matches!(next, '/' | '}'),
            Until::Expression => matches!(next, ' ' | '\t' | '\n' | ')'),
            Until::Blank => match next {
                ' ' | '\t' | '\n' | ';' | '&' | '|' => true,
                '<' | '>' => !self.is_process(),
                ')' => true,
                '(' => !self.is_glob_bracket(start),
                _ => false,
            },
        })
    }

    fn is_process(&self) -> bool {
        self.cursor.dialect.has_process_substitution() && self.cursor.second() == Some('(')
    }

    /// Whether `(` here belongs to a pattern: `*(N)` and `(a|b)` in zsh, `@(a|b)` in the others.
    fn is_glob_bracket(&self, start: u32) -> bool {
        let before = self.cursor.since(start);
        match self.cursor.dialect {
            Dialect::Zsh => !before.is_empty() && !before.ends_with('=') && self.cursor.second() != Some(')'),
            Dialect::Bash | Dialect::Ksh | Dialect::Mksh => before.ends_with(['@', '?', '*', '+', '!']),
            Dialect::Dash | Dialect::Busybox => false,
        }
    }

    fn piece(&mut self, next: char, until: Until, parts: &mut Pieces) -> Result<(), SyntaxError> {
        let is_quoted = until == Until::QuotedBrace;
        match next {
            '\\' => self.backslash(is_quoted, parts),
            '\'' if !is_quoted => {
                self.cursor.next();
                parts.push(Part::Quoted(self.single_quoted()?));
            }
            '"' => {
                self.cursor.next();
                parts.push(Part::Double(self.double_quoted()?));
            }
            '`' => parts.push(self.backquoted()?),
            '$' => self.dollar(is_quoted, parts)?,
            '(' if matches!(until, Until::Blank | Until::Expression) => self.bracketed(parts)?,
            '<' | '>' if until == Until::Blank => parts.push(self.process()?),
            _ => {
                self.cursor.next();
                parts.text(next, is_quoted);
            }
        }
        Ok(())
    }

    /// A pattern in brackets, kept as bare text.
    fn bracketed(&mut self, parts: &mut Pieces) -> Result<(), SyntaxError> {
        self.cursor.deeper()?;
        self.cursor.next();
        parts.text('(', false);
        loop {
            match self.cursor.peek() {
                None => return Err(self.cursor.error("`(` without `)`")),
                Some(')') => break,
                Some(c @ (' ' | '\t' | '\n' | ';' | '&' | '|' | '<' | '>')) => {
                    self.cursor.next();
                    parts.text(c, false);
                }
                Some('(') => self.bracketed(parts)?,
                Some(c) => self.piece(c, Until::Slash, parts)?,
            }
        }
        self.cursor.next();
        parts.text(')', false);
        self.cursor.shallower();
        Ok(())
    }

    fn process(&mut self) -> Result<Part, SyntaxError> {
        let start = self.cursor.at();
        self.cursor.next();
        self.cursor.next();
        self.substituted()?;
        Ok(Part::Process(start..self.cursor.at()))
    }

    /// `[…]`, whose content is kept as one word.
    pub(super) fn subscript(&mut self) -> Result<Word, SyntaxError> {
        self.cursor.next();
        let start = self.cursor.at();
        let mut parts = Pieces::default();
        while let Some(next) = self.cursor.peek() {
            match next {
                ']' => {
                    let span = start..self.cursor.at();
                    self.cursor.next();
                    return Ok(Word { parts: parts.finish(), array: None, span });
                }
                '\n' => break,
                _ => self.piece(next, Until::Slash, &mut parts)?,
            }
        }
        Err(self.cursor.error("`[` without `]`"))
    }

    /// Passes an arithmetic expression and its `))`; false when it ends otherwise.
    pub(super) fn skip_arithmetic(&mut self) -> bool {
        let mut open = 0u32;
        while let Some(next) = self.cursor.next() {
            match next {
                '(' => open += 1,
                ')' if open == 0 => return self.cursor.take(")"),
                ')' => open -= 1,
                '\\' => _ = self.cursor.next(),
                _ => {}
            }
        }
        false
    }

    /// Passes the commands of a substitution and its `)`.
    pub(super) fn substituted(&mut self) -> Result<(), SyntaxError> {
        self.cursor.deeper()?;
        let is_bash = self.cursor.dialect == Dialect::Bash;
        if let Err(error) = self.commands(&[")"]) {
            let is_doubtful = is_bash && !self.cursor.is_at_end();
            return Err(SyntaxError { is_doubtful, ..error });
        }
        if !self.cursor.take(")") {
            return Err(self.cursor.error("`$(` without `)`"));
        }
        self.cursor.shallower();
        Ok(())
    }
}

/// Pieces as they are met; text that follows text is joined to it.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    parts: Vec<Part>,
}

impl Pieces {
    pub(super) fn push(&mut self, part: Part) {
        self.parts.push(part);
    }

    pub(super) fn text(&mut self, c: char, is_quoted: bool) {
        match (self.parts.last_mut(), is_quoted) {
            (Some(Part::Bare(text)), false) | (Some(Part::Quoted(text)), true) => text.push(c),
            (_, false) => self.parts.push(Part::Bare(c.to_string())),
            (_, true) => self.parts.push(Part::Quoted(c.to_string())),
        }
    }

    pub(super) fn finish(self) -> Vec<Part> {
        self.parts
    }
}
