//! Go's `path.Match`, compiled once and matched often.
//!
//! The dialect is not the shell's: `[!a]` is a class of `!` and `a`, a class may match `/`, a star
//! skips bytes rather than characters, and a star gives back nothing once the text after it was found.

mod compile;

pub use compile::BadPattern;

/// A pattern of Go's `path.Match`, compiled. Results are the same in Go 1.13 to 1.27.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glob {
    chunks: Vec<Chunk>,
    /// Whether a star ends the pattern.
    open_end: bool,
}

/// The text between two stars.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Chunk {
    after_star: bool,
    units: Vec<Unit>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Unit {
    Literal(Vec<u8>),
    /// `?`
    AnyOne,
    Class {
        negated: bool,
        ranges: Vec<(char, char)>,
    },
}

impl Glob {
    /// Whether the pattern matches all of the name (`path.Match`).
    pub fn matches(&self, name: &str) -> bool {
        self.matches_bytes(name.as_bytes())
    }

    /// The literal text that every match begins with, escapes resolved.
    pub(super) fn head(&self) -> &[u8] {
        match self.first_units().first() {
            Some(Unit::Literal(text)) => text,
            _ => &[],
        }
    }

    /// Whether this byte may follow the head in a match; asked to rule a name out cheaply.
    pub(super) fn may_follow_head(&self, byte: u8) -> bool {
        let units = self.first_units();
        let next = units.iter().find(|unit| !matches!(unit, Unit::Literal(_)));
        next.is_none_or(|unit| !byte.is_ascii() || unit.strip(&[byte]).is_some())
    }

    /// What stands before the first star.
    fn first_units(&self) -> &[Unit] {
        self.chunks.first().filter(|chunk| !chunk.after_star).map_or(&[], |chunk| chunk.units.as_slice())
    }

    /// The same over bytes, so that a name can be cut without looking for character borders.
    pub(super) fn matches_bytes(&self, name: &[u8]) -> bool {
        let mut rest = name;
        for (i, chunk) in self.chunks.iter().enumerate() {
            let to_end = !self.open_end && i + 1 == self.chunks.len();
            match chunk.find(rest, to_end) {
                Some(after) => rest = after,
                None => return false,
            }
        }
        if self.open_end { !rest.contains(&b'/') } else { rest.is_empty() }
    }
}

impl Chunk {
    /// Finds the chunk and returns what follows it. The leftmost place counts, even where a later
    /// one would let the rest of the pattern match: Go never comes back.
    fn find<'n>(&self, name: &'n [u8], to_end: bool) -> Option<&'n [u8]> {
        let found = |rest| self.strip(rest).filter(|after| !to_end || after.is_empty());
        let mut rest = name;
        loop {
            if let Some(after) = found(rest) {
                return Some(after);
            }
            match rest.split_first() {
                Some((&skipped, tail)) if self.after_star && skipped != b'/' => rest = tail,
                _ => return None,
            }
        }
    }

    /// Takes the chunk off the start of the name.
    fn strip<'n>(&self, name: &'n [u8]) -> Option<&'n [u8]> {
        self.units.iter().try_fold(name, |rest, unit| unit.strip(rest))
    }
}

impl Unit {
    fn strip<'n>(&self, name: &'n [u8]) -> Option<&'n [u8]> {
        match self {
            Self::Literal(text) => name.strip_prefix(text.as_slice()),
            Self::AnyOne => first_char(name).filter(|&(c, _)| c != '/').map(|(_, rest)| rest),
            Self::Class { negated, ranges } => first_char(name)
                .filter(|(c, _)| ranges.iter().any(|(low, high)| low <= c && c <= high) != *negated)
                .map(|(_, rest)| rest),
        }
    }
}

/// Takes the first character off. A byte that begins none counts as U+FFFD, one byte long
/// (`utf8.DecodeRuneInString`); a star that stops inside a character makes such bytes.
fn first_char(name: &[u8]) -> Option<(char, &[u8])> {
    let (&first, tail) = name.split_first()?;
    if first.is_ascii() {
        return Some((char::from(first), tail));
    }
    let head = name.get(..4).unwrap_or(name);
    let valid = head.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    match valid.chars().next() {
        Some(c) => Some((c, name.get(c.len_utf8()..)?)),
        None => Some((char::REPLACEMENT_CHARACTER, tail)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, name: &str) -> bool {
        Glob::new(pattern).is_ok_and(|glob| glob.matches(name))
    }

    #[test]
    fn star_stays_inside_an_element() {
        assert!(matches("*", "corp.com"));
        assert!(matches("**", ""));
        assert!(!matches("*", "corp.com/a"));
        assert!(matches("*/*", "corp.com/a"));
    }

    #[test]
    fn class_may_match_a_slash_but_question_mark_may_not() {
        assert!(matches("a[^x]b", "a/b"));
        assert!(matches("a[.-0]b", "a/b"));
        assert!(!matches("a?b", "a/b"));
    }

    #[test]
    fn star_never_comes_back_to_a_later_place() {
        assert!(matches("*a[^x]c", "aaa/c"));
        assert!(!matches("*a[^x]*c", "aaa/c"), "the first `aa` is taken, though `a/` would do");
    }

    #[test]
    fn star_may_stop_inside_a_character() {
        assert!(matches("*[\u{fffd}]", "é"));
        assert!(!matches("[\u{fffd}]", "é"));
        assert!(matches("?", "é"));
        assert!(!matches("??", "é"));
        assert!(matches("*?", "é"));
    }

    #[test]
    fn malformed_pattern_says_where() {
        assert_eq!(Glob::new("ab[c"), Err(BadPattern::UnclosedClass { at: 2 }));
        assert_eq!(Glob::new("[a\\"), Err(BadPattern::UnclosedClass { at: 0 }));
        assert_eq!(Glob::new("[]a]"), Err(BadPattern::MissingMember { found: ']', at: 1 }));
        assert_eq!(Glob::new("[a-]"), Err(BadPattern::MissingMember { found: ']', at: 3 }));
        assert_eq!(Glob::new("é\\"), Err(BadPattern::DanglingEscape { at: 2 }));
    }
}
