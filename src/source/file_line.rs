//! One line of a file, with its place.

use std::path::PathBuf;

use super::{Layer, Origin, Span, Value};

/// A line of a file of the project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileLine {
    /// The line without the white space in front of it and behind it.
    pub text: Value,
    /// The file, and where in it the text stands.
    pub origin: Origin,
}

impl FileLine {
    /// The line of that number (from 1) of a file's content; none: the file has no such line.
    pub fn of(path: impl Into<PathBuf>, content: &str, number: u32) -> Option<Self> {
        let index = usize::try_from(number).ok()?.checked_sub(1)?;
        content.lines().nth(index).map(|line| Self::new(path, line, number))
    }

    /// A line with its number (from 1).
    pub fn new(path: impl Into<PathBuf>, line: &str, number: u32) -> Self {
        let blank = line.chars().take_while(|c| c.is_whitespace()).count();
        let column = u32::try_from(blank + 1).unwrap_or(1);
        let text = line.trim();
        let width = u32::try_from(text.chars().count()).unwrap_or(0);
        let span = Span { line: number, column, end_column: column.saturating_add(width) };
        Self { text: Value::from(text), origin: Origin::in_file(Layer::ProjectFile, path, span) }
    }
}
