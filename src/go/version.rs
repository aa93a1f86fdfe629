//! Versions of the Go toolchain: `go1.24rc1`, `1.21.13`, `devel go1.25-…`.

use std::fmt;

/// What kind of release a version names. Ordered as Go orders them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Release {
    /// A language version without a patch number, `1.21`: before the candidates of 1.21.0.
    Language,
    /// A beta.
    Beta(u32),
    /// A release candidate.
    Candidate(u32),
    /// A release with its patch number.
    Patch(u32),
}

/// A version of the Go toolchain or language.
///
/// Mirrors `internal/gover` (Go 1.21 and later): `1.21 < 1.21rc1 < 1.21.0 < 1.21.1`. Before 1.21 a
/// name without a patch number is the release itself (`1.20` is `1.20.0`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GoVersion {
    major: u32,
    minor: u32,
    release: Release,
}

impl GoVersion {
    /// The newest version whose behaviour was checked against a real go command.
    pub const NEWEST_KNOWN: Self = Self { major: 1, minor: 27, release: Release::Patch(3) };
    /// The oldest version whose behaviour was checked against a real go command.
    pub const OLDEST_KNOWN: Self = Self { major: 1, minor: 13, release: Release::Patch(0) };

    /// The minor releases of Go 1 whose behaviour was checked against a real go command.
    pub const KNOWN_MINORS: std::ops::RangeInclusive<u32> =
        Self::OLDEST_KNOWN.minor..=Self::NEWEST_KNOWN.minor;

    /// A release, as `GoVersion::new(1, 21, 13)`.
    pub const fn new(major: u32, minor: u32, patch: u32) -> Self {
        Self { major, minor, release: Release::Patch(patch) }
    }

    /// A language version, as `GoVersion::language(1, 21)`.
    pub const fn language(major: u32, minor: u32) -> Self {
        Self { major, minor, release: Release::Language }
    }

    /// Reads `1.21.13`, `go1.21.13`, `go1.24rc1`, `devel go1.25-abc`, `go1.22.3-suffix`,
    /// `go1.20.1 X:boringcrypto` and the first line of a VERSION file.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.lines().next().unwrap_or("").trim();
        let text = text.strip_prefix("go version ").unwrap_or(text);
        let text = text.strip_prefix("devel ").unwrap_or(text);
        let text = text.strip_prefix("go").unwrap_or(text);
        let (major, rest) = number(text)?;
        let (minor, rest) = number(rest.strip_prefix('.')?)?;
        let release = release(minor, rest)?;
        Some(Self { major, minor, release })
    }

    /// The minor number, 21 of 1.21.13; what the table of dated facts counts in.
    pub const fn minor(self) -> u32 {
        self.minor
    }

    /// The major number, 1 of 1.21.13.
    pub const fn major(self) -> u32 {
        self.major
    }

    /// Whether this is Go 1.`minor` or later, candidates and betas of it included.
    pub(super) const fn reaches(self, minor: u32) -> bool {
        self.major > 1 || self.minor >= minor
    }

    /// Whether this names a language version without a patch number, as `1.21`.
    pub fn is_language(self) -> bool {
        self.release == Release::Language
    }

    /// Whether this is newer than everything that was checked, beyond its patch number.
    pub fn is_unknown_newer(self) -> bool {
        (self.major, self.minor) > (Self::NEWEST_KNOWN.major, Self::NEWEST_KNOWN.minor)
    }

    /// Whether this is older than everything that was checked.
    pub fn is_unknown_older(self) -> bool {
        (self.major, self.minor) < (Self::OLDEST_KNOWN.major, Self::OLDEST_KNOWN.minor)
    }
}

/// The number that a text begins with, and the rest.
fn number(text: &str) -> Option<(u32, &str)> {
    let (digits, rest) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()));
    Some((digits.parse().ok()?, rest))
}

/// Reads what follows `1.21`. Suffixes that vendors add are passed over.
fn release(minor: u32, rest: &str) -> Option<Release> {
    if let Some(patch) = rest.strip_prefix('.') {
        return number(patch).map(|(n, _)| Release::Patch(n));
    }
    if let Some(n) = rest.strip_prefix("rc") {
        return number(n).map(|(n, _)| Release::Candidate(n));
    }
    if let Some(n) = rest.strip_prefix("beta") {
        return number(n).map(|(n, _)| Release::Beta(n));
    }
    let ends = rest.chars().next().is_none_or(|c| !c.is_alphanumeric());
    ends.then_some(if minor < 21 { Release::Patch(0) } else { Release::Language })
}

impl fmt::Display for GoVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)?;
        match self.release {
            Release::Language => Ok(()),
            Release::Beta(n) => write!(f, "beta{n}"),
            Release::Candidate(n) => write!(f, "rc{n}"),
            Release::Patch(0) if self.minor < 21 => Ok(()),
            Release::Patch(n) => write!(f, ".{n}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parse_common_forms() {
        for (text, shown) in [
            ("go1.21.13", "1.21.13"),
            ("1.27.3", "1.27.3"),
            ("go1.24rc1", "1.24rc1"),
            ("go1.20", "1.20"),
            ("go1.22.3-bigcorp", "1.22.3"),
            ("go1.19.8 X:boringcrypto", "1.19.8"),
            ("devel go1.25-0f01cc1c67 Tue", "1.25"),
            ("go1.21.13\ntime 2024-08-01T20:06:12Z\n", "1.21.13"),
        ] {
            assert_eq!(GoVersion::parse(text).map(|v| v.to_string()).as_deref(), Some(shown), "{text}");
        }
        for text in ["", "go", "1", "one.two", "1.x", "go1.2x"] {
            assert_eq!(GoVersion::parse(text), None, "{text}");
        }
    }

    #[test]
    fn order_language_before_candidate_before_release() {
        let names = ["1.20.14", "1.21", "1.21rc2", "1.21.0", "1.21.1", "1.22"];
        let versions: Vec<_> = names.iter().filter_map(|n| GoVersion::parse(n)).collect();
        assert_eq!(versions.len(), names.len());
        assert!(versions.is_sorted());
    }
}
