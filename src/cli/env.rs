//! `env [VAR…]`: every setting, where it comes from and what it shadows.

use std::collections::BTreeMap;

use clap::Args;

use super::contexts;
use super::error::{CommandError, UsageError};
use super::options::{Format, Options};
use super::output::Output;
use super::shells::{self, ShellArguments};
use super::status::Status;
use crate::distance::nearest;
use crate::inspect::{Contexts, Inspection, Request};
use crate::report::document::{
    DiagnosticDocument, EnvDocument, GoDocument, SCHEMA_VERSION, SettingDocument, settings_document,
};
use crate::report::human;
use crate::rules::Diagnostic;
use crate::source::Layer;

/// Arguments of `env`.
#[derive(Debug, Clone, Args)]
pub(super) struct EnvArguments {
    /// Variables to show; all if omitted
    #[arg(value_name = "VAR")]
    variables: Vec<String>,

    /// Show what every other context of this user would see: login, terminal, script, cron, desktop, ssh, sudo
    #[arg(long, help_heading = "Another context", group = "another")]
    contexts: bool,

    #[command(flatten)]
    shell: ShellArguments,
}

/// Runs the command.
///
/// # Errors
/// Wrong usage, unreadable input, output that cannot be written.
pub(super) fn run(
    arguments: &EnvArguments,
    options: &Options,
    output: &mut Output,
) -> Result<Status, CommandError> {
    if let Some(shell) = arguments.shell.wanted() {
        shells::run(&arguments.shell, shell, options, output)?;
        return Ok(Status::Fine);
    }
    if arguments.contexts {
        contexts::run(&arguments.shell, options, &arguments.variables, output)?;
        return Ok(Status::Fine);
    }
    let inspection = Inspection::new(Request { contexts: Contexts::All, ..options.request()? })?;
    let Inspection { scenario, survey, .. } = &inspection;
    let all = settings_document(&scenario.settings, survey.as_deref(), options.secrets());
    let settings = chosen(all, &arguments.variables)?;
    let mut found = inspection.findings(&inspection.project(), &[])?;
    if !arguments.variables.is_empty() {
        found.retain(|found| is_about(found, &arguments.variables));
    }
    let document = EnvDocument {
        schema_version: SCHEMA_VERSION,
        go: GoDocument::of(&scenario.go),
        settings,
        diagnostics: found.iter().map(|found| DiagnosticDocument::of(found, options.secrets())).collect(),
    };
    match options.format {
        Format::Json => output.json(&document)?,
        _ => output.human(|style| human::env(&document, &found, style))?,
    }
    Ok(Status::of(&found, options))
}

/// Whether a finding is about one of these variables. One about a start-up file is about those on its line.
fn is_about(found: &Diagnostic, names: &[String]) -> bool {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut words = found.value.expose().split(|c| !is_name(c));
    let mut is_on_line = || words.any(|word| names.iter().any(|name| name == word));
    names.contains(&found.variable) || found.origin.layer == Layer::StartFile && is_on_line()
}

fn chosen(
    all: BTreeMap<String, SettingDocument>,
    names: &[String],
) -> Result<BTreeMap<String, SettingDocument>, UsageError> {
    if names.is_empty() {
        return Ok(all);
    }
    if let Some(unknown) = names.iter().find(|name| !all.contains_key(*name)) {
        let known: Vec<&str> = all.keys().map(String::as_str).collect();
        let text = match nearest(unknown, &known, 2) {
            Some(near) => {
                format!("`{unknown}` is not a variable that affects modules; is it `{near}`?")
            }
            None => {
                format!("`{unknown}` is not a variable that affects modules; there are {}", known.join(", "))
            }
        };
        return Err(UsageError::Unknown(text));
    }
    Ok(all.into_iter().filter(|(name, _)| names.contains(name)).collect())
}
