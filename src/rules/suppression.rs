//! Findings that somebody does not want to hear of, and says why.

use crate::source::{Origin, Value};

use super::registry::select;
use super::{Diagnostic, RuleMeta};

/// Which findings a suppression is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Those about this line of the file that the suppression stands in.
    Line(u32),
    /// Those about this variable; none: all of the rule.
    Variable(Option<String>),
}

/// One rule named in an `ignore[…]` comment, or one `[[ignore]]` entry of goenv-doctor.toml.
#[derive(Debug, Clone, PartialEq, Eq)]
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
            Scope::Variable(name) => name.as_ref().is_none_or(|name| *name == found.variable),
            Scope::Line(line) => {
                let places = found.related.iter().map(|related| &related.origin);
                std::iter::once(&found.origin).chain(places).any(|place| {
                    place.path == self.origin.path && place.span.is_some_and(|span| span.line == *line)
                })
            }
        }
    }
}
