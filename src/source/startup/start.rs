//! How a shell is started: everything but the files.

use std::collections::BTreeMap;

use super::{Mode, Shell};

/// How a shell is started.
#[derive(Debug, Clone)]
pub struct Start {
    /// Which shell.
    pub shell: Shell,
    /// How.
    pub mode: Mode,
    /// The environment it is given. HOME says where home is.
    pub environment: BTreeMap<String, String>,
}

impl Start {
    /// The variable's value in the environment that the shell is given.
    pub fn given(&self, name: &str) -> Option<&str> {
        self.environment.get(name).map(String::as_str)
    }

    /// The home directory, as HOME gives it; `/` without one, without a `/` at its end.
    pub fn home(&self) -> &str {
        match self.given("HOME").map(|home| home.trim_end_matches('/')) {
            None | Some("") => "/",
            Some(home) => home,
        }
    }

    /// A path below home.
    pub fn at_home(&self, relative: &str) -> String {
        format!("{}/{relative}", self.home().trim_end_matches('/'))
    }
}
