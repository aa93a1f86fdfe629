//! The go command that is reproduced.

use crate::go::GoVersion;

/// How the Go version became known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VersionFrom {
    /// Read from GOROOT's VERSION file.
    Goroot,
    /// Given with the request.
    Request,
    /// Taken from pasted `go env` output.
    GoEnv,
    /// Nothing tells it: the newest known version.
    Assumed,
}

/// The go command that is reproduced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoInUse {
    /// Its version.
    pub version: GoVersion,
    /// Its GOROOT, where known.
    pub goroot: Option<String>,
    /// How the version became known.
    pub version_from: VersionFrom,
    /// What limits the answer: a version newer than all that were checked, a GOROOT that is not there.
    pub notes: Vec<String>,
}
