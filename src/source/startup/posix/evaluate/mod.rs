//! Walks over commands as the shell would run them, and keeps what they do to variables.
//!
//! Where a test cannot be decided from the files, both ways are walked (see [`flow`]).

mod aliases;
mod arithmetic;
mod assignment;
mod builtin_names;
mod builtins;
mod calls;
mod case;
mod commands;
mod conditions;
mod declare;
mod declare_options;
mod declared;
mod directory;
mod errors;
mod expand;
mod expanded;
mod fields;
mod flags;
mod flow;
mod frame;
mod lookup;
mod loops;
mod opaque;
mod options;
mod otherwise;
mod own_variables;
mod parameter;
mod prefix;
mod program;
mod qualify;
mod redirects;
mod shaped;
mod simple;
mod sources;
mod sum;
mod sum_values;
mod text_forms;
mod tilde;
mod variables;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::dialect::Dialect;
use super::state::State;
use super::text::Text;
use crate::source::startup::limits::{Budget, MAX_REMARKS};
use crate::source::startup::script::Script;
use crate::source::startup::{FileTree, Knowledge, Outcome, Place, Remark, RemarkKind, Start};

pub(super) use frame::{Flow, FrameKind};

/// How a command ended.
#[derive(Debug, Clone)]
pub(super) struct Status {
    /// Its exit status, as far as one can tell.
    code: Option<i32>,
    /// How sure that is.
    knowledge: Knowledge,
    /// The text of what decides, when nothing tells the status.
    text: Option<Arc<str>>,
}

impl Status {
    /// A status that is what it is.
    fn known(code: i32) -> Self {
        Self { code: Some(code), knowledge: Knowledge::Certain, text: None }
    }

    /// Success or failure, without a doubt.
    fn of(success: bool) -> Self {
        Self::known(i32::from(!success))
    }

    /// Nothing tells.
    fn unknown() -> Self {
        Self { code: None, knowledge: Knowledge::Certain, text: None }
    }

    /// The other way round.
    fn negated(self) -> Self {
        Self { code: self.code.map(|code| i32::from(code == 0)), ..self }
    }

    /// Whether it is a success, when that is without a doubt.
    fn decided(&self) -> Option<bool> {
        self.code.filter(|_| self.knowledge.is_certain()).map(|code| code == 0)
    }

    /// Whether it is most likely a success.
    fn likely(&self) -> Option<bool> {
        self.code.map(|code| code == 0)
    }
}

/// A shell that is walked over.
pub(super) struct Evaluator<'t> {
    dialect: Dialect,
    start: &'t Start,
    tree: &'t dyn FileTree,
    state: State,
    frames: Vec<frame::Frame>,
    script: Arc<Script>,
    positional: Vec<Text>,
    status: Status,
    budget: Budget,
    depth: u32,
    /// The calls of functions that are being walked over, outermost first.
    calls: Vec<Arc<str>>,
    /// The aliases that are being followed.
    expanding: Vec<Arc<str>>,
    /// Files that feed the loops around: `done < .env`.
    inputs: Vec<String>,
    /// How many lines were parsed so far.
    lines: u32,
    /// Which of them the commands that are walked over belong to.
    line: u32,
    /// The command that runs stands after `command`: an error of it ends nothing.
    is_forgiving: bool,
    /// zsh: whether a text was meant for a list in the declaration that is walked over.
    has_clash: bool,
    /// zsh: whether a pattern without a match was met in the words of a program; `None`: it fails for good.
    failed_pattern: Option<bool>,
    texts: BTreeMap<String, Arc<Script>>,
    /// What comes out, apart from the variables.
    pub(super) outcome: Outcome,
}

impl<'t> Evaluator<'t> {
    /// A shell that has not read anything yet.
    pub(super) fn new(dialect: Dialect, start: &'t Start, tree: &'t dyn FileTree) -> Self {
        let mut shell = Self {
            dialect,
            start,
            tree,
            state: State::default(),
            frames: vec![],
            script: Arc::new(Script::new("", "".into())),
            positional: vec![],
            status: Status::known(0),
            budget: Budget::default(),
            depth: 0,
            calls: vec![],
            expanding: vec![],
            inputs: vec![],
            lines: 0,
            line: 0,
            is_forgiving: false,
            has_clash: false,
            failed_pattern: None,
            texts: BTreeMap::new(),
            outcome: Outcome::default(),
        };
        shell.inherit();
        shell
    }

    fn is_interactive(&self) -> bool {
        self.start.mode.is_interactive()
    }

    /// Notes something that explains a surprise.
    fn remark(&mut self, kind: RemarkKind, place: Place) {
        let remark = Remark { kind, place };
        if self.outcome.remarks.len() < MAX_REMARKS && !self.outcome.remarks.contains(&remark) {
            self.outcome.remarks.push(remark);
        }
    }

    fn place(&self, span: &std::ops::Range<u32>) -> Place {
        self.script.place(span.start, span.end)
    }

    /// The first line of a stretch of the text, for a remark on it.
    fn line_place(&self, span: &std::ops::Range<u32>) -> Place {
        let text = self.script.slice(span.start, span.end);
        let length = text.find('\n').unwrap_or(text.len());
        self.script.place(span.start, span.start.saturating_add(u32::try_from(length).unwrap_or(0)))
    }

    fn text_of(&self, span: &std::ops::Range<u32>) -> &str {
        self.script.slice(span.start, span.end)
    }
}
