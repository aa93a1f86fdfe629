//! Assignments before a command.

use std::sync::Arc;

use super::super::dialect::Dialect;
use super::super::syntax::Simple;
use super::super::variable::{Holds, Variable};
use super::Evaluator;
use super::frame::Flow;

/// Builtins whose failing is an error of the shell, and before which assignments stay (POSIX).
const SPECIAL: &[&str] = &[
    ":", ".", "break", "continue", "eval", "exec", "exit", "export", "readonly", "return", "set", "shift",
    "source", "times", "trap", "typeset", "unset",
];

impl Evaluator<'_> {
    /// Walks a command with the assignments before it, which stay only where the shell keeps them.
    pub(super) fn with_prefix(
        &mut self,
        simple: &Simple,
        name: &str,
        is_plain: bool,
        walk: impl FnOnce(&mut Self) -> Result<Flow, Flow>,
    ) -> Result<Flow, Flow> {
        if simple.assignments.is_empty() {
            return walk(self);
        }
        let is_function = self.state.functions.get(name).is_some();
        let is_special = SPECIAL.contains(&name) && !is_plain && !is_function;
        let stays = is_special
            && self.dialect.keeps_prefix_of_special_builtins()
            && !(matches!(name, "source") && self.dialect == Dialect::Dash);
        let mut before = vec![];
        for word in &simple.assignments {
            if let Some(head) = word.assignment() {
                let is_read_only = self.variable(head.name).is_some_and(|old| old.is_read_only);
                if is_read_only && self.passes_read_only(name, is_special) {
                    continue;
                }
                let old = self.variable(head.name).cloned();
                if let Some((other, _)) = old.as_ref().and_then(|old| old.tie.clone()) {
                    before.push((other.to_string(), self.variable(&other).cloned()));
                }
                before.push((head.name.to_owned(), old));
            }
            self.assignment(word)?;
        }
        // ksh93: what stands before `export` is exported.
        if !stays || self.dialect == Dialect::Ksh && name == "export" {
            for (name, _) in &before {
                self.export_for_command(name);
            }
        }
        let flow = walk(self);
        if stays {
            return flow;
        }
        for (variable, old) in before.into_iter().rev() {
            // bash: `A=b export A` exports that A.
            let is_kept = self.dialect == Dialect::Bash && name == "export" && self.names(simple, &variable);
            if !is_kept {
                // zsh: what was exported without a value is seen by programs once it was restored.
                let in_shell = is_function || name != "command" && super::builtin_names::is_known(name);
                let old = old.map(|old| {
                    if old.is_unseen && in_shell {
                        Arc::new(Variable { is_unseen: false, ..(*old).clone() })
                    } else {
                        old
                    }
                });
                let was_list = old.as_ref().is_some_and(|old| matches!(old.holds, Holds::Array(_)));
                self.state.variables.put(variable.as_str().into(), old);
                if was_list && in_shell && self.dialect == Dialect::Zsh {
                    // What programs see of the list afterwards is zsh's secret.
                    let (source, place) =
                        (self.text_of(&simple.span).to_owned(), self.line_place(&simple.span));
                    self.forget(&variable, &source, place);
                }
            }
        }
        flow
    }

    /// Whether a command runs all the same, though an assignment before it fails.
    fn passes_read_only(&self, command: &str, is_special: bool) -> bool {
        match self.dialect {
            Dialect::Bash => true,
            Dialect::Ksh => !is_special,
            // zsh runs programs in a process of their own, which is what fails.
            Dialect::Zsh => {
                self.state.functions.get(command).is_none()
                    && !is_special
                    && !super::builtin_names::is_known(command)
            }
            _ => false,
        }
    }

    fn names(&self, simple: &Simple, variable: &str) -> bool {
        simple.words.iter().any(|word| word.bare() == Some(variable))
    }

    /// Lets programs see a variable that is there.
    pub(super) fn export_for_command(&mut self, name: &str) {
        if let Some(variable) = self.variable(name).cloned() {
            let mut variable = (*variable).clone();
            variable.is_exported = true;
            self.state.variables.put(name.into(), Some(variable.into()));
        }
    }
}

/// Whether a builtin is one of the special ones.
pub(super) fn is_special(name: &str) -> bool {
    SPECIAL.contains(&name)
}
