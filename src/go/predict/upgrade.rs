//! The queries `upgrade` and `patch`, which start from the version that the main module has.
//!
//! Mirrors the beginning of `cmd/go/internal/modload.listModules` and the cases of `newQueryMatcher`.

use std::cmp::Ordering;

use super::super::error::GoError;
use super::super::quote::quote;
use super::super::semver;
use super::super::version::GoVersion;
use super::super::version_query::Query;
use super::context::Request;
use super::halt::Halt;
use super::run::Run;

/// The go line from which on go.mod lists all that it needs, so that its requirements need not be read.
const PRUNED_SINCE: GoVersion = GoVersion::new(1, 17, 0);

const NO_GO_MOD: &str =
    "go.mod file not found in current directory or any parent directory; see 'go help modules'";

impl Run<'_> {
    /// Finds the version that `upgrade` and `patch` start from; nothing for other queries. The
    /// requirements' go.mod files are read where the main module's own does not tell it.
    pub(super) fn find_current(&mut self, request: &Request) -> Result<(), Halt> {
        if !matches!(Query::parse(&request.version), Ok(Query::Upgrade | Query::Patch)) {
            return Ok(());
        }
        let required = self.required_version(&request.path);
        let is_root = required.is_some() || self.is_main(&request.path);
        if !is_root || !self.is_pruned() {
            if self.context.lines.is_none() {
                let asked = quote(format!("{}@{}", request.path, request.version));
                return Err(Halt::Fatal(GoError::new(format!("cannot match {asked}: {NO_GO_MOD}"))));
            }
            self.load_requirements()?;
        }
        self.current = required;
        Ok(())
    }

    /// Whether the query stays with a main module, of which nothing is downloaded.
    pub(super) fn stays_with_main(&self, request: &Request) -> bool {
        matches!(Query::parse(&request.version), Ok(Query::Upgrade | Query::Patch))
            && self.is_main(&request.path)
    }

    fn is_main(&self, path: &str) -> bool {
        self.context.main_modules.iter().any(|main| main == path)
    }

    fn is_pruned(&self) -> bool {
        let Some(lines) = &self.context.lines else { return true };
        let line = lines.go.as_deref().and_then(GoVersion::parse);
        !lines.file.ends_with("go.work") && line.is_some_and(|line| line >= PRUNED_SINCE)
    }

    fn required_version(&self, path: &str) -> Option<String> {
        let excluded = |of: &Request| self.context.excluded.contains(&of.path, &of.version);
        let required = self.context.requirements.iter().filter(|of| of.path == path && !excluded(of));
        required.map(|of| of.version.clone()).max_by(|a, b| semver::compare(a, b))
    }

    /// Whether a version may follow the current one under `upgrade` or `patch`.
    pub(super) fn may_follow(&self, query: &Query, version: &str) -> bool {
        let Some(current) = &self.current else { return true };
        let same_minor = || version.starts_with(&minor_prefix(current));
        let newer = semver::compare(version, current) != Ordering::Less;
        match query {
            Query::Upgrade => newer,
            Query::Patch => newer && same_minor(),
            _ => true,
        }
    }

    /// The beginning that versions of the list must have.
    pub(super) fn list_prefix(&self, query: &Query) -> String {
        match (query, &self.current) {
            (Query::Prefix(prefix), _) => format!("{prefix}."),
            (Query::Patch, Some(current)) => minor_prefix(current),
            _ => String::new(),
        }
    }

    /// `patch` of a version that is not there.
    pub(super) fn refuse_patch(&self, query: &Query, path: &str) -> Result<(), GoError> {
        match (query, &self.current) {
            (Query::Patch, None) => Err(GoError::new(format!(
                "can't query version \"patch\" of module {path}: no existing version is required"
            ))),
            _ => Ok(()),
        }
    }
}

/// `v1.2.` of `v1.2.3`.
fn minor_prefix(version: &str) -> String {
    let mut numbers = version.splitn(3, '.');
    let (major, minor) = (numbers.next().unwrap_or(""), numbers.next().unwrap_or(""));
    format!("{major}.{minor}.")
}
