//! `check [PATH]`: settings and module graph, held to the rules and to a policy.

mod arguments;
mod baseline;
mod diff;
mod init;
mod located;
mod outputs;
mod progress;
mod run;

use super::error::CommandError;
use super::options::Options;
use super::output::Output;
use super::status::Status;
pub(super) use arguments::CheckArguments;
use outputs::Outputs;
use run::Check;

/// Runs the command.
///
/// # Errors
/// Wrong usage, unreadable input, output that cannot be written.
pub(super) fn run(
    arguments: &CheckArguments,
    options: &Options,
    output: &mut Output,
) -> Result<Status, CommandError> {
    let outputs = Outputs::parse(&arguments.output, options.format)?;
    let mut check = Check::read(arguments, options)?;
    if arguments.init {
        outputs.refuse_existing()?;
        outputs.write_text(&init::policy(&check), output)?;
        return Ok(Status::Fine);
    }
    if arguments.egress {
        outputs.write_egress(&check, output)?;
        return Ok(Status::Fine);
    }
    let mut report = check.report(arguments, options)?;
    if let Some(base) = &arguments.diff {
        report.document.diff = Some(diff::against(base, &check, &report.document, options)?);
    }
    outputs.write(&check, &report, output)?;
    Ok(if report.document.fails && !arguments.exit_zero { Status::Found } else { Status::Fine })
}
