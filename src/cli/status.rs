//! Whether what was found makes a command fail.

use super::options::{FailOn, Options};
use crate::rules::Diagnostic;

/// How a command that shows findings ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    /// Nothing that `--fail-on` names.
    Fine,
    /// A finding at or above the severity that `--fail-on` names.
    Found,
}

impl Status {
    /// The status of these findings.
    pub(super) fn of(found: &[Diagnostic], options: &Options) -> Self {
        let fail_on = options.fail_on.unwrap_or(FailOn::Never);
        let fails = found.iter().any(|found| fail_on.is_reached_by(found.severity));
        if fails { Self::Found } else { Self::Fine }
    }
}
