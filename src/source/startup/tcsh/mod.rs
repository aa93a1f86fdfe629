//! tcsh and csh: what a new shell would export, from `/etc/csh.cshrc`, `/etc/csh.login`, `~/.tcshrc` or
//! `~/.cshrc`, and `~/.login`.
//!
//! The walk goes the way tcsh itself goes, because csh files mean only what that way makes of them: a
//! line is split into words ([`lex`]), aliases are put in, the words are parsed ([`parse`]), variables and
//! quotes are expanded ([`expand`]), then braces, `~` and file names ([`glob`]), and only then does a
//! command see its words. Blocks are no syntax: `if`, `switch` and the loops move the place where the
//! next line is read ([`search`]). Any error ends the reading of *all* start-up files; what stands
//! after the failing command on the same line still runs.
//!
//! Where a test depends on something that no file tells, both ways are walked ([`branch`]). Checked against
//! tcsh 6.24.

mod alias;
mod arithmetic;
mod braces;
mod branch;
mod builtin;
mod dollar;
mod environment;
mod escape;
mod expand;
mod expression;
mod file_test;
mod flow;
mod frame;
mod glob;
mod glyph;
mod history;
mod input;
mod lex;
mod loops;
mod machine;
mod modify;
mod number;
mod opaque;
mod parse;
mod pattern;
mod run;
mod search;
mod set;
mod setup;
mod source;
mod switch;
#[cfg(test)]
mod tests;
mod value;
mod variables;

use super::{FileTree, Outcome, ReadFile, RemarkKind, ShellState, ShellVariable, Start};
use crate::source::Value;
use machine::Machine;
use variables::Binding;

/// Works out what a tcsh would export after its start-up files.
pub(crate) fn read(start: &Start, tree: &dyn FileTree) -> Outcome {
    let mut machine = Machine::new(start, tree);
    machine.set_up();
    machine.start_up_files();
    machine.outcome()
}

impl Machine<'_> {
    /// Reads the start-up files in tcsh's order. A shell without HOME reads none.
    fn start_up_files(&mut self) {
        let home = match self.start.given("HOME") {
            Some("/") => "",
            Some(home) => home,
            None => return self.skip_all("HOME is not set"),
        };
        self.start_up_file("/etc/csh.cshrc");
        if self.start.mode.is_login() {
            self.start_up_file("/etc/csh.login");
        }
        let (own, other) = (format!("{home}/.tcshrc"), format!("{home}/.cshrc"));
        if !self.start_up_file(&own) {
            self.start_up_file(&other);
        } else if matches!(self.tree.presence(&other), super::Presence::File { .. }) {
            let not_read = Some("~/.tcshrc is read instead".into());
            self.files.push(ReadFile { path: other.into(), sourced_at: None, not_read });
        }
        if self.start.mode.is_login() {
            self.start_up_file(&format!("{home}/.login"));
        }
    }

    fn skip_all(&mut self, why: &str) {
        let path = "/etc/csh.cshrc".into();
        self.files.push(ReadFile { path, sourced_at: None, not_read: Some(why.into()) });
    }

    /// What programs started by the shell would find, with what explains it.
    fn outcome(mut self) -> Outcome {
        self.note_not_exported();
        let variables = self.variables.environment.iter();
        Outcome {
            variables: variables.map(|(name, binding)| (name.clone(), variable(binding))).collect(),
            files: self.files,
            remarks: self.remarks,
            incomplete: None,
        }
    }

    /// Variables that look meant for the environment but were only set in the shell.
    fn note_not_exported(&mut self) {
        let meant = |name: &str| name.contains('_') || name.chars().any(char::is_uppercase);
        let is_exported =
            |name: &str| self.variables.environment.get(name).is_some_and(|binding| binding.is_set);
        let found: Vec<_> = self
            .variables
            .shell
            .iter()
            .filter(|(name, binding)| binding.is_set && meant(name) && !is_exported(name))
            .filter_map(|(name, binding)| Some((name.clone(), binding.place.clone()?)))
            .collect();
        for (variable, place) in found {
            self.remark(RemarkKind::NotExported { variable }, Some(place));
        }
    }
}

fn variable(binding: &Binding) -> ShellVariable {
    let state = match &binding.knowledge {
        knowledge if knowledge.is_unknown() => ShellState::Unknown,
        _ if binding.is_set => ShellState::Set(Value::new(binding.text())),
        _ => ShellState::Unset,
    };
    ShellVariable {
        state,
        knowledge: binding.knowledge.clone(),
        place: binding.place.clone(),
        alternatives: binding.alternatives.clone(),
    }
}
