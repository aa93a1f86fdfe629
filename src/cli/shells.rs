//! `env --shell`: what a new shell would export, from this machine's files or another's.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::error::{CommandError, UsageError};
use super::options::{Format, Options};
use super::output::Output;
use crate::files::{DiskTree, Presence, RootTree, SharedTree, Tree};
use crate::go::tables::variables::read_by_go;
use crate::inspect::Process;
use crate::inspect::contexts::session_environment;
use crate::report::document::{ContextDocument, ContextsDocument, SCHEMA_VERSION, Shown};
use crate::report::human;
use crate::source::startup::{self, Mode, Shell, Start};

/// Arguments of `env` that ask for a shell.
#[derive(Debug, Clone, Args)]
pub(super) struct ShellArguments {
    /// Show what a new shell of this kind would export, instead of this process's settings
    #[arg(
        long,
        value_name = "SHELL",
        help_heading = "Another context",
        group = "another",
        value_parser = shell_parser()
    )]
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
    #[arg(long, value_name = "DIR", help_heading = "Another context", requires = "another")]
    root: Option<PathBuf>,

    /// The environment that the shell is given; HOME says where home is. With --contexts that of every session:
    /// SHELL says which shell, PWD which directory
    #[arg(long, value_name = "NAME=VALUE", help_heading = "Another context", requires = "another")]
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
    /// The files that count.
    ///
    /// # Errors
    /// A root that is no directory.
    pub(super) fn tree(&self, options: &Options) -> Result<SharedTree, UsageError> {
        match &self.root {
            Some(root) if DiskTree.stat(root) != Presence::Directory => {
                Err(UsageError::NotADirectory(root.clone()))
            }
            Some(root) => Ok(SharedTree::new(RootTree::new(root))),
            None => Ok(options.tree.clone()),
        }
    }

    /// Whether the files are another machine's, so that nothing of this process counts.
    pub(super) fn is_foreign(&self) -> bool {
        self.root.is_some()
    }

    /// The environment that a shell or a session begins with: what was given, else what this process has.
    ///
    /// # Errors
    /// Something without `=`.
    pub(super) fn environment(&self) -> Result<BTreeMap<String, String>, UsageError> {
        if self.initial.is_empty() && !self.is_foreign() {
            return Ok(session_environment(&Process::own()));
        }
        let pair = |text: &String| {
            let (name, value) = text.split_once('=').ok_or_else(|| UsageError::Initial(text.clone()))?;
            Ok((name.to_owned(), value.to_owned()))
        };
        self.initial.iter().map(pair).collect()
    }

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
    let environment = arguments.environment()?;
    let start = Start { shell, mode: arguments.mode.unwrap_or(Mode::LoginInteractive), environment };
    let tree = arguments.tree(options)?;
    let outcome = startup::read(&start, &tree);
    let id = format!("shell:{}:{}", shell.name(), start.mode.name());
    let shown = Shown { secrets: options.secrets(), is_relative: arguments.is_foreign() };
    let names = read_by_go();
    let contexts = vec![ContextDocument::of(id, &outcome, &names, shown)];
    let document = ContextsDocument { schema_version: SCHEMA_VERSION, contexts };
    match options.format {
        Format::Json => output.json(&document)?,
        _ => output.human(|style| {
            document.contexts.iter().map(|context| human::context(context, start.home(), style)).collect()
        })?,
    }
    Ok(())
}
