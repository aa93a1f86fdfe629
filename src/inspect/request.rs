//! What is asked for, as plain values.

use std::path::PathBuf;

use super::process::Process;
use crate::files::SharedTree;
use crate::go::GoVersion;
use crate::go::predict::Assumptions;
use crate::rules::Levels;
use crate::settings::Override;
use crate::source::go_env_output::GoEnvOutput;
use crate::source::startup::{Mode, Shell};

/// A go command that is to be looked at.
#[derive(Debug, Clone, Default)]
pub enum ScenarioRequest {
    /// The one that the process that asks would start.
    #[default]
    Process,
    /// The one that this kind of shell would start, started in this way.
    ShellStart(Shell, Mode),
    /// The one that printed this `go env` output, on whatever machine.
    Paste(GoEnvOutput),
}

/// Which other contexts of the user are looked at: what new shells would get.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Contexts {
    /// None.
    #[default]
    None,
    /// Login shells and terminals, where the environment sets something that they may have set.
    Terminals,
    /// All.
    All,
}

/// Which goenv-doctor.toml counts.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum PolicyFile {
    /// The nearest one, up to the top of the repository.
    #[default]
    Nearest,
    /// This file. A relative path begins at the directory of the process.
    At(PathBuf),
    /// None.
    None,
}

/// What is to be looked at, and under which conditions. By default: this process, its files, its directory.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The files of the machine.
    pub tree: SharedTree,
    /// The process that asks.
    pub process: Process,
    /// The directory that the go command would run in. `None`: that of the process.
    pub directory: Option<PathBuf>,
    /// The go command in question.
    pub scenario: ScenarioRequest,
    /// More of them, looked at in the same run.
    pub others: Vec<ScenarioRequest>,
    /// The Go version to reproduce. `None`: the installed one.
    pub go_version: Option<GoVersion>,
    /// The Go installation. `None`: the one that the process would start.
    pub goroot: Option<PathBuf>,
    /// What-ifs about variables, in order; the last one for a name counts.
    pub overrides: Vec<Override>,
    /// What servers are taken to answer.
    pub assumptions: Assumptions,
    /// Which other contexts of the user are looked at.
    pub contexts: Contexts,
    /// Which goenv-doctor.toml counts.
    pub policy: PolicyFile,
    /// What was chosen for rules.
    pub levels: Levels,
}
