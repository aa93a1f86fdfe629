//! Where a value was written.

use std::fmt;
use std::path::Path;

use serde::Serialize;

use crate::files::Place;

/// The kind of place that can set a variable, as the go command orders them.
///
/// Source: `cmd/go/internal/cfg.Getenv` and `initEnvCache`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Layer {
    /// `--set` or `--unset` on our own command line: stands in for the process environment.
    Override,
    /// The environment of the process.
    Environment,
    /// The user's configuration file, named by GOENV (what `go env -w` writes).
    GoEnvFile,
    /// `$GOROOT/go.env` (Go 1.21 and later).
    GorootGoEnv,
    /// Compiled into the go command.
    Default,
    /// Pasted output of `go env`: the effective value, its own origin unknown.
    GoEnvOutput,
    /// Taken over from another variable (GONOPROXY and GONOSUMDB from GOPRIVATE).
    Derived,
    /// A file of the project: go.mod, go.work, goenv-doctor.toml. It sets no variable; findings are about its lines.
    ProjectFile,
    /// A shell's start-up file. It does not decide; findings are about its lines.
    StartFile,
}

impl Layer {
    /// The layer's name in running text.
    pub fn title(self) -> &'static str {
        match self {
            Self::Override => "--set on the command line",
            Self::Environment => "environment",
            Self::GoEnvFile => "go/env file",
            Self::GorootGoEnv => "$GOROOT/go.env",
            Self::Default => "default",
            Self::GoEnvOutput => "go env output",
            Self::Derived => "derived",
            Self::ProjectFile => "project file",
            Self::StartFile => "start-up file",
        }
    }
}

impl fmt::Display for Layer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title())
    }
}

/// What set a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The kind of place.
    pub layer: Layer,
    /// Where the *value* stands; `None`: in no file.
    pub place: Option<Place>,
    /// For [`Layer::Derived`]: the variable that the value was taken from.
    pub from: Option<&'static str>,
}

impl Origin {
    /// An origin without a file.
    pub fn of(layer: Layer) -> Self {
        Self { layer, place: None, from: None }
    }

    /// An origin inside a file.
    pub fn in_file(layer: Layer, place: Place) -> Self {
        Self { layer, place: Some(place), from: None }
    }

    /// A value that go takes over from `variable`.
    pub fn derived(variable: &'static str) -> Self {
        Self { layer: Layer::Derived, place: None, from: Some(variable) }
    }

    /// The file, where there is one.
    pub fn path(&self) -> Option<&Path> {
        self.place.as_ref()?.path()
    }

    /// The line in that file, from 1.
    pub fn line(&self) -> Option<u32> {
        self.place.as_ref().map(Place::line)
    }
}
