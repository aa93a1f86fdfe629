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

/// What is known of the machine: this one, or the one that the report tells of.
fn known(
    arguments: &TriageArguments,
    options: &Options,
    around: LogContext,
    observed: &Observed,
) -> Result<Known, UsageError> {
    if arguments.here {
        let inspection = Inspection::new(options.request()?)?;
        let scenario = &inspection.scenario;
        let given =
            scenario.settings.iter().map(|setting| (setting.name.clone(), setting.value.expose().to_owned()));
        let given = given.collect();
        let version = Some(scenario.version());
        let goos = Some(scenario.platform().goos.clone());
        return Ok(Known { version, goos, is_listing: true, given, ..described(&inspection, around) });
    }
    let mut paste = match &options.go_env {
        Some(file) => super::paste::read(file, &options.tree)?,
        None => inline(&around.paste),
    };
    let is_listing = !paste.assignments.is_empty();
    let version = options.version()?.or(paste.version());
    let goos =
        paste.value("GOOS").or(paste.value("GOHOSTOS")).filter(|goos| !goos.is_empty()).map(str::to_owned);
    let goos = goos.or_else(|| observed.is_windows().then(|| "windows".to_owned()));
    paste.assignments.extend(set_in_passing(&around.mentions, &paste));
    let overrides = options.overrides()?;
    let given = paste.assignments.iter().map(|set| (set.name.clone(), set.value.expose().to_owned()));
    let mut given: std::collections::BTreeMap<_, _> = given.collect();
    for set in &overrides {
        match &set.value {
            Some(value) => given.insert(set.name.clone(), value.expose().to_owned()),
            None => given.remove(&set.name),
        };
    }
    let scenario = ScenarioRequest::Paste(paste);
    let inspection = Inspection::new(Request { scenario, ..options.request_without_paste()? })?;
    Ok(Known { version, goos, is_listing, given, ..described(&inspection, around) })
}

/// The `go env` output in a log. A single line is no listing but something that the log sets in passing.
fn inline(text: &str) -> GoEnvOutput {
    let mut output = go_env_output::parse(text, None);
    let is_listing = output.assignments.len() >= 3 || output.form == Some(go_env_output::Form::Values);
    if !is_listing {
        output.assignments.clear();
    }
    output
}

/// The settings, with what the rules find.
fn described(inspection: &Inspection, around: LogContext) -> Known {
    let findings = inspection.findings_in_settings().into_iter().map(|found| Finding {
        rule: found.rule.slug,
        variable: found.variable,
        message: found.message,
    });
    Known {
        settings: inspection.scenario.settings.clone(),
        engine: Some(inspection.scenario.engine.clone()),
        mentions: around.mentions,
        findings: findings.collect(),
        is_image_build: around.is_image_build,
        ..Known::default()
    }
}

/// Variables that the log sets in passing and the paste does not have. The last mention counts.
fn set_in_passing(mentions: &[Mention], paste: &GoEnvOutput) -> Vec<Assignment> {
    let mut found: Vec<Assignment> = vec![];
    for mention in mentions {
        let is_value = !mention.value.starts_with(['(', '<', '$', '{', '%', '['])
            && !mention.value.contains("…")
            && !mention.value.contains("...");
        let takes_effect = !matches!(mention.syntax, Syntax::SetExport | Syntax::PowershellSet);
        if !is_value || !takes_effect || paste.value(&mention.name).is_some() {
            continue;
        }
        found.retain(|other| other.name != mention.name);
        found.push(Assignment::certain(
            &mention.name,
            mention.value.as_str(),
            Origin::of(Layer::GoEnvOutput),
        ));
    }
    found
}
