//! `if`, `goto`, `exit`: commands that move the place where reading goes on.

use std::sync::Arc;

use super::expression::evaluate;
use super::glyph::{At, Word};
use super::machine::{MAX_PASSES, Machine, Status};
use super::search::{Goal, Stop, search};

impl Machine<'_> {
    /// Looks for a place further on in the file.
    pub(super) fn find(
        &mut self,
        goal: Goal,
        accepts: &mut dyn FnMut(&mut Self, &str) -> Result<bool, String>,
    ) -> Result<Stop, String> {
        let Some(mut frame) = self.frames.last().cloned() else { return Err("no file".into()) };
        let from = if goal == Goal::Label { 0 } else { frame.input.at().offset };
        let stop = search(&mut frame, goal, &mut |word| accepts(self, word));
        let to = stop.as_ref().map_or(frame.input.text().len(), |stop| stop.at.offset);
        self.charge(to.saturating_sub(from));
        if let Some(own) = self.frames.last_mut() {
            own.loops = frame.loops;
        }
        stop
    }

    /// Goes on reading there.
    pub(super) fn seek(&mut self, at: At) {
        if let Some(frame) = self.frames.last_mut() {
            frame.input.seek(at);
        }
    }

    pub(super) fn here(&self) -> At {
        self.frames.last().map_or(At::START, |frame| frame.input.at())
    }

    /// The text of a test, without its parentheses.
    pub(super) fn test(&self, words: &[Word]) -> Arc<str> {
        let text = self.source_of(words);
        let inside = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
        inside.map_or(text.clone(), |inside| inside.trim().into())
    }

    /// `if ( … ) command`, `if ( … ) then`.
    pub(super) fn if_command(&mut self, words: &[Word], rest: &[Word]) -> Result<(), String> {
        let named = |reason: String| format!("if: {reason}");
        let (value, after) = evaluate(self, rest).map_err(named)?;
        let (condition, command) = rest.split_at_checked(after).unwrap_or((rest, &[]));
        let Some(first) = command.first() else { return Err("if: empty if".into()) };
        let is_block = first.is("then");
        if is_block && command.len() > 1 {
            return Err("if: improper then".into());
        }
        let test = self.test(condition);
        match (is_block, value) {
            (true, Some(0)) => {
                let stop = self
                    .find(Goal::Else, &mut |_, _| Ok(false))
                    .map_err(|reason| format!("then: {reason}"))?;
                self.seek(stop.at);
            }
            (true, Some(_)) | (false, Some(0)) => {}
            (false, Some(_)) => self.command(command),
            (false, None) => self.fork_once(&test, |this| this.command(command)),
            (true, None) => self.undecided_block(&test, words),
        }
        Ok(())
    }

    /// `if ( … ) then` that the files do not decide.
    fn undecided_block(&mut self, test: &Arc<str>, words: &[Word]) {
        let start = self.here();
        let end = self.frames.last().map(|frame| frame.input.end());
        let (other, join) =
            (self.find(Goal::Else, &mut |_, _| Ok(false)), self.find(Goal::Endif, &mut |_, _| Ok(false)));
        let join = join.map(|stop| stop.at).ok().or(end).unwrap_or(start);
        self.fork(
            test,
            join,
            |this| this.stretch(start, join),
            |this| match other {
                Ok(stop) => this.stretch(stop.at, join),
                Err(reason) => this.fail_at(&format!("then: {reason}"), words),
            },
        );
    }

    /// `else`, reached from the block above it.
    pub(super) fn else_command(&mut self) -> Result<(), String> {
        let stop =
            self.find(Goal::Endif, &mut |_, _| Ok(false)).map_err(|reason| format!("else: {reason}"))?;
        self.seek(stop.at);
        Ok(())
    }

    /// `goto label`.
    pub(super) fn goto(&mut self, rest: &[Word]) -> Result<(), String> {
        let Some(label) = rest.first() else { return Ok(()) };
        let (wanted, knowledge) = self.glob_single(label)?;
        if self.undecided > 0 || !knowledge.is_certain() {
            let source = format!("goto {wanted}");
            self.jump_in_doubt(&source);
            if !knowledge.is_certain() {
                return Ok(());
            }
        }
        self.passes += 1;
        if self.passes > MAX_PASSES {
            self.exhausted = true;
            return Ok(());
        }
        let stop = self.find(Goal::Label, &mut |_, name| Ok(name == wanted));
        let stop = stop.map_err(|reason| format!("{wanted}: {reason}"))?;
        self.seek(stop.at);
        if let Some(frame) = self.frames.last_mut() {
            frame.leave_loops();
        }
        Ok(())
    }

    /// `exit`: nothing more of this file is read.
    pub(super) fn exit(&mut self, rest: &[Word]) -> Result<(), String> {
        if !rest.is_empty() {
            let (value, after) = evaluate(self, rest).map_err(|reason| format!("exit: {reason}"))?;
            if after < rest.len() {
                return Err("exit: expression syntax".into());
            }
            self.status = value.map_or_else(|| Status::Unknown("exit".into()), Status::Known);
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.end();
        }
        Ok(())
    }
}
