//! Where start-up files come from: a disk, a copy of one below a directory, or a test's own map.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::rc::Rc;

use crate::source::read::{ReadError, read_bytes};

/// What reading a file gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// Its text; bytes that are not UTF-8 become U+FFFD.
    Text(Rc<str>),
    /// There is no such file.
    Missing,
    /// The tree says nothing about that part of the disk.
    Untold,
    /// It is there and cannot be read: why, in one line.
    Refused(String),
}

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// A regular file.
    File {
        /// Whether it holds anything.
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

/// The files of one machine, by absolute path with `/`.
pub trait FileTree {
    /// The text of a file.
    fn read(&self, path: &str) -> Reading;
    /// What stands at a path, links followed.
    fn presence(&self, path: &str) -> Presence;
    /// The names in a directory, in byte order; nothing where there is none.
    fn list(&self, directory: &str) -> Vec<String>;
}

/// Links in a path that are followed before it counts as a loop (Linux allows 40).
const MOST_LINKS: u32 = 40;

/// Files on this machine's disk, from `/` or from a directory that stands for it.
#[derive(Debug, Clone)]
pub struct DiskTree {
    root: PathBuf,
}

impl DiskTree {
    /// This machine's own files.
    pub fn own() -> Self {
        Self { root: PathBuf::from("/") }
    }

    /// Another machine's files, copied below `root`. A copy is seldom whole: of a path whose first
    /// directory was not copied, nothing is said.
    pub fn below(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    fn is_copy(&self) -> bool {
        self.root != Path::new("/")
    }

    /// The path on this disk; links inside a copy lead to the copy's own files.
    fn locate(&self, path: &str) -> Option<PathBuf> {
        if !self.is_copy() {
            return Some(PathBuf::from(path));
        }
        let mut inside = PathBuf::new();
        let mut links = 0;
        self.walk(&mut inside, Path::new(path), &mut links)?;
        Some(self.root.join(inside))
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
        if *links > MOST_LINKS {
            return None;
        }
        if target.is_absolute() {
            inside.clear()
        } else {
            _ = inside.pop()
        }
        self.walk(inside, &target, links)
    }

    /// Whether a copy leaves out the part of the disk that holds `path`.
    fn is_untold(&self, path: &str) -> bool {
        let first = Path::new(path).components().find(|part| matches!(part, Component::Normal(_)));
        self.is_copy() && first.is_some_and(|first| self.root.join(first).symlink_metadata().is_err())
    }

    fn nothing(&self, path: &str) -> Presence {
        if self.is_untold(path) { Presence::Untold } else { Presence::Missing }
    }
}

impl FileTree for DiskTree {
    fn read(&self, path: &str) -> Reading {
        let Some(located) = self.locate(path) else { return Reading::Refused("too many links".into()) };
        match read_bytes(&located) {
            Ok(bytes) => Reading::Text(String::from_utf8_lossy(&bytes).into()),
            Err(error) if error.is_missing() && self.is_untold(path) => Reading::Untold,
            Err(error) if error.is_missing() => Reading::Missing,
            Err(ReadError::Refused { source, .. }) => Reading::Refused(source.to_string()),
            Err(ReadError::TooLarge { .. }) => Reading::Refused("larger than any start-up file".into()),
            Err(_) => Reading::Refused("not a regular file".into()),
        }
    }

    fn presence(&self, path: &str) -> Presence {
        let Some(located) = self.locate(path) else { return Presence::Missing };
        match std::fs::metadata(located) {
            Ok(metadata) if metadata.is_dir() => Presence::Directory,
            Ok(metadata) if metadata.is_file() => {
                Presence::File { is_empty: metadata.len() == 0, is_executable: is_executable(&metadata) }
            }
            Ok(_) => Presence::Other,
            Err(_) => self.nothing(path),
        }
    }

    fn list(&self, directory: &str) -> Vec<String> {
        let entries = self.locate(directory).and_then(|located| std::fs::read_dir(located).ok());
        let names = entries.into_iter().flatten().flatten();
        let mut names: Vec<String> =
            names.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort_unstable();
        names
    }
}

#[cfg(unix)]
fn is_executable(metadata: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    metadata.permissions().mode() & 0o111 != 0
}

#[cfg(not(unix))]
fn is_executable(_: &std::fs::Metadata) -> bool {
    true
}

/// Files given by a map, absolute path to text: a bug report's, or a test's.
#[derive(Debug, Clone, Default)]
pub struct MemoryTree {
    files: BTreeMap<String, Rc<str>>,
}

impl MemoryTree {
    /// Adds a file.
    #[must_use]
    pub fn with(mut self, path: &str, text: &str) -> Self {
        self.files.insert(path.to_owned(), text.into());
        self
    }

    fn below<'a>(&'a self, directory: &str) -> impl Iterator<Item = &'a str> {
        let prefix = format!("{}/", directory.trim_end_matches('/'));
        let names = self.files.keys().filter_map(move |path| path.strip_prefix(&prefix));
        names.map(|rest| rest.split_once('/').map_or(rest, |(first, _)| first))
    }

    fn is_told(&self, path: &str) -> bool {
        let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
        self.files.keys().any(|known| known.trim_start_matches('/').split('/').next() == Some(first))
    }
}

impl FileTree for MemoryTree {
    fn read(&self, path: &str) -> Reading {
        match self.files.get(path) {
            Some(text) => Reading::Text(text.clone()),
            None if self.below(path).next().is_some() => Reading::Refused("not a regular file".into()),
            None if self.is_told(path) => Reading::Missing,
            None => Reading::Untold,
        }
    }

    fn presence(&self, path: &str) -> Presence {
        match self.files.get(path) {
            Some(text) => Presence::File { is_empty: text.is_empty(), is_executable: false },
            None if self.below(path).next().is_some() => Presence::Directory,
            None if self.is_told(path) => Presence::Missing,
            None => Presence::Untold,
        }
    }

    fn list(&self, directory: &str) -> Vec<String> {
        let mut names: Vec<String> = self.below(directory).map(str::to_owned).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disk_copy_follows_links_inside_itself_and_says_nothing_of_what_was_not_copied() {
        let scratch = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(scratch.path().join("home/gopher")).unwrap();
        std::fs::write(scratch.path().join("home/gopher/.bashrc"), "x").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink("/home/gopher/.bashrc", scratch.path().join("home/gopher/.profile"))
            .unwrap();
        let tree = DiskTree::below(scratch.path());
        #[cfg(unix)]
        assert_eq!(tree.read("/home/gopher/.profile"), Reading::Text("x".into()));
        assert_eq!(tree.presence("/home/gopher/.zshrc"), Presence::Missing);
        assert_eq!(tree.presence("/usr/bin/go"), Presence::Untold);
        assert_eq!(tree.list("/home/gopher").first().map(String::as_str), Some(".bashrc"));
    }

    #[test]
    fn memory_tree_has_the_directories_of_its_files() {
        let tree = MemoryTree::default().with("/etc/profile.d/go.sh", "x").with("/etc/profile.d/a.sh", "");
        assert_eq!(tree.list("/etc/profile.d"), ["a.sh", "go.sh"]);
        assert_eq!(tree.presence("/etc"), Presence::Directory);
        assert_eq!(tree.read("/etc/none"), Reading::Missing);
        assert_eq!(tree.read("/usr/none"), Reading::Untold);
    }
}
