//! What separates the entries of GOPROXY, and what makes go move on from an entry to the next one.
//!
//! Mirrors the cuts in `cmd/go/internal/modfetch.proxyList`.

use crate::go::tables::behaviours::Behaviour;
use crate::go::version::GoVersion;

/// What makes go leave an entry for the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FallBack {
    /// 404 and 410 only. Also what the last entry of a list has.
    OnNotFound,
    /// Any error.
    OnAnyError,
}

impl FallBack {
    /// The answers that make go move on, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::OnNotFound => "404 and 410",
            Self::OnAnyError => "any error",
        }
    }
}

/// A character between two entries.
#[derive(Debug, PartialEq, Eq)]
pub struct Separator {
    /// The character.
    pub mark: char,
    /// What people call it.
    pub called: &'static str,
    /// The behaviour that brought it. `None`: older than Go 1.13.
    pub since: Option<Behaviour>,
    /// What makes go leave the entry before it.
    pub fall_back: FallBack,
}

/// All separators of all versions, oldest first.
pub const SEPARATORS: &[Separator] = &[
    Separator { mark: ',', called: "a comma", since: None, fall_back: FallBack::OnNotFound },
    Separator {
        mark: '|',
        called: "|",
        since: Some(Behaviour::PipeSeparator),
        fall_back: FallBack::OnAnyError,
    },
    #[cfg(test)]
    Separator { mark: '^', called: "^", since: Some(Behaviour::MadeUp), fall_back: FallBack::OnAnyError },
];

impl Separator {
    /// Whether this version cuts GOPROXY at it.
    pub fn known_to(&self, version: GoVersion) -> bool {
        self.since.is_none_or(|behaviour| version.has(behaviour))
    }
}

/// The separators of a version.
pub fn known_to(version: GoVersion) -> impl Iterator<Item = &'static Separator> {
    SEPARATORS.iter().filter(move |separator| separator.known_to(version))
}

/// What a character separates in a version. `None`: nothing.
pub fn find(c: char, version: GoVersion) -> Option<&'static Separator> {
    known_to(version).find(|separator| separator.mark == c)
}

/// Whether a character separates entries in some version: for readers who cannot know which go reads a
/// text, and must not take two entries for one.
pub fn is_separator(c: char) -> bool {
    SEPARATORS.iter().any(|separator| separator.mark == c)
}

/// The separators of a version with what makes go move on after each, as one sentence.
pub fn described(version: GoVersion) -> String {
    let all = known_to(version).enumerate().map(|(index, separator)| {
        let verb = if index == 0 { " moves on to the next entry" } else { "" };
        format!("`{}`{verb} after {}", separator.mark, separator.fall_back.words())
    });
    all.collect::<Vec<_>>().join(", ")
}

/// The separator that makes a version move on so, the oldest one if there are several.
pub fn with(fall_back: FallBack, version: GoVersion) -> Option<&'static Separator> {
    known_to(version).find(|separator| separator.fall_back == fall_back)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pipe_came_with_go_1_15() {
        assert!(find('|', GoVersion::new(1, 14, 6)).is_none());
        let pipe = find('|', GoVersion::new(1, 15, 0)).unwrap();
        assert_eq!(pipe.fall_back, FallBack::OnAnyError);
        assert!(is_separator('|') && !is_separator(';'));
    }

    #[test]
    fn separators_in_one_sentence() {
        assert_eq!(
            described(GoVersion::new(1, 27, 0)),
            "`,` moves on to the next entry after 404 and 410, `|` after any error"
        );
    }
}
