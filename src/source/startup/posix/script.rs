//! A text that a shell reads, and where in it things stand.

use std::rc::Rc;

use crate::source::Span;
use crate::source::startup::Place;

/// A start-up file's text with the beginnings of its lines.
#[derive(Debug)]
pub(super) struct Script {
    /// The file's path.
    pub(super) path: Rc<str>,
    /// Its text.
    pub(super) text: Rc<str>,
    lines: Vec<u32>,
    is_ascii: bool,
    /// Everything in it counts as standing here.
    fixed: Option<Place>,
}

/// Bytes of a line whose characters are counted; beyond them a column is a byte.
const MAX_LINE: u32 = 16 * 1024;

impl Script {
    /// A text, and the file that it is in. What lies beyond 4 GiB is not looked at.
    pub(super) fn new(path: Rc<str>, text: Rc<str>) -> Self {
        let ends = text.bytes().zip(1u32..).filter(|(byte, _)| *byte == b'\n').map(|(_, next)| next);
        let lines = std::iter::once(0).chain(ends).collect();
        let is_ascii = text.is_ascii();
        Self { path, text, lines, is_ascii, fixed: None }
    }

    /// A text that stands for a place: what an alias becomes.
    pub(super) fn standing_for(place: Place, text: &str) -> Self {
        Self { fixed: Some(place.clone()), ..Self::new(place.path, text.into()) }
    }

    /// The text between two offsets in bytes.
    pub(super) fn slice(&self, start: u32, end: u32) -> &str {
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    fn columns(&self, from: u32, to: u32) -> u32 {
        if self.is_ascii || to.saturating_sub(from) > MAX_LINE {
            return to.saturating_sub(from);
        }
        u32::try_from(self.slice(from, to).chars().count()).unwrap_or(u32::MAX)
    }

    /// The place of a name at an offset in bytes.
    pub(super) fn place_of(&self, at: usize, name: &str) -> Place {
        let offset = |at| u32::try_from(at).unwrap_or(u32::MAX);
        self.place(offset(at), offset(at.saturating_add(name.len())))
    }

    /// The place of a stretch of one line.
    pub(super) fn place(&self, start: u32, end: u32) -> Place {
        if let Some(place) = &self.fixed {
            return place.clone();
        }
        let index = self.lines.partition_point(|begin| *begin <= start).saturating_sub(1);
        let begin = self.lines.get(index).copied().unwrap_or_default();
        let columns = |from, to| self.columns(from, to);
        let column = columns(begin, start).saturating_add(1);
        let line = u32::try_from(index + 1).unwrap_or(u32::MAX);
        let end_column = column.saturating_add(columns(start, end));
        Place { path: self.path.clone(), span: Span { line, column, end_column } }
    }
}
