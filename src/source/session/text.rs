//! Lines and names, as the session readers share them.

use std::ops::Range;

use crate::files::bytes_of;

/// The longest line that pam_env reads, in bytes, its line feed included (its buffer holds 8192 with the
/// closing zero).
const MAX_LINE_BYTES: usize = 8191;

/// A line that was put together from one or more lines of a file, without its comment.
#[derive(Debug, Default)]
pub(super) struct LogicalLine {
    /// The text, continued lines joined.
    pub(super) text: String,
    /// The byte of the file at which it begins.
    pub(super) start: usize,
}

impl LogicalLine {
    /// The bytes of the file that hold a part of the line's first part.
    pub(super) fn bytes_of(&self, part: &str) -> Range<usize> {
        let Range { start, end } = bytes_of(part, &self.text);
        self.start + start..self.start + end
    }
}

/// What pam_env makes of a file's lines.
#[derive(Debug, Default)]
pub(super) struct LogicalLines {
    /// The lines, in order; blank ones and comments left out.
    pub(super) lines: Vec<LogicalLine>,
    /// The byte of the line on which pam_env gives up: one too long, or a continuation that the file's end cuts off.
    pub(super) stops: Option<usize>,
}

/// Joins and cuts lines as pam_env's `_assemble_line` does: `#` begins a comment anywhere, a `\` before the
/// end of the line (blanks may stand after it) joins the next line that is neither blank nor a comment.
pub(super) fn assemble(text: &str) -> LogicalLines {
    let mut found = LogicalLines::default();
    let mut open: Option<LogicalLine> = None;
    for raw in text.split_inclusive('\n') {
        let start = bytes_of(raw, text).start;
        let kept = open.as_ref().map_or(0, |line| line.text.len());
        if kept.saturating_add(raw.len()) > MAX_LINE_BYTES {
            found.stops = Some(open.map_or(start, |line| line.start));
            return found;
        }
        let part = raw.strip_suffix('\n').unwrap_or(raw);
        let first = part.trim_start_matches([' ', '\t']);
        if first.is_empty() || first.starts_with('#') {
            continue;
        }
        let mut line = open.take().unwrap_or(LogicalLine { text: String::new(), start });
        match part.split_once('#') {
            Some((before, _)) => line.text.push_str(before),
            None => match part.trim_end_matches([' ', '\t']).strip_suffix('\\') {
                Some(before) => {
                    line.text.push_str(before);
                    open = Some(line);
                    continue;
                }
                None => line.text.push_str(part),
            },
        }
        found.lines.push(line);
    }
    found.stops = open.map(|line| line.start);
    found
}

/// Whether a text is a name as POSIX wants it: letters, digits and `_`, no digit first.
pub(super) fn is_name(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.chars().all(is_part) && text.chars().next().is_some_and(|first| !first.is_ascii_digit())
}
