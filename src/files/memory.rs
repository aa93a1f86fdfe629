//! Files in memory: a bug report's, or a test's.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::content::Content;
use super::error::ReadError;
use super::tree::{Presence, Stream, Tree};

/// Files given by a map, absolute path to text. Of a path whose first directory holds none of them, nothing
/// is said.
#[derive(Debug, Clone, Default)]
pub struct MemoryTree {
    files: BTreeMap<PathBuf, Arc<str>>,
    programs: BTreeSet<PathBuf>,
}

impl MemoryTree {
    /// Adds a file.
    #[must_use]
    pub fn with(mut self, path: impl Into<PathBuf>, text: &str) -> Self {
        self.files.insert(path.into(), text.into());
        self
    }

    /// Adds a file that may be executed.
    #[must_use]
    pub fn with_program(mut self, path: impl Into<PathBuf>, text: &str) -> Self {
        let path = path.into();
        self.programs.insert(path.clone());
        self.with(path, text)
    }

    /// What comes after `directory` in the paths of files below it. Paths are ordered by their names, so
    /// that all of a directory stand in a row.
    fn below<'a>(&'a self, directory: &'a Path) -> impl Iterator<Item = &'a Path> {
        let from =
            self.files.range::<Path, _>((std::ops::Bound::Excluded(directory), std::ops::Bound::Unbounded));
        from.map_while(move |(path, _)| path.strip_prefix(directory).ok())
    }

    fn is_told(&self, path: &Path) -> bool {
        path.components().nth(1).is_none_or(|first| self.below(&Path::new("/").join(first)).next().is_some())
    }

    fn nothing(&self, path: &Path) -> Presence {
        match self.below(path).next() {
            Some(_) => Presence::Directory,
            None if self.is_told(path) => Presence::Missing,
            None => Presence::Untold,
        }
    }
}

impl Tree for MemoryTree {
    fn content(&self, path: &Path) -> Result<Content, ReadError> {
        if let Some(text) = self.files.get(path) {
            return Ok(Content::Text(text.clone()));
        }
        Err(match self.nothing(path) {
            Presence::Directory => ReadError::Directory(path.to_owned()),
            Presence::Untold => ReadError::Untold(path.to_owned()),
            _ => ReadError::Missing(path.to_owned()),
        })
    }

    fn open(&self, path: &Path) -> Result<Stream, ReadError> {
        Ok(Box::new(Cursor::new(self.content(path)?)))
    }

    fn stat(&self, path: &Path) -> Presence {
        match self.files.get(path) {
            Some(text) => {
                Presence::File { is_empty: text.is_empty(), is_executable: self.programs.contains(path) }
            }
            None => self.nothing(path),
        }
    }

    fn names(&self, directory: &Path) -> Vec<String> {
        let first = |path: &Path| Some(path.components().next()?.as_os_str().to_string_lossy().into_owned());
        let mut names: Vec<String> = self.below(directory).filter_map(first).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    fn canonical(&self, path: &Path) -> Option<PathBuf> {
        let is_there = !matches!(self.stat(path), Presence::Missing | Presence::Untold);
        is_there.then(|| path.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_tree_has_the_directories_of_its_files() {
        let tree: &dyn Tree =
            &MemoryTree::default().with("/etc/profile.d/go.sh", "x").with("/etc/profile.d/a.sh", "");
        assert_eq!(tree.list("/etc/profile.d"), ["a.sh", "go.sh"]);
        assert_eq!(tree.list("/"), ["etc"]);
        assert_eq!(tree.presence("/etc"), Presence::Directory);
        assert_eq!(
            tree.presence("/etc/profile.d/a.sh"),
            Presence::File { is_empty: true, is_executable: false }
        );
        assert!(matches!(tree.text("/etc/none"), Err(ReadError::Missing(_))));
        assert!(matches!(tree.text("/etc/profile"), Err(ReadError::Missing(_))));
        assert!(matches!(tree.text("/usr/none"), Err(ReadError::Untold(_))));
    }
}
