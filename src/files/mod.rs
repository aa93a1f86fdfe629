//! Files of one machine: the only room that opens any.
//!
//! [`Tree`] is what everybody reads through: this machine's disk ([`DiskTree`]), another machine's files
//! below a directory ([`RootTree`]), files in memory ([`MemoryTree`]). [`CachedTree`] asks another tree
//! about each path once, so that no file of a run is opened twice; [`SizeLimitedTree`] holds back what no
//! person wrote. Limits stand in [`limits`]; what cannot be read says what to do about it ([`ReadError`]).

mod cached;
mod content;
mod disk;
mod error;
pub mod limits;
mod memory;
pub mod names;
mod root;
mod size_limited;
mod tree;

pub use cached::CachedTree;
pub use content::Content;
pub use disk::{DiskTree, read_stream};
pub use error::ReadError;
pub use memory::MemoryTree;
pub use names::{join_clean, short_path};
pub use root::RootTree;
pub use size_limited::SizeLimitedTree;
pub use tree::{Presence, Stream, Tree};
