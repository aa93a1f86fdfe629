//! PL: what is wrong with goenv-doctor.toml and with `ignore` comments.

pub(super) mod unused;
pub(super) mod without_reason;

use super::{Diagnostic, RuleMeta, Suppression};

/// A finding about a suppression, its texts still to be filled in.
fn about(rule: &'static RuleMeta, suppression: &Suppression) -> Diagnostic {
    let text = suppression.text.expose();
    let start = text.find(&suppression.rule).unwrap_or(0);
    let end = if start == 0 { text.len() } else { start + suppression.rule.len() };
    Diagnostic {
        rule,
        severity: rule.severity,
        message: String::new(),
        variable: String::new(),
        value: suppression.text.clone(),
        origin: suppression.origin.clone(),
        range: start..end,
        at_name: false,
        label: String::new(),
        related: vec![],
        notes: vec![],
        help: String::new(),
        fix: None,
    }
}
