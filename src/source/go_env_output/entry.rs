//! One variable as the scanner found it, before the listings of a paste are weighed.

use super::note::{Form, Note, NoteKind};
use crate::source::{Certainty, Span};

/// A variable with its value and what is unclear about it.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) form: Form,
    pub(super) span: Span,
    pub(super) certainty: Certainty,
    pub(super) notes: Vec<Note>,
}

impl Entry {
    /// An entry that was read as go wrote it.
    pub(super) fn new(name: &str, value: String, form: Form, span: Span) -> Self {
        let mut entry = Self {
            name: name.to_owned(),
            value,
            form,
            span,
            certainty: Certainty::Certain,
            notes: Vec::new(),
        };
        if entry.value.contains('\u{fffd}') {
            entry.doubt(NoteKind::LostCharacters);
        }
        entry
    }

    /// Says what is unclear, once, and takes back the certainty.
    pub(super) fn doubt(&mut self, kind: NoteKind) {
        self.certainty = Certainty::Likely;
        if self.notes.iter().all(|note| note.kind != kind) {
            self.notes.push(Note::about(kind, &self.name, self.span.line));
        }
    }

    /// Whether the value has its end.
    pub(super) fn is_whole(&self) -> bool {
        self.notes.iter().all(|note| note.kind != NoteKind::CutOff)
    }
}

/// Neighbouring lines that all set variables in one form.
#[derive(Debug, Default)]
pub(super) struct Run {
    pub(super) entries: Vec<Entry>,
    /// Whether a `go env` command stands before it, which makes it a listing of its own.
    pub(super) asked: bool,
}

/// A span on line `index` (from 0) that begins `before` and covers `covered`.
pub(super) fn span(index: usize, before: &str, covered: &str) -> Span {
    let column = before.chars().count().saturating_add(1);
    let end = column.saturating_add(covered.chars().count());
    let line = u32::try_from(index.saturating_add(1)).unwrap_or(u32::MAX);
    Span { line, column: clamp(column), end_column: clamp(end) }
}

fn clamp(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
