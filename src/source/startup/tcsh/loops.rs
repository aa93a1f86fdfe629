//! `foreach`, `while`, `repeat`: commands that run again.

use std::sync::Arc;

use super::builtin::uncertain;
use super::expression::evaluate;
use super::frame::{Each, Loop};
use super::glyph::{At, Word};
use super::machine::{MAX_PASSES, Machine, Status};
use super::number::number;
use super::search::Goal;
use crate::source::startup::Knowledge;

impl Machine<'_> {
    /// `foreach name ( words )`.
    pub(super) fn foreach(&mut self, words: &[Word], rest: &[Word]) -> Result<(), String> {
        let [variable, list @ ..] = rest else { return Ok(()) };
        let name = variable.text();
        if !name.starts_with(super::glyph::is_letter) {
            return Err("foreach: variable name must begin with a letter".into());
        }
        if !super::builtin::is_variable(&name) {
            return Err("foreach: variable name must contain alphanumeric characters".into());
        }
        let [open, inside @ .., close] = list else { return Err("foreach: words not parenthesized".into()) };
        if !open.starts('(') || !close.starts(')') {
            return Err("foreach: words not parenthesized".into());
        }
        let told = self.glob_list(inside).map_err(|reason| format!("foreach: {reason}"))?;
        let doubt = told.iter().map(|(_, knowledge)| knowledge).find(|knowledge| !knowledge.is_certain());
        let start = self.here();
        if let Some(doubt) = doubt.cloned().or(uncertain(inside)) {
            let place = self.place_of(variable);
            let source = self.source_of(words);
            let unknown = Knowledge::Unknown(match doubt {
                Knowledge::Unknown(text) | Knowledge::Conditional(text) => text,
                Knowledge::Certain => source.clone(),
            });
            self.put_shell(&name, vec![(String::new(), unknown)], place)?;
            let join =
                self.find(Goal::End, &mut |_, _| Ok(false)).map_err(|reason| format!("foreach: {reason}"))?;
            self.loop_unknown(&source, start, join.at);
            return Ok(());
        }
        let each = Each { name, at: variable.at, rest: told.into_iter().rev().collect() };
        if let Some(frame) = self.frames.last_mut() {
            frame.loops.push(Loop { start, end: None, each: Some(each) });
        }
        self.again()
    }

    /// `while ( … )`.
    pub(super) fn while_command(&mut self, words: &[Word], rest: &[Word]) -> Result<(), String> {
        let named = |reason: String| format!("while: {reason}");
        let (value, after) = evaluate(self, rest).map_err(named)?;
        if after < rest.len() {
            return Err("while: expression syntax".into());
        }
        let Some(frame) = self.frames.last_mut() else { return Ok(()) };
        let (line, start) = (frame.line, frame.input.at());
        let is_again = frame.loops.last().is_some_and(|open| open.start == line && open.each.is_none());
        match value {
            None => {
                if is_again {
                    frame.loops.pop();
                }
                let source = self.source_of(words);
                self.undecided_loop(&source, start, words);
            }
            Some(value) => {
                if !is_again {
                    frame.loops.push(Loop { start: line, end: None, each: None });
                }
                if value == 0 {
                    return self.leave();
                }
            }
        }
        Ok(())
    }

    /// A loop of which nobody knows how often it runs.
    fn undecided_loop(&mut self, test: &Arc<str>, start: At, words: &[Word]) {
        let end = self.frames.last().map_or(start, |frame| frame.input.end());
        match self.find(Goal::End, &mut |_, _| Ok(false)) {
            Ok(join) => self.loop_unknown(test, start, join.at),
            Err(reason) => {
                self.fork(test, end, |this| this.pass(start, end), |this| this.fail_at(&reason, words))
            }
        }
    }

    /// `end`, `continue`.
    pub(super) fn next_pass(&mut self, is_end: bool) -> Result<(), String> {
        let Some(frame) = self.frames.last_mut() else { return Ok(()) };
        let at = frame.input.at();
        let Some(inner) = frame.loops.last_mut() else {
            return Err(format!("{}: not in while/foreach", if is_end { "end" } else { "continue" }));
        };
        if is_end {
            inner.end = Some(at);
        }
        self.again()
    }

    /// Begins the next pass of the innermost loop, or leaves it.
    fn again(&mut self) -> Result<(), String> {
        self.passes += 1;
        if self.passes > MAX_PASSES {
            self.exhausted = true;
            return Ok(());
        }
        let Some(frame) = self.frames.last_mut() else { return Ok(()) };
        let Some(inner) = frame.loops.last_mut() else { return Ok(()) };
        let start = inner.start;
        let Some(each) = &mut inner.each else {
            frame.input.seek(start);
            return Ok(());
        };
        let Some((word, knowledge)) = each.rest.pop() else { return self.leave() };
        let (name, at) = (each.name.clone(), each.at);
        frame.input.seek(start);
        let place = self.place(at, name.len());
        self.put_shell(&name, vec![(word, knowledge)], place)
    }

    /// `break`.
    pub(super) fn break_loop(&mut self) -> Result<(), String> {
        if self.frames.last().is_none_or(|frame| frame.loops.is_empty()) {
            return Err("break: not in while/foreach".into());
        }
        self.leave()
    }

    /// Goes on after the innermost loop.
    fn leave(&mut self) -> Result<(), String> {
        let end = self.frames.last().and_then(|frame| frame.loops.last()).and_then(|inner| inner.end);
        let at = match end {
            Some(end) => end,
            None => self.find(Goal::End, &mut |_, _| Ok(false))?.at,
        };
        if let Some(frame) = self.frames.last_mut() {
            if let (None, Some(inner)) = (end, frame.loops.last_mut()) {
                inner.end = Some(at);
            }
            frame.input.seek(at);
            frame.leave_loops();
        }
        Ok(())
    }

    /// `repeat count command`.
    pub(super) fn repeat(&mut self, rest: &[Word]) -> Result<(), String> {
        let [count, command @ ..] = rest else { return Ok(()) };
        if count.is_unknown() {
            let test = self.source_of(rest);
            self.fork_once(&test, |this| this.command(command));
            return Ok(());
        }
        let count = number(&count.text(), false)?.max(0);
        let is_cut = command.iter().any(|word| word.glyphs.iter().any(|glyph| glyph.char == '='));
        let is_cut = command.first().is_some_and(|word| (word.is("set") && is_cut) || word.is("@"));
        if count > 1 && is_cut {
            // tcsh cuts the words of these up while it runs them: what a second run makes of them is not followed.
            self.command(command);
            let source = self.source_of(rest);
            self.opaque(&source, rest);
            self.status = Status::Unknown(source.clone());
            self.doubt_from_here(&Knowledge::Unknown(source));
            return Ok(());
        }
        for _ in 0..count {
            self.passes += 1;
            self.charge(1);
            if self.passes > MAX_PASSES {
                self.exhausted = true;
            }
            if self.is_over() {
                break;
            }
            self.command(command);
        }
        Ok(())
    }
}
