//! What is known of the world that go lives in: each fact in one table, once.
//!
//! Tables hold data and the questions that one row answers; what follows from several facts stands where
//! it is decided.

pub mod behaviours;
pub mod defaults;
pub mod failures;
pub(crate) mod flags;
pub mod hosts;
pub mod separators;
pub mod variables;
