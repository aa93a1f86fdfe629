//! The user whose contexts are surveyed.

use std::collections::BTreeMap;

use crate::source::startup::Shell;

/// Whose contexts they are.
#[derive(Debug, Clone)]
pub struct User {
    /// The login shell.
    pub shell: Shell,
    /// The home directory.
    pub home: String,
    /// What every session of the user has: HOME, USER, PATH and their like.
    pub environment: BTreeMap<String, String>,
}
