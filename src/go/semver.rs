//! Semantic versions in Go's dialect: with a `v`, and `v1` and `v1.2` as short forms.

use std::cmp::Ordering;

/// A valid semantic version, in pieces of the text it was read from.
///
/// Mirrors `golang.org/x/mod/semver`; numbers stay text, since they have no upper limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Semver<'a> {
    text: &'a str,
    major: &'a str,
    minor: &'a str,
    patch: &'a str,
    prerelease: &'a str,
    build: &'a str,
    missing: &'static str,
}

impl<'a> Semver<'a> {
    /// Reads `vMAJOR[.MINOR[.PATCH[-PRERELEASE][+BUILD]]]`; `None` if the text is anything else.
    pub fn parse(text: &'a str) -> Option<Self> {
        let (major, rest) = number(text.strip_prefix('v')?)?;
        let short = Self { text, major, minor: "0", patch: "0", prerelease: "", build: "", missing: ".0.0" };
        if rest.is_empty() {
            return Some(short);
        }
        let (minor, rest) = number(rest.strip_prefix('.')?)?;
        if rest.is_empty() {
            return Some(Self { minor, missing: ".0", ..short });
        }
        let (patch, rest) = number(rest.strip_prefix('.')?)?;
        let (prerelease, build) = rest.split_at(rest.find('+').unwrap_or(rest.len()));
        let valid = is_suffix(prerelease, '-', is_prerelease_word) && is_suffix(build, '+', is_word);
        valid.then_some(Self { minor, patch, prerelease, build, missing: "", ..short })
    }

    /// The major version with its `v`, `v2` of `v2.1.0`.
    pub fn major(&self) -> &'a str {
        self.text.get(..=self.major.len()).unwrap_or(self.text)
    }

    /// The major and minor version, `v2.1` of `v2.1.0` and `v2.0` of `v2`.
    pub fn major_minor(&self) -> String {
        format!("v{}.{}", self.major, self.minor)
    }

    /// The prerelease with its `-`; empty: none.
    pub fn prerelease(&self) -> &'a str {
        self.prerelease
    }

    /// The build metadata with its `+`; empty: none.
    pub fn build(&self) -> &'a str {
        self.build
    }

    /// The version with all three numbers and without build metadata.
    pub fn canonical(&self) -> String {
        let kept = self.text.strip_suffix(self.build).unwrap_or(self.text);
        [kept, self.missing].concat()
    }

    /// Whether this is a short form, `v1` or `v1.2`, which go takes as a prefix of versions.
    pub fn is_short(&self) -> bool {
        !self.missing.is_empty()
    }

    /// Whether the patch and minor numbers are 0.
    pub(super) fn is_major_alone(&self) -> bool {
        self.minor == "0" && self.patch == "0"
    }

    /// Orders by precedence; build metadata does not count.
    pub fn precedence(&self, other: &Semver<'_>) -> Ordering {
        compare_numbers(self.major, other.major)
            .then_with(|| compare_numbers(self.minor, other.minor))
            .then_with(|| compare_numbers(self.patch, other.patch))
            .then_with(|| compare_prereleases(self.prerelease, other.prerelease))
    }
}

/// Orders two texts by precedence; what is no semantic version comes before all that are.
/// Mirrors `semver.Compare`.
pub fn compare(one: &str, other: &str) -> Ordering {
    match (Semver::parse(one), Semver::parse(other)) {
        (Some(one), Some(other)) => one.precedence(&other),
        (one, other) => one.is_some().cmp(&other.is_some()),
    }
}

/// The decimal number without needless zeros that a text begins with, and the rest.
/// Mirrors `semver.parseInt`.
pub fn number(text: &str) -> Option<(&str, &str)> {
    let (digits, rest) =
        text.split_at(text.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len()));
    let valid = !digits.is_empty() && (digits == "0" || !digits.starts_with('0'));
    valid.then_some((digits, rest))
}

/// Whether a text is empty or a mark with words after it, which dots separate.
fn is_suffix(text: &str, mark: char, is_word: fn(&str) -> bool) -> bool {
    text.is_empty() || text.strip_prefix(mark).is_some_and(|words| words.split('.').all(is_word))
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn is_prerelease_word(text: &str) -> bool {
    is_word(text) && !(is_digits(text) && text.len() > 1 && text.starts_with('0'))
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn compare_numbers(one: &str, other: &str) -> Ordering {
    one.len().cmp(&other.len()).then_with(|| one.cmp(other))
}

/// No prerelease comes after every prerelease; else word by word, numbers before other words.
fn compare_prereleases(one: &str, other: &str) -> Ordering {
    if one.is_empty() || other.is_empty() {
        return one.is_empty().cmp(&other.is_empty());
    }
    words(one).cmp(words(other))
}

fn words(prerelease: &str) -> impl Iterator<Item = Word<'_>> {
    prerelease.strip_prefix('-').unwrap_or(prerelease).split('.').map(Word)
}

/// A word of a prerelease, in the order of precedence.
#[derive(PartialEq, Eq)]
struct Word<'a>(&'a str);

impl Ord for Word<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        match (is_digits(self.0), is_digits(other.0)) {
            (true, true) => compare_numbers(self.0, other.0),
            (false, false) => self.0.cmp(other.0),
            (one, other) => other.cmp(&one),
        }
    }
}

impl PartialOrd for Word<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
