//! The user of a process, and its directory: what the contexts of one user begin with.

use std::collections::BTreeMap;
use std::path::Path;

use super::process::Process;
use super::request::Contexts;
use crate::files::Tree;
use crate::settings::Scenario;
use crate::source::Layer;
use crate::source::context::{Directory, Survey, User};
use crate::source::startup::Shell;

/// Variables that a new session has from the system, taken over from the process that asks.
const SESSION: &[&str] = &["HOME", "LANG", "LOGNAME", "PATH", "SHELL", "TERM", "USER"];

/// Variables of a session, as a process has them.
pub fn session_environment(process: &Process) -> BTreeMap<String, String> {
    let value = |name: &&str| Some(((*name).to_owned(), process.value(name)?.to_owned()));
    SESSION.iter().filter_map(value).collect()
}

/// The user whose sessions begin with this environment, when home and login shell are known.
pub fn user_of(environment: BTreeMap<String, String>) -> Option<User> {
    let shell = environment.get("SHELL").and_then(|program| Shell::from_program(program))?;
    let home = environment.get("HOME").filter(|home| home.starts_with('/'))?.clone();
    Some(User { shell, home, environment })
}

/// A directory, with what a process says of direnv.
pub fn directory(path: &Path, process: &Process) -> Directory {
    let value = |name: &str| process.value(name).filter(|value| !value.is_empty()).map(str::to_owned);
    let in_directory =
        |text: String| format!("{}/.envrc", text.trim_start_matches('-').trim_end_matches('/'));
    let home = value("HOME").unwrap_or_default();
    let named = |name: &&str| Some(((*name).to_owned(), value(name)?));
    Directory {
        path: path.to_string_lossy().into_owned(),
        loaded: value("DIRENV_FILE").or_else(|| value("DIRENV_DIR").map(in_directory)),
        data_home: value("XDG_DATA_HOME").unwrap_or_else(|| format!("{home}/.local/share")),
        environment: ["DIRENV_CONFIG", "XDG_CONFIG_HOME"].iter().filter_map(named).collect(),
    }
}

/// Looks at the contexts that are asked for. `None`: at none, or there is no user to look at.
pub(super) fn survey(
    asked: Contexts,
    scenario: &Scenario,
    process: &Process,
    here: &Path,
    tree: &dyn Tree,
) -> Option<Survey> {
    let user = user_of(session_environment(process)).filter(|_| !scenario.is_foreign())?;
    let survey = match asked {
        Contexts::None => return None,
        Contexts::Terminals if !is_set_by_the_user(scenario) => return None,
        Contexts::Terminals => Survey::of_terminals(&user, tree),
        Contexts::All => Survey::of(&user, tree),
    };
    Some(survey.in_directory(&directory(here, process), tree))
}

/// Whether the environment sets something that a start-up file may have set. Certificates are set by whole
/// systems, and no decision depends on them.
fn is_set_by_the_user(scenario: &Scenario) -> bool {
    let mut settings = scenario.settings.iter();
    settings.any(|setting| setting.origin.layer == Layer::Environment && !setting.name.starts_with("SSL_"))
}
