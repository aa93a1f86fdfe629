//! The retract directive of go.mod (Go 1.16 and later).
//!
//! Mirrors `modfile.parseVersionInterval` and `File.fixRetract`.

use super::directives::{string, version_problem};
use super::lexer::Token;
use super::problem::{Problem, VersionProblem};
use crate::files::Place;
use crate::go::module_path::split_path_version;
use crate::go::module_version::{check_path_major, is_canonical_version};

/// Versions that the module's author takes back: both bounds included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retract {
    /// The lowest version.
    pub low: String,
    /// The highest version; of a single version the same.
    pub high: String,
    /// The line.
    pub place: Place,
}

/// Reads the words of a retract line; versions are taken as they are.
pub(super) fn retract_line(arguments: &[Token<'_>], place: Place) -> Result<Retract, Problem> {
    let (first, rest) = arguments.split_first().ok_or(Problem::IntervalExpected("'[' or version"))?;
    if first.text == "(" {
        return Err(Problem::IntervalExpected("'[' or version"));
    }
    let (low, high, rest) = if first.text == "[" {
        interval(rest)?
    } else {
        let version = bound(first)?;
        (version.clone(), version, rest)
    };
    match rest.first() {
        Some(token) => Err(Problem::TextAfterInterval(token.text.to_owned())),
        None => Ok(Retract { low, high, place }),
    }
}

type Interval<'t, 'a> = (String, String, &'t [Token<'a>]);

fn interval<'t, 'a>(words: &'t [Token<'a>]) -> Result<Interval<'t, 'a>, Problem> {
    let (low, rest) = words.split_first().ok_or(Problem::IntervalExpected("version after '['"))?;
    let low = bound(low)?;
    let rest = mark(rest, ",", "',' after version")?;
    let (high, rest) = rest.split_first().ok_or(Problem::IntervalExpected("version after ','"))?;
    let high = bound(high)?;
    let rest = mark(rest, "]", "']' after version")?;
    Ok((low, high, rest))
}

fn mark<'t, 'a>(
    words: &'t [Token<'a>],
    mark: &str,
    expected: &'static str,
) -> Result<&'t [Token<'a>], Problem> {
    match words.split_first() {
        Some((first, rest)) if first.text == mark => Ok(rest),
        _ => Err(Problem::IntervalExpected(expected)),
    }
}

fn bound(token: &Token<'_>) -> Result<String, Problem> {
    string(token).map_err(|problem| version_problem("retract", "", token.text, problem.into()))
}

/// Checks the retracted versions against the module's own path, empty where no line names it. One line
/// is enough to say that there is no module line.
pub(super) fn check_retracts(path: &str, retracts: &[Retract], problems: &mut Vec<(Place, Problem)>) {
    for retract in retracts {
        if path.is_empty() {
            problems.push((retract.place.clone(), Problem::RetractWithoutModule));
            return;
        }
        let bounds = [&retract.low, &retract.high];
        let bad = bounds.into_iter().find_map(|version| Some((version, bound_problem(path, version)?)));
        if let Some((version, problem)) = bad {
            problems.push((retract.place.clone(), version_problem("retract", path, version, problem)));
        }
    }
}

fn bound_problem(path: &str, version: &str) -> Option<VersionProblem> {
    let Some((_, major)) = split_path_version(path) else {
        return Some(VersionProblem::ModulePath(path.to_owned()));
    };
    let checked = if is_canonical_version(version) { check_path_major(version, major) } else { Ok(()) };
    checked.err().map(|error| error.into_fault().into())
}
