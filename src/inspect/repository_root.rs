//! Where the files of a repository are.

use std::path::{Path, PathBuf};

use crate::config::name_below;
use crate::files::Tree;

/// The top of a repository, and the names of its files.
#[derive(Debug, Clone)]
pub struct RepositoryRoot {
    /// Its top.
    pub path: PathBuf,
    /// The file that stands in for places outside of it, relative to its top.
    pub stand_in: String,
}

impl RepositoryRoot {
    /// The top of the repository that a directory is in; the directory itself where there is none.
    pub fn of(start: &Path, tree: &dyn Tree) -> Self {
        let top = start.ancestors().find(|directory| tree.exists(directory.join(".git")));
        Self { path: top.unwrap_or(start).to_owned(), stand_in: String::new() }
    }

    /// A path of the repository, with `/` between its names. `None`: it is outside of it.
    pub fn inside(&self, path: &Path) -> Option<String> {
        name_below(path, &self.path)
    }

    /// A path as people read it: relative inside the repository, whole outside of it.
    pub fn shown(&self, path: &Path) -> String {
        self.inside(path).unwrap_or_else(|| path.to_string_lossy().into_owned())
    }
}
