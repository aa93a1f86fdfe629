//! `check [PATH]`: settings and module graph, held to the rules and to a policy.

mod destination;
mod outputs;
mod progress;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::error::{CommandError, UsageError};
use super::options::{FailOn, Options};
use super::output::Output;
use super::status::Status;
use crate::files::join_clean;
use crate::inspect::{
    Contexts, InspectError, Inspection, PolicyFile, ProjectConfig, Repository, Request, ScenarioRequest,
};
use crate::report::diff::{State, between};
use crate::report::document::{CheckDocument, DiffDocument, FindingState};
use crate::report::{Secrets, earlier, locate, policy};
use crate::rules::Diagnostic;
use crate::source::go_env_output;
use outputs::Outputs;
use progress::Progress;

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

/// What was found.
struct Report {
    /// All but the modules.
    document: CheckDocument,
    /// The findings that count, as they are drawn.
    counting: Vec<Diagnostic>,
    /// Whether secrets are masked.
    secrets: Secrets,
}

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
    let inspection = Inspection::new(request(arguments, options)?)?;
    let mut progress = Progress::new(options.quiet);
    let repository = Repository::read(inspection, || progress.step())?;
    drop(progress);
    if arguments.init {
        outputs.refuse_existing()?;
        outputs.write_text(&policy(&repository, options.secrets()), output)?;
        return Ok(Status::Fine);
    }
    if arguments.egress {
        outputs.write_egress(&repository, output)?;
        return Ok(Status::Fine);
    }
    let report = report(&repository, arguments, options)?;
    outputs.write(&repository, &report, output)?;
    Ok(if report.document.fails && !arguments.exit_zero { Status::Found } else { Status::Fine })
}

fn request(arguments: &CheckArguments, options: &Options) -> Result<Request, UsageError> {
    let request = options.request()?;
    let policy = match &arguments.policy {
        Some(path) => PolicyFile::At(path.clone()),
        None if arguments.init => PolicyFile::None,
        None => PolicyFile::Nearest,
    };
    let directory = Some(target(arguments, &request)?);
    Ok(Request { directory, contexts: Contexts::Terminals, policy, ..request })
}

/// The directory to look at; of a module file, the one that it is in.
fn target(arguments: &CheckArguments, request: &Request) -> Result<PathBuf, UsageError> {
    let (here, tree) = (&request.process.directory, &request.tree);
    if here.as_os_str().is_empty() && arguments.path.is_relative() {
        return Err(InspectError::NoDirectory.into());
    }
    let from = request.directory.as_deref().map_or_else(|| here.clone(), |named| join_clean(here, named));
    let path = join_clean(&from, &arguments.path);
    let is_module_file = path.file_name().is_some_and(|name| name == "go.mod" || name == "go.work");
    let directory = if is_module_file && tree.is_file(&path) { path.parent() } else { Some(path.as_path()) };
    match directory {
        Some(directory) if tree.is_directory(directory) => Ok(directory.to_owned()),
        _ => Err(UsageError::NotADirectory(arguments.path.clone())),
    }
}

/// Runs the rules and makes the report.
fn report(
    repository: &Repository,
    arguments: &CheckArguments,
    options: &Options,
) -> Result<Report, UsageError> {
    let (secrets, tree) = (options.secrets(), &repository.inspection.tree);
    let known = arguments.baseline.as_deref().map(|path| earlier::fingerprints(path, tree)).transpose()?;
    let judgement = repository.judge();
    let diagnostics = locate(&repository.root, &judgement, &known.unwrap_or_default(), secrets);
    let counting = judgement.found.iter().zip(&diagnostics);
    let counting = counting.filter(|(_, document)| document.state == FindingState::New);
    let counting: Vec<Diagnostic> = counting.map(|(found, _)| found.clone()).collect();
    let fail_on = fail_on(options, &repository.config);
    let mut document = CheckDocument {
        fail_on: fail_on.word(),
        fails: counting.iter().any(|found| fail_on.is_reached_by(found.severity)),
        ..CheckDocument::of(repository, diagnostics, secrets)
    };
    if let Some(base) = &arguments.diff {
        document.diff = Some(diff(base, repository, &document, secrets)?);
    }
    Ok(Report { document, counting, secrets })
}

/// Compares with an earlier report, or with the settings that a `go env` output tells.
fn diff(
    base: &Path,
    repository: &Repository,
    document: &CheckDocument,
    secrets: Secrets,
) -> Result<DiffDocument, UsageError> {
    let text = repository.inspection.tree.content(base)?.pasted(base)?;
    let before = match earlier::parse(&text, base) {
        Ok(report) => State::of_report(&report),
        Err(error) => {
            let output = go_env_output::parse(&text, Some(base));
            if output.assignments.is_empty() {
                return Err(error.into());
            }
            let scenario = repository.inspection.scenario_of(&ScenarioRequest::Paste(output))?;
            State::of_scenario(&scenario, repository, secrets)
        }
    };
    Ok(between(&base.to_string_lossy(), &before, &State::of_document(repository, document)))
}

/// The command line decides, else the policy; warnings count where neither says anything.
fn fail_on(options: &Options, config: &ProjectConfig) -> FailOn {
    let of_policy = config.config.fail_on.as_deref().and_then(|word| FailOn::from_str(word, false).ok());
    options.fail_on.or(of_policy).unwrap_or(FailOn::Warning)
}
