//! `rule [CODE|SLUG|GLOB]`: the documentation of rules.

use clap::Args;

use super::error::CommandError;
use super::options::Options;
use super::output::Output;

/// Arguments of `rule`.
#[derive(Debug, Clone, Args)]
pub(super) struct RuleArguments {
    /// A rule's code or name, or a pattern as 'goproxy-*'; all rules when left out
    #[arg(value_name = "RULE")]
    rule: Option<String>,

    /// Claims about these variables that many articles repeat, and what is really so
    #[arg(long, conflicts_with = "rule")]
    myths: bool,
}

/// Runs the command.
///
/// # Errors
/// An unknown rule, output that cannot be written.
pub(super) fn run(
    _arguments: &RuleArguments,
    _options: &Options,
    _output: &mut Output,
) -> Result<(), CommandError> {
    Ok(())
}
