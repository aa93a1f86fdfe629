//! What the reader of csh files knows at a point of a file.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::frame::Frame;
use super::glyph::{At, Word};
use super::variables::{Binding, Variables, either};
use crate::source::startup::{FileTree, Knowledge, Place, ReadFile, Remark, RemarkKind, Start};

/// Characters that are read before the reader gives up, besides those that each file adds: an endless loop
/// ends here.
const FUEL: u64 = 3_000_000;

/// Times that a file may be gone through: loops in it, searches in it for the end of a block.
const PASSES_OF_A_FILE: usize = 8;

/// Names that are kept before the reader gives up.
const MOST_NAMES: usize = 200_000;

/// Remarks that are kept.
const MOST_REMARKS: usize = 2000;

/// The longest value that is kept, in bytes. Linux takes no longer one for a program's environment.
pub(super) const LONGEST: usize = 128 * 1024;

/// What the last command ended with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Status {
    /// This number.
    Known(i64),
    /// Only running it would tell; its text.
    Unknown(Rc<str>),
}

/// The state of the walk.
pub(super) struct Machine<'t> {
    pub(super) start: &'t Start,
    pub(super) tree: &'t dyn FileTree,
    pub(super) variables: Variables,
    /// The files that are being read, the innermost last.
    pub(super) frames: Vec<Frame>,
    pub(super) status: Status,
    /// Whether an error stops all that is still to be read.
    pub(super) failed: bool,
    /// Whether the shell is gone: `logout`, `exec`.
    pub(super) gone: bool,
    /// The test on which it hangs that reading goes on at all, in every file.
    pub(super) doubt: Option<Rc<str>>,
    /// The current directory, as far as it is known.
    pub(super) directory: Option<String>,
    /// Undecided branches, files and commands that are open within each other.
    pub(super) depth: u32,
    /// Undecided branches that are open within each other.
    pub(super) undecided: u32,
    /// Whether a limit of the reader was reached.
    pub(super) exhausted: bool,
    pub(super) files: Vec<ReadFile>,
    pub(super) remarks: Vec<Remark>,
    /// Passes of loops and jumps so far.
    pub(super) passes: u32,
    fuel: u64,
    /// Files that were read.
    known: BTreeSet<Rc<str>>,
    names: usize,
}

impl<'t> Machine<'t> {
    /// A walk that has not begun.
    pub(super) fn new(start: &'t Start, tree: &'t dyn FileTree) -> Self {
        Self {
            start,
            tree,
            variables: Variables::default(),
            frames: vec![],
            status: Status::Known(0),
            failed: false,
            gone: false,
            doubt: None,
            directory: None,
            depth: 0,
            undecided: 0,
            exhausted: false,
            files: vec![],
            remarks: vec![],
            passes: 0,
            fuel: FUEL,
            known: BTreeSet::new(),
            names: 0,
        }
    }

    /// Takes work off what the reader is willing to do.
    pub(super) fn charge(&mut self, work: usize) {
        self.fuel = self.fuel.saturating_sub(work as u64);
        if self.fuel == 0 {
            self.exhausted = true;
        }
    }

    /// Adds what a file that is read for the first time may cost.
    pub(super) fn refuel(&mut self, path: &Rc<str>, length: usize) {
        if self.known.insert(path.clone()) {
            self.fuel = self.fuel.saturating_add((length * PASSES_OF_A_FILE) as u64);
        }
    }

    /// Whether nothing more is to be read.
    pub(super) fn is_over(&self) -> bool {
        self.failed || self.gone || self.exhausted
    }

    /// Where a word stands, as far as the first `length` characters of it.
    pub(super) fn place(&self, at: At, length: usize) -> Option<Place> {
        let frame = self.frames.last()?;
        let rest = frame.input.slice(at.offset, frame.input.text().len());
        let bytes: usize = rest.chars().take(length).map(char::len_utf8).sum();
        Some(Place::new(&frame.file, at.offset..at.offset + bytes))
    }

