//! Reading small text files of this machine whole.

use std::io::Read;
use std::path::Path;

pub(crate) use crate::files::ReadError;
use crate::files::{Content, DiskTree, Tree, read_stream};

/// Reads a whole regular file as bytes.
///
/// # Errors
/// No such file, not a regular file, too large, refused by the system.
pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>, ReadError> {
    DiskTree.content(path).map(|content| content.bytes().to_vec())
}

/// Reads all of a stream, up to the size of the largest file.
///
/// # Errors
/// Too large, or refused by the system; `name` stands for the stream in messages.
pub(crate) fn read_limited(stream: impl Read, name: &Path) -> Result<Vec<u8>, ReadError> {
    read_stream(stream, name, 0).map(|content| content.bytes().to_vec())
}

/// Decodes pasted text: UTF-8, or UTF-16 with a byte order mark as PowerShell redirects it.
///
/// # Errors
/// Neither of them.
pub(crate) fn decode(bytes: Vec<u8>, name: &Path) -> Result<String, ReadError> {
    Content::from(bytes).pasted(name).map(|text| text.to_string())
}
