//! SARIF's own words.

use serde_json::{Value, json};

use crate::rules::Severity;

/// Stands for the top of the repository; readers know where they checked it out.
pub(super) const ROOT: &str = "%SRCROOT%";

/// SARIF's word for a severity.
pub(super) fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A text as SARIF's messages hold it. Readers take `[text](target)` for a link, which no value may
/// bring in.
pub(super) fn message(text: &str) -> Value {
    json!({ "text": text.replace("](", "] (") })
}