    /// Where a word stands.
    pub(super) fn place_of(&self, word: &Word) -> Option<Place> {
        Some(Place::new(&self.frames.last()?.file, word.at.offset..word.end))
    }

    /// The text of the file that is being read, between two offsets.
    pub(super) fn source(&self, from: usize, to: usize) -> &str {
        self.frames.last().map_or("", |frame| frame.input.slice(from, to))
    }

    /// The text of words as the file has it.
    pub(super) fn source_of(&self, words: &[Word]) -> Rc<str> {
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return "".into() };
        let text = self.source(first.at.offset, last.end).trim();
        if text.is_empty() { super::glyph::joined(words).into() } else { text.into() }
    }

    /// Notes something that explains a surprise, once for each place.
    pub(super) fn remark(&mut self, kind: RemarkKind, place: Option<Place>) {
        let Some(place) = place.or_else(|| self.place(At::START, 0)) else { return };
        let remark = Remark { kind, place };
        if self.remarks.len() < MOST_REMARKS
            && !self.remarks.iter().rev().take(50).any(|known| *known == remark)
        {
            self.remarks.push(remark);
        }
    }

    /// From here on, everything hangs on what this knowledge hangs on: otherwise an error stops the reading.
    pub(super) fn doubt_from_here(&mut self, knowledge: &Knowledge) {
        if let Knowledge::Conditional(text) | Knowledge::Unknown(text) = knowledge {
            self.doubt.get_or_insert_with(|| text.clone());
        }
    }

    /// The test on which it hangs that this point of the file is reached.
    pub(super) fn current_doubt(&self) -> Option<&Rc<str>> {
        let frames = self.frames.iter().find_map(|frame| frame.doubt.as_ref());
        self.doubt.as_ref().or(frames)
    }

    /// Binds a name of the environment.
    pub(super) fn bind_environment(&mut self, name: &str, binding: Binding) {
        let binding = self.bound(self.variables.environment.get(name), binding);
        self.count_name(self.variables.environment.get(name).is_none());
        self.variables.environment.put(name.to_owned(), Some(binding));
    }

    /// Binds a name of the shell itself.
    pub(super) fn bind_shell(&mut self, name: &str, binding: Binding) {
        let binding = self.bound(self.variables.shell.get(name), binding);
        self.count_name(self.variables.shell.get(name).is_none());
        self.variables.shell.put(name.to_owned(), Some(binding));
    }

    /// Binds an alias.
    pub(super) fn bind_alias(&mut self, name: &str, binding: Binding) {
        let binding = self.bound(self.variables.aliases.get(name), binding);
        self.count_name(self.variables.aliases.get(name).is_none());
        self.variables.aliases.put(name.to_owned(), Some(binding));
    }

    /// A new binding, which may not come to pass, and which may be too long to keep.
    fn bound(&self, before: Option<&Binding>, mut binding: Binding) -> Binding {
        if binding.words.iter().map(String::len).sum::<usize>() > LONGEST {
            binding = Binding::unknown("a value that is too long", binding.place);
        }
        match self.current_doubt() {
            Some(doubt) => either(Some(&binding), before, doubt).unwrap_or(binding),
            None => binding,
        }
    }

    fn count_name(&mut self, is_new: bool) {
        self.names += usize::from(is_new);
        if self.names > MOST_NAMES {
            self.exhausted = true;
        }
    }

    /// Whether a variable of the shell is there that switches something on.
    pub(super) fn switch(&self, name: &str) -> bool {
        self.variables.shell.get(name).is_some_and(|binding| binding.is_set)
    }

    /// How sure it is whether that variable is there.
    pub(super) fn switch_knowledge(&self, name: &str) -> Knowledge {
        match self.variables.shell.get(name) {
            Some(binding) if binding.presence().is_none() => binding.knowledge.clone(),
            _ => Knowledge::Certain,
        }
    }
}
