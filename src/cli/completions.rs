//! `completions SHELL` and `man`: generated from the same definition as the command line.

use clap::Args;
use clap_complete::Shell;

use super::error::CommandError;
use super::output::Output;

/// Arguments of `completions`.
#[derive(Debug, Clone, Args)]
pub(super) struct CompletionsArguments {
    /// The shell
    shell: Shell,
}

/// Runs `completions`. `command`: the whole command line.
///
/// # Errors
/// Output that cannot be written.
pub(super) fn run(
    arguments: &CompletionsArguments,
    mut command: clap::Command,
    output: &mut Output,
) -> Result<(), CommandError> {
    let mut text = vec![];
    clap_complete::generate(arguments.shell, &mut command, "goenv-doctor", &mut text);
    Ok(output.human(|_| String::from_utf8_lossy(&text).into_owned())?)
}

/// Runs `man`. `command`: the whole command line.
///
/// # Errors
/// Output that cannot be written.
pub(super) fn man(command: clap::Command, output: &mut Output) -> Result<(), CommandError> {
    let mut text = vec![];
    clap_mangen::Man::new(command).render(&mut text)?;
    Ok(output.human(|_| String::from_utf8_lossy(&text).into_owned())?)
}
