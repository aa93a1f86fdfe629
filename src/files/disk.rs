//! This machine's own files.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use super::content::Content;
use super::error::ReadError;
use super::limits::MAX_FILE;
use super::tree::{DirectoryEntry, EntryKind, Presence, Stream, Tree};

/// Files on this machine's disk.
#[derive(Debug, Clone, Copy, Default)]
pub struct DiskTree;

impl Tree for DiskTree {
    fn content(&self, path: &Path) -> Result<Content, ReadError> {
        let (file, size) = open_regular(path)?;
        if size > MAX_FILE {
            return Err(ReadError::TooLarge(path.to_owned()));
        }
        read_stream(file, path, usize::try_from(size).unwrap_or(0))
    }

    fn open(&self, path: &Path) -> Result<Stream, ReadError> {
        let (file, _) = open_regular(path)?;
        Ok(Box::new(BufReader::with_capacity(1 << 16, file)))
    }

    fn stat(&self, path: &Path) -> Presence {
        std::fs::metadata(path).map_or(Presence::Missing, |metadata| Presence::of(&metadata))
    }

    fn names(&self, directory: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(directory).into_iter().flatten().flatten();
        let mut names: Vec<String> =
            entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort_unstable();
        names
    }

    fn entries(&self, directory: &Path) -> Result<Vec<DirectoryEntry>, ReadError> {
        let refused = |source| ReadError::refused(directory, source);
        let mut all = vec![];
        for entry in std::fs::read_dir(directory).map_err(refused)? {
            let entry = entry.map_err(refused)?;
            let kind = match entry.file_type() {
                Ok(kind) if kind.is_dir() => EntryKind::Directory,
                Ok(kind) if kind.is_file() => EntryKind::File,
                Ok(kind) if kind.is_symlink() => EntryKind::Link,
                _ => EntryKind::Other,
            };
            all.push(DirectoryEntry { name: entry.file_name(), kind });
        }
        all.sort_unstable();
        Ok(all)
    }

    fn canonical(&self, path: &Path) -> Option<PathBuf> {
        std::fs::canonicalize(path).ok()
    }
}

impl Presence {
    fn of(metadata: &Metadata) -> Self {
        if metadata.is_dir() {
            Self::Directory
        } else if metadata.is_file() {
            Self::File { is_empty: metadata.len() == 0, is_executable: is_executable(metadata) }
        } else {
            Self::Other
        }
    }
}

/// Reads all of a stream, such as standard input; `name` stands for it in messages. `size`: about how many
/// bytes are expected.
///
/// # Errors
/// More than [`MAX_FILE`] bytes, or refused by the system.
pub(super) fn read_stream(stream: impl Read, name: &Path, size: usize) -> Result<Content, ReadError> {
    let mut bytes = Vec::with_capacity(size.saturating_add(1));
    let read = stream.take(MAX_FILE + 1).read_to_end(&mut bytes);
    read.map_err(|source| ReadError::refused(name, source))?;
    if bytes.len() as u64 > MAX_FILE {
        return Err(ReadError::TooLarge(name.to_owned()));
    }
    Ok(Content::from(bytes))
}

/// Opens a file without waiting for anyone, and looks at what was opened: between a look at the path and
/// the opening another file could take its place. With its size in bytes.
fn open_regular(path: &Path) -> Result<(File, u64), ReadError> {
    let file = at_once().open(path).map_err(|source| match std::fs::metadata(path) {
        Ok(metadata) => not_regular(path, &metadata).unwrap_or(ReadError::refused(path, source)),
        Err(_) => ReadError::refused(path, source),
    })?;
    let metadata = file.metadata().map_err(|source| ReadError::refused(path, source))?;
    match not_regular(path, &metadata) {
        Some(error) => Err(error),
        None => Ok((file, metadata.len())),
    }
}

fn not_regular(path: &Path, metadata: &Metadata) -> Option<ReadError> {
    match Presence::of(metadata) {
        Presence::File { .. } => None,
        Presence::Directory => Some(ReadError::Directory(path.to_owned())),
        _ => Some(ReadError::Special(path.to_owned())),
    }
}

/// Opening for reading that neither waits for the other end of a pipe nor takes a terminal.
#[cfg(unix)]
fn at_once() -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = OpenOptions::new();
    options.read(true).custom_flags(libc::O_NONBLOCK | libc::O_NOCTTY);
    options
}

#[cfg(not(unix))]
fn at_once() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true);
    options
}

#[cfg(unix)]
fn is_executable(metadata: &Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    metadata.permissions().mode() & 0o111 != 0
}

#[cfg(not(unix))]
fn is_executable(_: &Metadata) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: &Path) -> Result<Content, ReadError> {
        DiskTree.content(path)
    }

    #[test]
    fn only_regular_files_of_sensible_size_are_read() {
        let scratch = tempfile::tempdir().unwrap();
        assert!(matches!(read(scratch.path()), Err(ReadError::Directory(_))));
        assert!(read(&scratch.path().join("none")).unwrap_err().is_missing());
        let file = scratch.path().join("go.mod");
        std::fs::write(&file, "module m\n").unwrap();
        assert_eq!(read(&file).unwrap().bytes(), b"module m\n");
        assert!(read(&file.join("below")).unwrap_err().is_missing());
        File::create(&file).unwrap().set_len(MAX_FILE + 1).unwrap();
        assert!(matches!(read(&file), Err(ReadError::TooLarge(_))));
        assert!(DiskTree.open(&file).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn pipes_devices_and_sockets_neither_hang_nor_are_read() {
        let scratch = tempfile::tempdir().unwrap();
        let (pipe, socket) = (scratch.path().join("pipe"), scratch.path().join("socket"));
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        for path in [&pipe, &socket, Path::new("/dev/zero")] {
            assert!(matches!(read(path), Err(ReadError::Special(_))), "{}", path.display());
            assert!(matches!(DiskTree.open(path), Err(ReadError::Special(_))), "{}", path.display());
            assert_eq!(DiskTree.stat(path), Presence::Other);
        }
    }

    #[test]
    fn a_stream_without_end_is_refused() {
        let endless = std::io::repeat(b'x');
        assert!(matches!(read_stream(endless, Path::new("-"), 0), Err(ReadError::TooLarge(_))));
    }
}
