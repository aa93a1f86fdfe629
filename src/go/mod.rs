//! What the go command does, as pure functions: no I/O, no colours, no printing.

pub mod facts;
mod glob;
mod pattern_index;
mod pattern_list;
mod version;

pub use facts::Behaviour;
pub use glob::{BadPattern, Glob};
pub use pattern_list::{Defect, Item, PatternList};
pub use version::GoVersion;
