//! What a rule is.

use super::diagnostic::Diagnostic;
use super::inputs::RuleInputs;
use super::meta::RuleMeta;

/// A rule: what it says about itself, and what it does.
#[derive(Clone, Copy)]
pub struct Rule {
    /// Its identity and documentation.
    pub meta: &'static RuleMeta,
    /// Looks, and adds what it finds.
    pub check: fn(&RuleInputs<'_>, &mut Vec<Diagnostic>),
}
