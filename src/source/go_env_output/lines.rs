//! The lines of a paste, and where a variable begins on them.

use super::entry::span;
use super::names;
use super::wrapper::{boundary, prefix_length};
use crate::source::Span;

/// How a paste is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// The text is what go wrote, byte for byte.
    Strict,
    /// There may be anything around it.
    Lenient,
}

/// A text cut into lines.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    lines: Vec<&'a str>,
    mode: Mode,
}

impl<'a> Lines<'a> {
    /// Cuts a text. A carriage return belongs to the line break only if every line has one.
    pub(super) fn new(text: &'a str, mode: Mode) -> Self {
        let body = text.strip_suffix('\n').unwrap_or(text);
        let mut lines: Vec<&str> = if text.is_empty() { Vec::new() } else { body.split('\n').collect() };
        let ended = if text.ends_with('\n') { lines.len() } else { lines.len().saturating_sub(1) };
        if ended > 0 && lines.iter().take(ended).all(|line| line.ends_with('\r')) {
            for line in &mut lines {
                *line = line.strip_suffix('\r').unwrap_or(line);
            }
        }
        Self { lines, mode }
    }

    pub(super) fn strict(&self) -> bool {
        self.mode == Mode::Strict
    }

    /// A line by its index, counting from 0.
    pub(super) fn get(&self, index: usize) -> Option<&'a str> {
        self.lines.get(index).copied()
    }

    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// The line `offset` lines after a value's first one, without what quotes or indents the
    /// listing; none: the listing ends before.
    pub(super) fn continuation(&self, open: &Opening<'_>, offset: usize) -> Option<&'a str> {
        let line = self.get(open.index.checked_add(offset)?)?;
        if self.strict() {
            return Some(line);
        }
        if !open.can_continue || boundary(line).is_some() {
            return None;
        }
        let blank = line.len() < open.prefix.len() && open.prefix.starts_with(line);
        Some(if blank { "" } else { line.strip_prefix(open.prefix).unwrap_or(line) })
    }
}

/// `NAME=` at a line, with all that stands after it.
#[derive(Debug)]
pub(super) struct Opening<'a> {
    /// The line's index, counting from 0.
    pub(super) index: usize,
    /// What stands before the variable.
    pub(super) prefix: &'a str,
    pub(super) name: &'a str,
    /// Everything after the equals sign.
    pub(super) value: &'a str,
    /// `set `, where it stands.
    pub(super) is_set: bool,
    /// Whether a value may go on over the next lines as they are.
    pub(super) can_continue: bool,
    line: &'a str,
}

impl<'a> Opening<'a> {
    /// Finds an assignment at a line.
    pub(super) fn at(line: &'a str, index: usize, mode: Mode) -> Option<Self> {
        let start = if mode == Mode::Strict { 0 } else { prefix_length(line) };
        let (prefix, body) = line.split_at_checked(start)?;
        let set = body.strip_prefix("set ").or_else(|| body.strip_prefix("SET "));
        let (name, value) = names::split_assignment(set.unwrap_or(body))?;
        Some(Self { index, prefix, name, value, is_set: set.is_some(), can_continue: true, line })
    }

    /// The line up to `skip` bytes into the value.
    pub(super) fn before_value(&self, skip: usize) -> &'a str {
        let end = (self.line.len() - self.value.len()).saturating_add(skip);
        self.line.get(..end).unwrap_or(self.line)
    }

    /// The span of `covered`, which stands right after the opening quote.
    pub(super) fn span_of(&self, covered: &str) -> Span {
        span(self.index, self.before_value(1), covered)
    }
}
