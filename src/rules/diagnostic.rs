//! A finding about the settings, ready for any output format.

use std::ops::Range;

use super::fix::Fix;
use super::meta::RuleMeta;
use super::severity::Severity;
use crate::source::{Origin, Value};

/// Another place that belongs to a finding: where the setting bites, or what hides it.
#[derive(Debug, Clone, PartialEq)]
pub struct Related {
    /// The variable whose value stands there; empty: `value` is a line of a file.
    pub variable: String,
    /// That value or line.
    pub value: Value,
    /// Where it stands.
    pub origin: Origin,
    /// The bytes of `value` that matter; empty range: all of it.
    pub range: Range<usize>,
    /// What stands beside them.
    pub label: String,
}

/// One finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: &'static RuleMeta,
    /// How bad it is here; the rule's own severity unless the situation makes it milder.
    pub severity: Severity,
    /// What is wrong, one short line.
    pub message: String,
    /// The variable concerned.
    pub variable: String,
    /// Its value as written. For a line that go passes over: the whole line, and `variable` is empty.
    pub value: Value,
    /// The place that set the value.
    pub origin: Origin,
    /// The offending bytes inside `value`; empty range: the whole value.
    pub range: Range<usize>,
    /// The offending part is the variable's name, not its value.
    pub at_name: bool,
    /// What stands beside the carets.
    pub label: String,
    /// Other places that belong to it, in the order in which they are shown.
    pub related: Vec<Related>,
    /// Details, one paragraph each.
    pub notes: Vec<String>,
    /// What to do, one line.
    pub help: String,
    /// The machine-readable change, where there is one.
    pub fix: Option<Fix>,
}
