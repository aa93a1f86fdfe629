//! The entries of GOPROXY as written.

use std::ops::Range;

use crate::go::tables::separators::{self, FallBack};
use crate::go::version::GoVersion;

/// One entry as written, before anything is made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RawEntry<'a> {
    /// Its text without the white space around it; may be empty.
    pub text: &'a str,
    /// The bytes of that text.
    pub range: Range<usize>,
    /// All bytes between the separators.
    pub between: Range<usize>,
    /// What its separator makes of errors.
    pub fall_back: FallBack,
    /// Where the next entry starts; beyond the value's end after the last one.
    pub next: usize,
}

/// Cuts the value at the separators of this version. Entries may be empty, and those after `direct` and
/// `off` are cut too.
pub(crate) fn raw_entries(value: &str, version: GoVersion) -> Vec<RawEntry<'_>> {
    let separates = |c: char| separators::find(c, version).is_some();
    let mut entries = vec![];
    let mut start = 0;
    for piece in value.split_inclusive(separates) {
        let between = piece.strip_suffix(separates).unwrap_or(piece);
        let behind = piece.get(between.len()..).and_then(|rest| rest.chars().next());
        let separator = behind.and_then(|mark| separators::find(mark, version));
        // Go's `strings.TrimSpace` and Rust's `trim` know the same white space.
        let text = between.trim();
        let begin = start + (between.len() - between.trim_start().len());
        let end = start + between.len();
        entries.push(RawEntry {
            text,
            range: begin..begin + text.len(),
            between: start..end,
            fall_back: separator.map_or(FallBack::OnNotFound, |separator| separator.fall_back),
            next: end + behind.map_or(1, char::len_utf8),
        });
        start += piece.len();
    }
    entries
}
