//! The user of this process, and the directory: what the contexts of one user begin with.

use std::collections::BTreeMap;
use std::path::Path;

use crate::source::context::{Directory, User};
use crate::source::startup::Shell;

/// Variables that a new session has from the system, taken over from this process.
pub const SESSION: &[&str] = &["HOME", "LANG", "LOGNAME", "PATH", "SHELL", "TERM", "USER"];

/// Variables of a session, as this process has them.
pub fn session_environment() -> BTreeMap<String, String> {
    let value =
        |name: &&str| Some(((*name).to_owned(), std::env::var_os(name)?.to_string_lossy().into_owned()));
    SESSION.iter().filter_map(value).collect()
}

/// The user of this process, when home and login shell are known.
pub fn user() -> Option<User> {
    user_of(session_environment())
}

/// The user whose sessions begin with this environment.
pub fn user_of(environment: BTreeMap<String, String>) -> Option<User> {
    let shell = environment.get("SHELL").and_then(|program| Shell::from_program(program))?;
    let home = environment.get("HOME").filter(|home| home.starts_with('/'))?.clone();
    Some(User { shell, home, environment })
}

/// A directory, with what this process says of direnv.
pub fn directory(path: &Path) -> Directory {
    let value = |name: &str| {
        let value = std::env::var_os(name)?.to_string_lossy().into_owned();
        (!value.is_empty()).then_some(value)
    };
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
