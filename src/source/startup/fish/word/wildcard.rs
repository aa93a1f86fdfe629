//! Patterns with `*`, `**` and `?`.

use super::unit::Unit;
use crate::source::startup::pattern::{Pattern, Style};

/// The pattern that a text is for `switch` and `string match`: a `\` quotes what follows it.
pub(crate) fn pattern(text: &str) -> Pattern {
    let mut chars = text.chars();
    let glyphs = std::iter::from_fn(move || match chars.next()? {
        '\\' => match chars.clone().next() {
            Some(next @ ('*' | '?' | '\\')) => {
                chars.next();
                Some((next, true))
            }
            _ => Some(('\\', true)),
        },
        c => Some((c, false)),
    });
    Pattern::of(Style::Fish, glyphs)
}

/// The pattern that one part of a path is.
pub(super) fn pattern_of_units(units: &[Unit]) -> Pattern {
    let glyph = |unit: &Unit| match unit {
        Unit::Char(c) => Some((*c, true)),
        Unit::AnyChar => Some(('?', false)),
        Unit::AnyText | Unit::AnyPath => Some(('*', false)),
        _ => None,
    };
    Pattern::of(Style::Fish, units.iter().filter_map(glyph))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pattern_matches_as_a_whole() {
        let fits = |text: &str, subject: &str| pattern(text).matches(subject).unwrap();
        assert!(fits("*", "") && fits("a*c", "abc") && fits("?*", "a") && fits("*b*", "abc"));
        assert!(!fits("a", "ab") && !fits("?", "") && !fits("a*c", "abd"));
        assert!(fits("a\\*", "a*") && !fits("a\\*", "ab"));
    }
}
