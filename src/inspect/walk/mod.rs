//! Finds the module files of a repository.

mod ignored;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use crate::config::Glob;
use crate::files::{DirectoryEntry, EntryKind, Tree};
use crate::project::discover::find_module_root;
use crate::project::git_index::for_each_tracked;
use ignored::Ignored;

/// What is below a directory.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Directories with a go.mod, the one that the directory itself belongs to first, then by name.
    pub roots: Vec<PathBuf>,
    /// What could not be looked at: the path and why.
    pub refused: Vec<(PathBuf, String)>,
    /// Directories and module files that ignore files leave out.
    pub ignored: Vec<PathBuf>,
    /// For each of the globs, whether it left something out.
    pub used: Vec<bool>,
}

/// Looks for go.mod files: in the directory and below it, and for the module that it is part of. Like
/// `./...`, this leaves out `testdata`, `vendor`, and names that begin with `.` or `_`; and what the repository's
/// ignore files name, except where git tracks it. Globs are relative to `base`, the repository begins at `top`.
pub(super) fn walk(start: &Path, top: &Path, exclude: &[Glob], base: &Path, tree: &dyn Tree) -> Found {
    let found = Found { used: vec![false; exclude.len()], ..Found::default() };
    let mut walk = Walk { start, top, exclude, base, tree, roots: BTreeSet::new(), found };
    walk.directories();
    walk.tracked();
    walk.found.ignored.sort_unstable();
    let own = find_module_root(start, tree).filter(|root| walk.is_inside(&root.join("go.mod")));
    walk.found.roots.extend(own.clone());
    // Each comes once; only the first may be there from above.
    walk.found.roots.extend(walk.roots.into_iter().filter(|root| Some(root) != own.as_ref()));
    walk.found
}

/// A walk on its way.
struct Walk<'w> {
    start: &'w Path,
    top: &'w Path,
    exclude: &'w [Glob],
    base: &'w Path,
    tree: &'w dyn Tree,
    roots: BTreeSet<PathBuf>,
    found: Found,
}

impl Walk<'_> {
    /// Goes down all directories that are looked at; links to directories are not followed.
    fn directories(&mut self) {
        let around = Ignored::around(self.start, self.top, self.tree, &mut self.found.refused);
        let mut waiting = vec![(self.start.to_owned(), around)];
        while let Some((directory, around)) = waiting.pop() {
            let entries = match self.tree.entries(&directory) {
                Ok(entries) => entries,
                Err(error) => {
                    let text = error.to_string();
                    let reason = text.rsplit_once(": ").map_or(text.as_str(), |(_, reason)| reason);
                    self.found.refused.push((directory, reason.to_owned()));
                    continue;
                }
            };
            let has_rules = entries.iter().any(|entry| entry.name == ".gitignore");
            let around = match has_rules {
                true => around.below(&directory, self.tree, &mut self.found.refused),
                false => around,
            };
            for entry in entries.iter().rev() {
                let path = directory.join(&entry.name);
                if self.is_taken(entry, &path, &around) {
                    match entry.kind {
                        EntryKind::Directory => waiting.push((path, around.clone())),
                        _ => self.module_file(&path),
                    }
                }
            }
        }
    }

    /// Whether an entry is a directory to go down, or a module file to take.
    fn is_taken(&mut self, entry: &DirectoryEntry, path: &Path, around: &Ignored) -> bool {
        let is_directory = entry.kind == EntryKind::Directory;
        let counts = if is_directory { !is_left_out(&entry.name) } else { entry.name == "go.mod" };
        if !counts || self.is_excluded(path) {
            return false;
        }
        let is_ignored = around.leaves_out(path, is_directory);
        if is_ignored {
            self.found.ignored.push(path.to_owned());
        }
        !is_ignored
    }

    /// Whether a glob leaves a path out, which is noted.
    fn is_excluded(&mut self, path: &Path) -> bool {
        let matched = self.exclude.iter().position(|glob| glob.covers(path, self.base));
        if let Some(used) = matched.and_then(|index| self.found.used.get_mut(index)) {
            *used = true;
        }
        matched.is_some()
    }

    /// Takes a go.mod, if it is a file of this repository.
    fn module_file(&mut self, path: &Path) {
        if self.tree.is_file(path) && self.is_inside(path) {
            self.roots.extend(path.parent().map(Path::to_owned));
        }
    }

    /// Whether a path leads to a file of the repository. One that leads out of it is somebody else's, and its
    /// text is not for our output.
    fn is_inside(&mut self, path: &Path) -> bool {
        let Some((target, top)) = self.tree.canonical(path).zip(self.tree.canonical(self.top)) else {
            return false;
        };
        let parent = path.parent().and_then(|parent| self.tree.canonical(parent));
        // A module above the start may lie outside; only the last link is what a repository decides.
        let stays =
            target.starts_with(&top) || parent.is_some_and(|parent| target.parent() == Some(&*parent));
        let problem = (path.to_owned(), "a link out of the repository: not looked at".to_owned());
        if !stays && !self.found.refused.contains(&problem) {
            self.found.refused.push(problem);
        }
        stays
    }

    /// Adds the module files that git tracks, whatever ignore files say: git does not ignore what it tracks.
    fn tracked(&mut self) {
        let mut tracked = vec![];
        let read = for_each_tracked(self.top, self.tree, |path| {
            if path == "go.mod" || path.ends_with("/go.mod") {
                tracked.push(self.top.join(path));
            }
        });
        if let Err(error) = read {
            self.found.refused.push((self.top.join(".git"), format!("its index cannot be read: {error}")));
        }
        for path in tracked {
            let Ok(below) = path.strip_prefix(self.start) else { continue };
            let mut directories = below.parent().into_iter().flat_map(Path::components);
            let is_left_out = directories.any(|part| match part {
                Component::Normal(name) => is_left_out(name),
                _ => true,
            });
            if !is_left_out && !self.is_excluded(&path) {
                self.module_file(&path);
            }
        }
        let roots = &self.roots;
        let is_taken = |path: &PathBuf| path.parent().is_some_and(|parent| roots.contains(parent));
        self.found.ignored.retain(|path| !(path.ends_with("go.mod") && is_taken(path)));
    }
}

/// Names of directories that `./...` passes over.
fn is_left_out(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name == "testdata" || name == "vendor" || name.starts_with(['.', '_'])
}
