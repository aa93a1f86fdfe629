//! From lines and characters of a paste to its bytes.

use std::sync::Arc;

use super::entry::Span;
use crate::files::{Place, TextFile};

/// Turns spans into places. Spans in the order of the paste cost no more than the paste is long, even where all of
/// them stand on one line.
pub(super) struct Places {
    file: Arc<TextFile>,
    line: u32,
    column: u32,
    /// The byte at that column.
    at: usize,
}

impl Places {
    pub(super) fn new(file: Arc<TextFile>) -> Self {
        Self { file, line: 0, column: 1, at: 0 }
    }

    /// The place of a span.
    pub(super) fn place(&mut self, span: Span) -> Place {
        if span.line != self.line || span.column < self.column {
            (self.line, self.column, self.at) = (span.line, 1, self.file.line_bytes(span.line).start);
        }
        self.at = self.after(self.at, span.column.saturating_sub(self.column));
        self.column = span.column;
        let end = self.after(self.at, span.end_column.saturating_sub(span.column));
        Place::new(&self.file, self.at..end)
    }

    /// The byte some characters after a byte.
    fn after(&self, at: usize, characters: u32) -> usize {
        let rest = self.file.text().get(at..).unwrap_or_default();
        at + rest.chars().take(characters as usize).map(char::len_utf8).sum::<usize>()
    }
}
