//! What becomes of findings: suppressed, allowed, warned about, denied. The only place that decides so.

use std::collections::BTreeMap;

use super::registry::{RULES, SelectError, select};
use super::suppressions::unused;
use super::{Context, Diagnostic, Severity, check_all};

/// What somebody chose for a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Its findings are left out.
    Allow,
    /// Its findings are warnings.
    Warn,
    /// Its findings are errors.
    Deny,
}

impl Level {
    fn severity(self) -> Option<Severity> {
        match self {
            Self::Allow => None,
            Self::Warn => Some(Severity::Warning),
            Self::Deny => Some(Severity::Error),
        }
    }
}

/// Choices for rules. The order in which they were made does not matter: the choice that names the
/// fewest rules decides, and among equals the strictest.
#[derive(Debug, Clone, Default)]
pub struct Levels {
    by_code: BTreeMap<&'static str, (usize, Level)>,
}

impl Levels {
    /// Adds a choice for the rules of that code, slug or glob.
    ///
    /// # Errors
    /// A text that is no glob, or that names no rule.
    pub fn add(&mut self, level: Level, pattern: &str) -> Result<(), SelectError> {
        let chosen = select(pattern)?;
        for meta in &chosen {
            let new = (chosen.len(), level);
            let kept = self.by_code.entry(meta.code).or_insert(new);
            if new.0 < kept.0 || (new.0 == kept.0 && new.1 > kept.1) {
                *kept = new;
            }
        }
        Ok(())
    }

    /// The severity of a rule's finding under these choices; none: it is left out.
    fn severity(&self, found: &Diagnostic) -> Option<Severity> {
        match self.by_code.get(found.rule.code) {
            Some((_, level)) => level.severity(),
            None => Some(found.severity),
        }
    }
}

/// Runs every rule, takes away what is suppressed, adds what is wrong with the suppressions, and gives
/// each finding the severity that was chosen for its rule.
pub fn judge(context: &Context<'_>, levels: &Levels) -> Vec<Diagnostic> {
    let mut used = vec![false; context.suppressions.len()];
    let mut found = check_all(context);
    found.retain(|found| {
        let mut is_suppressed = false;
        for (suppression, used) in context.suppressions.iter().zip(&mut used) {
            if suppression.covers(found) {
                *used = true;
                is_suppressed = true;
            }
        }
        !is_suppressed
    });
    let idle = context.suppressions.iter().zip(&used).filter(|(_, used)| !**used);
    found.extend(idle.filter_map(|(suppression, _)| unused::finding(suppression)));
    found.retain_mut(|found| match levels.severity(found) {
        Some(severity) => {
            found.severity = severity;
            true
        }
        None => false,
    });
    super::registry::sort(&mut found);
    found
}

/// Whether a name is the code or slug of a rule, or a glob that matches one.
pub(super) fn names_a_rule(pattern: &str) -> bool {
    RULES.iter().any(|rule| rule.meta.is_called(pattern)) || select(pattern).is_ok()
}
