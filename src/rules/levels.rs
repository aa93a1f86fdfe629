//! What becomes of findings: suppressed, allowed, warned about, denied. The only place that decides so.

use std::collections::{BTreeMap, BTreeSet};

use super::covers::Covers;
use super::registry::{RULES, SelectError, select};
use super::suppressions::unused;
use super::{Diagnostic, RuleInputs, Scope, Severity, check_all};
use crate::source::Layer;

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

    /// The severity of a rule's finding under these choices; `None`: it is left out.
    fn severity(&self, found: &Diagnostic) -> Option<Severity> {
        match self.by_code.get(found.rule.code) {
            Some((_, level)) => level.severity(),
            None => Some(found.severity),
        }
    }
}

/// A finding that somebody does not want to hear of.
#[derive(Debug, Clone, PartialEq)]
pub struct Suppressed {
    /// The finding.
    pub diagnostic: Diagnostic,
    /// Why; empty: nobody says.
    pub reason: String,
    /// Whether a comment beside the line says so.
    pub in_source: bool,
}

/// What came of all rules.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Judgement {
    /// The findings that count, in their order.
    pub found: Vec<Diagnostic>,
    /// Those that are suppressed.
    pub suppressed: Vec<Suppressed>,
}

/// Runs every rule, takes away what is suppressed, adds what is wrong with the suppressions, and gives
/// each finding the severity that was chosen for its rule.
pub fn judge(context: &RuleInputs<'_>, levels: &Levels) -> Vec<Diagnostic> {
    judge_all(&[*context], levels).found
}

/// The same for several projects under the same settings: what is found in many of them is said once.
/// The suppressions are those of the first.
pub fn judge_all(contexts: &[RuleInputs<'_>], levels: &Levels) -> Judgement {
    let suppressions = contexts.first().map_or(&[][..], |context| context.suppressions);
    let mut all: Vec<Diagnostic> = contexts.iter().flat_map(check_all).collect();
    super::registry::sort(&mut all);
    all.dedup_by(|later, earlier| is_same(earlier, later));
    let covers = Covers::of(suppressions);
    let mut used: BTreeSet<usize> = BTreeSet::new();
    let mut judgement = Judgement::default();
    for found in all {
        let covering = covers.of_finding(&found);
        used.extend(&covering);
        match covering.first().and_then(|first| suppressions.get(*first)) {
            None => judgement.found.push(found),
            Some(by) => judgement.suppressed.push(Suppressed {
                diagnostic: found,
                reason: by.reason.clone(),
                in_source: matches!(by.scope, Scope::Line(_)),
            }),
        }
    }
    let idle = suppressions.iter().enumerate().filter(|(index, _)| !used.contains(index));
    let slugs: Vec<&str> = RULES.iter().map(|rule| rule.meta.slug).collect();
    let unused = |(index, suppression)| unused::finding(suppression, covers.names_a_rule(index), &slugs);
    judgement.found.extend(idle.map(unused));
    judgement.found.retain_mut(|found| match levels.severity(found) {
        Some(severity) => {
            found.severity = severity;
            true
        }
        None => false,
    });
    super::registry::sort(&mut judgement.found);
    judgement
}

/// Whether two findings say the same: of a setting, wherever it bites; of a line, in the same words.
fn is_same(a: &Diagnostic, b: &Diagnostic) -> bool {
    a.rule.code == b.rule.code
        && a.variable == b.variable
        && a.origin == b.origin
        && a.range == b.range
        && (a.origin.layer != Layer::ProjectFile || a.message == b.message)
}
