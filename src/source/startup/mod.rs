//! What a new shell would export, worked out from its start-up files without running anything.
//!
//! The door: [`read`] takes how a shell is started ([`Start`]: which [`Shell`], which [`Mode`], which environment)
//! and the files of a machine ([`FileTree`]), and gives an [`Outcome`]: each variable with its place, how sure it is
//! ([`Knowledge`]) and what else it could be, the files in the order they are read, and remarks on what explains a
//! surprise. Nothing is run, and nothing outside of this room is known but values, places and trees.
//!
//! One evaluator a family of shells reads its own language exactly as far as a variable's value can depend on it,
//! and says *conditional* or *unknown* where only running the file would tell: `posix`, `fish`, `tcsh`, and the plain
//! assignments of PowerShell and nushell (`plain`). What they share is written once: variables that can be taken
//! back after an undecided branch (`store`) and what else they could be (`alternatives`), limits (`limits`), the
//! names in text that is not followed (`opaque`), patterns (`pattern`), file tests (`file_test`), paths (`path`), and
//! where in a text things stand (`script`).

use std::sync::Arc;

mod alternatives;
mod file_test;
mod fish;
mod kind;
mod knowledge;
mod limits;
mod nushell;
mod opaque;
mod outcome;
mod path;
mod pattern;
mod plain;
mod posix;
mod powershell;
mod script;
mod start;
mod store;
mod tcsh;
mod tree;

use alternatives::{Condition, MAX_ALTERNATIVES, distinct};
pub use kind::{Mode, Shell};
pub use knowledge::Knowledge;
pub use outcome::{Alternative, Outcome, ReadFile, Remark, RemarkKind, ShellState, ShellVariable};
pub use start::Start;
pub use tree::Reading;

pub use crate::files::{MemoryTree, Place, Presence, Tree as FileTree};

use crate::files::SizeLimitedTree;

/// What a shell would export after its start-up files.
pub fn read(start: &Start, tree: &dyn FileTree) -> Outcome {
    let limited = SizeLimitedTree::new(tree);
    let outcome = match start.shell {
        Shell::Fish => fish::read(start, &limited),
        Shell::Tcsh => tcsh::read(start, &limited),
        Shell::PowerShell => powershell::read(start, tree),
        Shell::Nushell => nushell::read(start, tree),
        // The Bourne reader counts what it follows; plugins of zsh are larger than files that people write.
        _ => return posix::read(start, tree),
    };
    doubted_beyond_limits(outcome, limited.refused())
}

/// Where a reader reached one of its limits, nothing it says is certain.
fn doubted_beyond_limits(mut outcome: Outcome, refused: Option<&'static str>) -> Outcome {
    let limit = outcome.remarks.iter().find_map(|remark| match &remark.kind {
        RemarkKind::Limit { reason } => Some(Arc::from(reason.as_str())),
        _ => None,
    });
    let Some(reason) = limit.or(refused.map(Arc::from)) else { return outcome };
    for variable in outcome.variables.values_mut().filter(|variable| variable.knowledge.is_certain()) {
        variable.knowledge = Knowledge::Conditional(Arc::clone(&reason));
    }
    outcome.incomplete = Some(reason);
    outcome
}
