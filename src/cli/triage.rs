//! `triage [LOG]`: from an error text to the cause.

use std::path::{Path, PathBuf};

use clap::Args;

use super::error::{CommandError, UsageError};
use super::options::{Format, Options};
use super::output::Output;
use super::status::Status;
use crate::files::{ReadError, open_input};
use crate::inspect::{known_from_log, known_here};
use crate::report::document::TriageDocument;
use crate::report::human;
use crate::source::error_log;
use crate::triage::{Observer, diagnose};

/// Arguments of `triage`.
#[derive(Debug, Clone, Args)]
pub(super) struct TriageArguments {
    /// A log or a bug report of any size, with or without `go env` output and prose (`-`: standard input)
    #[arg(value_name = "LOG", default_value = "-")]
    log: PathBuf,

    /// The log comes from this machine: use its settings
    #[arg(long, conflicts_with = "go_env")]
    here: bool,
}

/// Runs the command.
///
/// # Errors
/// Wrong usage, unreadable input, output that cannot be written.
pub(super) fn run(
    arguments: &TriageArguments,
    options: &Options,
    output: &mut Output,
) -> Result<Status, CommandError> {
    let stdin = Path::new("-");
    if arguments.log == stdin && options.go_env.as_deref() == Some(stdin) {
        return Err(UsageError::StandardInputTwice.into());
    }
    let mut observer = Observer::new();
    let name = if arguments.log == stdin { Path::new("standard input") } else { &arguments.log };
    let around = error_log::read(open_input(&arguments.log).map_err(UsageError::Read)?, |statement| {
        observer.take(statement)
    })
    .map_err(|source| UsageError::Read(ReadError::refused(name, source)))?;
    let observed = observer.finish();
    let request = options.request()?;
    let known = if arguments.here {
        known_here(around, request)?
    } else {
        known_from_log(around, &observed, request)?
    };
    let diagnosis = diagnose(&observed, &known);
    let document = TriageDocument::of(&diagnosis, &known, options.secrets());
    match options.format {
        Format::Json => output.json(&document)?,
        _ => output.human(|style| human::triage(&document, style))?,
    }
    Ok(if document.causes.is_empty() { Status::Found } else { Status::Fine })
}
