//! Takes quotes and escapes off a word.
//!
//! Mirrors `unescape_string_internal` of fish 3.6.

use super::escape::escape;
use super::unit::{Unit, characters};
use crate::source::startup::fish::syntax::{Cursor, scan_substitution};

/// A word without its quotes and escapes.
#[derive(Debug, Default)]
pub(crate) struct Unescaped<'a> {
    /// Its characters and marks.
    pub(crate) units: Vec<Unit>,
    /// The text of each command substitution, without its parentheses.
    pub(crate) substitutions: Vec<&'a str>,
    /// It stands for bytes that are no UTF-8, which this reader cannot keep.
    pub(crate) is_lossy: bool,
}

/// An escape sequence that is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BadEscape;

/// What stands around the character that is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Bare,
    Single,
    Double,
}

/// Takes quotes and escapes off a word.
///
/// # Errors
/// An escape sequence that is none.
pub(crate) fn unescape(text: &str) -> Result<Unescaped<'_>, BadEscape> {
    let mut work = Work { cursor: Cursor::new(text), ..Work::default() };
    if text == "%self" {
        work.found.units.push(Unit::OwnProcess);
        return Ok(work.found);
    }
    while let Some(c) = work.cursor.peek() {
        match work.mode {
            Mode::Bare => work.bare(c)?,
            Mode::Single => work.single(c),
            Mode::Double => work.double(c),
        }
    }
    Ok(work.found)
}

/// The text of a word without its quotes and escapes, for a word that expands to itself.
pub(crate) fn unquoted(text: &str) -> Option<String> {
    unescape(text).ok().map(|found| characters(&found.units))
}

#[derive(Debug)]
struct Work<'a> {
    cursor: Cursor<'a>,
    mode: Mode,
    /// Characters of the word that were looked at.
    position: usize,
    found: Unescaped<'a>,
    /// Where the open braces are among the units.
    braces: Vec<usize>,
    /// Where variables and commas in braces stand in the *word*: fish compares these with the places
    /// of the braces among the units, and so does this.
    reasons: Vec<usize>,
}

impl Default for Work<'_> {
    fn default() -> Self {
        let found = Unescaped::default();
        let (braces, reasons) = (vec![], vec![]);
        Self { cursor: Cursor::new(""), mode: Mode::Bare, position: 0, found, braces, reasons }
    }
}

impl<'a> Work<'a> {
    fn push(&mut self, unit: Unit) {
        self.found.units.push(unit);
    }

    /// Takes a character and puts a unit in its place.
    fn put(&mut self, unit: Unit) {
        self.push(unit);
        self.pass();
    }

    fn pass(&mut self) {
        self.cursor.next();
        self.position += 1;
    }

    fn bare(&mut self, c: char) -> Result<(), BadEscape> {
        match c {
            '\\' => return self.escaped(),
            '~' if self.position == 0 => self.put(Unit::Home),
            '*' if self.found.units.last() == Some(&Unit::AnyText) => {
                self.found.units.pop();
                self.put(Unit::AnyPath);
            }
            '*' => self.put(Unit::AnyText),
            '?' => self.put(Unit::AnyChar),
            '$' if self.cursor.second() == Some('(') => self.pass(),
            '$' => {
                self.reasons.push(self.position);
                self.put(Unit::Variable);
            }
            '(' => self.substitution(),
            '{' => {
                self.braces.push(self.found.units.len());
                self.put(Unit::BraceOpen);
            }
            '}' => self.close_brace(),
            ',' if !self.braces.is_empty() => {
                self.reasons.push(self.position);
                self.put(Unit::BraceComma);
            }
            ' ' if !self.braces.is_empty() => self.put(Unit::BraceSpace),
            '\'' => {
                self.mode = Mode::Single;
                self.put(Unit::Edge);
            }
            '"' => {
                self.mode = Mode::Double;
                self.put(Unit::Edge);
            }
            _ => self.put(Unit::Char(c)),
        }
        Ok(())
    }

    /// Braces around one item and no variable are characters like any other.
    fn close_brace(&mut self) {
        let Some(open) = self.braces.pop() else { return self.put(Unit::BraceClose) };
        if self.reasons.last().is_none_or(|reason| *reason < open) {
            for (index, unit) in self.found.units.iter_mut().enumerate().skip(open) {
                match unit {
                    Unit::BraceOpen if index == open => *unit = Unit::Char('{'),
                    Unit::BraceSpace => *unit = Unit::Char(' '),
                    _ => {}
                }
            }
            self.put(Unit::Char('}'));
        } else {
            self.put(Unit::BraceClose);
        }
        while self.reasons.last().is_some_and(|reason| *reason > open) {
            self.reasons.pop();
        }
    }

    fn substitution(&mut self) {
        let Some(inner) = scan_substitution(&mut self.cursor) else {
            // Cannot be: the word was scanned before. Whatever it is, it must not be taken for known.
            self.cursor.skip_while(|_| true);
            self.found.is_lossy = true;
            return;
        };
        self.position += inner.chars().count() + 2;
        self.push(Unit::Substitution(self.found.substitutions.len()));
        self.found.substitutions.push(inner);
    }

    fn escaped(&mut self) -> Result<(), BadEscape> {
        let rest = self.cursor.rest();
        let escape = escape(rest).ok_or(BadEscape)?;
        if escape.is_itself {
            self.push(Unit::Edge);
        }
        self.found.units.extend(escape.text.chars().map(Unit::Char));
        self.found.is_lossy |= escape.is_lossy;
        for _ in 0..escape.length {
            self.pass();
        }
        Ok(())
    }

    fn single(&mut self, c: char) {
        match (c, self.cursor.second()) {
            ('\\', Some(next @ ('\\' | '\''))) => {
                self.pass();
                self.put(Unit::Char(next));
            }
            ('\'', _) => {
                self.mode = Mode::Bare;
                self.put(Unit::Edge);
            }
            _ => self.put(Unit::Char(c)),
        }
    }

    fn double(&mut self, c: char) {
        match (c, self.cursor.second()) {
            ('\\', Some(next @ ('\\' | '$' | '"'))) => {
                self.pass();
                self.put(Unit::Char(next));
            }
            ('\\', Some('\n')) => {
                self.pass();
                self.pass();
            }
            ('"', _) => {
                self.mode = Mode::Bare;
                self.put(Unit::Edge);
            }
            ('$', Some('(')) => {
                self.pass();
                self.push(Unit::Edge);
                self.substitution();
            }
            ('$', _) => {
                self.reasons.push(self.position);
                self.put(Unit::QuotedVariable);
            }
            _ => self.put(Unit::Char(c)),
        }
    }
}
