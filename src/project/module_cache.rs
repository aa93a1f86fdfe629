//! What the module cache holds of a module version. Read-only: files are looked at, not opened.
//!
//! Mirrors `modfetch.CachePath` and `modfetch.DownloadDir`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::go::module_path::{PathError, escape_path};
use crate::go::module_version::{EscapeVersionError, escape_version, is_canonical_version};
use crate::go::quote::quote;
use crate::go::semver::Semver;

/// One expected file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileState {
    /// It is there, with its size in bytes.
    Present(u64),
    /// It is not there.
    Absent,
    /// Something else stands in its place, or it cannot be looked at.
    Odd(String),
}

impl FileState {
    /// Whether go would use the file.
    pub fn is_present(&self) -> bool {
        matches!(self, Self::Present(_))
    }
}

/// What the cache holds of one version of a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CacheEntry {
    /// The folder `cache/download/…/@v` below GOMODCACHE.
    pub folder: PathBuf,
    /// What the version stands for.
    pub info: FileState,
    /// Its go.mod.
    pub go_mod: FileState,
    /// Its source.
    pub zip: FileState,
    /// The hash of the zip, written when it was downloaded.
    pub ziphash: FileState,
    /// The versions known here.
    pub list: FileState,
    /// Whether the source is unpacked, and no unpacking was broken off.
    pub unpacked: bool,
}

impl CacheEntry {
    /// Whether the zip needs no download (`modfetch.Fetcher.DownloadZip`). Its hash need not be there: go
    /// makes it anew.
    pub fn has_zip(&self) -> bool {
        self.zip.is_present()
    }
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

/// Looks a module version up below GOMODCACHE.
pub fn look_up(module_cache: &Path, path: &str, version: &str) -> Result<CacheEntry, CacheError> {
    let module = escape_path(path)?;
    if Semver::parse(version).is_none() {
        return Err(CacheError::NotSemver(version.to_owned()));
    }
    if !is_canonical_version(version) {
        return Err(CacheError::NotCanonical(version.to_owned()));
    }
    let escaped = escape_version(version)?;
    let folder = module_cache.join("cache").join("download").join(&module).join("@v");
    let state = |suffix: &str| file_state(&folder.join(format!("{escaped}.{suffix}")));
    let unpacked = module_cache.join(format!("{module}@{escaped}"));
    Ok(CacheEntry {
        info: state("info"),
        go_mod: state("mod"),
        zip: state("zip"),
        ziphash: state("ziphash"),
        list: file_state(&folder.join("list")),
        unpacked: unpacked.is_dir() && !state("partial").is_present(),
        folder,
    })
}

fn file_state(path: &Path) -> FileState {
    match fs::metadata(path) {
        Ok(found) if found.is_file() => FileState::Present(found.len()),
        Ok(_) => FileState::Odd("not a regular file".to_owned()),
        // A file where a folder should be means as little as nothing at all.
        Err(error) if error.kind() == io::ErrorKind::NotFound => FileState::Absent,
        Err(error) => FileState::Odd(error.to_string()),
    }
}

/// Names of the checksum databases whose latest tree head is kept in `GOPATH/pkg/sumdb`, sorted; at
/// most 1000. Nothing there, or nothing readable, is an empty list.
pub fn known_databases(gopath: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(gopath.join("pkg").join("sumdb")) else {
        return Vec::new();
    };
    let latest = entries.take(1000).flatten().filter(|entry| entry.path().join("latest").is_file());
    let mut names: Vec<_> = latest.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_up_escapes_capitals_and_needs_no_hash_beside_the_zip() {
        let cache = tempfile::tempdir().unwrap();
        let folder = cache.path().join("cache/download/github.com/!azure/sdk/@v");
        fs::create_dir_all(&folder).unwrap();
        for suffix in ["info", "mod", "zip"] {
            fs::write(folder.join(format!("v1.0.0.{suffix}")), "x").unwrap();
        }
        let found = || look_up(cache.path(), "github.com/Azure/sdk", "v1.0.0").unwrap();
        assert!(found().has_zip() && !found().ziphash.is_present() && !found().unpacked);
        fs::create_dir(folder.join("v1.0.0.ziphash")).unwrap();
        assert!(matches!(found().ziphash, FileState::Odd(_)));
        fs::remove_dir(folder.join("v1.0.0.ziphash")).unwrap();
        fs::write(folder.join("v1.0.0.ziphash"), "h1:x").unwrap();
        assert!(found().ziphash.is_present());
    }

    #[test]
    fn look_up_never_leaves_the_cache() {
        let look = |path, version| look_up(Path::new("/nowhere"), path, version);
        assert!(matches!(look("../../etc", "v1.0.0"), Err(CacheError::Path(_))));
        assert!(matches!(look("example.com/a", "../v1"), Err(CacheError::NotSemver(_))));
        assert!(matches!(look("example.com/a", "v1.2"), Err(CacheError::NotCanonical(_))));
        assert_eq!(look("example.com/a", "v1.2.3").unwrap().info, FileState::Absent);
    }

    #[test]
    fn known_databases_by_tree_head() {
        let gopath = tempfile::tempdir().unwrap();
        assert!(known_databases(gopath.path()).is_empty());
        let database = gopath.path().join("pkg/sumdb/sum.golang.org");
        fs::create_dir_all(&database).unwrap();
        fs::write(database.join("latest"), "").unwrap();
        assert_eq!(known_databases(gopath.path()), ["sum.golang.org"]);
    }
}
