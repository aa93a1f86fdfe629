//! What every grammar needs: chance, the case's names, the files that may be sourced.

use super::shells::Shell;
use super::vocabulary::{HELPERS, MISSING, PLAIN, SPECIAL};
use crate::random::Random;

/// Writes the statements of one file.
pub(crate) struct Writer<'a> {
    pub(crate) random: &'a mut Random,
    pub(crate) shell: Shell,
    /// Whether something may be written that only running the file decides.
    pub(crate) open: bool,
    /// The variables of this case.
    pub(crate) names: &'a [&'static str],
    /// Files that this one may source: those after it, so that none comes back to itself.
    pub(crate) sources: &'a [&'static str],
    /// Whether it may source the whole of `~/.shell.d`, being no part of it.
    pub(crate) globs: bool,
    /// How deep the statement stands within others.
    pub(crate) depth: usize,
    /// Functions written so far.
    pub(crate) functions: usize,
}

/// A function that writes one kind of statement.
pub(crate) type Form = fn(&mut Writer<'_>) -> String;

impl Writer<'_> {
    /// True in `percent` of a hundred cases.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.random.chance(percent)
    }

    /// One of the texts.
    pub(crate) fn pick(&mut self, choices: &[&'static str]) -> &'static str {
        self.random.pick::<&'static str>(choices)
    }

    /// Whether to write what this shell may not know: always if it does, and now and then by mistake.
    pub(crate) fn may(&mut self, known_to: &[&str]) -> bool {
        known_to.contains(&self.shell.name) || self.chance(4)
    }

    /// One of the forms, each as often as its weight says.
    pub(crate) fn form(&mut self, forms: &[(usize, Form)]) -> String {
        let total = forms.iter().map(|(weight, _)| weight).sum();
        let mut left = self.random.below(total);
        for (weight, form) in forms {
            if left < *weight {
                return form(self);
            }
            left -= weight;
        }
        String::new()
    }

    /// One of the case's variables.
    pub(crate) fn name(&mut self) -> &'static str {
        let names = self.names;
        self.random.pick::<&'static str>(names)
    }

    /// A variable to read: mostly one of the case's, sometimes a helper or one from the environment.
    pub(crate) fn read(&mut self) -> &'static str {
        match self.random.below(10) {
            0..6 => self.name(),
            6..8 => self.pick(HELPERS),
            8 => "HOME",
            _ => "NOPE",
        }
    }

    /// A value without special characters.
    pub(crate) fn plain(&mut self) -> &'static str {
        self.pick(PLAIN)
    }

    /// Any value; it holds no quotes.
    pub(crate) fn value(&mut self) -> &'static str {
        if self.chance(60) { self.pick(PLAIN) } else { self.pick(SPECIAL) }
    }

    /// A file to source: mostly one that is there.
    pub(crate) fn source(&mut self) -> &'static str {
        if self.sources.is_empty() || self.chance(6) {
            return self.pick(MISSING);
        }
        let sources = self.sources;
        self.random.pick::<&'static str>(sources)
    }

    /// A name for a new function.
    pub(crate) fn new_function(&mut self) -> String {
        self.functions += 1;
        format!("setup_{}", self.functions)
    }

    /// What a deeper statement says, if that is not too deep.
    pub(crate) fn inner(&mut self, statement: Form) -> String {
        self.depth += 1;
        let text = statement(self);
        self.depth -= 1;
        text
    }
}

/// Every line of a text with blanks in front; a here-document stays, since blanks would hide its end.
pub(crate) fn indented(text: &str) -> String {
    if text.contains("<<") {
        return text.to_owned();
    }
    text.split('\n').map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}
