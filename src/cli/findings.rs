//! From settings, project and machine to findings, and to whether they make a command fail.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::error::UsageError;
use super::facts::facts;
use super::machine::Machine;
use super::options::{FailOn, Options};
use super::surroundings::Around;
use crate::config::{self, Config};
use crate::project::Project;
use crate::project::files::read_text;
use crate::rules::facts::FileLine;
use crate::rules::{Context, Diagnostic, Scope, Suppression, judge};
use crate::source::ignore_comment::ignore_comments;
use crate::source::read::read_bytes;
use crate::source::{Assignment, Layer, Origin};

/// How a command that shows findings ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Nothing that `--fail-on` names.
    Fine,
    /// A finding at or above the severity that `--fail-on` names.
    Found,
}

impl Outcome {
    /// The outcome of these findings.
    pub(super) fn of(found: &[Diagnostic], options: &Options) -> Self {
        let fail_on = options.fail_on.unwrap_or(FailOn::Never);
        let fails = found.iter().any(|found| fail_on.is_reached_by(found.severity));
        if fails { Self::Found } else { Self::Fine }
    }
}

/// What the rules find, with these module paths in sight besides those of go.mod.
///
/// # Errors
/// A rule named on the command line that does not exist, a goenv-doctor.toml that cannot be used.
pub(super) fn findings(
    machine: &Machine,
    around: &Around,
    asked: &[String],
    options: &Options,
) -> Result<Vec<Diagnostic>, UsageError> {
    let levels = options.levels()?;
    let mut modules = asked.to_vec();
    modules.extend(around.required_paths());
    let mut suppressions = if around.is_nowhere() { vec![] } else { suppressions(machine, around)? };
    for path in start_files(machine) {
        suppressions.extend(of_comments(Path::new(&path), "#"));
    }
    let environment = environment(machine);
    let context = Context {
        settings: &machine.settings,
        engine: &machine.engine,
        environment: &environment,
        user_file: machine.layers.user_file.as_ref(),
        goroot_file: machine.layers.goroot_file.as_ref(),
        modules: &modules,
        facts: &facts(machine, around),
        suppressions: &suppressions,
    };
    Ok(judge(&context, &levels))
}

/// The process environment with the what-ifs of the command line, whose names may be misspelt too.
fn environment(machine: &Machine) -> Vec<Assignment> {
    let set = machine.layers.overrides.iter().filter_map(|what_if| {
        let value = what_if.value.clone()?;
        Some(Assignment::certain(what_if.name.clone(), value, Origin::of(Layer::Override)))
    });
    set.chain(machine.layers.environment.iter().cloned()).collect()
}

/// What goenv-doctor.toml and comments in go.mod and go.work say is not wanted.
fn suppressions(machine: &Machine, around: &Around) -> Result<Vec<Suppression>, UsageError> {
    let mut all = vec![];
    if let Some(path) = config_path(&machine.directory) {
        all.extend(of_config(&path)?);
    }
    for path in project_files(around.project()) {
        all.extend(of_comments(&path, "//"));
    }
    Ok(all)
}

/// The start-up files that were looked at.
fn start_files(machine: &Machine) -> BTreeSet<String> {
    let contexts = machine.shells.iter().flat_map(|survey| &survey.contexts);
    contexts.flat_map(|context| &context.outcome.files).map(|file| file.path.to_string()).collect()
}

/// The files of the project that may hold comments for us.
fn project_files(project: &Project) -> Vec<PathBuf> {
    let work = project.workspace.iter().map(|workspace| workspace.path.clone());
    work.chain(project.modules.iter().map(|module| module.go_mod_path.clone())).collect()
}

/// The nearest goenv-doctor.toml, up to the top of the repository.
fn config_path(start: &Path) -> Option<PathBuf> {
    for directory in start.ancestors() {
        let path = directory.join(config::FILE);
        if path.is_file() {
            return Some(path);
        }
        if directory.join(".git").exists() {
            break;
        }
    }
    None
}

fn of_config(path: &Path) -> Result<Vec<Suppression>, UsageError> {
    let bytes = read_bytes(path)?;
    let content = crate::source::read::decode(bytes, path)?;
    let Config { ignore } = config::parse(&content, path)?;
    let suppression = |entry: config::Ignore| {
        let line = FileLine::of(path, &content, entry.line)?;
        Some(Suppression {
            rule: entry.rule,
            reason: entry.reason,
            scope: Scope::Variable(entry.variable),
            text: line.text,
            origin: line.origin,
        })
    };
    Ok(ignore.into_iter().filter_map(suppression).collect())
}

fn of_comments(path: &Path, mark: &str) -> Vec<Suppression> {
    let Ok(content) = read_text(path) else { return vec![] };
    let mut all = vec![];
    for comment in ignore_comments(&content, mark) {
        let Some(line) = FileLine::of(path, &content, comment.line) else { continue };
        all.extend(comment.rules.iter().map(|rule| Suppression {
            rule: rule.clone(),
            reason: comment.reason.clone(),
            scope: Scope::Line(comment.applies_to),
            text: line.text.clone(),
            origin: line.origin.clone(),
        }));
    }
    all
}
