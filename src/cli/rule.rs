//! `rule [CODE|SLUG|GLOB]`: the documentation of rules.

use clap::Args;
use serde::Serialize;

use super::error::{CommandError, UsageError};
use super::options::{Format, Options};
use super::output::Output;
use crate::report::document::SCHEMA_VERSION;
use crate::rules::doc::{RuleDoc, page, table};
use crate::rules::myths::{self, Myth};
use crate::rules::{RULES, RuleMeta, find, select};

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

#[derive(Serialize)]
struct RulesDocument {
    schema_version: u32,
    rules: Vec<RuleDoc>,
}

#[derive(Serialize)]
struct MythsDocument {
    schema_version: u32,
    myths: Vec<Myth>,
}

/// Runs the command.
///
/// # Errors
/// An unknown rule, output that cannot be written.
pub(super) fn run(
    arguments: &RuleArguments,
    options: &Options,
    output: &mut Output,
) -> Result<(), CommandError> {
    if arguments.myths {
        return show_myths(options, output);
    }
    let chosen = chosen(arguments.rule.as_deref())?;
    match (options.format, chosen.as_slice()) {
        (Format::Json, _) => {
            let rules = chosen.iter().map(|meta| RuleDoc::from(*meta)).collect();
            output.json(&RulesDocument { schema_version: SCHEMA_VERSION, rules })?;
        }
        (Format::Human, [one]) => output.human(|_| page(one))?,
        (Format::Human, many) => output.human(|_| table(many.iter().copied()))?,
    }
    Ok(())
}

fn chosen(name: Option<&str>) -> Result<Vec<&'static RuleMeta>, UsageError> {
    let Some(name) = name else { return Ok(RULES.iter().map(|rule| rule.meta).collect()) };
    match find(name) {
        Some(meta) => Ok(vec![meta]),
        None => select(name).map_err(|error| UsageError::Unknown(error.to_string())),
    }
}

fn show_myths(options: &Options, output: &mut Output) -> Result<(), CommandError> {
    let myths = myths::all().map_err(|error| UsageError::Unknown(error.to_string()))?;
    match options.format {
        Format::Json => output.json(&MythsDocument { schema_version: SCHEMA_VERSION, myths })?,
        Format::Human => output.human(|_| myths::plain(&myths))?,
    }
    Ok(())
}
