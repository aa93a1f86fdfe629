//! `env --contexts`: what every other context of this user would see.

use std::collections::BTreeMap;

use super::error::CommandError;
use super::options::{Format, Options};
use super::output::Output;
use super::shells::ShellArguments;
use crate::go::tables::variables::read_by_go;
use crate::inspect::contexts::{directory, user_of};
use crate::inspect::{Inspection, Scenario};
use crate::report::document::{ContextDocument, ContextsDocument, SCHEMA_VERSION, Shown};
use crate::report::human;
use crate::source::Assignment;
use crate::source::context::{Directory, DirectoryContext, DirectoryKind, Survey, UserContext};
use crate::source::startup::{Outcome, ShellVariable};

/// Runs `env --contexts`.
///
/// # Errors
/// Wrong usage, output that cannot be written.
pub(super) fn run(
    arguments: &ShellArguments,
    options: &Options,
    names: &[String],
    output: &mut Output,
) -> Result<(), CommandError> {
    let tree = arguments.tree(options)?;
    let all = read_by_go();
    let is_chosen = |name: &&str| names.is_empty() || names.iter().any(|wanted| wanted == name);
    let chosen: Vec<&str> = all.iter().copied().filter(is_chosen).collect();
    let shown = Shown { secrets: options.secrets(), is_relative: arguments.is_foreign() };
    let mut contexts = vec![];
    let mut environment = arguments.environment()?;
    let here = if arguments.is_foreign() {
        another_directory(&mut environment)
    } else {
        let inspection = Inspection::new(options.request()?)?;
        let process = process(&inspection.scenario);
        contexts.push(ContextDocument::of("process".into(), &process, &chosen, shown));
        Some(directory(&inspection.directory, &inspection.process))
    };
    let survey = user_of(environment).map(|user| {
        let survey = Survey::of(&user, &tree);
        here.iter().fold(survey, |survey, here| survey.in_directory(here, &tree))
    });
    let found = survey.as_ref().map(|survey| survey.contexts.as_slice()).unwrap_or_default();
    contexts.extend(
        found.iter().map(|context| ContextDocument::of(id(context), &context.outcome, &chosen, shown)),
    );
    let here = survey.as_ref().map(|survey| survey.directory.as_slice()).unwrap_or_default();
    contexts.extend(here.iter().map(|context| {
        ContextDocument::of(id_in_directory(context, shown), &context.outcome, &chosen, shown)
    }));
    let document = ContextsDocument { schema_version: SCHEMA_VERSION, contexts };
    match options.format {
        Format::Json => output.json(&document)?,
        _ => {
            let reasons = survey.as_ref().map(|survey| survey.reasons(&chosen, &tree)).unwrap_or_default();
            output.human(|style| human::contexts(&document, survey.as_ref(), &reasons, style))?;
        }
    }
    Ok(())
}

/// The directory that another machine's environment names, which is no variable of its sessions.
fn another_directory(environment: &mut BTreeMap<String, String>) -> Option<Directory> {
    let path = environment.remove("PWD")?;
    let data_home = format!("{}/.local/share", environment.get("HOME").map_or("", String::as_str));
    Some(Directory { path, data_home, ..Directory::default() })
}

/// What this process has.
fn process(scenario: &Scenario) -> Outcome {
    let variable = |set: &Assignment| (set.name.clone(), ShellVariable::inherited(set.value.clone()));
    let variables = scenario.layers.environment.iter().map(variable).collect();
    Outcome { variables, ..Outcome::default() }
}

/// The name in JSON of what a directory adds.
fn id_in_directory(context: &DirectoryContext, shown: Shown) -> String {
    let path = shown.path(&context.path);
    match context.kind {
        DirectoryKind::Direnv => format!("direnv:{path}"),
        DirectoryKind::EnvFile => format!("dotenv:{path}"),
    }
}

/// A context's name in JSON: the shell that it starts, or what it is.
fn id(context: &UserContext) -> String {
    use crate::source::context::ContextKind::{Cron, Desktop, Login, Script, SshCommand, Sudo, Terminal};
    match (context.kind, context.shell) {
        (SshCommand, _) => "ssh-command".into(),
        (Login | Terminal | Script, Some((shell, mode))) => format!("shell:{}:{}", shell.name(), mode.name()),
        (Cron, _) => "cron".into(),
        (Sudo, _) => "sudo".into(),
        (Desktop | Login | Terminal | Script, _) => "desktop".into(),
    }
}
