//! Another machine's files, copied below a directory.

use std::io;
use std::path::{Component, Path, PathBuf};

use super::content::Content;
use super::disk::DiskTree;
use super::error::ReadError;
use super::limits::MAX_LINKS;
use super::tree::{Presence, Stream, Tree};

/// A directory that stands for `/`. Links inside lead to the copy's own files. A copy is seldom whole: of a
/// path whose first directory was not copied, nothing is said.
#[derive(Debug, Clone)]
pub struct RootTree {
    root: PathBuf,
}

impl RootTree {
    /// The files below `root`.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The path inside the copy with all links followed. `None`: they go in a circle.
    fn locate(&self, path: &Path) -> Option<PathBuf> {
        let mut inside = PathBuf::new();
        self.walk(&mut inside, path, &mut 0)?;
        Some(inside)
    }

    fn walk(&self, inside: &mut PathBuf, path: &Path, links: &mut u32) -> Option<()> {
        for component in path.components() {
            match component {
                Component::ParentDir => _ = inside.pop(),
                Component::Normal(name) => {
                    inside.push(name);
                    self.follow(inside, links)?;
                }
                Component::RootDir | Component::CurDir | Component::Prefix(_) => {}
            }
        }
        Some(())
    }

    fn follow(&self, inside: &mut PathBuf, links: &mut u32) -> Option<()> {
        let Ok(target) = std::fs::read_link(self.root.join(&*inside)) else { return Some(()) };
        *links += 1;
        if *links > MAX_LINKS {
            return None;
        }
        if target.is_absolute() {
            inside.clear();
        } else {
            inside.pop();
        }
        self.walk(inside, &target, links)
    }

    /// Whether the copy leaves out the part of the disk that holds `path`.
    fn is_untold(&self, path: &Path) -> bool {
        let first = path.components().find(|part| matches!(part, Component::Normal(_)));
        first.is_some_and(|first| self.root.join(first).symlink_metadata().is_err())
    }

    fn on_disk<T>(&self, path: &Path, read: impl Fn(&Path) -> Result<T, ReadError>) -> Result<T, ReadError> {
        let located = self.locate(path).ok_or_else(|| circle(path))?;
        read(&self.root.join(located)).map_err(|error| match error {
            error if !error.is_missing() => error,
            _ if self.is_untold(path) => ReadError::Untold(path.to_owned()),
            _ => ReadError::Missing(path.to_owned()),
        })
    }
}

fn circle(path: &Path) -> ReadError {
    ReadError::refused(path, io::Error::other("too many links"))
}

impl Tree for RootTree {
    fn content(&self, path: &Path) -> Result<Content, ReadError> {
        self.on_disk(path, |located| DiskTree.content(located))
    }

    fn open(&self, path: &Path) -> Result<Stream, ReadError> {
        self.on_disk(path, |located| DiskTree.open(located))
    }

    fn stat(&self, path: &Path) -> Presence {
        let Some(located) = self.locate(path) else { return Presence::Missing };
        match DiskTree.stat(&self.root.join(located)) {
            Presence::Missing if self.is_untold(path) => Presence::Untold,
            found => found,
        }
    }

    fn names(&self, directory: &Path) -> Vec<String> {
        self.locate(directory).map_or_else(Vec::new, |located| DiskTree.names(&self.root.join(located)))
    }

    fn canonical(&self, path: &Path) -> Option<PathBuf> {
        let located = self.locate(path)?;
        let is_there = self.root.join(&located).symlink_metadata().is_ok();
        is_there.then(|| Path::new("/").join(located))
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn links_stay_inside_and_nothing_is_said_of_what_was_not_copied() {
        let scratch = tempfile::tempdir().unwrap();
        let home = scratch.path().join("home/gopher");
        std::fs::create_dir_all(&home).unwrap();
        std::fs::write(home.join(".bashrc"), "x").unwrap();
        symlink("/home/gopher/.bashrc", home.join(".profile")).unwrap();
        symlink("../../../../home/gopher/.bashrc", home.join(".login")).unwrap();
        symlink("circle", home.join("circle")).unwrap();
        let tree: &dyn Tree = &RootTree::new(scratch.path());
        for name in [".profile", ".login"] {
            let path = format!("/home/gopher/{name}");
            assert_eq!(&*tree.text(&path).unwrap(), "x", "{name}");
            assert_eq!(tree.canonical(Path::new(&path)), Some("/home/gopher/.bashrc".into()), "{name}");
        }
        let circle = tree.text("/home/gopher/circle").unwrap_err().to_string();
        assert_eq!(circle, "/home/gopher/circle: too many links");
        assert_eq!(tree.presence("/home/gopher/.zshrc"), Presence::Missing);
        assert_eq!(tree.presence("/usr/bin/go"), Presence::Untold);
        assert!(matches!(tree.text("/usr/bin/go"), Err(ReadError::Untold(_))));
        assert_eq!(tree.list("/home/gopher").first().map(String::as_str), Some(".bashrc"));
    }
}
