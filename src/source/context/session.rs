//! What a session has before any shell starts.

use std::collections::BTreeMap;

use super::ContextKind;
use crate::source::shell::{FileTree, Place};

/// A variable of a session, and the file that set it.
pub(super) type SessionVariables = BTreeMap<String, (String, Option<Place>)>;

/// What PAM and systemd give to this kind of session.
pub(super) fn variables(kind: ContextKind, home: &str, tree: &dyn FileTree) -> SessionVariables {
    let _ = (kind, home, tree);
    SessionVariables::new()
}
