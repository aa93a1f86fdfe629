//! Files of moderate size: what a reader can follow in bounded memory.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::content::Content;
use super::error::ReadError;
use super::limits::{MAX_BRACKETS, MAX_STARTUP_FILE};
use super::tree::{Presence, Stream, Tree};

/// A tree that holds back files which no person wrote: larger than [`MAX_STARTUP_FILE`], or with more
/// opening brackets than [`MAX_BRACKETS`].
pub struct SizeLimitedTree<'a> {
    tree: &'a dyn Tree,
    refused: OnceLock<&'static str>,
}

impl<'a> SizeLimitedTree<'a> {
    /// Looks at another tree.
    pub fn new(tree: &'a dyn Tree) -> Self {
        Self { tree, refused: OnceLock::new() }
    }

    /// Why a file was held back, the first of them. `None`: none was.
    pub fn refused(&self) -> Option<&'static str> {
        self.refused.get().copied()
    }

    fn checked(&self, path: &Path, content: Content) -> Result<Content, ReadError> {
        let why = if content.bytes().len() > MAX_STARTUP_FILE {
            "a file larger than this reader follows"
        } else if content.bytes().iter().filter(|byte| matches!(byte, b'{' | b'(')).count() > MAX_BRACKETS {
            "a file with more brackets than this reader follows"
        } else {
            return Ok(content);
        };
        _ = self.refused.set(why);
        Err(ReadError::refused(path, std::io::Error::other(why)))
    }
}

impl Tree for SizeLimitedTree<'_> {
    fn content(&self, path: &Path) -> Result<Content, ReadError> {
        self.tree.content(path).and_then(|content| self.checked(path, content))
    }

    fn open(&self, path: &Path) -> Result<Stream, ReadError> {
        self.tree.open(path)
    }

    fn stat(&self, path: &Path) -> Presence {
        self.tree.stat(path)
    }

    fn names(&self, directory: &Path) -> Vec<String> {
        self.tree.names(directory)
    }

    fn canonical(&self, path: &Path) -> Option<PathBuf> {
        self.tree.canonical(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::MemoryTree;

    #[test]
    fn files_that_no_person_wrote_are_held_back() {
        let tree = MemoryTree::default()
            .with("/large", &"x".repeat(MAX_STARTUP_FILE + 1))
            .with("/brackets", &"{".repeat(MAX_BRACKETS + 1))
            .with("/fine", "set -x GOPROXY off");
        let why = |path: &str| {
            let limited = SizeLimitedTree::new(&tree);
            assert_eq!(limited.content(Path::new(path)).is_err(), limited.refused().is_some());
            limited.refused()
        };
        assert_eq!(why("/large"), Some("a file larger than this reader follows"));
        assert_eq!(why("/brackets"), Some("a file with more brackets than this reader follows"));
        assert_eq!(why("/fine"), None);
    }
}
