//! `env --contexts`: what every other context of this user would see.

use std::collections::BTreeMap;

use super::error::CommandError;
use super::machine::Machine;
use super::options::{Format, Options};
use super::output::Output;
use crate::report::document::{ContextDocument, ContextsDocument, SCHEMA_VERSION, Shown};
use crate::report::human;
use crate::settings::catalog;
use crate::source::context::{Survey, User, UserContext};
use crate::source::shell::{DiskTree, Outcome, Shell, ShellVariable};

/// Variables that a new session has from the system, taken over from this process.
pub(super) const SESSION: &[&str] = &["HOME", "LANG", "LOGNAME", "PATH", "SHELL", "TERM", "USER"];

/// Variables of a session, as this process has them.
pub(super) fn session_environment() -> BTreeMap<String, String> {
    let value =
        |name: &&str| Some(((*name).to_owned(), std::env::var_os(name)?.to_string_lossy().into_owned()));
    SESSION.iter().filter_map(value).collect()
}

/// The user of this process, when home and login shell are known.
pub(super) fn user() -> Option<User> {
    let environment = session_environment();
    let shell = environment.get("SHELL").and_then(|program| Shell::from_program(program))?;
    let home = environment.get("HOME").filter(|home| home.starts_with('/'))?.clone();
    Some(User { shell, home, environment })
}

/// Runs `env --contexts`.
///
/// # Errors
/// Output that cannot be written.
pub(super) fn run(options: &Options, names: &[String], output: &mut Output) -> Result<(), CommandError> {
    let machine = Machine::read(options)?;
    let tree = DiskTree::own();
    let survey = user().map(|user| Survey::of(&user, &tree));
    let all = catalog::reported_names();
    let chosen: Vec<&str> = all
        .iter()
        .copied()
        .filter(|name| names.is_empty() || names.iter().any(|wanted| wanted == name))
        .collect();
    let shown = Shown { secrets: options.secrets(), is_relative: false };
    let process = Outcome {
        variables: machine
            .layers
            .environment
            .iter()
            .map(|set| (set.name.clone(), ShellVariable::inherited(set.value.clone())))
            .collect(),
        ..Outcome::default()
    };
    let mut contexts = vec![ContextDocument::of("process".into(), &process, &chosen, shown)];
    let found = survey.as_ref().map(|survey| survey.contexts.as_slice()).unwrap_or_default();
    contexts.extend(
        found.iter().map(|context| ContextDocument::of(id(context), &context.outcome, &chosen, shown)),
    );
    let document = ContextsDocument { schema_version: SCHEMA_VERSION, contexts };
    match options.format {
        Format::Json => output.json(&document)?,
        _ => {
            let reasons = survey.as_ref().map(|survey| survey.reasons(&chosen, &tree)).unwrap_or_default();
            let hidden = survey.as_ref().map(|survey| survey.hidden.clone()).unwrap_or_default();
            output.human(|style| human::contexts(&document, survey.as_ref(), (&reasons, &hidden), style))?;
        }
    }
    Ok(())
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
