//! Tests that the files do not decide: both ways are walked, and laid over each other.

use std::sync::Arc;

use super::frame::Loop;
use super::glyph::At;
use super::machine::{Machine, Status};
use super::run::MAX_DEPTH;
use super::variables::{Binding, Walk};
use crate::source::startup::RemarkKind;

/// What one way of a test costs, in characters read: blocks that never end can double the ways again and again.
const WALK: usize = 1500;

/// What a walk leaves after besides variables.
#[derive(Clone)]
struct Control {
    at: At,
    ended: bool,
    loops: Vec<Loop>,
    failed: bool,
    gone: bool,
    frame_doubt: Option<Arc<str>>,
    doubt: Option<Arc<str>>,
    directory: Option<String>,
    status: Status,
}

impl Control {
    /// Whether reading goes on at the same place.
    fn goes_on_like(&self, other: &Self) -> bool {
        (self.at.offset, self.ended, self.failed, self.gone)
            == (other.at.offset, other.ended, other.failed, other.gone)
    }

    /// How much of the file is still read: nothing, the part after a jump, all that follows the test.
    fn reach(&self, home: At) -> u8 {
        match self.ended || self.failed || self.gone {
            true => 0,
            false if self.at.offset != home.offset => 1,
            false => 2,
        }
    }
}

impl Machine<'_> {
    fn control(&self) -> Control {
        let frame = self.frames.last();
        Control {
            at: frame.map_or(At::START, |frame| frame.input.at()),
            ended: frame.is_some_and(|frame| frame.ended),
            loops: frame.map(|frame| frame.loops.clone()).unwrap_or_default(),
            failed: self.failed,
            gone: self.gone,
            frame_doubt: frame.and_then(|frame| frame.doubt.clone()),
            doubt: self.doubt.clone(),
            directory: self.directory.clone(),
            status: self.status.clone(),
        }
    }

    fn set_control(&mut self, control: Control) {
        if let Some(frame) = self.frames.last_mut() {
            frame.input.seek(control.at);
            frame.ended = control.ended;
            frame.loops = control.loops;
            frame.doubt = control.frame_doubt;
        }
        self.failed = control.failed;
        self.gone = control.gone;
        self.doubt = control.doubt;
        self.directory = control.directory;
        self.status = control.status;
    }

    /// Walks both ways of a test, which normally meet again at `home`, and goes on with what they have in
    /// common; what they have not depends on the test. Where one way leaves the file or jumps, everything that
    /// is still read depends on the other one.
    pub(super) fn fork(
        &mut self,
        test: &Arc<str>,
        home: At,
        holds: impl FnOnce(&mut Self),
        fails: impl FnOnce(&mut Self),
    ) {
        let before = self.control();
        let (one, first) = self.walk(holds);
        self.set_control(before);
        let (other, second) = self.walk(fails);
        if first.goes_on_like(&second) {
            self.variables.lay(&one, &other, test);
            self.set_control(both(first, second));
        } else if first.reach(home) >= second.reach(home) {
            self.variables.lay(&one, &other, test);
            self.go_on(first, &second, test.clone());
        } else {
            let not: Arc<str> = format!("! ( {test} )").into();
            self.variables.lay(&other, &one, &not);
            self.go_on(second, &first, not);
        }
    }

    /// Walks one way of a test of which the other one does nothing.
    pub(super) fn fork_once(&mut self, test: &Arc<str>, holds: impl FnOnce(&mut Self)) {
        let home = self.control().at;
        self.fork(test, home, holds, |_| {});
    }

    fn walk(&mut self, way: impl FnOnce(&mut Self)) -> (Walk, Control) {
        self.charge(WALK);
        self.variables.mark();
        self.depth += 1;
        self.undecided += 1;
        if self.depth > MAX_DEPTH {
            self.exhausted = true;
        }
        way(self);
        self.depth -= 1;
        self.undecided -= 1;
        (self.variables.lift(), self.control())
    }

    /// Goes on with one way; that it is the way depends on `test`.
    fn go_on(&mut self, control: Control, other: &Control, test: Arc<str>) {
        let doubt = control.doubt.clone().or(other.doubt.clone());
        let frame_doubt = control.frame_doubt.clone().or(other.frame_doubt.clone());
        self.set_control(Control { doubt, frame_doubt, ..control });
        if other.failed || other.gone {
            self.doubt.get_or_insert(test);
        } else if let Some(frame) = self.frames.last_mut() {
            frame.doubt.get_or_insert(test);
        }
    }

    /// Walks a block, up to `join`, as one way of a test.
    pub(super) fn stretch(&mut self, start: At, join: At) {
        if let Some(frame) = self.frames.last_mut() {
            frame.input.seek(start);
        }
        self.run(Some((start, join)));
        if let Some(frame) = self.frames.last_mut()
            && !frame.ended
            && frame.input.at() >= join
        {
            frame.input.seek(join);
        }
    }

    /// Walks a loop of which nobody knows how often it runs: not at all, or some times. A name that a
    /// second pass leaves different from the first is not known afterwards.
    pub(super) fn loop_unknown(&mut self, test: &Arc<str>, start: At, join: At) {
        self.fork(
            test,
            join,
            |this| {
                this.pass(start, join);
                if this.is_over() || this.frames.last().is_some_and(|frame| frame.ended) {
                    return;
                }
                this.variables.mark();
                this.pass(start, join);
                let again = this.variables.lift();
                let (environment, shell) = again.differing(&this.variables);
                for name in environment {
                    this.bind_environment(&name, Binding::in_doubt(test, None));
                }
                for name in shell {
                    this.bind_shell(&name, Binding::in_doubt(test, None));
                }
            },
            |this| {
                if let Some(frame) = this.frames.last_mut() {
                    frame.input.seek(join);
                }
            },
        );
    }

    /// One pass through the body of a loop.
    pub(super) fn pass(&mut self, start: At, join: At) {
        if let Some(frame) = self.frames.last_mut() {
            frame.loops.push(Loop { start, end: Some(join), each: Some(super::frame::Each::none(start)) });
        }
        self.stretch(start, join);
        if let Some(frame) = self.frames.last_mut() {
            // `continue` and the `end` both lead here: there is no further pass to begin.
            if !frame.ended && frame.input.at() != join {
                frame.input.seek(join);
            }
            frame.leave_loops();
        }
    }

    /// A jump that depends on an undecided test: whatever the file names is not known from here on.
    pub(super) fn jump_in_doubt(&mut self, source: &str) {
        let text = self.frames.last().map(|frame| frame.input.text().to_owned()).unwrap_or_default();
        let place = self.frames.last().map(|frame| frame.line).and_then(|at| self.place(at, 0));
        self.remark(RemarkKind::Opaque { source: source.to_owned() }, place);
        self.forget_names_in(&text);
    }
}

/// What two ways that go on at the same place have in common.
fn both(first: Control, second: Control) -> Control {
    Control {
        frame_doubt: first.frame_doubt.or(second.frame_doubt),
        doubt: first.doubt.or(second.doubt),
        directory: first.directory.filter(|directory| Some(directory) == second.directory.as_ref()),
        status: if first.status == second.status { first.status } else { Status::Unknown("$status".into()) },
        ..second
    }
}
