//! `env --shell`: what a new shell would export, from this machine's files or another's.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::contexts::session_environment;
use super::error::{CommandError, UsageError};
use super::options::{Format, Options};
use super::output::Output;
use crate::report::document::{ContextDocument, ContextsDocument, SCHEMA_VERSION, Shown};
use crate::report::human;
use crate::settings::catalog;
use crate::source::shell::{self, DiskTree, Mode, Shell, Start};

/// Arguments of `env` that ask for a shell.
#[derive(Debug, Clone, Args)]
pub(super) struct ShellArguments {
    /// Show what a new shell of this kind would export, instead of this process's settings
    #[arg(long, value_name = "SHELL", help_heading = "Another context", value_parser = shell_parser())]
    shell: Option<Shell>,

    /// How that shell is started
    #[arg(
        long,
        value_name = "MODE",
        help_heading = "Another context",
        requires = "shell",
        value_parser = mode_parser()
    )]
    mode: Option<Mode>,

    /// Read every file as if this directory were `/`: another machine's files, an image's layers
    #[arg(long, value_name = "DIR", help_heading = "Another context", requires = "shell")]
    root: Option<PathBuf>,

    /// The environment that the shell is given; HOME says where home is
    #[arg(long, value_name = "NAME=VALUE", help_heading = "Another context", requires = "shell")]
    initial: Vec<String>,
}

fn shell_parser() -> impl TypedValueParser<Value = Shell> {
    let names = Shell::ALL.map(Shell::name).into_iter().chain(["sh", "ash", "csh", "pwsh", "nu"]);
    PossibleValuesParser::new(names).try_map(|name| Shell::from_program(&name).ok_or("no such shell"))
}

fn mode_parser() -> impl TypedValueParser<Value = Mode> {
    PossibleValuesParser::new(Mode::ALL.map(Mode::name))
        .try_map(|name| Mode::ALL.into_iter().find(|mode| mode.name() == name).ok_or("no such mode"))
}

impl ShellArguments {
    /// The shell that is asked for.
    pub(super) fn wanted(&self) -> Option<Shell> {
        self.shell
    }
}

/// Runs `env --shell`.
///
/// # Errors
/// Wrong usage, output that cannot be written.
pub(super) fn run(
    arguments: &ShellArguments,
    shell: Shell,
    options: &Options,
    output: &mut Output,
) -> Result<(), CommandError> {
    let start = start(arguments, shell)?;
    let tree = match &arguments.root {
        Some(root) if !root.is_dir() => return Err(UsageError::NotADirectory(root.clone()).into()),
        Some(root) => DiskTree::below(root),
        None => DiskTree::own(),
    };
    let outcome = shell::read(&start, &tree);
    let id = format!("shell:{}:{}", shell.name(), start.mode.name());
    let shown = Shown { secrets: options.secrets(), is_relative: arguments.root.is_some() };
    let names = catalog::reported_names();
    let contexts = vec![ContextDocument::of(id, &outcome, &names, shown)];
    let document = ContextsDocument { schema_version: SCHEMA_VERSION, contexts };
    match options.format {
        Format::Json => output.json(&document)?,
        _ => output.human(|style| {
            document.contexts.iter().map(|context| human::context(context, style)).collect()
        })?,
    }
    Ok(())
}

fn start(arguments: &ShellArguments, shell: Shell) -> Result<Start, UsageError> {
    let mut environment = BTreeMap::new();
    for text in &arguments.initial {
        let (name, value) = text.split_once('=').ok_or_else(|| UsageError::Initial(text.clone()))?;
        environment.insert(name.to_owned(), value.to_owned());
    }
    if arguments.initial.is_empty() && arguments.root.is_none() {
        environment = session_environment();
    }
    Ok(Start { shell, mode: arguments.mode.unwrap_or(Mode::LoginInteractive), environment })
}
