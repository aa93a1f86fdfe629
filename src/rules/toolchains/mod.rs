//! TC: which Go runs, and in which mode.

pub(super) mod blocked;
pub(super) mod go111module_unknown;
pub(super) mod goflags_invalid;
pub(super) mod gotoolchain_invalid;
pub(super) mod gowork_elsewhere;
pub(super) mod local_too_old;
pub(super) mod mod_vendor;
pub(super) mod modules_off;
pub(super) mod needs_sumdb;
pub(super) mod too_new_syntax;

use crate::go::toolchain::{Selection, select};

use super::RuleInputs;

/// The toolchain that go.mod or go.work, with GOTOOLCHAIN, sends go to; `None`: the one that was started goes
/// on, or GOTOOLCHAIN is malformed.
fn wanted(context: &RuleInputs<'_>) -> Option<Wanted> {
    let lines = &context.project.lines;
    let value = context.scenario.settings.value("GOTOOLCHAIN");
    match select(value, Some(lines), context.scenario.engine.version()) {
        Ok(Selection::Switch { name, path_only }) => Some(Wanted { name, path_only }),
        _ => None,
    }
}

/// A toolchain to switch to.
struct Wanted {
    /// Its name, `go1.99.0`.
    name: String,
    /// It may only come from PATH.
    path_only: bool,
}
