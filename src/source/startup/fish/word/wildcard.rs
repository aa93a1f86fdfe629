//! Patterns with `*`, `**` and `?`.

use super::unit::Unit;

/// One part of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pattern {
    /// This character.
    Char(char),
    /// Any one character.
    AnyChar,
    /// Any text.
    AnyText,
}

impl Pattern {
    /// The pattern that a text is for `switch` and `string match`: a `\` quotes what follows it.
    pub(crate) fn of(text: &str) -> Vec<Self> {
        let mut pattern = vec![];
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            pattern.push(match c {
                '*' => Self::AnyText,
                '?' => Self::AnyChar,
                '\\' => match chars.clone().next() {
                    Some(next @ ('*' | '?' | '\\')) => {
                        chars.next();
                        Self::Char(next)
                    }
                    _ => Self::Char('\\'),
                },
                c => Self::Char(c),
            });
        }
        pattern
    }

    /// The pattern that one part of a path is.
    pub(super) fn of_units(units: &[Unit]) -> Vec<Self> {
        let part = |unit: &Unit| match unit {
            Unit::Char(c) => Some(Self::Char(*c)),
            Unit::AnyChar => Some(Self::AnyChar),
            Unit::AnyText | Unit::AnyPath => Some(Self::AnyText),
            _ => None,
        };
        units.iter().filter_map(part).collect()
    }

    fn fits(self, c: char) -> bool {
        match self {
            Self::Char(own) => own == c,
            Self::AnyChar => true,
            Self::AnyText => false,
        }
    }
}

/// Whether a text as a whole fits a pattern. Takes at most the product of their lengths.
pub(crate) fn matches(pattern: &[Pattern], text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    let (mut at, mut next) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while at < text.len() {
        let c = text.get(at).copied().unwrap_or_default();
        match pattern.get(next) {
            Some(Pattern::AnyText) => {
                star = Some((next, at));
                next += 1;
            }
            Some(part) if part.fits(c) => {
                at += 1;
                next += 1;
            }
            _ => {
                let Some((back, from)) = star else { return false };
                star = Some((back, from + 1));
                at = from + 1;
                next = back + 1;
            }
        }
    }
    pattern.iter().skip(next).all(|part| *part == Pattern::AnyText)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pattern_matches_as_a_whole() {
        let fits = |pattern: &str, text: &str| matches(&Pattern::of(pattern), text);
        assert!(fits("*", "") && fits("a*c", "abc") && fits("?*", "a") && fits("*b*", "abc"));
        assert!(!fits("a", "ab") && !fits("?", "") && !fits("a*c", "abd"));
        assert!(fits("a\\*", "a*") && !fits("a\\*", "ab"));
    }

    #[test]
    fn pattern_of_many_stars_takes_no_time() {
        let pattern = Pattern::of(&"a*".repeat(1000));
        assert!(!matches(&pattern, &"a".repeat(999)));
    }
}
