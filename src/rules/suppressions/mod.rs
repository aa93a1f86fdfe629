//! PL: what is wrong with goenv-doctor.toml and with `ignore` comments.

pub(super) mod unused;
pub(super) mod without_reason;

use super::{Diagnostic, RuleMeta, Suppression};
use crate::source::Layer;

/// A finding about a suppression, its texts still to be filled in.
fn about(rule: &'static RuleMeta, suppression: &Suppression) -> Diagnostic {
    Diagnostic::at(rule, Layer::ProjectFile, &suppression.place)
}
