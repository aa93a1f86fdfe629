//! The replace directive of go.mod and go.work.
//!
//! Mirrors `modfile.parseReplace` and `modfile.IsDirectoryPath`.

use std::path::MAIN_SEPARATOR;

use super::directives::{Versions, WrittenVersion, check_major, path, version};
use super::lexer::Token;
use super::problem::Problem;
use crate::files::Place;
use crate::go::module_path::split_path_version;
use crate::go::{Behaviour, GoVersion};

/// What a module is replaced by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Replacement {
    /// Another module, which is downloaded and verified under its own name.
    Module {
        /// Its path.
        path: String,
        /// Its version.
        version: WrittenVersion,
    },
    /// A directory, relative to the file that names it: nothing is downloaded or verified.
    Directory(String),
}

/// One replace line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replace {
    /// The module that is replaced.
    pub old_path: String,
    /// The version that is replaced; `None`: all versions.
    pub old_version: Option<WrittenVersion>,
    /// What it is replaced by.
    pub new: Replacement,
    /// The line.
    pub place: Place,
}

/// Whether a word names a directory: rooted, or starting with a dot element, in the writing of Unix or
/// of Windows. `.` and `..` alone count from Go 1.22.
pub fn is_directory(text: &str, go: GoVersion) -> bool {
    let dots = [".", ".."].into_iter().any(|dots| match text.strip_prefix(dots) {
        Some("") => go.has(Behaviour::DotIsReplacementDirectory),
        Some(rest) => rest.starts_with(['/', '\\']),
        None => false,
    });
    let drive = matches!(text.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    dots || drive || text.starts_with(['/', '\\'])
}

/// Reads the words of a replace line.
pub(super) fn replace_line(
    arguments: &[Token<'_>],
    versions: Versions,
    go: GoVersion,
    place: Place,
) -> Result<Replace, Problem> {
    let (old, new) = halves(arguments).ok_or_else(usage)?;
    let [old_path, old_version @ ..] = old else { return Err(usage()) };
    let old_path = path(old_path)?;
    let split = split_path_version(&old_path);
    let (_, major) = split.ok_or_else(|| Problem::ReplacedModulePath(old_path.clone()))?;
    let old_version = match old_version.first() {
        None => None,
        Some(token) => {
            let found = version("replace", &old_path, token, versions)?;
            check_major("replace", &old_path, &found, major)?;
            Some(found)
        }
    };
    let new = replacement(new, versions, go)?;
    Ok(Replace { old_path, old_version, new, place })
}

fn usage() -> Problem {
    Problem::Usage(
        "replace module/path [v1.2.3] => other/module v1.4\n\t or replace module/path [v1.2.3] => ../local/directory"
            .to_owned(),
    )
}

type Words<'t, 'a> = &'t [Token<'a>];

/// The words on both sides of the arrow: one or two each.
fn halves<'t, 'a>(arguments: Words<'t, 'a>) -> Option<(Words<'t, 'a>, Words<'t, 'a>)> {
    let is_arrow = |index: usize| arguments.get(index).is_some_and(|token| token.text == "=>");
    let arrow = if is_arrow(1) { 1 } else { 2 };
    let new = arguments.get(arrow + 1..).filter(|new| is_arrow(arrow) && matches!(new.len(), 1 | 2))?;
    Some((arguments.get(..arrow)?, new))
}

fn replacement(words: &[Token<'_>], versions: Versions, go: GoVersion) -> Result<Replacement, Problem> {
    let [target, target_version @ ..] = words else { return Err(usage()) };
    let target = path(target)?;
    let Some(token) = target_version.first() else {
        return directory(target, go);
    };
    let version = version("replace", &target, token, versions)?;
    if is_directory(&target, go) {
        return Err(Problem::ReplacementDirectoryVersion(target));
    }
    Ok(Replacement::Module { path: target, version })
}

fn directory(target: String, go: GoVersion) -> Result<Replacement, Problem> {
    if !is_directory(&target, go) {
        if target.contains('@') && go.has(Behaviour::ReplacementAtSignHint) {
            return Err(Problem::ReplacementAtSign);
        }
        let dots = if go.has(Behaviour::DotIsReplacementDirectory) { ". or .." } else { "./ or ../" };
        return Err(Problem::ReplacementNoDirectory(dots));
    }
    if MAIN_SEPARATOR == '/' && target.contains('\\') {
        return Err(Problem::ReplacementWindowsPath);
    }
    Ok(Replacement::Directory(target))
}
