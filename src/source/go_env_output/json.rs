//! The object that `go env -json` prints: one string a variable.

use super::entry::{ListedVariable, span};
use super::names;
use super::note::{Form, NoteKind};

/// Reads the pairs of one line; go never breaks a string over lines. None: the line holds no pair.
pub(super) fn pairs(line: &str, start: usize, index: usize) -> Option<Vec<ListedVariable>> {
    let mut entries = Vec::new();
    let mut cursor = Cursor { line, at: start, column: span(index, line.get(..start)?, "").column };
    while let Some((name, literal)) = cursor.pair() {
        let covered = literal.text.strip_suffix('"').filter(|_| literal.closed).unwrap_or(literal.text);
        let mut at = span(index, "", covered);
        at.column = at.column.saturating_add(literal.column - 1);
        at.end_column = at.end_column.saturating_add(literal.column - 1);
        let decoded = literal.closed.then(|| decode(covered)).flatten();
        let cut = decoded.is_none();
        let value = decoded.unwrap_or_else(|| decode(whole_escapes(covered)).unwrap_or_default());
        let mut entry = ListedVariable::new(name, value, Form::Json, at);
        if cut {
            entry.doubt(NoteKind::CutOff);
        }
        entries.push(entry);
    }
    (!entries.is_empty()).then_some(entries)
}

fn decode(inner: &str) -> Option<String> {
    serde_json::from_str(&format!("\"{inner}\"")).ok()
}

/// What is left of a string that was cut within an escape.
fn whole_escapes(text: &str) -> &str {
    let tail = text.len().saturating_sub(6);
    match text.get(tail..).and_then(|end| end.rfind('\\')) {
        Some(at) if decode(text).is_none() => text.get(..tail + at).unwrap_or(text),
        _ => text,
    }
}

struct Literal<'a> {
    text: &'a str,
    closed: bool,
    column: u32,
}

/// A place in a line, whose column is kept up so that long lines cost no more than short ones.
struct Cursor<'a> {
    line: &'a str,
    at: usize,
    column: u32,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        self.line.get(self.at..).unwrap_or("")
    }

    fn advance(&mut self, bytes: usize) {
        let passed = self.rest().get(..bytes).unwrap_or("").chars().count();
        self.column = self.column.saturating_add(u32::try_from(passed).unwrap_or(u32::MAX));
        self.at += bytes;
    }

    fn skip(&mut self, characters: &[char]) {
        let rest = self.rest();
        self.advance(rest.len() - rest.trim_start_matches(characters).len());
    }

    /// `"NAME": "value"` with whatever separates it from the pair before.
    fn pair(&mut self) -> Option<(&'a str, Literal<'a>)> {
        self.skip(&[' ', '\t', '{', ',', '\u{a0}']);
        let key = self.rest().strip_prefix('"')?;
        let (name, after) = key.split_at_checked(names::name_length(key))?;
        let value =
            after.strip_prefix('"')?.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
        self.advance(self.rest().len() - value.len());
        let closing = string_end(value);
        let end = closing.map_or(value.len(), |at| at + 1);
        let literal = Literal { text: value.get(..end)?, closed: closing.is_some(), column: self.column };
        self.advance(end);
        (!name.is_empty()).then_some((name, literal))
    }
}

/// The place of the quote that ends a JSON string.
fn string_end(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.bytes().position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    })
}
