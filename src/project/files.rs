//! Files at the edge: read whole, with limits, and only if they are files.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

/// Largest file that is read whole, in bytes.
pub const LARGEST_FILE: u64 = 64 << 20;

/// Why a file was not read, with what to do.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The system refuses.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A directory stands in its place.
    #[error("{} is a directory; go passes over it: rename it", path.display())]
    Directory {
        /// The path.
        path: PathBuf,
    },
    /// A device, pipe or socket.
    #[error("{} is no regular file and was not opened; put a regular file in its place", path.display())]
    Special {
        /// The path.
        path: PathBuf,
    },
    /// Too large to be what its name says.
    #[error("{} has more than 64 MiB; restore it from version control", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// No UTF-8.
    #[error("{} is not UTF-8 at byte {offset}; save it as UTF-8 without a byte order mark", path.display())]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// How many bytes are fine before it.
        offset: usize,
    },
}

impl FileError {
    /// Whether the file does not exist.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Io { source, .. } if source.kind() == io::ErrorKind::NotFound)
    }
}

/// Opens a regular file; links are followed to one.
pub fn open(path: &Path) -> Result<File, FileError> {
    let failed = |source| FileError::Io { path: path.to_owned(), source };
    let kind = std::fs::metadata(path).map_err(failed)?;
    if kind.is_dir() {
        return Err(FileError::Directory { path: path.to_owned() });
    }
    if !kind.is_file() {
        return Err(FileError::Special { path: path.to_owned() });
    }
    File::open(path).map_err(failed)
}

/// Reads a text file of at most [`LARGEST_FILE`] bytes.
pub fn read_text(path: &Path) -> Result<String, FileError> {
    String::from_utf8(read_bytes(path)?).map_err(|error| FileError::NotUtf8 {
        path: path.to_owned(),
        offset: error.utf8_error().valid_up_to(),
    })
}

/// The same of a file in which go does not mind bytes that are no UTF-8, as in comments of go.mod.
pub fn read_text_lossy(path: &Path) -> Result<String, FileError> {
    Ok(String::from_utf8_lossy(&read_bytes(path)?).into_owned())
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, FileError> {
    let mut bytes = Vec::new();
    let read = open(path)?.take(LARGEST_FILE + 1).read_to_end(&mut bytes);
    read.map_err(|source| FileError::Io { path: path.to_owned(), source })?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(FileError::TooLarge { path: path.to_owned() });
    }
    Ok(bytes)
}

/// Whether go takes the path for a file: it exists and is no directory.
pub fn is_file(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|kind| !kind.is_dir())
}

/// `path` as seen from `base`, without `.` and `..` elements (`filepath.Join`): by name only, links
/// are not looked at.
pub fn join_clean(base: &Path, path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for component in base.join(path).components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => match out.components().next_back() {
                Some(Component::Normal(_)) => drop(out.pop()),
                Some(Component::RootDir | Component::Prefix(_)) => {}
                _ => out.push(".."),
            },
            other => out.push(other),
        }
    }
    out
}

/// The name go uses in messages: relative to the working directory where that is shorter
/// (`base.ShortPath`).
pub fn short_path(path: &Path, working_directory: &Path) -> PathBuf {
    let shared = path.components().zip(working_directory.components()).take_while(|(a, b)| a == b).count();
    let ups = working_directory.components().count() - shared;
    let relative: PathBuf =
        std::iter::repeat_n(Component::ParentDir, ups).chain(path.components().skip(shared)).collect();
    let relative = if relative.as_os_str().is_empty() { PathBuf::from(".") } else { relative };
    if shared > 0 && relative.as_os_str().len() < path.as_os_str().len() { relative } else { path.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn join_clean_by_name() {
        for (path, expected) in
            [("./a", "/w/x/a"), ("../a/./b", "/w/a/b"), ("/abs/..", "/"), ("../../../..", "/")]
        {
            assert_eq!(join_clean(Path::new("/w/x"), Path::new(path)), Path::new(expected), "{path}");
        }
    }

    #[test]
    fn short_path_only_where_shorter() {
        let short = |path| short_path(Path::new(path), Path::new("/w/a"));
        assert_eq!(short("/w/a/go.mod"), Path::new("go.mod"));
        assert_eq!(short("/w/a"), Path::new("."));
        assert_eq!(short("/w/go.mod"), Path::new("/w/go.mod"));
        assert_eq!(short("/x"), Path::new("/x"));
    }

    #[test]
    fn read_refuses_what_is_no_text_file() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(read_text(folder.path()), Err(FileError::Directory { .. })));
        assert!(read_text(&folder.path().join("none")).unwrap_err().is_missing());
        let latin = folder.path().join("latin");
        std::fs::write(&latin, b"module \xe4").unwrap();
        assert!(matches!(read_text(&latin), Err(FileError::NotUtf8 { offset: 7, .. })));
        #[cfg(unix)]
        assert!(matches!(read_text(Path::new("/dev/zero")), Err(FileError::Special { .. })));
        let large = std::fs::File::create(folder.path().join("large")).unwrap();
        large.set_len(LARGEST_FILE + 1).unwrap();
        assert!(matches!(read_text(&folder.path().join("large")), Err(FileError::TooLarge { .. })));
    }
}
