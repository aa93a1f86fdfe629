//! Which findings suppressions are for.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use super::registry::{find, select};
use super::{Diagnostic, Scope, Suppression};
use crate::config::Glob;
use crate::source::Origin;

/// Suppressions, sorted so that a finding is held against few of them: those of its lines, and the entries
/// of goenv-doctor.toml.
pub(super) struct Covers<'a> {
    suppressions: &'a [Suppression],
    /// For each suppression the codes of the rules that it names.
    codes: Vec<Vec<&'static str>>,
    entries: Vec<usize>,
    by_line: HashMap<(Option<&'a Path>, u32), Vec<usize>>,
}

impl<'a> Covers<'a> {
    /// Sorts suppressions.
    pub(super) fn of(suppressions: &'a [Suppression]) -> Self {
        let codes = suppressions.iter().map(|suppression| codes(&suppression.rule)).collect();
        let mut sorted = Self { suppressions, codes, entries: vec![], by_line: HashMap::new() };
        for (index, suppression) in suppressions.iter().enumerate() {
            match suppression.scope {
                Scope::Entry { .. } => sorted.entries.push(index),
                Scope::Line(line) => {
                    let place = (suppression.place.path(), line);
                    sorted.by_line.entry(place).or_default().push(index);
                }
            }
        }
        sorted
    }

    /// The indices of those that take a finding away, in their order.
    pub(super) fn of_finding(&self, found: &Diagnostic) -> BTreeSet<usize> {
        let lines =
            places(found).filter_map(|place| self.by_line.get(&(place.path(), place.line()?))).flatten();
        let entries = self.entries.iter().filter(|index| {
            self.suppressions.get(**index).is_some_and(|suppression| reaches(suppression, found))
        });
        let reaching = entries.chain(lines).copied();
        reaching.filter(|index| self.names(*index, found.rule.code)).collect()
    }

    /// Whether a suppression names any rule at all.
    pub(super) fn names_a_rule(&self, index: usize) -> bool {
        self.codes.get(index).is_some_and(|codes| !codes.is_empty())
    }

    fn names(&self, index: usize, code: &str) -> bool {
        self.codes.get(index).is_some_and(|codes| codes.contains(&code))
    }
}

/// The codes of the rules that a code, a slug or a glob names.
fn codes(pattern: &str) -> Vec<&'static str> {
    match find(pattern) {
        Some(meta) => vec![meta.code],
        None => select(pattern).unwrap_or_default().into_iter().map(|meta| meta.code).collect(),
    }
}

/// Whether an entry of goenv-doctor.toml is for the places of a finding.
fn reaches(suppression: &Suppression, found: &Diagnostic) -> bool {
    let Scope::Entry { variable, path, base } = &suppression.scope else { return false };
    let is_below = |glob: &Glob| {
        let mut paths = places(found).filter_map(|place| place.path());
        paths.any(|path| glob.covers(path, base))
    };
    variable.as_ref().is_none_or(|name| *name == found.variable) && path.as_deref().is_none_or(is_below)
}

/// The places that a finding shows.
fn places(found: &Diagnostic) -> impl Iterator<Item = &Origin> {
    std::iter::once(&found.origin).chain(found.related.iter().map(|related| &related.origin))
}
