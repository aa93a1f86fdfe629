//! One variable as the scanner found it, before the listings of a paste are weighed.

use super::note::{Form, Note, NoteKind};
use crate::source::Certainty;

/// A stretch of one line of the paste, in lines and characters from 1: what was decoded and straightened on the way
/// has kept its characters, not its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) line: u32,
    pub(super) column: u32,
    pub(super) end_column: u32,
}

/// A variable with its value and what is unclear about it.
#[derive(Debug, Clone)]
pub(super) struct ListedVariable {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) form: Form,
    pub(super) span: Span,
    pub(super) certainty: Certainty,
    /// What is unclear, a bit for each kind.
    doubts: u16,
}

impl ListedVariable {
    /// An entry that was read as go wrote it.
    pub(super) fn new(name: &str, value: String, form: Form, span: Span) -> Self {
        let mut entry =
            Self { name: name.to_owned(), value, form, span, certainty: Certainty::Certain, doubts: 0 };
        if entry.value.contains('\u{fffd}') {
            entry.doubt(NoteKind::LostCharacters);
        }
        entry
    }

    /// Says what is unclear and takes back the certainty.
    pub(super) fn doubt(&mut self, kind: NoteKind) {
        self.certainty = self.certainty.max(Certainty::Likely);
        self.doubts |= 1 << kind as u16;
    }

    /// Whether the value has its end.
    pub(super) fn is_whole(&self) -> bool {
        !self.has(NoteKind::CutOff)
    }

    fn has(&self, kind: NoteKind) -> bool {
        self.doubts & (1 << kind as u16) != 0
    }

    /// The doubts in words for the reader.
    pub(super) fn notes(&self) -> impl Iterator<Item = Note> {
        let doubts = NoteKind::ALL.into_iter().filter(|kind| self.has(*kind));
        doubts.map(|kind| Note::about(kind, &self.name, self.span.line))
    }
}

/// Neighbouring lines that all set variables in one form.
#[derive(Debug, Default)]
pub(super) struct Run {
    pub(super) entries: Vec<ListedVariable>,
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
