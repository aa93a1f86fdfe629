//! What the main module says of versions of other modules: its `replace` and `exclude` lines, by path.
//!
//! Mirrors `cmd/go/internal/modload.modFileIndex`, whose maps are asked for every version of a run.

use std::collections::{HashMap, HashSet};

/// A `replace` line of go.mod or go.work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// The module that it replaces.
    pub path: String,
    /// The version that it replaces. `None`: all of them.
    pub version: Option<String>,
    /// The path and version that take its place. `None`: a directory does.
    pub target: Option<(String, String)>,
}

/// All `replace` lines. Mirrors `modload.Replacement` and `replacementRepo`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Replacements(HashMap<String, Vec<Replacement>>);

impl Replacements {
    /// The lines about a module, in their order.
    pub(super) fn of(&self, path: &str) -> &[Replacement] {
        self.0.get(path).map_or(&[], Vec::as_slice)
    }

    /// What replaces a version: the line for it alone comes before the one for all versions.
    pub(super) fn find(&self, path: &str, version: &str) -> Option<&Replacement> {
        let lines = self.of(path);
        let exact = lines.iter().find(|found| found.version.as_deref() == Some(version));
        exact.or_else(|| lines.iter().find(|found| found.version.is_none()))
    }
}

impl FromIterator<Replacement> for Replacements {
    fn from_iter<I: IntoIterator<Item = Replacement>>(lines: I) -> Self {
        let mut all = Self::default();
        for line in lines {
            all.0.entry(line.path.clone()).or_default().push(line);
        }
        all
    }
}

/// All `exclude` lines. Mirrors `modload.CheckExclusions`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exclusions(HashMap<String, HashSet<String>>);

impl Exclusions {
    /// Whether a version is excluded.
    pub(super) fn contains(&self, path: &str, version: &str) -> bool {
        self.0.get(path).is_some_and(|versions| versions.contains(version))
    }
}

impl FromIterator<(String, String)> for Exclusions {
    /// From paths with versions.
    fn from_iter<I: IntoIterator<Item = (String, String)>>(lines: I) -> Self {
        let mut all = Self::default();
        for (path, version) in lines {
            all.0.entry(path).or_default().insert(version);
        }
        all
    }
}
