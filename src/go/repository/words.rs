//! The shapes of path elements, and the names that they may end in.

use crate::go::tables::behaviours::Behaviour;
use crate::go::version::GoVersion;

/// Names that a path element may end in, as `.git`.
const SUFFIXES: &[&str] = &["bzr", "fossil", "git", "hg", "svn"];

/// `[\w.\-]+`.
pub(super) fn is_word(element: &str) -> bool {
    !element.is_empty()
        && element.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-'))
}

/// `~?[\w.\-]+`.
pub(super) fn is_tilde_word(element: &str) -> bool {
    is_word(element.strip_prefix('~').unwrap_or(element))
}

/// The version control systems that a version knows.
pub(super) fn vcs_names(version: GoVersion) -> impl Iterator<Item = &'static str> {
    SUFFIXES.iter().copied().filter(move |name| *name != "bzr" || version.has(Behaviour::Bazaar))
}
