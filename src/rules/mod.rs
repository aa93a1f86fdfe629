//! Diagnostics: one file a rule, one folder a family, one registry.
//!
//! A rule looks at a [`RuleInputs`] and says what it found; it reads no file, prints nothing and knows no
//! output format. What it says about itself ([`RuleMeta`]) is the documentation that users read.

mod covers;
mod diagnostic;
mod direct;
pub mod doc;
mod edit;
mod edits;
pub mod facts;
mod fix;
mod goproxy;
mod gosumdb;
#[cfg(test)]
mod growth;
mod inputs;
mod levels;
mod lookalikes;
#[cfg(test)]
mod made_up_version;
mod meta;
mod modules;
pub mod myths;
mod patterns;
mod placed;
mod placement;
mod policy;
mod registry;
mod rule;
mod severity;
mod shells;
mod sources;
mod suppression;
mod suppressions;
mod toolchains;
mod trust;
mod wording;
mod written;

pub use diagnostic::{Diagnostic, Related};
pub use edits::{Edit, Edits, Overlap};
pub use fix::{Applicability, Fix, WidensTrust};
pub use inputs::RuleInputs;
pub use levels::{Judgement, Level, Levels, Suppressed, judge, judge_all};
pub use meta::{Example, RuleMeta};
pub use registry::{RULES, SelectError, check_all, find, select};
pub use rule::Rule;
pub use severity::Severity;
pub use suppression::{Scope, Suppression};
pub use trust::widens_trust;
