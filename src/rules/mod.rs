//! Diagnostics: one file a family, one registry.

mod context;
mod diagnostic;
mod meta;

pub use context::Context;
pub use diagnostic::{Applicability, Diagnostic, Fix, Severity};
pub use meta::{Example, RuleMeta};
