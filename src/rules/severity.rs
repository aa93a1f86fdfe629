//! How bad findings are.

use serde::Serialize;

/// How bad a finding is. Ordered: `Error` is the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// go does something other than what was most likely meant.
    Warning,
    /// go will fail, or a secret or a private name leaks.
    Error,
}
