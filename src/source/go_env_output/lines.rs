//! The lines of a paste, and where a variable begins on them.

use std::borrow::Cow;
use std::collections::HashMap;

use super::entry::{Span, span};
use super::wrapper::{self, Boundary, boundary, prefix_length};
use super::{escape, names};

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
    lines: Vec<Cow<'a, str>>,
    /// Lines whose HTML entities were decoded, as they were before.
    encoded: HashMap<usize, &'a str>,
    mode: Mode,
}

impl<'a> Lines<'a> {
    /// Cuts a text. A carriage return belongs to the line break only if every line has one.
    pub(super) fn new(text: &'a str) -> Self {
        let body = text.strip_suffix('\n').unwrap_or(text);
        let ends_in_return = |line: &str| line.ends_with('\r');
        let windows = text.contains("\r\n")
            && body.split('\n').all(|line| ends_in_return(line) || is_unended(text, line));
        let lines = body.split('\n').map(|line| match line.strip_suffix('\r') {
            Some(line) if windows => Cow::Borrowed(line),
            _ => Cow::Borrowed(line),
        });
        let lines = if text.is_empty() { Vec::new() } else { lines.collect() };
        Self { lines, encoded: HashMap::new(), mode: Mode::Strict }
    }

    /// The same lines as something that a person pasted.
    pub(super) fn into_lenient(mut self) -> Self {
        self.mode = Mode::Lenient;
        self.decode();
        self
    }

    /// Decodes entities inside of HTML, and where they stand for the quotes of a value.
    fn decode(&mut self) {
        let mut html = false;
        for (index, line) in self.lines.iter_mut().enumerate() {
            html |= wrapper::opens_html(line);
            let closes = wrapper::closes_html(line);
            let Cow::Borrowed(encoded) = *line else { continue };
            if encoded.contains('&') && (html || escape::quotes_are_entities(encoded)) {
                let decoded = escape::decode_entities(encoded);
                if decoded != encoded {
                    self.encoded.insert(index, encoded);
                    *line = Cow::Owned(decoded.into_owned());
                }
            }
            html &= !closes;
        }
    }

    pub(super) fn strict(&self) -> bool {
        self.mode == Mode::Strict
    }

    /// A line by its index, counting from 0.
    pub(super) fn get(&self, index: usize) -> Option<&str> {
        self.lines.get(index).map(AsRef::as_ref)
    }

    /// The line before its entities were decoded, where it had any.
    pub(super) fn encoded(&self, index: usize) -> Option<&'a str> {
        self.encoded.get(&index).copied()
    }

    /// What ends a listing at a line.
    pub(super) fn boundary(&self, index: usize) -> Option<Boundary<'_>> {
        let encoded = self.encoded.get(&index).copied();
        boundary(encoded.or_else(|| self.get(index))?)
    }

    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// The line `offset` lines after a value's first one, without what quotes or indents the
    /// listing; `None`: the listing ends before.
    pub(super) fn continuation(&self, open: &Opening<'_>, offset: usize) -> Option<&str> {
        let index = open.index.checked_add(offset)?;
        let line = self.get(index)?;
        if self.strict() {
            return Some(line);
        }
        if !open.can_continue || self.boundary(index).is_some() {
            return None;
        }
        let blank = line.len() < open.prefix.len() && open.prefix.starts_with(line);
        Some(if blank { "" } else { line.strip_prefix(open.prefix).unwrap_or(line) })
    }
}

/// Whether a line is the last of a text that ends without a line break.
fn is_unended(text: &str, line: &str) -> bool {
    !text.ends_with('\n')
        && std::ptr::eq(line.as_bytes().as_ptr_range().end, text.as_bytes().as_ptr_range().end)
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
