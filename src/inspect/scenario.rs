//! From a request to scenarios: the go command, the files it reads, the settings they come to.

mod go_command;
mod paste;

use std::path::Path;

use super::contexts::session_environment;
use super::error::InspectError;
use super::process::Process;
use super::request::{Request, ScenarioRequest};
use crate::files::Tree;
use crate::go::tables::variables::{caseless, read_by_go};
use crate::settings::locations::{self, UserFile};
use crate::settings::{Layers, Scenario, ScenarioOrigin, System};
use crate::source::goenv_file::GoEnvFile;
use crate::source::startup::{self, Mode, Shell, ShellState, Start};
use crate::source::{Assignment, Layer, Origin};
use go_command::GoCommand;
use paste::Paste;

/// Reads one scenario, for a go command in this directory.
///
/// # Errors
/// A GOROOT that is none, or one of this machine with pasted settings.
pub(super) fn read(
    asked: &ScenarioRequest,
    request: &Request,
    directory: &Path,
) -> Result<Scenario, InspectError> {
    match asked {
        ScenarioRequest::Process => {
            let given = (request.process.environment.clone(), vec![]);
            on_this_machine(ScenarioOrigin::Process, given, request, directory)
        }
        ScenarioRequest::ShellStart(shell, mode) => {
            let given = exported(*shell, *mode, &request.process, &request.tree);
            on_this_machine(ScenarioOrigin::ShellStart(*shell, *mode), given, request, directory)
        }
        ScenarioRequest::Paste(output) => {
            let Paste { layers, platform, from, notes } = Paste::of(request, output)?;
            Ok(Scenario::new(ScenarioOrigin::Paste, (platform, from), layers, notes))
        }
    }
}

/// A go command that is given this environment, with what is unclear about it.
fn on_this_machine(
    origin: ScenarioOrigin,
    (environment, mut notes): (Vec<Assignment>, Vec<String>),
    request: &Request,
    directory: &Path,
) -> Result<Scenario, InspectError> {
    let system = System::from_goos(&request.process.goos);
    let environment = spelt_as_go_does(environment, system);
    let mut layers = Layers { overrides: request.overrides.clone(), environment, ..Layers::default() };
    let found = GoCommand::find(request, &layers, &mut notes)?;
    let user = locations::user_file(system, found.version, &|name| layers.process_value(name));
    layers.user_file = read_user_file(&user, directory, &request.tree, &mut notes);
    layers.goroot = found.goroot.as_ref().map(|goroot| goroot.path.to_string_lossy().into_owned());
    layers.goroot_file = found.go_env(&layers, &request.tree, &mut notes);
    let platform = request.process.platform(found.version);
    Ok(Scenario::new(origin, (platform, found.from), layers, notes))
}

/// What a new shell of the user exports, and what nobody can tell without starting it.
fn exported(shell: Shell, mode: Mode, process: &Process, tree: &dyn Tree) -> (Vec<Assignment>, Vec<String>) {
    let start = Start { shell, mode, environment: session_environment(process) };
    let outcome = startup::read(&start, tree);
    let unknown = read_by_go().into_iter().filter(|name| outcome.variable(name).state == ShellState::Unknown);
    let note = |name| format!("only a start of {} tells its {name}; here it counts as unset", shell.name());
    let notes = unknown.map(note).collect();
    let set = outcome.variables.into_iter().filter_map(|(name, variable)| match variable.state {
        ShellState::Set(value) => Some(Assignment::certain(name, value, Origin::of(Layer::Environment))),
        ShellState::Unset | ShellState::Unknown => None,
    });
    (set.collect(), notes)
}

/// Where upper and lower case are the same, names are spelt as go does.
fn spelt_as_go_does(mut environment: Vec<Assignment>, system: System) -> Vec<Assignment> {
    if system == System::Windows {
        for assignment in &mut environment {
            if let Some(name) = caseless(&assignment.name) {
                name.clone_into(&mut assignment.name);
            }
        }
    }
    environment
}

fn read_user_file(
    user: &UserFile,
    directory: &Path,
    tree: &dyn Tree,
    notes: &mut Vec<String>,
) -> Option<GoEnvFile> {
    if let UserFile::RelativeConfigHome(config) = user {
        notes.push(format!("XDG_CONFIG_HOME={config} is relative: this Go reads no user file at all"));
    }
    let path = directory.join(user.path()?);
    match tree.text(&path) {
        Ok(text) => Some(GoEnvFile::parse(&text, &path, Layer::GoEnvFile)),
        Err(error) if error.is_missing() => None,
        Err(error) => {
            notes.push(format!("{error}; go silently ignores it"));
            None
        }
    }
}
