//! The entries of GOPROXY as written.

use std::ops::Range;

use crate::go::{Behaviour, GoVersion};

/// What makes go leave an entry for the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum FallBack {
    /// 404 and 410 only: the entry is followed by a comma, or is the last one.
    OnNotFound,
    /// Any error: the entry is followed by `|`.
    OnAnyError,
}

/// One entry as written, before anything is made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RawEntry<'a> {
    /// Its text without the white space around it; may be empty.
    pub text: &'a str,
    /// The bytes of that text.
    pub range: Range<usize>,
    /// All bytes between the separators.
    pub between: Range<usize>,
    /// The separator after it.
    pub fall_back: FallBack,
    /// Where the next entry starts; beyond the value's end after the last one.
    pub next: usize,
}

/// Cuts the value at its separators: `,` always, `|` from Go 1.15 on. Entries may be empty, and those
/// after `direct` and `off` are cut too.
pub(crate) fn raw_entries(value: &str, version: GoVersion) -> Vec<RawEntry<'_>> {
    let pipe = version.has(Behaviour::PipeSeparator);
    let separates = |c: char| c == ',' || (pipe && c == '|');
    let mut entries = vec![];
    let mut start = 0;
    for piece in value.split_inclusive(separates) {
        let between = piece.strip_suffix(separates).unwrap_or(piece);
        let any_error = between.len() < piece.len() && piece.ends_with('|');
        // Go's `strings.TrimSpace` and Rust's `trim` know the same white space.
        let text = between.trim();
        let begin = start + (between.len() - between.trim_start().len());
        let end = start + between.len();
        entries.push(RawEntry {
            text,
            range: begin..begin + text.len(),
            between: start..end,
            fall_back: if any_error { FallBack::OnAnyError } else { FallBack::OnNotFound },
            next: end + 1,
        });
        start = end + 1;
    }
    entries
}
