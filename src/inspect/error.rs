//! Why nothing can be looked at.

use std::path::PathBuf;

use crate::config::ConfigError;
use crate::files::ReadError;

/// Why a request cannot be answered. `Display` is one line that says what to do.
#[derive(Debug, thiserror::Error)]
pub enum InspectError {
    /// A goenv-doctor.toml that cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// A named file that cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A named directory that is none.
    #[error("{}: not a directory", .0.display())]
    NotADirectory(PathBuf),
    /// The working directory was removed.
    #[error("the working directory is gone; change to one that is there")]
    NoDirectory,
    /// A named GOROOT that is no Go installation.
    #[error("{}: no Go installation (no VERSION file in it); give its root, or add --go-version", .0.display())]
    NotAGoroot(PathBuf),
    /// A named GOROOT together with pasted settings.
    #[error("--goroot is a directory of this machine, --go-env another machine's settings; choose one")]
    GorootOfAnotherMachine,
    /// A module path that go would refuse.
    #[error("{text}{hint}")]
    Module {
        /// What is wrong, in go's words.
        text: String,
        /// What to write instead.
        hint: String,
    },
}
