//! `explain MODULE[@VERSION]…`: what go decides about modules, and why.

use std::path::PathBuf;

use clap::Args;

use super::error::{CommandError, UsageError};
use super::options::{Format, Options};
use super::output::Output;
use super::status::Status;
use super::summary;
use crate::inspect::{Contexts, Inspection, ModuleDecisions, ProjectView, Request, remarks};
use crate::report::document::{
    DiagnosticDocument, ExplainDocument, GoDocument, ModuleDocument, SCHEMA_VERSION, settings_document,
};
use crate::report::{Secrets, human};
use crate::rules::Diagnostic;

/// Arguments of `explain`.
#[derive(Debug, Clone, Args)]
pub(super) struct ExplainArguments {
    /// Module or package paths, each with an optional version: golang.org/x/net, corp.example.com/lib@v1.2.0
    #[arg(value_name = "MODULE[@VERSION]", required_unless_present = "summary")]
    modules: Vec<String>,

    /// Read module paths, one per line (`-`: standard input), and print one tab-separated line for each:
    /// path, checksum verdict, download verdict, what decided
    #[arg(long, value_name = "FILE", conflicts_with = "modules")]
    summary: Option<PathBuf>,

    /// Take every argument as a module path; do not list the parent paths that `go get` would ask for too
    #[arg(long)]
    module: bool,
}

/// Runs the command.
///
/// # Errors
/// Wrong usage, unreadable input, output that cannot be written.
pub(super) fn run(
    arguments: &ExplainArguments,
    options: &Options,
    output: &mut Output,
) -> Result<Status, CommandError> {
    let stdin = std::path::Path::new("-");
    if arguments.summary.as_deref() == Some(stdin) && options.go_env.as_deref() == Some(stdin) {
        return Err(UsageError::StandardInputTwice.into());
    }
    let inspection = Inspection::new(Request { contexts: Contexts::Terminals, ..options.request()? })?;
    if let Some(file) = &arguments.summary {
        if options.format == Format::Json {
            return Err(UsageError::SummaryFormat.into());
        }
        return summary::run(file, &inspection.scenario, output).map(|()| Status::Fine);
    }
    let around = inspection.project();
    let (document, found) =
        document(&arguments.modules, arguments.module, &inspection, &around, options.secrets())?;
    match options.format {
        Format::Json => output.json(&document)?,
        _ => output.human(|style| human::explain(&document, &found, style))?,
    }
    Ok(Status::of(&found, options))
}

/// What there is to say about modules, with the findings that it shows.
///
/// # Errors
/// A module path that go would refuse, a goenv-doctor.toml that cannot be used.
pub(super) fn document(
    modules: &[String],
    only_modules: bool,
    inspection: &Inspection,
    around: &ProjectView,
    secrets: Secrets,
) -> Result<(ExplainDocument, Vec<Diagnostic>), UsageError> {
    let subjects = inspection.subjects(modules, only_modules, around)?;
    let asked: Vec<String> = subjects.iter().map(|subject| subject.request.path.clone()).collect();
    let found = inspection.findings(around, &asked)?;
    let Inspection { scenario, survey, .. } = inspection;
    let mut go = GoDocument::of(&scenario.go);
    go.notes.extend(around.remarks.iter().cloned().chain(remarks(&subjects)));
    let settings = settings_document(&scenario.settings, survey.as_deref(), secrets);
    let modules = inspection.decisions(&subjects, around);
    let module = |module: &ModuleDecisions| ModuleDocument::of(module, secrets).with_places_of(&settings);
    let document = ExplainDocument {
        schema_version: SCHEMA_VERSION,
        go,
        modules: modules.iter().map(module).collect(),
        settings,
        diagnostics: found.iter().map(|found| DiagnosticDocument::of(found, secrets)).collect(),
    };
    Ok((document, found))
}
