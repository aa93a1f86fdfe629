//! The variables that `go env` prints, and what a variable's name looks like.

use crate::go::GoVersion;
use crate::go::tables::variables::{Listed, VARIABLES, listed_when_known};

pub(super) use crate::go::tables::variables::listing_rank as rank;

/// Whether `go env` of some version prints this variable.
pub(super) fn is_known(name: &str) -> bool {
    rank(name).is_some()
}

/// The variables without which a listing cannot be whole, in any version.
pub(super) fn always_printed() -> impl Iterator<Item = &'static str> {
    let always = VARIABLES.iter().filter(|variable| variable.listed == Listed::Always);
    always.map(|variable| variable.name)
}

/// The variables that listings of this version hold besides, from 1.16 on, which print GOVERSION;
/// older versions are known only by lines around the listing.
pub(super) fn printed_since(version: GoVersion) -> impl Iterator<Item = &'static str> {
    listed_when_known(version).filter(move |_| !version.is_unknown_older())
}

/// The length of the variable name that `text` begins with: capitals, digits and `_`, first a capital.
pub(super) fn name_length(text: &str) -> usize {
    let length = text
        .bytes()
        .position(|byte| !(byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_'))
        .unwrap_or(text.len());
    if text.starts_with(|c: char| c.is_ascii_uppercase()) { length } else { 0 }
}

/// Splits `NAME=rest`.
pub(super) fn split_assignment(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.split_at_checked(name_length(text))?;
    let rest = rest.strip_prefix('=')?;
    (!name.is_empty()).then_some((name, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_capitals_digits_underscore() {
        assert_eq!(split_assignment("CGO_CFLAGS=-g"), Some(("CGO_CFLAGS", "-g")));
        assert_eq!(split_assignment("GO111MODULE="), Some(("GO111MODULE", "")));
        for text in ["", "=x", "gopath=/x", "GOPATH", "GO PATH=x", "386GO=x"] {
            assert_eq!(split_assignment(text), None, "{text}");
        }
    }
}
