//! What the command line names to be read once: a file, a pipe, or standard input.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use super::content::Content;
use super::disk::read_stream;
use super::error::ReadError;
use super::tree::{Stream, Tree};

/// Whether a name stands for standard input.
pub fn is_stdin(name: &Path) -> bool {
    name == Path::new("-")
}

/// Opens an input of any length; `-` is standard input. Whoever names a pipe wants to wait for it.
///
/// # Errors
/// Whatever keeps it from being opened.
pub fn open_input(name: &Path) -> Result<Stream, ReadError> {
    let stream: Box<dyn Read + Send> = if is_stdin(name) {
        Box::new(std::io::stdin())
    } else {
        let refused = |source| ReadError::refused(name, source);
        let file = File::open(name).map_err(refused)?;
        if file.metadata().map_err(refused)?.is_dir() {
            return Err(ReadError::Directory(name.to_owned()));
        }
        Box::new(file)
    };
    Ok(Box::new(BufReader::with_capacity(1 << 16, stream)))
}

/// All of an input: standard input, or a file of the tree.
///
/// # Errors
/// Whatever keeps it from being read.
pub fn read_input(name: &Path, tree: &dyn Tree) -> Result<Content, ReadError> {
    if is_stdin(name) {
        return read_stream(std::io::stdin().lock(), Path::new("standard input"), 0);
    }
    tree.content(name)
}
