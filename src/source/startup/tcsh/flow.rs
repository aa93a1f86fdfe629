//! `if`, `switch`, the loops, `goto`, `exit`, `repeat`: commands that move the place where reading goes on.

use std::sync::Arc;

use super::builtin::uncertain;
use super::expand::expand;
use super::expression::{evaluate, is_like};
use super::frame::{Each, Loop};
use super::glyph::{At, Glyph, Word};
use super::machine::{Machine, Status};
use super::number::number;
use super::search::{Goal, Stop, search};
use crate::source::startup::Knowledge;

/// Passes of loops in one walk before the reader gives up.
const MAX_PASSES: u32 = 10_000;

/// Cases of a `switch` that are walked when nobody knows which one it is.
const MAX_CASES: usize = 200;

impl Machine<'_> {
    /// Looks for a place further on in the file.
    fn find(
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
    fn seek(&mut self, at: At) {
        if let Some(frame) = self.frames.last_mut() {
            frame.input.seek(at);
        }
    }

    fn here(&self) -> At {
        self.frames.last().map_or(At::START, |frame| frame.input.at())
    }

    /// The text of a test, without its parentheses.
    fn test(&self, words: &[Word]) -> Arc<str> {
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

    /// `switch ( … )`.
    pub(super) fn switch_command(&mut self, words: &[Word], rest: &[Word]) -> Result<(), String> {
        let [open, inside @ ..] = rest else { return Err("syntax error".into()) };
        let value = match inside {
            _ if !open.starts('(') => return Err("syntax error".into()),
            [value, close] if close.starts(')') => Some(value),
            [close] if close.starts(')') => None,
            [value] => Some(value),
            _ => return Err("syntax error".into()),
        };
        let (text, knowledge) = match value {
            Some(value) => self.glob_single(value)?,
            None => (String::new(), Knowledge::Certain),
        };
        if !knowledge.is_certain() {
            let test = self.test(rest);
            self.undecided_switch(&test, words);
            return Ok(());
        }
        let mut doubtful = false;
        let found = self.find(Goal::Case, &mut |this, pattern| {
            let (pattern, is_certain) = this.case_pattern(pattern)?;
            let holds = if is_certain { is_like(&text, &pattern)? } else { None };
            doubtful |= holds.is_none();
            Ok(holds == Some(true))
        });
        if doubtful {
            let test = self.test(rest);
            self.undecided_switch(&test, words);
            return Ok(());
        }
        self.seek(found.map_err(|reason| format!("switch: {reason}"))?.at);
        Ok(())
    }

    /// The pattern after a `case`, its variables looked up, and whether it is certain.
    fn case_pattern(&mut self, pattern: &str) -> Result<(String, bool), String> {
        let at = self.here();
        let word = Word::read(pattern.chars().map(Glyph::plain).collect(), at, at.offset);
        match expand(self, &[word])?.as_slice() {
            [word] => Ok((word.text(), word.knowledge.is_certain())),
            _ => Err(format!("{pattern}: ambiguous")),
        }
    }

    /// A `switch` that the files do not decide: every case is walked, the first one as if it were it.
    fn undecided_switch(&mut self, test: &Arc<str>, words: &[Word]) {
        let Ok(join) = self.find(Goal::Endsw, &mut |_, _| Ok(false)) else {
            return self.fail_at("switch: endsw not found", words);
        };
        let (mut cases, mut has_default) = (vec![], false);
        while cases.len() < MAX_CASES {
            let (mut index, mut label) = (0, None);
            let found = self.find(Goal::Case, &mut |_, pattern| {
                index += 1;
                if index > cases.len() {
                    label = Some(pattern.to_owned());
                }
                Ok(index > cases.len())
            });
            let Ok(Stop { at, is_case: true }) = found else { break };
            let text = match &label {
                Some(pattern) => format!("{test} =~ {pattern}"),
                None => format!("{test} =~ *"),
            };
            cases.push((Arc::from(text), at));
            if label.is_none() {
                has_default = true;
                break;
            }
        }
        self.walk_cases(&cases, has_default, join.at);
    }

    fn walk_cases(&mut self, cases: &[(Arc<str>, At)], has_default: bool, join: At) {
        match cases {
            [] => self.seek(join),
            [(_, at)] if has_default => self.stretch(*at, join),
            [(test, at), others @ ..] => self.fork(
                test,
                join,
                |this| this.stretch(*at, join),
                |this| this.walk_cases(others, has_default, join),
            ),
        }
    }

    /// `breaksw`.
    pub(super) fn breaksw(&mut self) -> Result<(), String> {
        let stop =
            self.find(Goal::Endsw, &mut |_, _| Ok(false)).map_err(|reason| format!("breaksw: {reason}"))?;
        self.seek(stop.at);
        Ok(())
    }

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
