//! What is wrong with the files around a module.

use std::path::PathBuf;

use super::go_work::{GoworkError, RepeatedUse};
use super::problem::GoModErrors;
use crate::files::ReadError;
use crate::go::{Behaviour, GoVersion};

/// One complaint. `Display` is the go command's text without its leading `go: `, where go prints one.
#[derive(Debug, thiserror::Error)]
pub enum Finding {
    /// A file that was not read.
    #[error("{0}")]
    File(ReadError),
    /// A file that is not there, by the name that go prints.
    #[error("open {0}: no such file or directory")]
    Missing(String),
    /// The go.work file that GOWORK names is not there.
    #[error("reading go.work: open {}: no such file or directory", .0.display())]
    WorkMissing(PathBuf),
    /// A go.mod that go cannot read.
    #[error("{message}")]
    GoMod {
        /// go's message.
        message: String,
        /// The errors with their places.
        errors: GoModErrors,
    },
    /// A go.work that go cannot read.
    #[error("{message}")]
    GoWork {
        /// go's message.
        message: String,
        /// The errors with their places.
        errors: GoModErrors,
    },
    /// A go.mod without a module line.
    #[error("{0}. To specify the module path:\n\tgo mod edit -module=example.com/mod")]
    MissingModule(String),
    /// `go` or `toolchain` as the module's path (Go 1.26 and later).
    #[error("error reading {path}: invalid module path: \"{module}\"")]
    ReservedModulePath {
        /// The file.
        path: String,
        /// The module path.
        module: String,
    },
    /// A go line above the running version (Go 1.21 and later). With GOTOOLCHAIN=auto go switches
    /// instead, and the text goes on with the reason where it does not.
    #[error("{path} requires go >= {required} (running go {running})")]
    TooNew {
        /// The file.
        path: String,
        /// The version it asks for.
        required: String,
        /// The version that runs.
        running: GoVersion,
    },
    /// A directory that go.work uses twice.
    #[error("{message}")]
    RepeatedUse {
        /// The file.
        path: String,
        /// go's message.
        message: String,
        /// The directory and line.
        error: RepeatedUse,
    },
    /// Anything wrong with the go.mod of a module that go.work uses. Where that go.mod is too new for
    /// go.work, go's own text is another one.
    #[error("cannot load module {directory} listed in go.work file: {error}")]
    UsedModule {
        /// The module's directory.
        directory: String,
        /// What is wrong.
        error: Box<Finding>,
    },
    /// A GOWORK that is no path go takes.
    #[error("{0}")]
    Gowork(GoworkError),
    /// `-modfile` in a workspace.
    #[error("-modfile cannot be used in workspace mode")]
    ModFileInWorkspace,
    /// `-modfile` without a go.mod around.
    #[error(
        "cannot find main module, but -modfile was set.\n\t-modfile cannot be used to set the module root directory."
    )]
    ModFileWithoutModule,
    /// `-modfile` with another ending.
    #[error("-modfile={0}: file does not have .mod extension")]
    ModFileExtension(String),
    /// A go.mod directly in the directory for temporary files; go behaves as if there were none.
    #[error("warning: ignoring go.mod in system temp root {}", .0.display())]
    TempRoot(PathBuf),
    /// A go.mod directly in GOPATH.
    #[error("{}", gopath_module(gopath, *tolerated))]
    GopathModule {
        /// The first directory of GOPATH.
        gopath: PathBuf,
        /// Whether this version only warns.
        tolerated: bool,
    },
}

fn gopath_module(gopath: &std::path::Path, tolerated: bool) -> String {
    if tolerated {
        format!("warning: ignoring go.mod in $GOPATH {}", gopath.display())
    } else {
        "$GOPATH/go.mod exists but should not".to_owned()
    }
}

impl Finding {
    /// Whether go only warns and goes on.
    pub fn is_warning(&self) -> bool {
        matches!(self, Self::TempRoot(_) | Self::GopathModule { tolerated: true, .. })
    }

    /// A go.mod without a module line, in the words of that version.
    pub(super) fn missing_module(path: &str, version: GoVersion) -> Self {
        Self::MissingModule(if version.has(Behaviour::ShortModPathInErrors) {
            format!("error reading {path}: missing module declaration")
        } else {
            "no module declaration in go.mod".to_owned()
        })
    }
}

/// A go line above the running version.
pub(super) fn too_new(path: &str, go_line: Option<&str>, running: GoVersion) -> Option<Finding> {
    let line = go_line.filter(|_| running.has(Behaviour::ToolchainSwitching))?;
    let newer = GoVersion::parse(line).is_some_and(|wanted| wanted > running);
    newer.then(|| Finding::TooNew { path: path.to_owned(), required: line.to_owned(), running })
}

/// A module path that go keeps for itself.
pub(super) fn reserved_path(path: &str, module: &str, version: GoVersion) -> Option<Finding> {
    let reserved = version.has(Behaviour::ReservedModulePaths) && matches!(module, "go" | "toolchain");
    reserved.then(|| Finding::ReservedModulePath { path: path.to_owned(), module: module.to_owned() })
}
