//! Where a value was written.

use std::fmt;
use std::path::PathBuf;

use serde::Serialize;

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
        }
    }
}

impl fmt::Display for Layer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title())
    }
}

/// A stretch of one line. Lines and columns count from 1; columns count characters, and
/// `end_column` is the column after the last character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Line number.
    pub line: u32,
    /// First column.
    pub column: u32,
    /// Column after the last character.
    pub end_column: u32,
}

/// The place that set a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The kind of place.
    pub layer: Layer,
    /// The file, where there is one.
    pub path: Option<PathBuf>,
    /// Where the *value* stands in that file.
    pub span: Option<Span>,
    /// For [`Layer::Derived`]: the variable that the value was taken from.
    pub from: Option<&'static str>,
}

impl Origin {
    /// An origin without a file.
    pub fn of(layer: Layer) -> Self {
        Self { layer, path: None, span: None, from: None }
    }

    /// An origin inside a file.
    pub fn in_file(layer: Layer, path: impl Into<PathBuf>, span: Span) -> Self {
        Self { layer, path: Some(path.into()), span: Some(span), from: None }
    }

    /// A value that go takes over from `variable`.
    pub fn derived(variable: &'static str) -> Self {
        Self { layer: Layer::Derived, path: None, span: None, from: Some(variable) }
    }
}
