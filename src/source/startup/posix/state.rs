//! What a shell remembers: variables, functions, options.

use std::sync::Arc;

use super::syntax::Command;
use super::variable::{Variable, merge};
use crate::source::startup::script::Script;
use crate::source::startup::store::{Changes, Store};
use crate::source::startup::{Condition, Place};

/// A function.
#[derive(Debug, Clone)]
pub(super) struct Function {
    /// Its body.
    pub(super) body: Arc<Command>,
    /// The text that the body is in.
    pub(super) script: Arc<Script>,
    /// Defined by the word `function`.
    pub(super) has_keyword: bool,
    /// The line, counted over all files, that the body was parsed with.
    pub(super) line: u32,
}

/// An alias.
#[derive(Debug, Clone)]
pub(super) struct Alias {
    /// The text that takes its place.
    pub(super) text: Arc<str>,
    /// Where it was given.
    pub(super) place: Place,
    /// How many lines were parsed by then.
    pub(super) line: u32,
}

/// Options of `set` and `setopt` that a value can depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ShellOption {
    /// `set -a`
    AllExport,
    /// `set -e`
    ErrExit,
    /// `set -u`
    NoUnset,
    /// `set -f`
    NoGlob,
    /// zsh: start-up files are read.
    Rcs,
    /// zsh: a pattern without a match vanishes.
    NullGlob,
    /// zsh: a pattern without a match is an error.
    NoMatch,
    /// zsh: unquoted expansions are split.
    ShWordSplit,
    /// zsh: `typeset -x` in a function is not local.
    GlobalExport,
    /// One that nothing here but `$-` depends on.
    Letter(char),
}

/// What changed in all of it.
#[derive(Debug, Clone, Default)]
pub(super) struct StateChanges {
    variables: Changes<Arc<str>, Arc<Variable>>,
    functions: Changes<Arc<str>, Function>,
    options: Changes<ShellOption, bool>,
    aliases: Changes<Arc<str>, Alias>,
}

impl StateChanges {
    /// Makes a variable what it was before it was made local.
    pub(super) fn restore(&mut self, name: &str, before: Option<Arc<Variable>>) {
        if let Some(change) = self.variables.get_mut(name) {
            change.after = before;
        }
    }
}

/// What a shell remembers.
#[derive(Debug, Clone, Default)]
pub(super) struct State {
    /// The variables.
    pub(super) variables: Store<Arc<str>, Arc<Variable>>,
    /// The functions.
    pub(super) functions: Store<Arc<str>, Function>,
    /// The options that are on.
    pub(super) options: Store<ShellOption, bool>,
    /// The aliases.
    pub(super) aliases: Store<Arc<str>, Alias>,
}

impl State {
    /// Begins to remember changes.
    pub(super) fn mark(&mut self) {
        self.variables.mark();
        self.functions.mark();
        self.options.mark();
        self.aliases.mark();
    }

    /// How many marks are open.
    pub(super) fn level(&self) -> usize {
        self.variables.level()
    }

    /// Takes back what changed since the last mark.
    pub(super) fn lift(&mut self) -> StateChanges {
        StateChanges {
            variables: self.variables.lift(),
            functions: self.functions.lift(),
            options: self.options.lift(),
            aliases: self.aliases.lift(),
        }
    }

    /// Keeps what changed since the last mark.
    pub(super) fn keep(&mut self) {
        self.variables.keep();
        self.functions.keep();
        self.options.keep();
        self.aliases.keep();
    }

    /// What changed since the mark of a level.
    pub(super) fn changes_since(&self, level: usize) -> StateChanges {
        StateChanges {
            variables: self.variables.changes_since(level),
            functions: self.functions.changes_since(level),
            options: self.options.changes_since(level),
            aliases: self.aliases.changes_since(level),
        }
    }

    /// Makes lifted changes again.
    pub(super) fn apply(&mut self, changes: &StateChanges) {
        self.variables.apply(&changes.variables);
        self.functions.apply(&changes.functions);
        self.options.apply(&changes.options);
        self.aliases.apply(&changes.aliases);
    }

    /// Lays the walk where a test held and the one where it did not over each other.
    pub(super) fn overlay(&mut self, held: &StateChanges, other: &StateChanges, condition: &Condition) {
        let prefers_held = condition.likely != Some(false);
        self.variables.overlay(&held.variables, &other.variables, |base, held, other| {
            merge(base, held, other, condition)
        });
        // A function that one branch defines is there as far as this reader is concerned.
        self.functions.overlay(&held.functions, &other.functions, |_, held, other| {
            if prefers_held { held.or(other).cloned() } else { other.or(held).cloned() }
        });
        self.aliases.overlay(&held.aliases, &other.aliases, |_, held, other| held.or(other).cloned());
        self.options.overlay(&held.options, &other.options, |base, held, other| {
            let chosen = if condition.likely.is_none() && held == base { other } else { held };
            if prefers_held { chosen.copied() } else { other.copied() }
        });
    }
}
