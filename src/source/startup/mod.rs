//! What a new shell would export, worked out from its start-up files without running anything.
//!
//! One evaluator a family of shells: each reads its own language exactly as far as a variable's value
//! can depend on it, and says *conditional* or *unknown* where only running the file would tell. The
//! evaluators share what stands here: which shell ([`Shell`], [`Mode`]), where files come from
//! ([`FileTree`]), how sure a value is ([`Knowledge`]), variables that can be taken back after an
//! undecided branch (`store`), and what comes out ([`Outcome`]).

use std::rc::Rc;

pub(crate) mod fish;
mod kind;
mod knowledge;
mod nushell;
mod outcome;
mod plain;
mod posix;
mod powershell;
mod start;
pub(crate) mod store;
pub(crate) mod tcsh;
mod tree;

pub use crate::files::Place;
pub use kind::{Mode, Shell};
pub use knowledge::Knowledge;
pub use outcome::{Alternative, Outcome, ReadFile, Remark, RemarkKind, ShellState, ShellVariable};
pub use start::Start;
pub use tree::Reading;

pub use crate::files::{MemoryTree, Presence, Tree as FileTree};

use crate::files::SizeLimitedTree;

/// What a shell would export after its start-up files.
pub fn read(start: &Start, tree: &dyn FileTree) -> Outcome {
    let limited = SizeLimitedTree::new(tree);
    let outcome = match start.shell {
        Shell::Fish => fish::read(start, &limited),
        Shell::Tcsh => tcsh::read(start, &limited),
        Shell::PowerShell => powershell::read(start, tree),
        Shell::Nushell => nushell::read(start, tree),
        _ => return posix::read(start, tree),
    };
    doubted_behind_limits(outcome, limited.refused())
}

/// Where a reader reached one of its limits, nothing it says is certain.
fn doubted_behind_limits(mut outcome: Outcome, refused: Option<&'static str>) -> Outcome {
    let limit = outcome.remarks.iter().find_map(|remark| match &remark.kind {
        RemarkKind::Limit { reason } => Some(Rc::from(reason.as_str())),
        _ => None,
    });
    let Some(reason) = limit.or(refused.map(Rc::from)) else { return outcome };
    for variable in outcome.variables.values_mut().filter(|variable| variable.knowledge.is_certain()) {
        variable.knowledge = Knowledge::Conditional(Rc::clone(&reason));
    }
    outcome.incomplete = Some(reason);
    outcome
}
