//! GS: what is wrong with GOSUMDB.

pub(super) mod off;
pub(super) mod off_misspelt;
pub(super) mod unknown_name;
