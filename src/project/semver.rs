//! Semantic versions with the leading `v` that module versions have.
//!
//! Mirrors `golang.org/x/mod/semver` and `module.CanonicalVersion`, which are the same in Go 1.13 to 1.27.

use std::borrow::Cow;
use std::cmp::Ordering;

/// The pieces of a valid version, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Pieces<'a> {
    numbers: [&'a str; 3],
    /// What a shorthand lacks: `.0.0`, `.0` or nothing.
    missing: &'static str,
    prerelease: &'a str,
    build: &'a str,
}

fn pieces(version: &str) -> Option<Pieces<'_>> {
    let (major, rest) = number(version.strip_prefix('v')?)?;
    let short = |numbers, missing| Some(Pieces { numbers, missing, prerelease: "", build: "" });
    if rest.is_empty() {
        return short([major, "0", "0"], ".0.0");
    }
    let (minor, rest) = number(rest.strip_prefix('.')?)?;
    if rest.is_empty() {
        return short([major, minor, "0"], ".0");
    }
    let (patch, rest) = number(rest.strip_prefix('.')?)?;
    let (before_build, build) = rest.split_at(rest.find('+').unwrap_or(rest.len()));
    let prerelease_ok = before_build.is_empty() || before_build.strip_prefix('-').is_some_and(is_prerelease);
    let build_ok = build.is_empty() || build.strip_prefix('+').is_some_and(are_identifiers);
    (prerelease_ok && build_ok).then_some(Pieces {
        numbers: [major, minor, patch],
        missing: "",
        prerelease: before_build,
        build,
    })
}

/// A number without extra zeros in front, and what follows it.
fn number(text: &str) -> Option<(&str, &str)> {
    let (digits, rest) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()));
    (!digits.is_empty() && (digits == "0" || !digits.starts_with('0'))).then_some((digits, rest))
}

fn are_identifiers(text: &str) -> bool {
    text.split('.')
        .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
}

fn is_prerelease(text: &str) -> bool {
    are_identifiers(text)
        && !text.split('.').any(|part| is_numeric(part) && part.len() > 1 && part.starts_with('0'))
}

fn is_numeric(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether the text is a version, shorthands such as `v1.2` included (`semver.IsValid`).
pub fn is_valid(version: &str) -> bool {
    pieces(version).is_some()
}

/// The form that go.mod, go.sum and the module cache use; none for an invalid version.
/// Mirrors `module.CanonicalVersion`: build metadata is dropped except `+incompatible`.
pub fn canonical(version: &str) -> Option<Cow<'_, str>> {
    let found = pieces(version)?;
    if found.build.is_empty() || found.build == "+incompatible" {
        return Some(if found.missing.is_empty() {
            Cow::Borrowed(version)
        } else {
            Cow::Owned(format!("{version}{}", found.missing))
        });
    }
    version.strip_suffix(found.build).map(Cow::Borrowed)
}

/// Whether the version is written in its canonical form.
pub fn is_canonical(version: &str) -> bool {
    canonical(version).is_some_and(|form| form == version)
}

/// `v1` of `v1.2.3`; empty for an invalid version (`semver.Major`).
pub fn major(version: &str) -> &str {
    pieces(version).and_then(|found| version.get(..1 + found.numbers[0].len())).unwrap_or("")
}

/// Whether the version carries exactly `+incompatible` as build metadata.
pub fn is_incompatible(version: &str) -> bool {
    pieces(version).is_some_and(|found| found.build == "+incompatible")
}

/// Orders versions as semantic versions; invalid ones come first and are equal to each other
/// (`semver.Compare`).
pub fn compare(left: &str, right: &str) -> Ordering {
    match (pieces(left), pieces(right)) {
        (Some(left), Some(right)) => compare_pieces(left, right),
        (left, right) => left.is_some().cmp(&right.is_some()),
    }
}

fn compare_pieces(left: Pieces<'_>, right: Pieces<'_>) -> Ordering {
    let numbers = left.numbers.iter().zip(right.numbers).map(|(a, b)| compare_numbers(a, b));
    numbers
        .into_iter()
        .find(|order| order.is_ne())
        .unwrap_or_else(|| compare_prereleases(left.prerelease, right.prerelease))
}

fn compare_numbers(left: &str, right: &str) -> Ordering {
    left.len().cmp(&right.len()).then_with(|| left.cmp(right))
}

fn compare_prereleases(left: &str, right: &str) -> Ordering {
    match (left.strip_prefix('-'), right.strip_prefix('-')) {
        (Some(left), Some(right)) => compare_identifiers(left, right),
        // A release comes after its prereleases.
        (left, right) => left.is_none().cmp(&right.is_none()),
    }
}

fn compare_identifiers(left: &str, right: &str) -> Ordering {
    let differing = left.split('.').zip(right.split('.')).find(|(a, b)| a != b);
    let Some((a, b)) = differing else {
        return left.len().cmp(&right.len());
    };
    match (is_numeric(a), is_numeric(b)) {
        (true, true) => compare_numbers(a, b),
        (false, false) => a.cmp(b),
        (a_numeric, b_numeric) => b_numeric.cmp(&a_numeric),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn canonical_forms() {
        for (written, expected) in [
            ("v1", Some("v1.0.0")),
            ("v1.2", Some("v1.2.0")),
            ("v1.2.3-pre.1", Some("v1.2.3-pre.1")),
            ("v1.2.3+meta", Some("v1.2.3")),
            ("v2.0.0+incompatible", Some("v2.0.0+incompatible")),
            ("1.2.3", None),
            ("v01.2.3", None),
            ("v1.2.3-01", None),
            ("v1.2-pre", None),
            ("v1.2.3-", None),
            ("v1.2.3+", None),
            ("v1.2.3.4", None),
            ("", None),
        ] {
            assert_eq!(canonical(written).as_deref(), expected, "{written}");
        }
    }

    #[test]
    fn compare_in_the_order_of_the_specification() {
        let ordered = [
            "bad",
            "v1.0.0-1",
            "v1.0.0-alpha",
            "v1.0.0-alpha.1",
            "v1.0.0-alpha.beta",
            "v1.0.0-beta.2",
            "v1.0.0-beta.11",
            "v1.0.0",
            "v1.0.9",
            "v1.0.10",
            "v10.0.0",
        ];
        assert!(ordered.is_sorted_by(|a, b| compare(a, b).is_lt()));
    }
}
