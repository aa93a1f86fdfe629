//! What a run is asked for, and what surrounds it.

use super::super::decision::DownloadDecider;
use super::super::tables::behaviours::Behaviour;
use super::super::toolchain::GoLines;
use super::super::version::GoVersion;
use super::super::version_query::Query;
use super::lines::{Exclusions, Replacements};

/// Which hashes of a version go.sum (or a workspace's sums) already holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hashes {
    /// The hash of its go.mod file.
    pub go_mod: bool,
    /// The hash of its content.
    pub zip: bool,
}

/// What of a version lies in the module cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cached {
    /// Its metadata.
    pub info: bool,
    /// Its go.mod file.
    pub go_mod: bool,
    /// Its content. Whether the content's hash lies next to it makes no difference: go makes it again.
    pub zip: bool,
}

/// A version that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Request {
    /// The module path.
    pub path: String,
    /// The version or query, `latest` where none was given.
    pub version: String,
    /// What go.sum holds of it; for a query, of the version that it is assumed to find.
    pub hashes: Hashes,
    /// What the module cache holds of it; for a query as above.
    pub cached: Cached,
}

/// What surrounds a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Context {
    /// The main module's (or workspace's) go and toolchain lines; `None`: outside a module.
    pub lines: Option<GoLines>,
    /// The error that reading go.mod or go.work ends with.
    pub file_error: Option<String>,
    /// Paths of the main modules.
    pub main_modules: Vec<String>,
    /// The lines that the toolchain is chosen by, where they are not `lines`: those of the go.mod file
    /// itself, whatever is wrong with it, and whatever stands in for it.
    pub toolchain_lines: Option<GoLines>,
    /// What ends every command before it looks at its arguments: a GOPATH or GOROOT that cannot be.
    pub start_error: Option<(DownloadDecider, String)>,
    /// Requirements of the main module, which old versions load first.
    pub requirements: Vec<Request>,
    /// The replacements of the main module (or workspace).
    pub replace: Replacements,
    /// The error that GOWORK or the search for go.work ends with, before anything else is looked at.
    pub workspace_error: Option<String>,
    /// The error that reading go.sum ends with.
    pub sum_error: Option<String>,
    /// GOMODCACHE, which some errors name.
    pub module_cache: String,
    /// What is wrong with GOMODCACHE: nothing can be kept then.
    pub module_cache_error: Option<String>,
    /// Why what the checksum database said before cannot be looked up: it is never asked then.
    pub database_error: Option<String>,
    /// What go says where GOAUTH names a directory that is not there.
    pub goauth_error: Option<String>,
    /// Paths and versions that the main module excludes.
    pub excluded: Exclusions,
    /// Toolchains found on PATH, `go1.99.0`.
    pub toolchains_on_path: Vec<String>,
}

impl Context {
    /// Whether runs may read the go.mod files of the requirements: for these queries, if the oldest go that
    /// may take part has this version. Where not, what is at hand of the requirements makes no difference.
    /// Mirrors `cmd/go/internal/modload.loadModFile` and the beginning of `modload.listModules`.
    pub fn reads_requirements<'q>(
        &self,
        mut queries: impl Iterator<Item = &'q str>,
        oldest: GoVersion,
    ) -> bool {
        self.reads_requirements_first(oldest)
            || queries.any(|query| matches!(Query::parse(query), Ok(Query::Upgrade | Query::Patch)))
    }

    /// Whether every run reads them before anything else.
    pub(super) fn reads_requirements_first(&self, version: GoVersion) -> bool {
        let without_go_line = self.lines.as_ref().is_some_and(|lines| lines.go.is_none());
        without_go_line || !version.has(Behaviour::LazyModuleLoading)
    }

    /// The lines that the toolchain is chosen by.
    pub fn selection_lines(&self) -> Option<&GoLines> {
        self.toolchain_lines.as_ref().or(self.lines.as_ref())
    }

    /// Whether a repository could not be kept anywhere.
    pub(super) fn lacks_module_cache(&self) -> bool {
        self.module_cache_error.is_some() && self.module_cache.is_empty()
    }
}
