//! Files of one machine: the only room that opens any; and places in their texts ([`Place`]).
//!
//! [`Tree`] is what everybody reads through: this machine's disk ([`DiskTree`]), another machine's files
//! below a directory ([`RootTree`]), files in memory ([`MemoryTree`]). [`CachedTree`] asks another tree
//! about each path once, so that no file of a run is opened twice, and [`SharedTree`] is that of a run;
//! [`SizeLimitedTree`] holds back what no person wrote. What the command line names may be a pipe
//! ([`open_input`]). Limits stand in [`limits`]; what cannot be read says so in one line ([`ReadError`]).

mod cached;
mod content;
mod disk;
mod error;
mod input;
pub mod limits;
mod memory;
pub mod names;
mod place;
mod root;
mod shared;
mod size_limited;
mod tree;

pub use cached::CachedTree;
pub use content::Content;
pub use disk::DiskTree;
pub use error::ReadError;
pub use input::{is_stdin, open_input, read_input};
pub use memory::MemoryTree;
pub use names::{join_clean, short_path};
pub use place::{Place, TextFile, bytes_of};
pub use root::RootTree;
pub use shared::SharedTree;
pub use size_limited::SizeLimitedTree;
pub use tree::{DirectoryEntry, EntryKind, Presence, Stream, Tree};
