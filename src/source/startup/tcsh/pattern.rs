//! The patterns of `=~`, `case`, `unsetenv` and file names: `*`, `?`, `[a-z]`, `[^a]`.

use super::glyph::Glyph;
use crate::source::startup::pattern::{Pattern, Style};

/// A pattern in which quotes do not matter any more, as after `=~` and `case`.
///
/// # Errors
/// A `[` without its `]`.
pub(super) fn pattern_of_text(text: &str) -> Result<Pattern, String> {
    let glyphs: Vec<Glyph> = text.chars().map(Glyph::plain).collect();
    pattern_of_glyphs(&glyphs).ok_or_else(|| "missing ]".to_owned())
}

/// A pattern of a file name; `None`: a `[` without its `]`.
pub(super) fn pattern_of_glyphs(glyphs: &[Glyph]) -> Option<Pattern> {
    let pattern = Pattern::of(Style::Csh, glyphs.iter().map(|glyph| (glyph.char, glyph.quoted)));
    (!pattern.is_open()).then_some(pattern)
}
