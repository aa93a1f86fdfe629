//! Words: from what is written to what a command is given.
//!
//! The stages follow one another as in fish 3.6 (`expand_string`): command substitutions, variables,
//! braces, `~`, wildcards. Command substitutions are not run: a word that holds one is unknown, apart
//! from the few that only name the file they stand in.

mod braces;
mod drafts;
mod escape;
mod expand;
mod glob;
mod home;
mod order;
mod slice;
mod substitution;
#[cfg(test)]
mod tests;
mod unescape;
mod unit;
mod variables;
mod wildcard;

pub(super) use drafts::Failure;
pub(super) use expand::spot_of;
pub(super) use glob::matching_files;
pub(super) use slice::{Indexes, indexes_of_name};
pub(super) use unescape::{unescape, unquoted};
pub(super) use unit::Unit;
pub(super) use wildcard::pattern;
