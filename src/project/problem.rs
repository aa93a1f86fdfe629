//! What can be wrong with a go.mod or go.work file, in the go command's words.

use std::fmt;

use crate::files::Place;
use crate::go::module_version::VersionFault;
use crate::go::quote::{quote, quote_character};
use crate::go::{Behaviour, GoVersion};

/// Why a quoted word could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum QuoteProblem {
    /// A double-quoted string with an unknown escape.
    #[error("invalid syntax")]
    Syntax,
    /// A quote inside or around a word that is not in double quotes; back quotes count.
    #[error("unquoted string cannot contain quote")]
    StrayQuote,
}

/// Why a version cannot stand beside a module path.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VersionProblem {
    /// The word could not be read.
    #[error("{0}")]
    Quote(#[from] QuoteProblem),
    /// No semantic version, where only those are allowed.
    #[error("must be of the form v1.2.3")]
    Form,
    /// The module path ends in something that looks like a major version but is none.
    #[error("malformed module path {}", quote(.0))]
    ModulePath(String),
    /// The version does not go with the module path.
    #[error(transparent)]
    Fault(#[from] VersionFault),
}

/// What is wrong with one line. `Display` is the go command's text after the position.
///
/// Mirrors the errors of `golang.org/x/mod/modfile`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// `/* … */`
    #[error("mod files must use // comments (not /* */ comments)")]
    BlockComment,
    /// A string without an end.
    #[error("unexpected EOF in string")]
    UnfinishedString,
    /// A string that goes on over its line.
    #[error("unexpected newline in string")]
    NewlineInString,
    /// A character that cannot stand outside strings and comments, a byte order mark for example.
    #[error("unexpected input character {}", quote_character(*.0))]
    UnexpectedCharacter(char),
    /// A block without its closing parenthesis.
    #[error("syntax error (unterminated block started at {path}:{line}:{column})")]
    UnterminatedBlock {
        /// The file, as named by the caller.
        path: String,
        /// Line of the block's first word.
        line: u32,
        /// Column of the block's first word.
        column: u32,
    },
    /// Something behind a closing parenthesis.
    #[error("syntax error (expected newline after closing paren)")]
    TextAfterBlock,
    /// A block that this version of go does not know.
    #[error("unknown block type: {0}")]
    UnknownBlock(String),
    /// A directive that this version of go does not know.
    #[error("unknown directive: {0}")]
    UnknownDirective(String),
    /// A second go, toolchain or module line.
    #[error("repeated {0} statement")]
    Repeated(&'static str),
    /// Too few or too many words.
    #[error("{0} directive expects exactly one argument")]
    OneArgument(&'static str),
    /// Too few or too many words; the text is the sample that go shows.
    #[error("usage: {0}")]
    Usage(String),
    /// A go line that is no language version, before Go 1.15.
    #[error("usage: go 1.23")]
    GoUsage,
    /// The go line.
    #[error("invalid go version '{found}': must match format {sample}")]
    GoVersion {
        /// What was written, quotes included.
        found: String,
        /// The format's sample, which is no wanted version.
        sample: &'static str,
    },
    /// The toolchain line.
    #[error("invalid toolchain version '{found}': must match format {sample}")]
    Toolchain {
        /// What was written, quotes included.
        found: String,
        /// The format's sample.
        sample: &'static str,
    },
    /// A word in quotes.
    #[error("invalid quoted string: {0}")]
    QuotedString(QuoteProblem),
    /// A version with the module path it stands beside.
    #[error("{verb} {path}: version {} invalid: {problem}", quote(version))]
    Version {
        /// The directive.
        verb: &'static str,
        /// The module path.
        path: String,
        /// The version as written.
        version: String,
        /// Why.
        problem: VersionProblem,
    },
    /// A version of a directive that names no module path.
    #[error("{verb}: version {} invalid: {problem}", quote(version))]
    VersionAlone {
        /// The directive.
        verb: &'static str,
        /// The version as written.
        version: String,
        /// Why.
        problem: VersionProblem,
    },
    /// A module path with a malformed major version at its end.
    #[error("invalid module path")]
    ModulePath,
    /// The same, in a replacement.
    #[error("replace {0}: invalid module path")]
    ReplacedModulePath(String),
    /// `path@version` as a replacement.
    #[error("replacement module must match format 'path version', not 'path@version'")]
    ReplacementAtSign,
    /// A replacement without version that is no directory.
    #[error("replacement module without version must be directory path (rooted or starting with {0})")]
    ReplacementNoDirectory(&'static str),
    /// A backslash in a replacement, elsewhere than on Windows.
    #[error("replacement directory appears to be Windows path (on a non-windows system)")]
    ReplacementWindowsPath,
    /// A directory with a version.
    #[error("replacement module directory path {} cannot have version", quote(.0))]
    ReplacementDirectoryVersion(String),
    /// A retract line whose interval is not closed or not begun.
    #[error("expected {0}")]
    IntervalExpected(&'static str),
    /// Something behind a retract line's interval.
    #[error("unexpected token after version: {}", quote(.0))]
    TextAfterInterval(String),
    /// A retract line in a file without a module line.
    #[error("no module directive found, so retract cannot be used")]
    RetractWithoutModule,
}

/// One error with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoModError {
    /// The file, as the caller named it.
    pub path: String,
    /// The line concerned; for a text that cannot be read, the byte where reading stopped.
    pub place: Place,
    /// What is wrong.
    pub problem: Problem,
}

/// `FILE:LINE: text`, with the column where it is not 1, as `modfile.Error` prints it.
impl fmt::Display for GoModError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:", self.path, self.place.line())?;
        let column = self.place.column();
        if column > 1 {
            write!(f, "{column}:")?;
        }
        write!(f, " {}", self.problem)
    }
}

impl std::error::Error for GoModError {}

/// All errors of one file, never empty. `Display` is one line each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoModErrors {
    /// The file, as the caller named it.
    pub path: String,
    /// The errors in the order go prints them.
    pub errors: Vec<GoModError>,
}

impl GoModErrors {
    /// Puts a file's name to its problems.
    pub(super) fn new(path: &str, problems: impl IntoIterator<Item = (Place, Problem)>) -> Self {
        let located = |(place, problem)| GoModError { path: path.to_owned(), place, problem };
        Self { path: path.to_owned(), errors: problems.into_iter().map(located).collect() }
    }

    /// The whole message without its leading `go: `, as `modload.ReadModFile` prints it. It holds for
    /// every command that reads the main module; up to Go 1.20 the first line says `go.mod` whatever
    /// the file's name is. The lines name the file as the caller did: go uses the full path up to
    /// 1.20 and the shorter of full and relative path from 1.21.
    pub fn message(&self, version: GoVersion) -> String {
        let file = if version.has(Behaviour::ShortModPathInErrors) { &self.path } else { "go.mod" };
        format!("errors parsing {file}:\n{self}")
    }

    /// The same for go.work (`modload.ReadWorkFile`). Up to Go 1.22 the lines name the full path.
    pub fn work_message(&self, version: GoVersion) -> String {
        if version.has(Behaviour::WorkErrorsHeader) {
            format!("errors parsing go.work:\n{self}")
        } else {
            format!("reading go.work: {self}")
        }
    }
}

impl fmt::Display for GoModErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.errors.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            error.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for GoModErrors {}
