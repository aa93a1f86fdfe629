//! What is asked for, as plain values.

use std::path::PathBuf;

use crate::files::SharedTree;
use crate::go::GoVersion;
use crate::go::predict::Assumptions;
use crate::settings::Override;
use crate::source::go_env_output::GoEnvOutput;

/// What is to be looked at, and under which conditions.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The files of this machine.
    pub tree: SharedTree,
    /// The directory that the go command would run in. `None`: that of this process.
    pub directory: Option<PathBuf>,
    /// The Go version to reproduce. `None`: the installed one.
    pub go_version: Option<GoVersion>,
    /// The Go installation. `None`: the one that this process would start.
    pub goroot: Option<PathBuf>,
    /// Pasted `go env` output, which takes the place of this machine's settings.
    pub go_env: Option<GoEnvOutput>,
    /// What-ifs about variables, in order; the last one for a name counts.
    pub overrides: Vec<Override>,
    /// What servers are taken to answer.
    pub assumptions: Assumptions,
}
