//! Reading small text files, at the edge: what cannot be read says so in one line.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The largest file that is read as a whole, in bytes. Settings files have a few hundred.
pub(crate) const LARGEST: u64 = 16 * 1024 * 1024;

/// Why a text cannot be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ReadError {
    /// There is no such file.
    #[error("{}: no such file", .0.display())]
    Missing(PathBuf),
    /// It is a directory, a device, a pipe.
    #[error("{}: not a regular file", .0.display())]
    NotAFile(PathBuf),
    /// It is larger than any such file would be.
    #[error("{}: larger than {} MiB; that is no settings file", .path.display(), LARGEST / (1024 * 1024))]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// It is not text.
    #[error("{}: not UTF-8 text (first bad byte at offset {offset}); save it as UTF-8", .path.display())]
    NotText {
        /// The file.
        path: PathBuf,
        /// Bytes before the first bad one.
        offset: usize,
    },
    /// The operating system refuses.
    #[error("{}: {source}", .path.display())]
    Refused {
        /// The file.
        path: PathBuf,
        /// In the system's words.
        source: io::Error,
    },
}

impl ReadError {
    /// Whether there is simply no such file.
    pub(crate) fn is_missing(&self) -> bool {
        matches!(self, Self::Missing(_))
    }
}

/// Reads a whole regular file as bytes.
///
/// # Errors
/// No such file, not a regular file, too large, refused by the system.
pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>, ReadError> {
    let refused = |source: io::Error| match source.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => ReadError::Missing(path.to_owned()),
        _ => ReadError::Refused { path: path.to_owned(), source },
    };
    let metadata = std::fs::metadata(path).map_err(refused)?;
    if !metadata.is_file() {
        return Err(ReadError::NotAFile(path.to_owned()));
    }
    if metadata.len() > LARGEST {
        return Err(ReadError::TooLarge { path: path.to_owned() });
    }
    read_limited(File::open(path).map_err(refused)?, path)
}

/// Reads all of a stream, up to the size of the largest file.
///
/// # Errors
/// Too large, or refused by the system; `name` stands for the stream in messages.
pub(crate) fn read_limited(stream: impl Read, name: &Path) -> Result<Vec<u8>, ReadError> {
    let mut bytes = vec![];
    let read = stream.take(LARGEST + 1).read_to_end(&mut bytes);
    read.map_err(|source| ReadError::Refused { path: name.to_owned(), source })?;
    if bytes.len() as u64 > LARGEST {
        return Err(ReadError::TooLarge { path: name.to_owned() });
    }
    Ok(bytes)
}

/// Decodes pasted text: UTF-8, or UTF-16 with a byte order mark as PowerShell redirects it.
///
/// # Errors
/// Neither of them.
pub(crate) fn decode(bytes: Vec<u8>, name: &Path) -> Result<String, ReadError> {
    match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => Ok(utf16(rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => Ok(utf16(rest, u16::from_be_bytes)),
        _ => String::from_utf8(bytes).map_err(|error| ReadError::NotText {
            path: name.to_owned(),
            offset: error.utf8_error().valid_up_to(),
        }),
    }
}

fn utf16(bytes: &[u8], order: fn([u8; 2]) -> u16) -> String {
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| order(*pair));
    char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decode_reads_what_powershell_writes() {
        let bytes: Vec<u8> =
            [0xff, 0xfe].into_iter().chain("set é".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(decode(bytes, Path::new("x")).unwrap(), "set é");
    }

    #[test]
    fn decode_names_the_first_bad_byte() {
        let error = decode(b"ab\xff".to_vec(), Path::new("env.txt")).unwrap_err();
        assert_eq!(
            error.to_string(),
            "env.txt: not UTF-8 text (first bad byte at offset 2); save it as UTF-8"
        );
    }

    #[test]
    fn read_refuses_directories_and_missing_files() {
        let scratch = tempfile::tempdir().unwrap();
        assert!(matches!(read_bytes(scratch.path()), Err(ReadError::NotAFile(_))));
        assert!(read_bytes(&scratch.path().join("none")).unwrap_err().is_missing());
    }

    #[test]
    fn read_refuses_what_is_too_large() {
        let endless = io::repeat(b'x');
        assert!(matches!(read_limited(endless, Path::new("-")), Err(ReadError::TooLarge { .. })));
    }
}
