//! The go command that is reproduced.

use serde::Serialize;

use crate::inspect::{self, GoInUse};

/// How the Go version became known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum VersionFrom {
    /// Read from GOROOT's VERSION file.
    Goroot,
    /// Given by `--go-version`.
    Flag,
    /// Taken from pasted `go env` output.
    GoEnv,
    /// Nothing tells it: the newest known version.
    Assumed,
}

/// The go command that is reproduced.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct GoDocument {
    /// Its version, as `1.27.3`.
    pub version: String,
    /// Its GOROOT, where known.
    pub goroot: Option<String>,
    /// How the version became known.
    pub version_from: VersionFrom,
    /// What limits the answer: a version newer than all that were checked, a GOROOT that is not there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

impl GoDocument {
    /// The go command in use.
    pub fn of(go: &GoInUse) -> Self {
        Self {
            version: go.version.to_string(),
            goroot: go.goroot.clone(),
            version_from: match go.version_from {
                inspect::VersionFrom::Goroot => VersionFrom::Goroot,
                inspect::VersionFrom::Request => VersionFrom::Flag,
                inspect::VersionFrom::GoEnv => VersionFrom::GoEnv,
                inspect::VersionFrom::Assumed => VersionFrom::Assumed,
            },
            notes: go.notes.clone(),
        }
    }
}
