//! What can set a variable: the layers that settings are resolved from.

use crate::source::goenv_file::GoEnvFile;
use crate::source::{Assignment, Value};

/// A what-if of the command line: `--set VAR=VALUE` or `--unset VAR`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    /// The variable.
    pub name: String,
    /// Its value; `None`: as if the environment did not have it.
    pub value: Option<Value>,
}

/// Everything that can set a variable, layer by layer.
#[derive(Debug, Clone, Default)]
pub struct Layers {
    /// What-ifs, in order; the last one for a name counts.
    pub overrides: Vec<Override>,
    /// The environment of the process.
    pub environment: Vec<Assignment>,
    /// Pasted `go env` output, which stands in for everything below it.
    pub pasted: Vec<Assignment>,
    /// The user's go/env file.
    pub user_file: Option<GoEnvFile>,
    /// `$GOROOT/go.env`.
    pub goroot_file: Option<GoEnvFile>,
    /// The directory that the go command found itself in, where that is known.
    pub goroot: Option<String>,
}

impl Layers {
    /// The process environment's value of a name after the what-ifs, empty when not set.
    pub fn process_value(&self, name: &str) -> String {
        match self.overrides.iter().rev().find(|o| o.name == name) {
            Some(Override { value: Some(value), .. }) if !value.is_empty() => value.expose().to_owned(),
            Some(_) => String::new(),
            None => self
                .environment
                .iter()
                .find(|a| a.name == name)
                .map_or_else(String::new, |a| a.value.expose().to_owned()),
        }
    }
}
