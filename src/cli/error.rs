//! Wrong usage and unreadable input: one clear line, exit status 2.

use std::path::PathBuf;

use crate::files::ReadError;
use crate::go::predict::AssumeError;
use crate::inspect::InspectError;
use crate::report::earlier::EarlierError;

/// Why a command cannot start. `Display` is one line that says what to do.
#[derive(Debug, thiserror::Error)]
pub(super) enum UsageError {
    /// `--go-version` with something else.
    #[error("`{0}` is not a Go version; write it as 1.21.13")]
    GoVersion(String),
    /// `--set` or `--unset` with something else.
    #[error(
        "`{0}` does not name a variable; write --set GOPROXY=https://proxy.golang.org or --unset GOPROXY"
    )]
    Set(String),
    /// `--initial` with something else.
    #[error("`{0}` sets no variable; write --initial HOME=/home/gopher")]
    Initial(String),
    /// `--set X=… --unset X`.
    #[error("--set and --unset both name {0}; choose one")]
    SetAndUnset(String),
    /// What was asked for cannot be looked at.
    #[error(transparent)]
    Inspect(#[from] InspectError),
    /// A malformed `--assume`.
    #[error(transparent)]
    Assume(#[from] AssumeError),
    /// A file named on the command line that cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A directory named on the command line that is none.
    #[error("{}: not a directory", .0.display())]
    NotADirectory(PathBuf),
    /// `--go-env` with a text that holds none.
    #[error("{}: no `go env` output in it; paste what `go env` prints", .0.display())]
    NoGoEnv(PathBuf),
    /// `--summary` with `--format`.
    #[error("--summary has a format of its own; leave --format out")]
    SummaryFormat,
    /// A format that only `check` has.
    #[error("--format {0} is for `check`; this command has human and json")]
    FormatOfCheck(&'static str),
    /// More than one result for standard output, or for one file.
    #[error("two results would go to {0}; give each a file of its own: -o sarif=FILE")]
    OutputTwice(String),
    /// A file of `-o` that cannot be written.
    #[error("{}: cannot be written: {source}", path.display())]
    WriteFile {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// `--init` where there is a file already.
    #[error("{} already exists; edit it, or print a new one without -o", .0.display())]
    PolicyExists(PathBuf),
    /// A `--baseline` or `--diff` file that is none.
    #[error(transparent)]
    Earlier(#[from] EarlierError),
    /// A variable, rule or shell that does not exist.
    #[error("{0}")]
    Unknown(String),
    /// Standard input, read for two things.
    #[error("standard input can be read once only; give one of the inputs as a file")]
    StandardInputTwice,
}

/// How a command ends early.
#[derive(Debug, thiserror::Error)]
pub(super) enum CommandError {
    /// Wrong usage or unreadable input: exit status 2.
    #[error(transparent)]
    Usage(#[from] UsageError),
    /// Output could not be written.
    #[error("cannot write the output: {0}")]
    Write(#[from] std::io::Error),
}

impl From<InspectError> for CommandError {
    fn from(error: InspectError) -> Self {
        Self::Usage(error.into())
    }
}
