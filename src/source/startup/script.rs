//! A text that a shell reads, and where in it things stand.

use std::sync::Arc;
use std::sync::OnceLock;

use super::Place;
use crate::source::Span;

/// A start-up file's text. Readers keep offsets in bytes; this is the one place that makes a place of them.
#[derive(Debug)]
pub(crate) struct Script {
    /// The file's path.
    pub(crate) path: Arc<str>,
    /// Its text.
    pub(crate) text: Arc<str>,
    /// Where its lines begin.
    lines: OnceLock<Box<[u32]>>,
    /// Everything in it counts as standing here.
    fixed: Option<Place>,
}

/// Bytes of a line whose characters are counted; beyond them a column is a byte.
const MAX_LINE: u32 = 16 * 1024;

impl Script {
    /// A text, and the file that it is in. What lies beyond 4 GiB is not looked at.
    pub(crate) fn new(path: Arc<str>, text: Arc<str>) -> Self {
        Self { path, text, lines: OnceLock::new(), fixed: None }
    }

    /// A text that stands for a place: what an alias becomes.
    pub(crate) fn standing_for(place: Place, text: &str) -> Self {
        Self { fixed: Some(place.clone()), ..Self::new(place.path, text.into()) }
    }

    /// The text between two offsets in bytes.
    pub(crate) fn slice(&self, start: u32, end: u32) -> &str {
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The place of a stretch of one line, by its offsets in bytes.
    pub(crate) fn place(&self, start: u32, end: u32) -> Place {
        if let Some(place) = &self.fixed {
            return place.clone();
        }
        let lines = self.lines.get_or_init(|| line_starts(&self.text));
        let index = lines.partition_point(|begin| *begin <= start).saturating_sub(1);
        let begin = lines.get(index).copied().unwrap_or_default();
        let line = u32::try_from(index + 1).unwrap_or(u32::MAX);
        let column = self.columns(begin, start).saturating_add(1);
        let end_column = column.saturating_add(self.columns(start, end));
        Place { path: self.path.clone(), span: Span { line, column, end_column } }
    }

    /// The place of a name at an offset.
    pub(crate) fn place_of(&self, at: usize, name: &str) -> Place {
        self.place(offset(at), offset(at.saturating_add(name.len())))
    }

    fn columns(&self, from: u32, to: u32) -> u32 {
        if to.saturating_sub(from) > MAX_LINE {
            return to.saturating_sub(from);
        }
        offset(self.slice(from, to).chars().count())
    }
}

/// An offset as readers keep it.
pub(crate) fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn line_starts(text: &str) -> Box<[u32]> {
    let ends = text.bytes().zip(1u32..).filter(|(byte, _)| *byte == b'\n').map(|(_, next)| next);
    std::iter::once(0).chain(ends).collect()
}

/// The length in bytes of a text's first line.
pub(crate) fn first_line(text: &str) -> u32 {
    offset(text.lines().next().unwrap_or_default().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_lines_and_columns_of_characters() {
        let script = Script::new("/x".into(), "é=1\nexport GOPROXY=é\n".into());
        let place = script.place_of(12, "GOPROXY").span;
        assert_eq!((place.line, place.column, place.end_column), (2, 8, 15));
        let place = script.place(0, 3).span;
        assert_eq!((place.line, place.column, place.end_column), (1, 1, 3));
        assert_eq!(Script::standing_for(script.place(0, 3), "x y").place_of(2, "y").span, place);
    }
}
