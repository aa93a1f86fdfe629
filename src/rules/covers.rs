//! Which findings a suppression is for.

use super::registry::select;
use super::{Diagnostic, RuleMeta, Scope, Suppression};
use crate::config::Glob;
use crate::source::Origin;

/// Whether a suppression takes a finding away.
pub(super) fn covers(suppression: &Suppression, found: &Diagnostic) -> bool {
    names(suppression, found.rule) && reaches(suppression, found)
}

fn names(suppression: &Suppression, rule: &RuleMeta) -> bool {
    rule.is_called(&suppression.rule)
        || select(&suppression.rule).is_ok_and(|chosen| chosen.iter().any(|meta| meta.code == rule.code))
}

fn reaches(suppression: &Suppression, found: &Diagnostic) -> bool {
    match &suppression.scope {
        Scope::Entry { variable, path, base } => {
            let is_below = |glob: &Glob| {
                let mut paths = places(found).filter_map(|place| place.path.as_deref());
                paths.any(|path| glob.covers(path, base))
            };
            variable.as_ref().is_none_or(|name| *name == found.variable)
                && path.as_deref().is_none_or(is_below)
        }
        Scope::Line(line) => places(found).any(|place| {
            place.path == suppression.origin.path && place.span.is_some_and(|span| span.line == *line)
        }),
    }
}

/// The places that a finding shows.
fn places(found: &Diagnostic) -> impl Iterator<Item = &Origin> {
    std::iter::once(&found.origin).chain(found.related.iter().map(|related| &related.origin))
}
