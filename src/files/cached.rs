//! A tree that asks another one once.

use std::collections::HashMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::content::Content;
use super::error::ReadError;
use super::limits::MAX_KEPT;
use super::tree::{DirectoryEntry, Presence, Stream, Tree};

/// Answers of another tree, each asked for once, whichever thread asks first: many readers of one run look
/// at the same files. Content beyond [`MAX_KEPT`] bytes in all is not kept, nor are streams.
pub struct CachedTree<T = Arc<dyn Tree>> {
    tree: T,
    content: Answers<Result<Content, ReadError>>,
    stat: Answers<Presence>,
    names: Answers<Vec<String>>,
    canonical: Answers<Option<PathBuf>>,
    kept: AtomicU64,
}

impl<T: Tree> CachedTree<T> {
    /// Nothing asked yet.
    pub fn new(tree: T) -> Self {
        Self {
            tree,
            content: Answers::default(),
            stat: Answers::default(),
            names: Answers::default(),
            canonical: Answers::default(),
            kept: AtomicU64::new(0),
        }
    }

    /// Whether content of that size still finds room.
    fn keeps(&self, found: &Result<Content, ReadError>) -> bool {
        let size = found.as_ref().map_or(0, |content| content.bytes().len() as u64);
        let room = |kept: u64| kept.checked_add(size).filter(|kept| *kept <= MAX_KEPT);
        self.kept.fetch_update(Ordering::Relaxed, Ordering::Relaxed, room).is_ok()
    }
}

impl<T: Tree> Tree for CachedTree<T> {
    fn content(&self, path: &Path) -> Result<Content, ReadError> {
        let found = self.content.get(path, || self.tree.content(path));
        if found.is_fresh && !self.keeps(&found.answer) {
            self.content.forget(path);
        }
        found.answer
    }

    fn open(&self, path: &Path) -> Result<Stream, ReadError> {
        match self.content.known(path) {
            Some(content) => Ok(Box::new(Cursor::new(content?))),
            None => self.tree.open(path),
        }
    }

    fn stat(&self, path: &Path) -> Presence {
        self.stat.get(path, || self.tree.stat(path)).answer
    }

    fn names(&self, directory: &Path) -> Vec<String> {
        self.names.get(directory, || self.tree.names(directory)).answer
    }

    fn entries(&self, directory: &Path) -> Result<Vec<DirectoryEntry>, ReadError> {
        self.tree.entries(directory)
    }

    fn canonical(&self, path: &Path) -> Option<PathBuf> {
        self.canonical.get(path, || self.tree.canonical(path)).answer
    }
}

/// Answers by path. Another path can be asked about while one is on its way.
struct Answers<A> {
    by_path: Mutex<HashMap<PathBuf, Arc<OnceLock<A>>>>,
}

/// An answer, and whether this call was the one that asked.
struct Found<A> {
    answer: A,
    is_fresh: bool,
}

impl<A> Default for Answers<A> {
    fn default() -> Self {
        Self { by_path: Mutex::default() }
    }
}

impl<A: Clone> Answers<A> {
    /// The answer that is known, else a new one.
    fn get(&self, path: &Path, ask: impl FnOnce() -> A) -> Found<A> {
        let cell = self.cell(path);
        let mut is_fresh = false;
        let answer = cell.get_or_init(|| {
            is_fresh = true;
            ask()
        });
        Found { answer: answer.clone(), is_fresh }
    }

    fn cell(&self, path: &Path) -> Arc<OnceLock<A>> {
        let mut by_path = self.by_path.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(cell) = by_path.get(path) {
            return cell.clone();
        }
        by_path.entry(path.to_owned()).or_default().clone()
    }

    fn known(&self, path: &Path) -> Option<A> {
        let by_path = self.by_path.lock().unwrap_or_else(PoisonError::into_inner);
        by_path.get(path).and_then(|cell| cell.get().cloned())
    }

    fn forget(&self, path: &Path) {
        self.by_path.lock().unwrap_or_else(PoisonError::into_inner).remove(path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::MemoryTree;
    use std::io::BufRead;
    use std::sync::atomic::AtomicUsize;

    /// Counts what reaches a tree.
    struct Counted {
        tree: MemoryTree,
        asked: AtomicUsize,
    }

    impl Tree for Counted {
        fn content(&self, path: &Path) -> Result<Content, ReadError> {
            self.asked.fetch_add(1, Ordering::Relaxed);
            self.tree.content(path)
        }

        fn open(&self, path: &Path) -> Result<Stream, ReadError> {
            self.asked.fetch_add(1, Ordering::Relaxed);
            self.tree.open(path)
        }

        fn stat(&self, path: &Path) -> Presence {
            self.asked.fetch_add(1, Ordering::Relaxed);
            self.tree.stat(path)
        }

        fn names(&self, directory: &Path) -> Vec<String> {
            self.asked.fetch_add(1, Ordering::Relaxed);
            self.tree.names(directory)
        }

        fn canonical(&self, path: &Path) -> Option<PathBuf> {
            self.asked.fetch_add(1, Ordering::Relaxed);
            self.tree.canonical(path)
        }
    }

    fn counted(tree: MemoryTree) -> CachedTree<Counted> {
        CachedTree::new(Counted { tree, asked: AtomicUsize::new(0) })
    }

    #[test]
    fn each_question_reaches_the_tree_once_from_any_number_of_threads() {
        let cached = counted(MemoryTree::default().with("/w/go.mod", "module m\n"));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    let tree: &dyn Tree = &cached;
                    assert_eq!(&*tree.text("/w/go.mod").unwrap(), "module m\n");
                    assert!(tree.text("/w/go.sum").unwrap_err().is_missing());
                    assert!(tree.is_file("/w/go.mod"));
                    assert_eq!(tree.list("/w"), ["go.mod"]);
                });
            }
        });
        assert_eq!(cached.tree.asked.load(Ordering::Relaxed), 4);
        let mut text = String::new();
        cached.open(Path::new("/w/go.mod")).unwrap().read_line(&mut text).unwrap();
        assert_eq!((text.as_str(), cached.tree.asked.load(Ordering::Relaxed)), ("module m\n", 4));
    }

    #[test]
    fn what_finds_no_room_is_given_out_and_not_kept() {
        let half = "x".repeat(usize::try_from(MAX_KEPT / 2 + 1).unwrap());
        let cached = counted(MemoryTree::default().with("/a", &half).with("/b", &half));
        let size = |path: &str| cached.content(Path::new(path)).unwrap().bytes().len();
        for (path, asked) in [("/a", 1), ("/a", 1), ("/b", 2), ("/b", 3), ("/a", 3)] {
            assert_eq!(
                (size(path), cached.tree.asked.load(Ordering::Relaxed)),
                (half.len(), asked),
                "{path}"
            );
        }
    }
}
