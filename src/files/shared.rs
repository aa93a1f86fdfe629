//! The tree of one run.

use std::fmt;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::cached::CachedTree;
use super::content::Content;
use super::disk::DiskTree;
use super::error::ReadError;
use super::tree::{DirectoryEntry, Presence, Stream, Tree};

/// The files that one run looks at, each opened once; copies ask the same memory. By default those of this
/// machine.
#[derive(Clone)]
pub struct SharedTree(Arc<dyn Tree>);

impl SharedTree {
    /// The files of another tree, each asked for once.
    pub fn new(tree: impl Tree + 'static) -> Self {
        Self(Arc::new(CachedTree::new(tree)))
    }
}

impl Default for SharedTree {
    fn default() -> Self {
        Self::new(DiskTree)
    }
}

impl Deref for SharedTree {
    type Target = dyn Tree;

    fn deref(&self) -> &Self::Target {
        &*self.0
    }
}

impl Tree for SharedTree {
    fn content(&self, path: &Path) -> Result<Content, ReadError> {
        self.0.content(path)
    }

    fn open(&self, path: &Path) -> Result<Stream, ReadError> {
        self.0.open(path)
    }

    fn stat(&self, path: &Path) -> Presence {
        self.0.stat(path)
    }

    fn names(&self, directory: &Path) -> Vec<String> {
        self.0.names(directory)
    }

    fn entries(&self, directory: &Path) -> Result<Vec<DirectoryEntry>, ReadError> {
        self.0.entries(directory)
    }

    fn canonical(&self, path: &Path) -> Option<PathBuf> {
        self.0.canonical(path)
    }
}

impl fmt::Debug for SharedTree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SharedTree")
    }
}
