//! SR: where values come from, and lines and names that set nothing.

pub(super) mod env_hides_file;
pub(super) mod line_ignored;
pub(super) mod quotes;
pub(super) mod unknown_variable;
