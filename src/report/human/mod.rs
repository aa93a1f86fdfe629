//! Output for people: the answer first, then why, then what to do.

mod check;
mod contexts;
mod env;
mod explain;
mod frame;
mod route;
mod style;
mod triage;

pub use check::{check, egress};
pub use contexts::{context, contexts};
pub use env::env;
pub use explain::explain;
pub use style::Style;
pub use triage::triage;
