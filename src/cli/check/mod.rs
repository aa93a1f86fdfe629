//! `check [PATH]`: settings and module graph, held to the rules and to a policy.

mod baseline;
mod diff;
mod init;
mod located;
mod outputs;
mod progress;
mod run;

use std::path::PathBuf;

use clap::Args;

use super::error::CommandError;
use super::options::Options;
use super::outcome::Outcome;
use super::output::Output;
use outputs::Outputs;
use run::Check;

/// Arguments of `check`.
#[derive(Debug, Clone, Args)]
pub(super) struct CheckArguments {
    /// A directory: its module and all module files below it are looked at
    #[arg(value_name = "PATH", default_value = ".")]
    path: PathBuf,

    /// Write the result to a file: as --format says, or in a format of its own as sarif=FILE. May be repeated
    #[arg(short, long, value_name = "[FORMAT=]FILE")]
    output: Vec<String>,

    /// Take the policy from this file [default: the nearest goenv-doctor.toml, up to the top of the repository]
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,

    /// Print a policy to start from, made of what is seen here; `-o goenv-doctor.toml` writes it
    #[arg(long, conflicts_with_all = ["policy", "egress", "baseline", "diff"])]
    init: bool,

    /// Print the hosts that are or may be contacted, and nothing else
    #[arg(long, conflicts_with_all = ["baseline", "diff"])]
    egress: bool,

    /// Let only findings count that this earlier report (--format json) does not have
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,

    /// Show what changed since an earlier report (--format json), or against other settings (`go env` output)
    #[arg(long, value_name = "FILE")]
    diff: Option<PathBuf>,

    /// Exit with status 0 whatever is found
    #[arg(long)]
    exit_zero: bool,
}

/// Runs the command.
///
/// # Errors
/// Wrong usage, unreadable input, output that cannot be written.
pub(super) fn run(
    arguments: &CheckArguments,
    options: &Options,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let outputs = Outputs::parse(&arguments.output, options.format)?;
    let mut check = Check::read(arguments, options)?;
    if arguments.init {
        outputs.refuse_existing()?;
        outputs.write_text(&init::policy(&check), output)?;
        return Ok(Outcome::Fine);
    }
    if arguments.egress {
        outputs.write_egress(&check, output)?;
        return Ok(Outcome::Fine);
    }
    let report = check.report(arguments, options)?;
    outputs.write(&check, &report, output)?;
    Ok(if report.document.fails && !arguments.exit_zero { Outcome::Found } else { Outcome::Fine })
}
