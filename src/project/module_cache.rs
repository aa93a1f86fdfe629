//! What the module cache holds of a module version. Read-only: files are looked at, not opened.
//!
//! Mirrors `modfetch.CachePath`.

use std::path::{Path, PathBuf};

use crate::files::{SharedTree, Tree};
use crate::go::module_path::{PathError, escape_path};
use crate::go::module_version::{EscapeVersionError, escape_version, is_canonical_version};
use crate::go::quote::quote;
use crate::go::semver::Semver;

/// The module cache of a machine.
#[derive(Debug, Clone, Default)]
pub struct ModuleCache {
    /// Its files.
    pub tree: SharedTree,
    /// GOMODCACHE. `None`: nothing of it counts.
    pub folder: Option<PathBuf>,
}

impl ModuleCache {
    /// Where it keeps a version. `None`: go would not keep it there.
    pub fn place(&self, path: &str, version: &str) -> Option<CachePlace> {
        CachePlace::of(self.folder.as_deref()?, path, version).ok()
    }

    /// Whether it holds some parts of a version: its go.mod, its content.
    pub fn holds(&self, path: &str, version: &str, go_mod: bool, zip: bool) -> bool {
        let tree = &self.tree;
        self.place(path, version)
            .is_some_and(|place| (!zip || place.has_zip(tree)) && (!go_mod || place.has_go_mod(tree)))
    }
}

/// Where the module cache keeps one version of a module. Each question is a look at one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CachePlace {
    folder: PathBuf,
    version: String,
}

/// A module or version that has no place in the cache.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CacheError {
    /// Not a path that go downloads.
    #[error(transparent)]
    Path(#[from] PathError),
    /// A query or branch.
    #[error("non-semver module version {}", quote(.0))]
    NotSemver(String),
    /// A shorthand or build metadata.
    #[error("non-canonical module version {}", quote(.0))]
    NotCanonical(String),
    /// A version that cannot be a file name.
    #[error(transparent)]
    Version(#[from] EscapeVersionError),
}

impl CachePlace {
    /// The place below GOMODCACHE.
    ///
    /// # Errors
    /// A path or version that go would not keep there.
    pub fn of(module_cache: &Path, path: &str, version: &str) -> Result<Self, CacheError> {
        let module = escape_path(path)?;
        if Semver::parse(version).is_none() {
            return Err(CacheError::NotSemver(version.to_owned()));
        }
        if !is_canonical_version(version) {
            return Err(CacheError::NotCanonical(version.to_owned()));
        }
        let version = escape_version(version)?;
        Ok(Self { folder: module_cache.join("cache").join("download").join(module).join("@v"), version })
    }

    /// Whether what the version stands for is there.
    pub fn has_info(&self, tree: &dyn Tree) -> bool {
        self.has("info", tree)
    }

    /// Whether its go.mod is there.
    pub fn has_go_mod(&self, tree: &dyn Tree) -> bool {
        self.has("mod", tree)
    }

    /// Whether its content is there, so that it needs no download (`modfetch.Fetcher.DownloadZip`). The
    /// content's hash need not be: go makes it anew.
    pub fn has_zip(&self, tree: &dyn Tree) -> bool {
        self.has("zip", tree)
    }

    fn has(&self, suffix: &str, tree: &dyn Tree) -> bool {
        tree.is_file(self.folder.join(format!("{}.{suffix}", self.version)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::MemoryTree;

    #[test]
    fn place_escapes_capitals_and_needs_no_hash_next_to_the_zip() {
        let folder = "/go/pkg/mod/cache/download/github.com/!azure/sdk/@v";
        let tree = &MemoryTree::default()
            .with(format!("{folder}/v1.0.0.mod"), "x")
            .with(format!("{folder}/v1.0.0.zip"), "x");
        let place = CachePlace::of(Path::new("/go/pkg/mod"), "github.com/Azure/sdk", "v1.0.0").unwrap();
        assert_eq!((place.has_info(tree), place.has_go_mod(tree), place.has_zip(tree)), (false, true, true));
    }

    #[test]
    fn place_never_leaves_the_cache() {
        let place = |path, version| CachePlace::of(Path::new("/nowhere"), path, version);
        assert!(matches!(place("../../etc", "v1.0.0"), Err(CacheError::Path(_))));
        assert!(matches!(place("example.com/a", "../v1"), Err(CacheError::NotSemver(_))));
        assert!(matches!(place("example.com/a", "v1.2"), Err(CacheError::NotCanonical(_))));
        assert!(place("example.com/a", "v1.2.3").is_ok());
    }
}
