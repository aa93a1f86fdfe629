//! Decisions in, text out. One file an output format; none knows a rule or a setting by name.

mod escape;
mod lines;
pub mod summary;
