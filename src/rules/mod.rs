//! Diagnostics: one file a family, one registry.

mod diagnostic;
mod meta;

pub use diagnostic::{Applicability, Diagnostic, Fix, Severity};
pub use meta::{Example, RuleMeta};
