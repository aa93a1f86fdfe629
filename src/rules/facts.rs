//! What the working directory and the machine hold, as plain values: read at the edge, judged here.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Diagnostic, Related, RuleMeta};
use crate::audit::Tally;
use crate::config::{Entry, Policy};
use crate::go::GoVersion;
use crate::go::toolchain::GoLines;
use crate::settings::locations::UserFile;
use crate::source::FileLine;
use crate::source::context::Survey;

impl FileLine {
    /// The line as another place of a finding, with a word of it marked.
    pub(super) fn related(&self, word: &str, label: &str) -> Related {
        let at = self.text.expose().find(word).unwrap_or(0);
        let length = if self.text.expose().contains(word) { word.len() } else { self.text.expose().len() };
        Related {
            variable: String::new(),
            value: self.text.clone(),
            origin: self.origin.clone(),
            range: at..at + length,
            label: label.to_owned(),
        }
    }
}

impl FileLine {
    /// A finding at a word of the line, its texts still to be filled in.
    pub(super) fn finding(&self, rule: &'static RuleMeta, word: &str) -> Diagnostic {
        let Related { value, origin, range, .. } = self.related(word, "");
        Diagnostic {
            rule,
            severity: rule.severity,
            message: String::new(),
            variable: String::new(),
            value,
            origin,
            range,
            at_name: false,
            label: String::new(),
            related: vec![],
            notes: vec![],
            help: String::new(),
            fix: None,
        }
    }
}

/// A module that go.mod requires.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModuleFacts {
    /// The path that go would ask for: that of the replacement, where a module replaces it.
    pub path: String,
    /// The version that go would ask for.
    pub version: String,
    /// The line that asks for it.
    pub line: Option<FileLine>,
    /// The directory that takes its place.
    pub directory: Option<String>,
    /// Whether go.sum holds the hashes of its content and of its go.mod.
    pub is_summed: bool,
    /// Whether go.sum holds the hash of its go.mod: enough to build the module graph.
    pub has_go_mod_hash: bool,
    /// Whether the module cache holds it.
    pub is_cached: bool,
    /// Whether it is used by other modules only (`// indirect`).
    pub is_indirect: bool,
}

/// A file of the project that go cannot read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// The line that is wrong, or the beginning of the file.
    pub line: FileLine,
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
    /// Whether the module around the working directory belongs to it; none: there is no such module.
    pub has_current: Option<bool>,
}

/// The module or workspace around the working directory.
#[derive(Debug, Clone, Default)]
pub struct ProjectFacts {
    /// Paths of the main modules.
    pub main_modules: Vec<String>,
    /// The go and toolchain lines that choose the toolchain, with the name of their file.
    pub lines: GoLines,
    /// Where the go line stands.
    pub go_line: Option<FileLine>,
    /// Where the toolchain line stands.
    pub toolchain_line: Option<FileLine>,
    /// Whether the toolchain that these lines ask for is there already, on PATH or in the module cache;
    /// none: they ask for no other.
    pub has_toolchain: Option<bool>,
    /// The modules that go.mod files require, in their order.
    pub modules: Vec<ModuleFacts>,
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
