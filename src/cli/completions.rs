//! `completions SHELL` and `man`: generated from the same definition as the command line.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::CommandLine;
use super::error::CommandError;
use super::output::Output;

/// Arguments of `completions`.
#[derive(Debug, Clone, Args)]
pub(super) struct CompletionsArguments {
    /// The shell
    shell: Shell,
}

/// Runs `completions`.
///
/// # Errors
/// Output that cannot be written.
pub(super) fn run(arguments: &CompletionsArguments, output: &mut Output) -> Result<(), CommandError> {
    let mut text = vec![];
    clap_complete::generate(arguments.shell, &mut CommandLine::command(), "goenv-doctor", &mut text);
    Ok(output.human(|_| String::from_utf8_lossy(&text).into_owned())?)
}

/// Runs `man`.
///
/// # Errors
/// Output that cannot be written.
pub(super) fn man(output: &mut Output) -> Result<(), CommandError> {
    let mut text = vec![];
    clap_mangen::Man::new(CommandLine::command()).render(&mut text)?;
    Ok(output.human(|_| String::from_utf8_lossy(&text).into_owned())?)
}
