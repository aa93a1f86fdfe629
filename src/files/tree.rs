//! What is asked of files, wherever they are.

use std::ffi::OsString;
use std::io::BufRead;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::content::Content;
use super::error::ReadError;

/// What stands at a path, links followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// A regular file.
    File {
        /// Whether it holds nothing.
        is_empty: bool,
        /// Whether it may be executed.
        is_executable: bool,
    },
    /// A directory.
    Directory,
    /// A device, a pipe, a socket.
    Other,
    /// Nothing.
    Missing,
    /// The tree says nothing about that part of the disk.
    Untold,
}

/// What a name in a directory stands for, links not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    /// A regular file.
    File,
    /// A directory.
    Directory,
    /// A link to something else.
    Link,
    /// A device, a pipe, a socket.
    Other,
}

/// A name in a directory.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DirectoryEntry {
    /// The name.
    pub name: OsString,
    /// What it stands for.
    pub kind: EntryKind,
}

/// A file that is read piece by piece.
pub type Stream = Box<dyn BufRead + Send>;

/// The files of one machine, by absolute path. Nothing is written through it, nothing waits for a pipe, and
/// no device is read.
pub trait Tree: Send + Sync {
    /// All that a regular file of at most [`MAX_FILE`](super::limits::MAX_FILE) bytes holds.
    ///
    /// # Errors
    /// Whatever keeps it from being read.
    fn content(&self, path: &Path) -> Result<Content, ReadError>;

    /// A regular file of any size, to be read once from its beginning.
    ///
    /// # Errors
    /// Whatever keeps it from being opened.
    fn open(&self, path: &Path) -> Result<Stream, ReadError>;

    /// What stands at a path, links followed.
    fn stat(&self, path: &Path) -> Presence;

    /// The names in a directory, in byte order; nothing where there is none.
    fn names(&self, directory: &Path) -> Vec<String>;

    /// What is in a directory, by name. Trees without links need not say more than names and what stands
    /// there.
    ///
    /// # Errors
    /// Whatever keeps it from being read.
    fn entries(&self, directory: &Path) -> Result<Vec<DirectoryEntry>, ReadError> {
        let kind = |name: &str| match self.stat(&directory.join(name)) {
            Presence::File { .. } => EntryKind::File,
            Presence::Directory => EntryKind::Directory,
            Presence::Other | Presence::Missing | Presence::Untold => EntryKind::Other,
        };
        let names = self.names(directory).into_iter();
        Ok(names.map(|name| DirectoryEntry { kind: kind(&name), name: name.into() }).collect())
    }

    /// The path without links, `.` and `..`. `None`: nothing is there.
    fn canonical(&self, path: &Path) -> Option<PathBuf>;
}

/// Whatever leads to a tree is one.
macro_rules! lead_to_a_tree {
    ($($pointer:ty),+) => {$(
        impl<T: Tree + ?Sized> Tree for $pointer {
            fn content(&self, path: &Path) -> Result<Content, ReadError> {
                (**self).content(path)
            }

            fn open(&self, path: &Path) -> Result<Stream, ReadError> {
                (**self).open(path)
            }

            fn stat(&self, path: &Path) -> Presence {
                (**self).stat(path)
            }

            fn names(&self, directory: &Path) -> Vec<String> {
                (**self).names(directory)
            }

            fn entries(&self, directory: &Path) -> Result<Vec<DirectoryEntry>, ReadError> {
                (**self).entries(directory)
            }

            fn canonical(&self, path: &Path) -> Option<PathBuf> {
                (**self).canonical(path)
            }
        }
    )+};
}

lead_to_a_tree!(&T, Box<T>, Arc<T>);

impl dyn Tree + '_ {
    /// The text of a file; bytes that are not UTF-8 become U+FFFD, as go takes most files.
    ///
    /// # Errors
    /// Whatever keeps it from being read.
    pub fn text(&self, path: impl AsRef<Path>) -> Result<Arc<str>, ReadError> {
        self.content(path.as_ref()).map(|content| content.lossy())
    }

    /// The text of a file that must be UTF-8.
    ///
    /// # Errors
    /// Whatever keeps it from being read; bytes that are not UTF-8.
    pub fn utf8(&self, path: impl AsRef<Path>) -> Result<Arc<str>, ReadError> {
        let path = path.as_ref();
        self.content(path)?.text(path)
    }

    /// What stands at a path, links followed.
    pub fn presence(&self, path: impl AsRef<Path>) -> Presence {
        self.stat(path.as_ref())
    }

    /// The names in a directory, in byte order; nothing where there is none.
    pub fn list(&self, directory: impl AsRef<Path>) -> Vec<String> {
        self.names(directory.as_ref())
    }

    /// Whether a regular file is there.
    pub fn is_file(&self, path: impl AsRef<Path>) -> bool {
        matches!(self.stat(path.as_ref()), Presence::File { .. })
    }

    /// Whether a directory is there.
    pub fn is_directory(&self, path: impl AsRef<Path>) -> bool {
        self.stat(path.as_ref()) == Presence::Directory
    }

    /// Whether anything is there.
    pub fn exists(&self, path: impl AsRef<Path>) -> bool {
        !matches!(self.stat(path.as_ref()), Presence::Missing | Presence::Untold)
    }

    /// Whether a regular file is there that may be executed.
    pub fn is_program(&self, path: impl AsRef<Path>) -> bool {
        matches!(self.stat(path.as_ref()), Presence::File { is_executable: true, .. })
    }
}
