//! The names of checksum databases.

use crate::distance::nearest;
use crate::go::tables::hosts::{KnownToGo, PUBLIC_DATABASES};
use crate::rules::edit::unquoted;

/// Whether the name carries something like a key, whose defects are another matter.
pub(super) fn is_keyed(name: &str) -> bool {
    let hash = name.split('+').nth(1).unwrap_or("");
    hash.len() == 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The known name that was most likely meant, whatever was put around it.
pub(super) fn suggestion(name: &str) -> Option<&'static str> {
    let bare = unquoted(name);
    let bare = bare.split_once("://").map_or(bare, |(_, rest)| rest);
    let bare = bare.split(['/', '+', ',']).next().unwrap_or(bare);
    let known = PUBLIC_DATABASES.iter().filter(|database| database.known_to_go != KnownToGo::Nothing);
    let known: Vec<&str> = known.map(|database| database.host).collect();
    nearest(bare, &known, 2)
}
