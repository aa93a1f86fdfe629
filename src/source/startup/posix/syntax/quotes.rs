//! Backslashes, `'…'`, `"…"` and backquotes.

use super::SyntaxError;
use super::parser::Parser;
use super::pieces::Pieces;
use super::word::Part;

impl Parser<'_> {
    pub(super) fn backslash(&mut self, is_quoted: bool, parts: &mut Pieces) {
        self.cursor.next();
        match self.cursor.next() {
            Some('\n') => {}
            Some(c) if is_quoted && !matches!(c, '$' | '`' | '"' | '\\' | '}') => {
                parts.text('\\', true);
                parts.text(c, true);
            }
            Some(c) => parts.push(Part::Quoted(c.to_string())),
            None => parts.text('\\', true),
        }
    }

    pub(super) fn single_quoted(&mut self) -> Result<String, SyntaxError> {
        let text = self.cursor.take_while(|c| c != '\'').to_owned();
        if self.cursor.take("'") { Ok(text) } else { Err(self.cursor.error("`'` without an end")) }
    }

    /// What stands in `"…"`, whose first quote is taken.
    pub(super) fn double_quoted(&mut self) -> Result<Vec<Part>, SyntaxError> {
        self.cursor.deeper()?;
        let mut parts = Pieces::default();
        loop {
            match self.cursor.peek() {
                None => return Err(self.cursor.error("`\"` without an end")),
                Some('"') => break,
                Some('`') => parts.push(self.backquoted()?),
                Some('$') => self.dollar(true, &mut parts)?,
                Some('\\') => {
                    self.cursor.next();
                    self.escaped_in_quotes(&mut parts);
                }
                Some(c) => {
                    self.cursor.next();
                    parts.text(c, true);
                }
            }
        }
        self.cursor.next();
        self.cursor.shallower();
        Ok(parts.finish())
    }

    /// The whole text as if it stood between `"` and `"`; a `"` in it is nothing special.
    ///
    /// # Errors
    /// An expansion that cannot be parsed.
    pub(crate) fn quoted_text(&mut self) -> Result<Vec<Part>, SyntaxError> {
        let mut parts = Pieces::default();
        while let Some(c) = self.cursor.peek() {
            match c {
                '`' => parts.push(self.backquoted()?),
                '$' => self.dollar(true, &mut parts)?,
                '\\' => {
                    self.cursor.next();
                    self.escaped_in_quotes(&mut parts);
                }
                c => {
                    self.cursor.next();
                    parts.text(c, true);
                }
            }
        }
        Ok(parts.finish())
    }

    /// What follows a backslash in `"…"`.
    fn escaped_in_quotes(&mut self, parts: &mut Pieces) {
        match self.cursor.peek() {
            Some('\n') => _ = self.cursor.next(),
            Some(c @ ('$' | '`' | '"' | '\\')) => {
                self.cursor.next();
                parts.text(c, true);
            }
            _ => parts.text('\\', true),
        }
    }

    pub(super) fn backquoted(&mut self) -> Result<Part, SyntaxError> {
        let start = self.cursor.at();
        self.cursor.next();
        loop {
            match self.cursor.next() {
                None => return Err(self.cursor.error("backquote without an end")),
                Some('\\') => _ = self.cursor.next(),
                Some('`') => return Ok(Part::Command(start..self.cursor.at())),
                Some(_) => {}
            }
        }
    }
}
