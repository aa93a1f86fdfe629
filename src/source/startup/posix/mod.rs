//! bash, zsh, dash, ksh, mksh and busybox: one grammar and one evaluator, with the differences in
//! [`dialect`].
//!
//! The files are parsed as the shell parses them and walked as it would run them, with one difference:
//! nothing outside the shell is run. What a program would print or how it would end is unknown; both ways
//! of a test on it are walked, and what they leave after is laid over each other.
//!
//! The package shell-words quotes what is suggested to people. It does not read start-up files: it splits one
//! line into words as `sh` would without expansions, and so knows no parameters, no command substitutions, no
//! `$'…'`, no tildes, no comments, no here-documents, no places, and none of the ways in which the shells differ.

mod braces;
mod dialect;
mod evaluate;
mod shape;
mod start_files;
mod state;
mod syntax;
#[cfg(test)]
mod tests;
mod text;
mod variable;

use super::{Alternative, FileTree, Outcome, RemarkKind, ShellState, ShellVariable, Start};
use crate::source::Value;
use dialect::Dialect;
use evaluate::Evaluator;
use variable::{Holds, Variable};

use super::Knowledge;

/// What a shell of this family would export after its start-up files; nothing for other shells.
pub(crate) fn read(start: &Start, tree: &dyn FileTree) -> Outcome {
    let Some(dialect) = Dialect::of(start.shell) else { return Outcome::default() };
    let mut shell = Evaluator::new(dialect, start, tree);
    start_files::read(&mut shell, dialect, start);
    shell.finish()
}

impl Evaluator<'_> {
    /// What a program that the shell starts would find.
    fn finish(mut self) -> Outcome {
        let variables: Vec<(String, std::sync::Arc<Variable>)> = self.all_variables();
        for (name, variable) in variables {
            let is_unseen =
                !variable.is_exported && variable.holds != Holds::Nothing && variable.knowledge.is_certain();
            if let Some(place) = variable.place.clone().filter(|_| is_unseen) {
                let kind = RemarkKind::NotExported { variable: name.clone() };
                self.outcome.remarks.push(super::Remark { kind, place });
            }
            let mut seen = seen(&variable, self.exports_arrays());
            if let (Some(reason), true) = (&self.outcome.incomplete, seen.knowledge.is_certain()) {
                seen.knowledge = Knowledge::Conditional(reason.clone());
            }
            self.outcome.variables.insert(name, seen);
        }
        self.outcome
    }
}

/// A variable as a program sees it.
fn seen(variable: &Variable, exports_arrays: bool) -> ShellVariable {
    let mut knowledge = variable.overall();
    let mut place = variable.place.clone();
    let text = match &variable.holds {
        Holds::Scalar(text) => Some(text),
        Holds::Array(elements) if exports_arrays => elements.first(),
        Holds::Array(_) | Holds::Nothing => None,
    };
    let text = text.filter(|_| variable.is_exported && !variable.is_unseen);
    // What a function sets is there because somebody calls it.
    if let (Knowledge::Certain, Some(call), true) = (&knowledge, &variable.call, variable.is_exported) {
        knowledge = Knowledge::Conditional(call.clone());
    }
    if let (Knowledge::Certain, Some(computed)) = (&knowledge, text.and_then(|text| text.computed.clone())) {
        knowledge = Knowledge::Conditional(computed);
    }
    let state = match text {
        Some(_) if knowledge.is_unknown() => ShellState::Unknown,
        Some(text) => ShellState::Set(Value::from(text.text.as_str())),
        None if variable.knowledge.is_unknown() => ShellState::Unknown,
        None => ShellState::Unset,
    };
    if matches!(state, ShellState::Unset) {
        knowledge = variable.knowledge.clone();
        place = variable.taken_at.clone();
    }
    let alternatives = alternatives(variable, &state, exports_arrays);
    ShellVariable { state, knowledge, place, alternatives }
}

/// What else a program could find, each once.
fn alternatives(variable: &Variable, state: &ShellState, exports_arrays: bool) -> Vec<Alternative> {
    let mut found: Vec<Alternative> = vec![];
    for way in variable.ways.iter().filter_map(|way| way.seen(exports_arrays)) {
        let is_own = match state {
            ShellState::Set(value) => way.value.as_ref() == Some(value),
            ShellState::Unset => way.value.is_none(),
            ShellState::Unknown => false,
        };
        if !is_own && found.iter().all(|known| known.value != way.value) {
            found.push(way);
        }
    }
    found
}
