//! Arguments of directives that go.mod and go.work share.
//!
//! Mirrors `File.add`, `WorkFile.add`, `parseReplace`, `parseString` and `parseVersion` of
//! `golang.org/x/mod/modfile`.

use super::lexer::Token;
use super::problem::{Problem, QuoteProblem, VersionProblem};
use super::unquote::unquote;
use crate::go::module_path::split_path_version;
use crate::go::module_version::{canonical_version, check_path_major, is_canonical_version};

/// How versions are treated while reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Versions {
    /// They must be semantic versions and are brought into canonical form.
    Canonical,
    /// Anything that is not canonical is a query, which go would answer from the network or the cache.
    Queries,
}

/// A version and whether go can use it as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct WrittenVersion {
    /// The text; in canonical form unless it is a query.
    pub text: String,
    /// Whether go must first look up what the text stands for (`master`, `v1.2`, a commit).
    pub is_query: bool,
}

/// A word's text without its quotes (`modfile.parseString`). Only double quotes are allowed.
pub(super) fn string(token: &Token<'_>) -> Result<String, QuoteProblem> {
    if token.text.starts_with('"') {
        unquote(token.text).ok_or(QuoteProblem::Syntax)
    } else if token.text.contains(['"', '\'', '`']) {
        Err(QuoteProblem::StrayQuote)
    } else {
        Ok(token.text.to_owned())
    }
}

/// A module path or directory.
pub(super) fn path(token: &Token<'_>) -> Result<String, Problem> {
    string(token).map_err(Problem::QuotedString)
}

/// Builds the error about one version.
pub(super) fn version_problem(
    verb: &'static str,
    path: &str,
    version: &str,
    problem: VersionProblem,
) -> Problem {
    let (path, version) = (path.to_owned(), version.to_owned());
    if path.is_empty() {
        Problem::VersionAlone { verb, version, problem }
    } else {
        Problem::Version { verb, path, version, problem }
    }
}

/// A version beside its module path (`modfile.parseVersion` with the fixer that `versions` says).
pub(super) fn version(
    verb: &'static str,
    path: &str,
    token: &Token<'_>,
    versions: Versions,
) -> Result<WrittenVersion, Problem> {
    let text = string(token).map_err(|problem| version_problem(verb, path, token.text, problem.into()))?;
    let checked = match versions {
        Versions::Canonical => canonical(&text),
        Versions::Queries => fixed(path, &text),
    };
    checked.map_err(|(text, problem)| version_problem(verb, path, &text, problem))
}

type Checked = Result<WrittenVersion, (String, VersionProblem)>;

fn canonical(text: &str) -> Checked {
    match canonical_version(text) {
        form if form.is_empty() => Err((text.to_owned(), VersionProblem::Form)),
        form => Ok(WrittenVersion { text: form, is_query: false }),
    }
}

/// Mirrors `modload.fixVersion`, short of asking anyone.
fn fixed(path: &str, text: &str) -> Checked {
    // Drafts of the module system wrote gopkg.in versions with their real version at the end.
    let old_form = if path.starts_with("gopkg.in/") { text.split_once("-gopkgin-") } else { None };
    let text = old_form.map_or(text, |(_, real)| real);
    let Some((_, major)) = split_path_version(path) else {
        return Err((text.to_owned(), VersionProblem::ModulePath(path.to_owned())));
    };
    let written = WrittenVersion { text: text.to_owned(), is_query: !is_canonical_version(text) };
    match fits_major(&written, major) {
        Ok(()) => Ok(written),
        Err(problem) => Err((written.text, problem)),
    }
}

/// Whether a version fits the major version of a path; a query is not decided yet.
fn fits_major(version: &WrittenVersion, major: &str) -> Result<(), VersionProblem> {
    if version.is_query {
        return Ok(());
    }
    check_path_major(&version.text, major).map_err(|error| error.into_fault().into())
}

/// The same as an error of a line.
pub(super) fn check_major(
    verb: &'static str,
    path: &str,
    version: &WrittenVersion,
    major: &str,
) -> Result<(), Problem> {
    fits_major(version, major).map_err(|problem| version_problem(verb, path, &version.text, problem))
}

/// The only argument of a directive that takes one.
pub(super) fn single<'t, 'a>(
    verb: &'static str,
    arguments: &'t [Token<'a>],
) -> Result<&'t Token<'a>, Problem> {
    match arguments {
        [one] => Ok(one),
        _ => Err(Problem::OneArgument(verb)),
    }
}

/// The only argument of `tool` and `ignore`.
pub(super) fn single_path(verb: &'static str, arguments: &[Token<'_>]) -> Result<String, Problem> {
    path(single(verb, arguments)?)
}

/// Key and value of a godebug line.
pub(super) fn godebug_line(arguments: &[Token<'_>]) -> Result<(String, String), Problem> {
    let usage = || Problem::Usage("godebug key=value".to_owned());
    let [one] = arguments else { return Err(usage()) };
    let pair = one.text.split_once('=').filter(|_| !one.text.contains(['"', '`', '\'', ',']));
    pair.map(|(key, value)| (key.to_owned(), value.to_owned())).ok_or_else(usage)
}
