//! A text of the file.

use crate::files::Place;

/// A text of the file with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The text, without white space around it.
    pub text: String,
    /// Where it stands, without the quotes around it.
    pub place: Place,
}
