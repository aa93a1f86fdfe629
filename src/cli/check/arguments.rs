//! The arguments of `check`.

use std::path::PathBuf;

use clap::Args;

/// Arguments of `check`.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct CheckArguments {
    /// A directory: its module and all module files below it are checked
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) path: PathBuf,

    /// Write the result to a file, in the format of --format or in another one: sarif=FILE. May be repeated
    #[arg(short, long, value_name = "[FORMAT=]FILE")]
    pub(super) output: Vec<String>,

    /// Take the policy from this file [default: the nearest goenv-doctor.toml, up to the top of the repository]
    #[arg(long, value_name = "FILE")]
    pub(super) policy: Option<PathBuf>,

    /// Print a policy to start from, written from what is found here; `-o goenv-doctor.toml` writes it
    #[arg(long, conflicts_with_all = ["policy", "egress", "baseline", "diff"])]
    pub(super) init: bool,

    /// Print the hosts that are or may be contacted, and nothing else
    #[arg(long, conflicts_with_all = ["baseline", "diff"])]
    pub(super) egress: bool,

    /// Count only findings that this earlier report (--format json) does not have
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,

    /// Show what changed since an earlier report (--format json), or against other settings (`go env` output)
    #[arg(long, value_name = "FILE")]
    pub(super) diff: Option<PathBuf>,

    /// Exit with status 0 whatever is found
    #[arg(long)]
    pub(super) exit_zero: bool,
}
