//! Files of moderate size: what the readers of fish and csh follow in bounded memory.

use std::cell::Cell;

use super::{FileTree, Presence, Reading};

/// The largest file, in bytes. Start-up files that people write have a few thousand.
const LARGEST: usize = 1 << 20;

/// Opening brackets in one file.
const MOST_BRACKETS: usize = 10_000;

/// A tree that holds back files which no person wrote.
pub(super) struct Moderate<'a> {
    tree: &'a dyn FileTree,
    refused: Cell<Option<&'static str>>,
}

impl<'a> Moderate<'a> {
    /// Looks at another tree.
    pub(super) fn new(tree: &'a dyn FileTree) -> Self {
        Self { tree, refused: Cell::new(None) }
    }

    /// Why a file was held back; none: none was.
    pub(super) fn refused(&self) -> Option<&'static str> {
        self.refused.get()
    }

    fn refuse(&self, why: &'static str) -> Reading {
        self.refused.set(Some(why));
        Reading::Refused(why.to_owned())
    }
}

impl FileTree for Moderate<'_> {
    fn read(&self, path: &str) -> Reading {
        match self.tree.read(path) {
            Reading::Text(text) if text.len() > LARGEST => {
                self.refuse("a file larger than this reader follows")
            }
            Reading::Text(text) if text.matches(['{', '(']).count() > MOST_BRACKETS => {
                self.refuse("a file with more brackets than this reader follows")
            }
            other => other,
        }
    }

    fn presence(&self, path: &str) -> Presence {
        self.tree.presence(path)
    }

    fn list(&self, directory: &str) -> Vec<String> {
        self.tree.list(directory)
    }
}
