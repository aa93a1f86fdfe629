//! Findings that somebody does not want to hear of, and says why.

use std::path::PathBuf;

use crate::config::Glob;
use crate::files::Place;

/// Which findings a suppression is for.
#[derive(Debug, Clone, PartialEq)]
pub enum Scope {
    /// Those about this line of the file that the suppression stands in.
    Line(u32),
    /// Those that an `[[ignore]]` entry describes.
    Entry {
        /// About this variable; `None`: any.
        variable: Option<String>,
        /// In files that match; `None`: any place.
        path: Option<Box<Glob>>,
        /// The directory that paths are relative to.
        base: PathBuf,
    },
}

/// One rule named in an `ignore[…]` comment, or one `[[ignore]]` entry of goenv-doctor.toml.
#[derive(Debug, Clone, PartialEq)]
pub struct Suppression {
    /// The rule: a code, a slug or a glob, as written.
    pub rule: String,
    /// Why; empty: nobody says.
    pub reason: String,
    /// Which findings it is for.
    pub scope: Scope,
    /// Where the rule is named.
    pub place: Place,
}
