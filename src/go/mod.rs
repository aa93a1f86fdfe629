//! What the go command does, as pure functions: no I/O, no colours, no printing.
//!
//! Plain values in, decisions out. Each public item names the function of the go command that it
//! mirrors; differences between versions and all other facts that somebody may have to look up
//! stand in [`tables`].

mod config;
pub(crate) mod database;
pub mod decision;
mod engine;
mod error;
mod glob;
pub(crate) mod goauth;
pub(crate) mod goflags;
pub(crate) mod govcs;
pub mod module_path;
pub mod module_version;
mod pattern_index;
mod pattern_list;
pub mod predict;
pub(crate) mod proxy_list;
pub mod quote;
pub(crate) mod repository;
pub mod semver;
pub mod tables;
pub mod toolchain;
pub mod url;
mod version;
pub mod version_query;

pub use config::{Platform, Values};
pub use engine::Engine;
pub use error::GoError;
pub use glob::{BadPattern, Glob};
#[cfg(test)]
pub(crate) use pattern_list::pattern_lookups;
pub use pattern_list::{Defect, Item, PatternList};
pub use tables::behaviours::Behaviour;
pub use version::GoVersion;
