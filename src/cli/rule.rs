//! `rule [CODE|SLUG|GLOB]`: the documentation of rules.

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::error::{CommandError, UsageError};
use super::options::{Format, Options};
use super::output::Output;
use crate::report::document::{RulesDocument, SCHEMA_VERSION};
use crate::rules::doc::{RuleDoc, page, table};
use crate::rules::myths::{self, Myth};
use crate::rules::{RULES, RuleMeta, Severity, find, select};

/// Arguments of `rule`.
#[derive(Debug, Clone, Args)]
pub(super) struct RuleArguments {
    /// A rule's code or name, or a pattern such as 'goproxy-*'; all rules if omitted
    #[arg(value_name = "RULE")]
    rule: Option<String>,

    /// Only the rules of a family: GP, GS, PT, SR, TC, MD, DV, PL
    #[arg(long, value_name = "FAMILY", conflicts_with = "myths")]
    family: Option<String>,

    /// Only the rules of a severity
    #[arg(long, value_enum, value_name = "SEVERITY", conflicts_with = "myths")]
    severity: Option<SeverityChoice>,

    /// Claims about these variables that many articles repeat, and what is true
    #[arg(long, conflicts_with = "rule")]
    myths: bool,
}

/// A severity on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SeverityChoice {
    /// go will fail, or a secret or a private name leaks.
    Error,
    /// go does something other than what was most likely meant.
    Warning,
    /// Worth knowing.
    Info,
}

impl From<SeverityChoice> for Severity {
    fn from(choice: SeverityChoice) -> Self {
        match choice {
            SeverityChoice::Error => Self::Error,
            SeverityChoice::Warning => Self::Warning,
            SeverityChoice::Info => Self::Info,
        }
    }
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
    let mut chosen = chosen(arguments.rule.as_deref())?;
    if let Some(family) = &arguments.family {
        check_family(family)?;
        chosen.retain(|meta| meta.family().eq_ignore_ascii_case(family));
    }
    if let Some(severity) = arguments.severity {
        chosen.retain(|meta| meta.severity == severity.into());
    }
    match (options.format, chosen.as_slice()) {
        (Format::Json, _) => {
            let rules = chosen.iter().map(|meta| RuleDoc::from(*meta)).collect();
            output.json(&RulesDocument { schema_version: SCHEMA_VERSION, rules })?;
        }
        (_, [one]) => output.human(|_| page(one))?,
        (_, many) => output.human(|_| table(many.iter().copied()))?,
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

/// # Errors
/// A text that is no family's letters.
fn check_family(family: &str) -> Result<(), UsageError> {
    let mut families: Vec<&str> = RULES.iter().map(|rule| rule.meta.family()).collect();
    families.dedup();
    if families.iter().any(|known| known.eq_ignore_ascii_case(family)) {
        return Ok(());
    }
    Err(UsageError::Unknown(format!("no family is called `{family}`; there are {}", families.join(", "))))
}

fn show_myths(options: &Options, output: &mut Output) -> Result<(), CommandError> {
    let myths = myths::all().map_err(|error| UsageError::Unknown(error.to_string()))?;
    match options.format {
        Format::Json => output.json(&MythsDocument { schema_version: SCHEMA_VERSION, myths })?,
        _ => output.human(|_| myths::plain(&myths))?,
    }
    Ok(())
}
