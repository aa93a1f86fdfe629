//! A tree that is asked once.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::tree::{FileTree, Presence, Reading};

/// Answers of another tree, each asked for once: several shells start from the same files.
pub(crate) struct RememberedTree<'t> {
    tree: &'t dyn FileTree,
    read: RefCell<BTreeMap<String, Reading>>,
    presence: RefCell<BTreeMap<String, Presence>>,
    list: RefCell<BTreeMap<String, Vec<String>>>,
}

impl<'t> RememberedTree<'t> {
    /// Nothing asked yet.
    pub(crate) fn new(tree: &'t dyn FileTree) -> Self {
        Self { tree, read: RefCell::default(), presence: RefCell::default(), list: RefCell::default() }
    }
}

/// The answer that is known, else a new one.
fn answer<T: Clone>(known: &RefCell<BTreeMap<String, T>>, path: &str, ask: impl FnOnce() -> T) -> T {
    if let Some(found) = known.borrow().get(path) {
        return found.clone();
    }
    let found = ask();
    known.borrow_mut().insert(path.to_owned(), found.clone());
    found
}

impl FileTree for RememberedTree<'_> {
    fn read(&self, path: &str) -> Reading {
        answer(&self.read, path, || self.tree.read(path))
    }

    fn presence(&self, path: &str) -> Presence {
        answer(&self.presence, path, || self.tree.presence(path))
    }

    fn list(&self, directory: &str) -> Vec<String> {
        answer(&self.list, directory, || self.tree.list(directory))
    }
}
