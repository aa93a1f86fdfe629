//! What the working directory and the machine hold, as plain values: read at the edge, judged here.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use crate::audit::Tally;
use crate::config::{Entry, Policy};
use crate::files::Place;
use crate::go::GoVersion;
use crate::go::toolchain::GoLines;
use crate::settings::locations::UserFile;
use crate::source::context::Survey;

/// A module that go.mod requires.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModuleFacts {
    /// The path that go would ask for: that of the replacement, where a module replaces it.
    pub path: String,
    /// The version that go would ask for.
    pub version: String,
    /// Where go.mod asks for it: the path in its require line.
    pub place: Option<Place>,
    /// The directory that takes its place.
    pub directory: Option<String>,
    /// Whether go.sum holds the hashes of its content and of its go.mod.
    pub is_summed: bool,
    /// Whether go.sum holds the hash of its go.mod: enough to build the module graph.
    pub has_go_mod_hash: bool,
    /// Whether it is used by other modules only (`// indirect`).
    pub is_indirect: bool,
}

/// Which modules the module cache holds. It is asked only about modules for which the answer makes a
/// difference; by default it holds none.
#[derive(Clone)]
pub struct CachedModules(Arc<dyn Fn(&ModuleFacts) -> bool + Send + Sync>);

impl CachedModules {
    /// Those of which this is true.
    pub fn of(holds: impl Fn(&ModuleFacts) -> bool + Send + Sync + 'static) -> Self {
        Self(Arc::new(holds))
    }

    /// Whether a module is there.
    pub fn hold(&self, module: &ModuleFacts) -> bool {
        (self.0)(module)
    }
}

impl Default for CachedModules {
    fn default() -> Self {
        Self::of(|_| false)
    }
}

impl fmt::Debug for CachedModules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CachedModules")
    }
}

/// A file of the project that go cannot read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// The line that is wrong, or the beginning of the file.
    pub place: Place,
    /// What go says.
    pub message: String,
}

/// What becomes of a vendor directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum VendorFacts {
    /// There is none.
    #[default]
    Missing,
    /// There is one, and builds do not use it.
    Unused,
    /// Builds take everything from it.
    Used,
}

/// The workspace in effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkspaceFacts {
    /// Its go.work.
    pub path: PathBuf,
    /// Whether the module around the working directory belongs to it; `None`: there is no such module.
    pub has_current: Option<bool>,
}

/// The module or workspace around the working directory.
#[derive(Debug, Clone, Default)]
pub struct ProjectFacts {
    /// Paths of the main modules.
    pub main_modules: Vec<String>,
    /// The go and toolchain lines that choose the toolchain, with the name of their file.
    pub lines: GoLines,
    /// Where the version of the go line stands.
    pub go_line: Option<Place>,
    /// Where the name of the toolchain line stands.
    pub toolchain_line: Option<Place>,
    /// Whether the toolchain that these lines ask for is there already, on PATH or in the module cache;
    /// none: they ask for no other.
    pub has_toolchain: Option<bool>,
    /// The modules that go.mod files require, in their order.
    pub modules: Vec<ModuleFacts>,
    /// Which of them the module cache holds.
    pub cached: CachedModules,
    /// Whether there is a main module, and no go.sum.
    pub lacks_go_sum: bool,
    /// What go cannot read of go.mod, go.work and go.sum.
    pub unreadable: Vec<Unreadable>,
    /// The vendor directory.
    pub vendor: VendorFacts,
    /// The workspace, where one is in effect.
    pub workspace: Option<WorkspaceFacts>,
}

/// A repository as a whole.
#[derive(Debug, Clone, Default)]
pub struct RepositoryFacts {
    /// What the project demands.
    pub policy: Option<Policy>,
    /// What the whole module graph comes to. `None`: nobody looked.
    pub graph: Option<Arc<Tally>>,
    /// Entries of `exclude` that no directory matched.
    pub idle_excludes: Vec<Entry>,
    /// Directories in which nobody could look for module files.
    pub unreadable: Vec<Unreadable>,
}

/// A netrc file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NetrcFacts {
    /// The file that go reads.
    pub path: PathBuf,
    /// The machines in it that have a login and a password, as written.
    pub machines: Vec<String>,
    /// Whether NETRC names it; else it is the one in the home directory.
    pub is_named: bool,
    /// Whether it is there.
    pub is_found: bool,
    /// Whether the home directory holds one that is not read because NETRC names another.
    pub hides_home: bool,
}

/// The machine. What is not known is as if all were well.
#[derive(Debug, Clone, Default)]
pub struct MachineFacts {
    /// Whether there is a `git` on PATH.
    pub has_git: Option<bool>,
    /// The netrc file.
    pub netrc: Option<NetrcFacts>,
    /// Where the go/env file is, or why there is none.
    pub user_file: Option<UserFile>,
    /// Whether the go/env file is there.
    pub has_user_file: bool,
    /// Whether the directory that GOROOT names is there.
    pub has_goroot: Option<bool>,
    /// The version in the VERSION file of the directory that GOROOT names.
    pub goroot_version: Option<GoVersion>,
    /// The version of the `go` on PATH.
    pub path_version: Option<GoVersion>,
    /// What the user's shells and other contexts come to. `None`: nobody looked.
    pub shells: Option<Arc<Survey>>,
}
