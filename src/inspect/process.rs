//! The process that asks.

use std::path::PathBuf;

use crate::go::{GoVersion, Platform};
use crate::source::{Assignment, Layer, Origin, Value, process};

/// The process that asks: all that is taken from it.
#[derive(Debug, Clone)]
pub struct Process {
    /// Its environment, by name.
    pub environment: Vec<Assignment>,
    /// Its working directory; empty: it has none any more.
    pub directory: PathBuf,
    /// The operating system, as Go calls it.
    pub goos: String,
    /// The processor, as Go calls it.
    pub goarch: String,
}

impl Process {
    /// This process.
    pub fn own() -> Self {
        let Platform { goos, goarch, .. } = Platform::host(GoVersion::NEWEST_KNOWN);
        let directory = std::env::current_dir().unwrap_or_default();
        Self { environment: process::environment(), directory, goos, goarch }
    }

    /// A process of a made-up machine that runs Linux.
    pub fn with(environment: &[(&str, &str)], directory: &str) -> Self {
        let assignment = |(name, value): &(&str, &str)| {
            Assignment::certain(*name, Value::from(*value), Origin::of(Layer::Environment))
        };
        Self {
            environment: environment.iter().map(assignment).collect(),
            directory: PathBuf::from(directory),
            goos: "linux".to_owned(),
            goarch: "amd64".to_owned(),
        }
    }

    /// The value of a variable, `None` where it is not set.
    pub fn value(&self, name: &str) -> Option<&str> {
        let set = self.environment.iter().find(|assignment| assignment.name == name)?;
        Some(set.value.expose())
    }

    /// The platform, with this version of Go.
    pub fn platform(&self, version: GoVersion) -> Platform {
        Platform { version, goos: self.goos.clone(), goarch: self.goarch.clone() }
    }
}

impl Default for Process {
    fn default() -> Self {
        Self::own()
    }
}
