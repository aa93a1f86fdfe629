//! What a command leaves, and what can be left.

use std::sync::Arc;

use super::super::state::StateChanges;
use super::super::variable::Variable;
use crate::source::startup::Condition;

/// What happens after a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Flow {
    /// The next command.
    Next,
    /// `break N`
    Break(u32),
    /// `continue N`
    Continue(u32),
    /// The rest of all files that are sourced is not read; the file that sources the first goes on.
    EndSourced,
    /// The rest of the line is lost.
    DropLine,
    /// `return`
    Return,
    /// The rest of the file is not read.
    EndFile,
    /// The rest of the start-up file, and of the file that it sources, is not read.
    EndStartFile,
    /// `exit`, `exec`: nothing runs any more.
    EndShell,
}

/// What can be left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum FrameKind {
    /// The shell.
    Shell,
    /// A file that the shell reads by itself.
    StartFile,
    /// A file that is sourced.
    File,
    /// A call of a function.
    Function,
    /// A loop.
    Loop,
    /// One turn of a loop.
    Turn,
    /// A subshell: nothing gets out of it.
    Subshell,
}

/// Something that can be left, and who left it under a condition.
#[derive(Debug)]
pub(super) struct Frame {
    /// What it is.
    pub(super) kind: FrameKind,
    /// The mark at its beginning.
    pub(super) level: usize,
    /// The ways that left it under a condition.
    pub(super) exits: Vec<Exit>,
    /// Variables that are restored at the end.
    pub(super) locals: Vec<(Arc<str>, Option<Arc<Variable>>)>,
    /// A file whose errors end nothing beyond it.
    pub(super) catches: bool,
    /// The function was defined by the word `function`.
    pub(super) has_keyword: bool,
}

/// Conditional exits of one frame that are kept. What more of them do is not followed.
const MAX_EXITS: usize = 40;

impl Frame {
    /// Something that begins at this level of the state.
    pub(super) fn new(kind: FrameKind, level: usize) -> Self {
        Self { kind, level, exits: vec![], locals: vec![], catches: false, has_keyword: false }
    }

    /// Keeps a way that leaves it.
    pub(super) fn put_aside(&mut self, exit: Exit) {
        if self.exits.len() < MAX_EXITS {
            self.exits.push(exit);
        }
    }

    /// What it is.
    pub(super) fn kind(&self) -> FrameKind {
        self.kind
    }

    /// Whether it is a file that is sourced.
    pub(super) fn is_file(&self) -> bool {
        self.kind == FrameKind::File
    }
}

/// A way that left under a condition.
#[derive(Debug)]
pub(super) struct Exit {
    /// What it changed since the frame that it leaves to began.
    pub(super) changes: StateChanges,
    /// The condition.
    pub(super) condition: Condition,
    /// The condition held on this way.
    pub(super) held: bool,
}
