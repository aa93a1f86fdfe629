//! `setenv`, `unsetenv`, and the shell's variables that are tied to the environment.

use super::expression::is_like;
use super::glob::Told;
use super::glyph::Word;
use super::machine::Machine;
use super::variables::{Binding, Variables};
use crate::source::startup::store::Store;
use crate::source::startup::{Knowledge, Place, RemarkKind};

/// The shell's variables that are tied to one of the environment, which is set along.
const TIED: [(&str, &str); 5] =
    [("user", "USER"), ("group", "GROUP"), ("term", "TERM"), ("home", "HOME"), ("shlvl", "SHLVL")];

/// The other name of a variable that the shell keeps in two places.
pub(super) fn tied(name: &str) -> Option<&'static str> {
    let all = TIED.iter().chain(&[("path", "PATH")]);
    all.copied().find_map(|(shell, environment)| match name {
        _ if name == shell => Some(environment),
        _ if name == environment => Some(shell),
        _ => None,
    })
}

impl Machine<'_> {
    /// `setenv NAME [VALUE]`.
    pub(super) fn setenv(&mut self, rest: &[Word]) -> Result<(), String> {
        let Some((variable, values)) = rest.split_first() else { return Ok(()) };
        if self.runs_in_doubt(variable, |this| this.setenv_named(variable, values)) {
            return Ok(());
        }
        self.setenv_named(variable, values)
    }

    fn setenv_named(&mut self, variable: &Word, values: &[Word]) -> Result<(), String> {
        if !variable.glyphs.first().is_some_and(|glyph| glyph.is_letter()) {
            return Err("setenv: variable name must begin with a letter".into());
        }
        if !variable.glyphs.iter().all(|glyph| glyph.is_name() || glyph.char == '.') {
            return Err("setenv: variable name must contain alphanumeric characters".into());
        }
        let (value, knowledge) = match values.first() {
            Some(value) => self.glob_joined(value)?,
            None => (String::new(), Knowledge::Certain),
        };
        let place = self.place_of(variable);
        self.put_environment(&variable.text(), &value, &knowledge, place);
        Ok(())
    }

    /// Runs a command under the test that the name it is about depends on; whether there is such a test.
    fn runs_in_doubt(&mut self, name: &Word, run: impl FnOnce(&mut Self) -> Result<(), String>) -> bool {
        match &name.knowledge {
            Knowledge::Certain => return false,
            Knowledge::Unknown(source) => self.opaque(source, std::slice::from_ref(name)),
            Knowledge::Conditional(test) => self.fork_once(test, |this| {
                if let Err(reason) = run(this) {
                    this.fail_at(&reason, std::slice::from_ref(name));
                }
            }),
        }
        true
    }

    /// Sets a variable of the environment, and what the shell ties to it.
    pub(super) fn put_environment(
        &mut self,
        name: &str,
        value: &str,
        knowledge: &Knowledge,
        place: Option<Place>,
    ) {
        let bind = |words: Vec<String>| Binding {
            knowledge: knowledge.clone(),
            ..Binding::set(words, place.clone())
        };
        self.bind_environment(name, bind(vec![value.to_owned()]));
        match name {
            "PATH" => {
                let directories =
                    value.split(':').map(|part| if part.is_empty() { "." } else { part }.to_owned());
                let directories = if value.is_empty() { vec![] } else { directories.collect() };
                self.bind_shell("path", bind(directories));
            }
            "HOME" => {
                let home = self.absolute(value).unwrap_or_else(|| value.to_owned());
                self.bind_shell("home", bind(vec![home]));
            }
            _ => {
                if let Some((tied, _)) = TIED.iter().find(|(_, environment)| *environment == name) {
                    self.bind_shell(tied, bind(vec![value.to_owned()]));
                }
            }
        }
    }

    /// Sets a variable of the shell, and what it ties to it in the environment.
    ///
    /// # Errors
    /// It is read-only.
    pub(super) fn put_shell(
        &mut self,
        name: &str,
        values: Vec<Told>,
        place: Option<Place>,
    ) -> Result<(), String> {
        if self.is_read_only(name) {
            self.remark(RemarkKind::ReadOnly { variable: name.to_owned() }, place);
            return Err(format!("set: ${name} is read-only"));
        }
        let knowledge = values.iter().fold(Knowledge::Certain, |all, (_, one)| all.and(one));
        let words: Vec<String> = values.into_iter().map(|(text, _)| text).collect();
        let first = words.first().cloned().unwrap_or_default();
        let mut tied =
            Binding { knowledge: knowledge.clone(), ..Binding::set(vec![first.clone()], place.clone()) };
        if name == "path" {
            tied.words = vec![words.join(":")];
            self.bind_environment("PATH", tied);
        } else if let Some((_, environment)) = TIED.iter().find(|(shell, _)| *shell == name) {
            if name == "user" {
                self.bind_environment("LOGNAME", tied.clone());
            }
            if name == "home" {
                tied.words = vec![self.absolute(&first).unwrap_or(first)];
            }
            self.bind_environment(environment, tied);
        }
        let binding = Binding { knowledge, ..Binding::set(words, place) };
        self.bind_shell(name, binding);
        Ok(())
    }

    pub(super) fn is_read_only(&self, name: &str) -> bool {
        self.variables.shell.get(&read_only_mark(name)).is_some_and(|mark| mark.is_set)
    }

    /// `unsetenv PATTERN…`.
    pub(super) fn unsetenv(&mut self, rest: &[Word]) -> Result<(), String> {
        for pattern in rest {
            if self.runs_in_doubt(pattern, |this| this.unsetenv_one(pattern)) {
                continue;
            }
            self.unsetenv_one(pattern)?;
        }
        Ok(())
    }

    fn unsetenv_one(&mut self, pattern: &Word) -> Result<(), String> {
        let place = self.place_of(pattern);
        let pattern = pattern.text();
        for name in self.names_like(|variables| &variables.environment, &pattern)? {
            self.bind_environment(&name, Binding::gone(place.clone()));
        }
        Ok(())
    }

    /// The names that are there, for all that is known, and match a pattern.
    pub(super) fn names_like(
        &mut self,
        which: impl Fn(&Variables) -> &Store<String, Binding>,
        pattern: &str,
    ) -> Result<Vec<String>, String> {
        let (mut found, mut is_told) = (vec![], true);
        for (name, binding) in which(&self.variables).iter() {
            if binding.presence() == Some(false) || name.contains(' ') {
                continue;
            }
            let holds = if name == pattern { Some(true) } else { is_like(name, pattern)? };
            is_told &= holds.is_some();
            if holds == Some(true) {
                found.push(name.clone());
            }
        }
        self.exhausted |= !is_told;
        Ok(found)
    }
}

/// The name under which it is kept that a variable is read-only. No file can use it.
pub(super) fn read_only_mark(name: &str) -> String {
    format!("-r {name}")
}
