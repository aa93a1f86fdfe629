//! Files of this machine's disk as the project's readers want them.

use std::path::Path;

use crate::files::{DiskTree, Presence, Tree};
pub use crate::files::{ReadError as FileError, join_clean, short_path};

/// Reads a text file.
pub fn read_text(path: &Path) -> Result<String, FileError> {
    (&DiskTree as &dyn Tree).utf8(path).map(|text| text.to_string())
}

/// The same of a file in which go does not mind bytes that are no UTF-8, as in comments of go.mod.
pub fn read_text_lossy(path: &Path) -> Result<String, FileError> {
    (&DiskTree as &dyn Tree).text(path).map(|text| text.to_string())
}

/// Whether go takes the path for a file: it exists and is no directory.
pub fn is_file(path: &Path) -> bool {
    !matches!(DiskTree.stat(path), Presence::Directory | Presence::Missing)
}
