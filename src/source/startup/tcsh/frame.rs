//! A file that is being read, and the loops that are open in it.

use std::rc::Rc;
use std::sync::Arc;

use super::glyph::At;
use super::input::Input;
use crate::files::TextFile;
use crate::source::startup::Knowledge;

/// A file that is being read.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    /// Its path.
    pub(super) path: Rc<str>,
    /// Its text, for places in it.
    pub(super) file: Arc<TextFile>,
    /// Its text, and where reading goes on.
    pub(super) input: Input,
    /// Where the current line begins.
    pub(super) line: At,
    /// Whether nothing more of it is read: `exit`, an error.
    pub(super) ended: bool,
    /// The loops that are open, the innermost last.
    pub(super) loops: Vec<Loop>,
    /// The test on which it hangs that the rest of this file is read.
    pub(super) doubt: Option<Rc<str>>,
}

/// A loop that is open.
#[derive(Debug, Clone)]
pub(super) struct Loop {
    /// Where it goes on: behind the line of a `foreach`, at the line of a `while`.
    pub(super) start: At,
    /// Behind its `end`, once that is known.
    pub(super) end: Option<At>,
    /// What a `foreach` goes through.
    pub(super) each: Option<Each>,
}

/// What a `foreach` goes through.
#[derive(Debug, Clone)]
pub(super) struct Each {
    /// Its variable.
    pub(super) name: String,
    /// Where the variable is named.
    pub(super) at: At,
    /// The words, the next one last.
    pub(super) rest: Vec<(String, Knowledge)>,
}

impl Each {
    /// Nothing to go through any more.
    pub(super) fn none(at: At) -> Self {
        Self { name: String::new(), at, rest: vec![] }
    }
}

impl Frame {
    /// A file at its start.
    pub(super) fn new(path: Rc<str>, text: Rc<str>) -> Self {
        let file = TextFile::new(&*path, &*text);
        let (input, loops) = (Input::new(text), vec![]);
        Self { path, file, input, line: At::START, ended: false, loops, doubt: None }
    }

    /// Reads nothing more of it.
    pub(super) fn end(&mut self) {
        self.ended = true;
        self.loops.clear();
    }

    /// Forgets the loops that the place where reading goes on is no longer in.
    pub(super) fn leave_loops(&mut self) {
        let at = self.input.at();
        while let Some(inner) = self.loops.last() {
            if at >= inner.start && inner.end.is_none_or(|end| at < end) {
                break;
            }
            self.loops.pop();
        }
    }
}
