//! `explain MODULE[@VERSION]…`: what go decides about modules, and why.

use std::path::PathBuf;

use clap::Args;

use super::error::{CommandError, UsageError};
use super::findings::{Outcome, findings};
use super::machine::Machine;
use super::modules::{Subject, remarks, subjects};
use super::options::{Format, Options};
use super::output::Output;
use super::surroundings::{Around, LocalAnswers};
use super::{summary, trace};
use crate::go::decision::{
    ChecksumDecider, ChecksumDecision, ChecksumVerdict, DownloadDecider, DownloadDecision, DownloadVerdict,
};
use crate::go::predict::{Context, Prediction};
use crate::report::document::{
    ChecksumDocument, DiagnosticDocument, DownloadDocument, ExplainDocument, ModuleDocument,
    PredictionDocument, SCHEMA_VERSION,
};
use crate::report::{Secrets, human};
use crate::rules::Diagnostic;

/// Arguments of `explain`.
#[derive(Debug, Clone, Args)]
pub(super) struct ExplainArguments {
    /// Module or package paths, each with an optional version: golang.org/x/net, corp.example.com/lib@v1.2.0
    #[arg(value_name = "MODULE[@VERSION]", required_unless_present = "summary")]
    modules: Vec<String>,

    /// Read module paths, one a line (`-`: standard input), and print one tab-separated line for each:
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
) -> Result<Outcome, CommandError> {
    let stdin = std::path::Path::new("-");
    if arguments.summary.as_deref() == Some(stdin) && options.go_env.as_deref() == Some(stdin) {
        return Err(UsageError::StandardInputTwice.into());
    }
    options.assumptions()?;
    let mut machine = Machine::read(options)?;
    machine.look_at_terminals();
    if let Some(file) = &arguments.summary {
        if options.format == Format::Json {
            return Err(UsageError::SummaryFormat.into());
        }
        return summary::run(file, &machine, output).map(|()| Outcome::Fine);
    }
    let around = Around::read(&machine, options.directory.is_some());
    let (document, found) = document(&arguments.modules, arguments.module, &machine, &around, options)?;
    match options.format {
        Format::Json => output.json(&document)?,
        _ => output.human(|style| human::explain(&document, &found, style))?,
    }
    Ok(Outcome::of(&found, options))
}

/// What there is to say about modules, with the findings that it shows.
///
/// # Errors
/// A module path that go would refuse, or a malformed assumption.
pub(super) fn document(
    modules: &[String],
    only_modules: bool,
    machine: &Machine,
    around: &Around,
    options: &Options,
) -> Result<(ExplainDocument, Vec<Diagnostic>), UsageError> {
    let subjects = subjects(modules, only_modules, around, machine)?;
    let answers = LocalAnswers { assumptions: options.assumptions()?, is_foreign: machine.is_foreign };
    let queries = subjects.iter().map(|subject| subject.request.version.as_str());
    let context = around.context_for(queries, machine);
    let modules = subjects
        .iter()
        .map(|subject| module(subject, machine, around, &context, &answers, options.secrets()));
    let asked: Vec<String> = subjects.iter().map(|subject| subject.request.path.clone()).collect();
    let found = findings(machine, around, &asked, options)?;
    let mut go = machine.go.clone();
    go.notes.extend(around.remarks.iter().cloned().chain(remarks(&subjects)));
    let settings = machine.settings_document(options.secrets());
    let document = ExplainDocument {
        schema_version: SCHEMA_VERSION,
        go,
        modules: modules.map(|module| module.with_places_of(&settings)).collect(),
        settings,
        diagnostics: found.iter().map(|found| DiagnosticDocument::of(found, options.secrets())).collect(),
    };
    Ok((document, found))
}

fn module(
    subject: &Subject,
    machine: &Machine,
    around: &Around,
    context: &Context,
    answers: &LocalAnswers,
    secrets: Secrets,
) -> ModuleDocument {
    let request = &subject.request;
    let (checksum, download, prediction) = match &subject.directory {
        Some(directory) => {
            let directory_error = around.directory_error(&request.path, &request.version, directory);
            let context = Context { directory_error, ..context.clone() };
            replaced(machine.engine.predict_replaced(request, &context, answers))
        }
        None => {
            let prediction = machine.engine.predict(request, context, answers);
            let checksum = checksum(subject, machine);
            let download = download(&request.path, machine, &prediction);
            (checksum, download, prediction)
        }
    };
    let (learns_name, may_learn_name) = trace::learners(&request.path, &checksum, &download, &prediction);
    ModuleDocument {
        path: request.path.clone(),
        version: request.version.clone(),
        candidate_of: subject.candidate_of.clone(),
        provides: subject.provides.clone(),
        replaces: subject.replaces.clone(),
        directory: subject.directory.clone(),
        cached: request.cached.info && request.cached.go_mod && request.cached.zip,
        trace: trace::trace(machine, &checksum, &download, secrets),
        checksum: ChecksumDocument::of(&checksum, secrets),
        download: DownloadDocument::of(&download, secrets),
        learns_name,
        may_learn_name,
        prediction: PredictionDocument::of(&prediction, secrets),
    }
}

/// The download decision, unless something stops go before it comes to that.
fn download(path: &str, machine: &Machine, prediction: &Prediction) -> DownloadDecision {
    match prediction.stopped_by {
        None => machine.engine.download(path),
        Some(decided_by) => DownloadDecision {
            verdict: DownloadVerdict::Error,
            decided_by,
            pattern: None,
            route: vec![],
            error: prediction.error.clone(),
        },
    }
}

/// The checksum decision, with what go.sum already holds.
fn checksum(subject: &Subject, machine: &Machine) -> ChecksumDecision {
    let request = &subject.request;
    if request.hashes.go_mod && request.hashes.zip {
        return ChecksumDecision {
            verdict: ChecksumVerdict::Verify,
            decided_by: ChecksumDecider::GoSum,
            pattern: None,
            database: None,
            route: vec![],
            error: None,
        };
    }
    machine.engine.checksum(&request.path)
}

/// A module that a directory takes the place of: nothing is asked of anybody.
fn replaced(prediction: Prediction) -> (ChecksumDecision, DownloadDecision, Prediction) {
    let checksum = ChecksumDecision {
        verdict: ChecksumVerdict::Skip,
        decided_by: ChecksumDecider::Replace,
        pattern: None,
        database: None,
        route: vec![],
        error: None,
    };
    let download = DownloadDecision {
        verdict: DownloadVerdict::Blocked,
        decided_by: DownloadDecider::Replace,
        pattern: None,
        route: vec![],
        error: None,
    };
    (checksum, download, prediction)
}
