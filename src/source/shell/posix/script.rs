//! A text that a shell reads, and where in it things stand.

use std::rc::Rc;

use crate::source::Span;
use crate::source::shell::Place;

/// A start-up file's text with the beginnings of its lines.
#[derive(Debug)]
pub(super) struct Script {
    /// The file's path.
    pub(super) path: Rc<str>,
    /// Its text.
    pub(super) text: Rc<str>,
    lines: Vec<u32>,
}

impl Script {
    /// A text, and the file that it is in. What lies beyond 4 GiB is not looked at.
    pub(super) fn new(path: Rc<str>, text: Rc<str>) -> Self {
        let ends = text.bytes().zip(1u32..).filter(|(byte, _)| *byte == b'\n').map(|(_, next)| next);
        let lines = std::iter::once(0).chain(ends).collect();
        Self { path, text, lines }
    }

    /// The text between two offsets in bytes.
    pub(super) fn slice(&self, start: u32, end: u32) -> &str {
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The place of a stretch of one line.
    pub(super) fn place(&self, start: u32, end: u32) -> Place {
        let index = self.lines.partition_point(|begin| *begin <= start).saturating_sub(1);
        let begin = self.lines.get(index).copied().unwrap_or_default();
        let columns = |from, to| u32::try_from(self.slice(from, to).chars().count()).unwrap_or(u32::MAX);
        let column = columns(begin, start).saturating_add(1);
        let line = u32::try_from(index + 1).unwrap_or(u32::MAX);
        let end_column = column.saturating_add(columns(start, end));
        Place { path: self.path.clone(), span: Span { line, column, end_column } }
    }
}
