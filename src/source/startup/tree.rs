//! What start-up files are to their readers: a text, or one of three ways of having none.

use std::sync::Arc;

use crate::files::{ReadError, Tree};

/// What reading a file gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// Its text; bytes that are not UTF-8 become U+FFFD.
    Text(Arc<str>),
    /// There is no such file.
    Missing,
    /// The tree says nothing about that part of the disk.
    Untold,
    /// It is there and cannot be read: why, in one line.
    Refused(String),
}

impl dyn Tree + '_ {
    /// The text of a file, as the readers of start-up files want it.
    pub fn read(&self, path: &str) -> Reading {
        match self.text(path) {
            Ok(text) => Reading::Text(text),
            Err(ReadError::Missing(_)) => Reading::Missing,
            Err(ReadError::Untold(_)) => Reading::Untold,
            Err(ReadError::Refused { source, .. }) => Reading::Refused(source.to_string()),
            Err(ReadError::TooLarge(_)) => Reading::Refused("larger than any start-up file".into()),
            Err(_) => Reading::Refused("not a regular file".into()),
        }
    }
}
