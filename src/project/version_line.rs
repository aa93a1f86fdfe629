//! The go and toolchain lines of go.mod and go.work.
//!
//! Mirrors `GoVersionRE`, `laxGoVersionRE` and `ToolchainRE` of `golang.org/x/mod/modfile` with the
//! messages of `File.add` and `WorkFile.add`.

use super::directives::single;
use super::lexer::Token;
use super::problem::Problem;
use crate::go::semver::number;
use crate::go::{Behaviour, GoVersion};

/// Which file a go or toolchain line stands in; the samples in messages changed at different times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum File {
    /// go.mod
    Module,
    /// go.work
    Work,
}

/// The go line's version. With `lax`, as in go.mod files of dependencies, what follows the language
/// version is dropped where the text is not a version.
pub(super) fn go_line(
    arguments: &[Token<'_>],
    file: File,
    lax: bool,
    version: GoVersion,
) -> Result<String, Problem> {
    let text = single("go", arguments)?.text;
    if is_go_version(text, version) {
        return Ok(text.to_owned());
    }
    if let Some(language) = lax_go_version(text).filter(|_| lax) {
        return Ok(language.to_owned());
    }
    if file == File::Module && !version.has(Behaviour::GoLineErrorNamesVersion) {
        return Err(Problem::GoUsage);
    }
    let since = match file {
        File::Module => Behaviour::PatchInModSamples,
        File::Work => Behaviour::DefaultInToolchainSample,
    };
    let sample = if version.has(since) { "1.23.0" } else { "1.23" };
    Err(Problem::GoVersion { found: text.to_owned(), sample })
}

/// `1.21` and what follows it.
fn language_version(text: &str) -> Option<(&str, &str)> {
    let (major, rest) = number(text).filter(|(major, _)| *major != "0")?;
    let (minor, rest) = number(rest.strip_prefix('.')?)?;
    Some((text.get(..major.len() + 1 + minor.len())?, rest))
}

fn is_go_version(text: &str, version: GoVersion) -> bool {
    if !version.has(Behaviour::GoLineAnchored) {
        let starts = text.char_indices().filter_map(|(at, _)| text.get(at..));
        return starts.take(256).any(unanchored_version);
    }
    let Some((_, rest)) = language_version(text) else {
        return false;
    };
    if !version.has(Behaviour::ToolchainSwitching) {
        return rest.is_empty();
    }
    let rest = match rest.strip_prefix('.').map(number) {
        None => rest,
        Some(Some((_, rest))) => rest,
        Some(None) => return false,
    };
    rest.is_empty() || is_prerelease(rest)
}

/// Letters and a number: `rc1`.
fn is_prerelease(text: &str) -> bool {
    let number = text.trim_start_matches(|c: char| c.is_ascii_lowercase());
    number.len() < text.len() && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
}

/// Digits, a dot and a digit anywhere were enough before the whole word was matched.
fn unanchored_version(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < text.len()
        && !text.starts_with('0')
        && rest.strip_prefix('.').is_some_and(|minor| minor.starts_with(|c: char| c.is_ascii_digit()))
}

/// The language version at the start of something longer that does not go on with a digit.
fn lax_go_version(text: &str) -> Option<&str> {
    let (language, rest) = language_version(text.strip_prefix('v').unwrap_or(text))?;
    (!rest.is_empty() && !rest.contains('\n')).then_some(language)
}

/// The toolchain line's name.
pub(super) fn toolchain_line(
    arguments: &[Token<'_>],
    file: File,
    version: GoVersion,
) -> Result<String, Problem> {
    let text = single("toolchain", arguments)?.text;
    let after = text.strip_prefix("go1");
    if text == "default" || after.is_some_and(|rest| rest.is_empty() || rest.starts_with('.')) {
        return Ok(text.to_owned());
    }
    let patch = file == File::Module && version.has(Behaviour::PatchInModSamples);
    let sample = match (version.has(Behaviour::DefaultInToolchainSample), patch) {
        (true, _) => "go1.23.0 or default",
        (false, true) => "go1.23.0 or local",
        (false, false) => "go1.23 or local",
    };
    Err(Problem::Toolchain { found: text.to_owned(), sample })
}
