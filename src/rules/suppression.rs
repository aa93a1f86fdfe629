//! Findings that somebody does not want to hear of, and says why.

use std::path::PathBuf;

use crate::config::Glob;
use crate::source::{Origin, Value};

use super::registry::select;
use super::{Diagnostic, RuleMeta};

/// Which findings a suppression is for.
#[derive(Debug, Clone, PartialEq)]
pub enum Scope {
    /// Those about this line of the file that the suppression stands in.
    Line(u32),
    /// Those that an `[[ignore]]` entry describes.
    Entry {
        /// About this variable; none: any.
        variable: Option<String>,
        /// In files that match; none: any place.
        path: Option<Box<Glob>>,
        /// The directory that paths are relative to.
        base: PathBuf,
    },
}

/// One rule named in an `ignore[…]` comment, or one `[[ignore]]` entry of goenv-doctor.toml.
#[derive(Debug, Clone, PartialEq)]
pub struct Suppression {
    /// The rule: a code, a slug or a glob, as written.
    pub rule: String,
    /// Why; empty: nobody says.
    pub reason: String,
    /// Which findings it is for.
    pub scope: Scope,
    /// The line that it stands on.
    pub text: Value,
    /// The place of that line.
    pub origin: Origin,
}

impl Suppression {
    /// Whether it takes a finding away.
    pub(super) fn covers(&self, found: &Diagnostic) -> bool {
        self.names(found.rule) && self.reaches(found)
    }

    fn names(&self, rule: &RuleMeta) -> bool {
        rule.is_called(&self.rule)
            || select(&self.rule).is_ok_and(|chosen| chosen.iter().any(|meta| meta.code == rule.code))
    }

    fn reaches(&self, found: &Diagnostic) -> bool {
        match &self.scope {
            Scope::Entry { variable, path, base } => {
                let is_below = |glob: &Glob| {
                    let mut paths = places(found).filter_map(|place| place.path.as_deref());
                    paths.any(|path| glob.covers(path, base))
                };
                variable.as_ref().is_none_or(|name| *name == found.variable)
                    && path.as_deref().is_none_or(is_below)
            }
            Scope::Line(line) => places(found).any(|place| {
                place.path == self.origin.path && place.span.is_some_and(|span| span.line == *line)
            }),
        }
    }
}

/// The places that a finding shows.
fn places(found: &Diagnostic) -> impl Iterator<Item = &Origin> {
    std::iter::once(&found.origin).chain(found.related.iter().map(|related| &related.origin))
}
