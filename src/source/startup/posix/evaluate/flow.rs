//! Where a walk goes on: branches that are not decided, and what leaves a loop, a function, a file.
//!
//! Both ways of an undecided test are walked from the same state and laid over each other. A way that
//! leaves (`command -v go || return`) is put aside with what it changed since the frame that it leaves to,
//! and laid over the rest where that frame ends.

use super::super::dialect::Ends;
use super::super::state::StateChanges;
use super::frame::{Exit, Flow, Frame, FrameKind};
use super::{Evaluator, Status};
use crate::source::startup::{Condition, Knowledge};

impl Evaluator<'_> {
    /// Walks something that can be left, and says what goes on after it.
    pub(in super::super) fn framed(&mut self, kind: FrameKind, walk: impl FnOnce(&mut Self) -> Flow) -> Flow {
        let level = self.state.level();
        self.state.mark();
        self.frames.push(Frame::new(kind, level));
        let flow = walk(self);
        self.restore_locals();
        let target = self.target(flow);
        let here = self.frames.len() - 1;
        let Some(frame) = self.frames.pop() else { return flow };
        let ends_here = target == Some(here);
        // The line that sourced the files is lost too.
        let is_lost = flow == Flow::EndSourced && ends_here && !frame.catches;
        let after = if is_lost { Flow::DropLine } else { Flow::Next };
        if kind == FrameKind::Subshell {
            self.state.lift();
            return Flow::Next;
        }
        if frame.exits.is_empty() {
            self.state.keep();
            let passes = matches!(flow, Flow::EndShell | Flow::DropLine);
            return match ends_here {
                true => after,
                false if target.is_none() && !passes => Flow::Next,
                false => flow,
            };
        }
        self.close(frame, flow, target.filter(|_| !ends_here))
    }

    /// Lays the ways that left a frame over the one that reached its end.
    fn close(&mut self, frame: Frame, flow: Flow, beyond: Option<usize>) -> Flow {
        let mut exits = frame.exits.into_iter().rev();
        let mut now = match beyond {
            // The way to here leaves further: the others reach the end of this frame.
            Some(target) => {
                let Some(last) = exits.next() else { return flow };
                let changes = self.changes_until(target);
                let condition = last.condition.clone();
                self.put_aside(target, Exit { changes, condition, held: !last.held });
                self.state.lift();
                last.changes
            }
            None => self.state.lift(),
        };
        for exit in exits {
            self.state.mark();
            if exit.held {
                self.state.overlay(&exit.changes, &now, &exit.condition);
            } else {
                self.state.overlay(&now, &exit.changes, &exit.condition);
            }
            now = self.state.lift();
        }
        self.state.apply(&now);
        Flow::Next
    }

    /// The frame that a flow leaves to; `None`: the next command runs, or there is nothing to leave.
    fn target(&self, flow: Flow) -> Option<usize> {
        let mut count = 0;
        for (index, frame) in self.frames.iter().enumerate().rev() {
            let is_target = match (flow, frame.kind) {
                (Flow::Next, _) => return None,
                (_, FrameKind::Subshell) => return Some(index),
                (Flow::Break(n), FrameKind::Loop) | (Flow::Continue(n), FrameKind::Turn) => {
                    count += 1;
                    count >= n.max(1)
                }
                (Flow::Return, FrameKind::Function | FrameKind::File | FrameKind::StartFile) => true,
                (Flow::EndFile, FrameKind::File | FrameKind::StartFile) => true,
                (Flow::EndSourced | Flow::EndStartFile, FrameKind::File) if frame.catches => true,
                (Flow::EndSourced, FrameKind::File) => !self.frames.iter().take(index).any(Frame::is_file),
                (Flow::EndStartFile, FrameKind::StartFile) => true,
                (Flow::EndShell, FrameKind::Shell) => true,
                _ => false,
            };
            if is_target {
                return Some(index);
            }
        }
        None
    }

    /// What this way changed since the frame that it leaves to began; variables that are local to
    /// what it leaves are as before.
    fn changes_until(&self, target: usize) -> StateChanges {
        let level = self.frames.get(target).map_or(0, |frame| frame.level);
        let mut changes = self.state.changes_since(level);
        for frame in self.frames.iter().skip(target).rev() {
            for (name, before) in frame.locals.iter().rev() {
                changes.restore(name, before.clone());
            }
        }
        changes
    }

    fn put_aside(&mut self, target: usize, exit: Exit) {
        if let Some(frame) = self.frames.get_mut(target) {
            frame.put_aside(exit);
        }
    }

    /// Walks one way or the other, or, where nothing decides, both.
    pub(super) fn branch(
        &mut self,
        status: &Status,
        text: &str,
        held: impl FnOnce(&mut Self) -> Flow,
        otherwise: impl FnOnce(&mut Self) -> Flow,
    ) -> Flow {
        match status.decided() {
            Some(true) => held(self),
            Some(false) => otherwise(self),
            None => {
                let condition = self.condition(status, text);
                self.both(&condition, held, otherwise)
            }
        }
    }

    /// What an undecided status depends on.
    fn condition(&self, status: &Status, text: &str) -> Condition {
        let text = match (&status.knowledge, &status.text) {
            (Knowledge::Conditional(text), _) => text.clone(),
            (_, Some(text)) => text.clone(),
            _ => text.into(),
        };
        Condition { text, likely: status.likely() }
    }

    /// Walks both ways.
    pub(super) fn both(
        &mut self,
        condition: &Condition,
        held: impl FnOnce(&mut Self) -> Flow,
        otherwise: impl FnOnce(&mut Self) -> Flow,
    ) -> Flow {
        let before = self.status.clone();
        let one = self.way(held);
        let status = std::mem::replace(&mut self.status, before);
        let other = self.way(otherwise);
        self.join_status(status, condition);
        let aside = |held, changes| Exit { changes, condition: condition.clone(), held };
        match (one.leaves, other.leaves) {
            (None, None) => {
                self.state.overlay(&one.changes, &other.changes, condition);
                Flow::Next
            }
            (Some((target, until)), None) => {
                self.put_aside(target, aside(true, until));
                self.state.apply(&other.changes);
                Flow::Next
            }
            (None, Some((target, until))) => {
                self.put_aside(target, aside(false, until));
                self.state.apply(&one.changes);
                Flow::Next
            }
            (Some(_), Some((target, until))) if condition.likely != Some(false) => {
                self.put_aside(target, aside(false, until));
                self.state.apply(&one.changes);
                one.flow
            }
            (Some((target, until)), Some(_)) => {
                self.put_aside(target, aside(true, until));
                self.state.apply(&other.changes);
                other.flow
            }
        }
    }

    /// Goes on, or perhaps not.
    pub(super) fn perhaps_ends(&mut self, ends: Ends, text: &str) {
        let condition = Condition { text: text.into(), likely: Some(false) };
        self.both(&condition, |shell| shell.fails(ends), |_| Flow::Next);
    }

    fn way(&mut self, walk: impl FnOnce(&mut Self) -> Flow) -> Way {
        self.state.mark();
        let flow = walk(self);
        let leaves = self.target(flow).map(|target| (target, self.changes_until(target)));
        Way { flow, leaves, changes: self.state.lift() }
    }

    fn join_status(&mut self, held: Status, condition: &Condition) {
        if held.code != self.status.code {
            let code = match condition.likely {
                Some(true) => held.code,
                Some(false) => self.status.code,
                None => None,
            };
            let text = Some(condition.text.clone());
            let knowledge = Knowledge::Conditional(condition.text.clone());
            self.status = Status { code, knowledge, text };
        }
    }
}

/// How one of two ways went.
struct Way {
    flow: Flow,
    /// The frame that it leaves to, and what it changed since that began.
    leaves: Option<(usize, StateChanges)>,
    /// What it changed since the test.
    changes: StateChanges,
}
