//! What a new shell would export, worked out from its start-up files without running anything.
//!
//! One evaluator a family of shells: each reads its own language exactly as far as a variable's value
//! can depend on it, and says *conditional* or *unknown* where only running the file would tell. The
//! evaluators share what stands here: which shell ([`Shell`], [`Mode`]), where files come from
//! ([`FileTree`]), how sure a value is ([`Knowledge`]), variables that can be taken back after an
//! undecided branch ([`store`]), and what comes out ([`Outcome`]).

pub(crate) mod fish;
mod kind;
mod knowledge;
mod outcome;
mod posix;
mod start;
pub(crate) mod store;
pub(crate) mod tcsh;
mod tree;

pub use kind::{Mode, Shell};
pub use knowledge::Knowledge;
pub use outcome::{Alternative, Outcome, Place, ReadFile, Remark, RemarkKind, ShellState, ShellVariable};
pub use start::Start;
pub use tree::{DiskTree, FileTree, MemoryTree, Presence, Reading};

/// What a shell would export after its start-up files.
pub fn read(start: &Start, tree: &dyn FileTree) -> Outcome {
    posix::read(start, tree)
}
