//! Why a file cannot be read.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::limits::MAX_FILE;

/// Why a file cannot be read, and what to do about it, in one line. Cheap to copy: a tree that remembers
/// its answers gives it out again.
#[derive(Debug, Clone, thiserror::Error)]
pub enum ReadError {
    /// There is no such file.
    #[error("{}: no such file", .0.display())]
    Missing(PathBuf),
    /// The tree says nothing about that part of the disk.
    #[error("{}: not among the files at hand", .0.display())]
    Untold(PathBuf),
    /// A directory stands in its place.
    #[error("{}: a directory where a file is needed", .0.display())]
    Directory(PathBuf),
    /// A device, a pipe or a socket stands in its place; it was not read.
    #[error("{}: not a regular file", .0.display())]
    Special(PathBuf),
    /// It is larger than any such file would be.
    #[error("{}: larger than {} MiB; check that it is the right file", .0.display(), MAX_FILE >> 20)]
    TooLarge(PathBuf),
    /// It is not text.
    #[error("{}: not UTF-8 text (first bad byte at offset {offset}); save it as UTF-8", .path.display())]
    NotText {
        /// The file.
        path: PathBuf,
        /// Bytes before the first bad one.
        offset: usize,
    },
    /// The operating system refuses.
    #[error("{}: {source}", .path.display())]
    Refused {
        /// The file.
        path: PathBuf,
        /// In the system's words.
        source: Arc<io::Error>,
    },
}

impl ReadError {
    /// What the system says about a file that it does not open or read.
    pub fn refused(path: &Path, source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Missing(path.to_owned()),
            _ => Self::Refused { path: path.to_owned(), source: Arc::new(source) },
        }
    }

    /// Whether there is simply no such file, or nothing is known of it.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Missing(_) | Self::Untold(_))
    }

    /// The file.
    pub fn path(&self) -> &Path {
        match self {
            Self::Missing(path)
            | Self::Untold(path)
            | Self::Directory(path)
            | Self::Special(path)
            | Self::TooLarge(path)
            | Self::NotText { path, .. }
            | Self::Refused { path, .. } => path,
        }
    }
}
