//! `setenv`, `unsetenv`, `set`, `unset`, `shift`, `alias`, `unalias`, and the shell's variables that are
//! tied to the environment.

use super::builtin::uncertain;
use super::expression::is_like;
use super::glob::Told;
use super::glyph::{At, Glyph, Word, text};
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

    fn is_read_only(&self, name: &str) -> bool {
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

    /// `unset PATTERN…`.
    pub(super) fn unset(&mut self, rest: &[Word]) -> Result<(), String> {
        for pattern in rest {
            let place = self.place_of(pattern);
            for name in self.names_like(|variables| &variables.shell, &pattern.text())? {
                if self.is_read_only(&name) {
                    return Err(format!("unset: ${name} is read-only"));
                }
                self.bind_shell(&name, Binding::gone(place.clone()));
            }
        }
        Ok(())
    }

    /// `set [-r] [-f|-l] NAME[[INDEX]] [=] [VALUE|( WORDS )]…`.
    pub(super) fn set(&mut self, rest: &[Word]) -> Result<(), String> {
        let (mut words, mut read_only, mut unique) = (rest, false, None);
        while let [first, others @ ..] = words {
            match () {
                () if first.is("-r") => read_only = true,
                () if first.is("-f") && unique != Some(false) => unique = Some(true),
                () if first.is("-l") && unique != Some(true) => unique = Some(false),
                () => break,
            }
            words = others;
        }
        while let [first, others @ ..] = words {
            words = self.set_one(first, others, read_only, unique)?;
        }
        Ok(())
    }

    /// One assignment of a `set`; the words after it.
    fn set_one<'w>(
        &mut self,
        first: &Word,
        others: &'w [Word],
        read_only: bool,
        unique: Option<bool>,
    ) -> Result<&'w [Word], String> {
        let assignment = Assignment::read(first, others)?;
        let place = self.place(assignment.at, assignment.name.len());
        let name = assignment.name;
        let list = assignment.list.unwrap_or_default();
        if let Some(index) = assignment.index {
            let value = Word { glyphs: assignment.value, ..Word::plain("", first) };
            self.set_element(&name, index, &Word { knowledge: first.knowledge.clone(), ..value }, place)?;
            return Ok(assignment.rest);
        }
        let mut values = match assignment.is_list {
            true => self.glob_list(list),
            false => {
                let mut value = Word { glyphs: assignment.value, ..Word::plain("", first) };
                value.knowledge = assignment.knowledge;
                self.glob_list(std::slice::from_ref(&value))
            }
        }
        .map_err(|reason| format!("set: {reason}"))?;
        if let Some(keep_first) = unique {
            deduplicate(&mut values, keep_first);
        }
        self.put_shell(&name, values, place)?;
        if read_only {
            self.bind_shell(&read_only_mark(&name), Binding::set(vec![], None));
        }
        Ok(assignment.rest)
    }

    /// `set NAME[INDEX]=VALUE`.
    pub(super) fn set_element(
        &mut self,
        name: &str,
        index: usize,
        value: &Word,
        place: Option<Place>,
    ) -> Result<(), String> {
        let binding = self.there(name)?;
        let (text, knowledge) = self.glob_joined(value)?;
        let all = binding.knowledge.and(&knowledge);
        let mut words = binding.words;
        if !all.is_unknown() {
            let element = index.checked_sub(1).and_then(|index| words.get_mut(index));
            *element.ok_or("set: subscript out of range")? = text;
        }
        let values = if words.is_empty() {
            vec![(String::new(), all)]
        } else {
            words.into_iter().map(|word| (word, all.clone())).collect()
        };
        self.put_shell(name, values, place)
    }

    /// A variable of the shell that has to be there.
    fn there(&mut self, name: &str) -> Result<Binding, String> {
        let binding = self.variables.shell.get(name).cloned().unwrap_or(Binding::gone(None));
        match binding.presence() {
            None => self.doubt_from_here(&binding.knowledge),
            Some(true) => {}
            Some(false) => return Err(format!("{name}: undefined variable")),
        }
        Ok(binding)
    }

    /// `shift [NAME]`.
    pub(super) fn shift(&mut self, rest: &[Word]) -> Result<(), String> {
        let name = rest.first().map_or_else(|| "argv".to_owned(), Word::text);
        let binding = self.there(&name)?;
        if binding.knowledge.is_unknown() {
            return Ok(());
        }
        if binding.words.is_empty() {
            return Err("shift: no more words".into());
        }
        let place = rest.first().and_then(|word| self.place_of(word));
        let words = binding.words.into_iter().skip(1);
        self.put_shell(&name, words.map(|word| (word, binding.knowledge.clone())).collect(), place)
    }

    /// `alias NAME WORDS`.
    pub(super) fn set_alias(&mut self, rest: &[Word]) -> Result<(), String> {
        let [name, words @ ..] = rest else { return Ok(()) };
        if words.is_empty() {
            return Ok(());
        }
        let alias = name.text();
        if alias == "alias" || alias == "unalias" {
            return Err(format!("{alias}: too dangerous to alias that"));
        }
        let told = self.glob_list(words).map_err(|reason| format!("alias: {reason}"))?;
        let knowledge = uncertain(rest).unwrap_or_default();
        let knowledge = told.iter().fold(knowledge, |all, (_, one)| all.and(one));
        let place = self.place_of(name);
        let words = told.into_iter().map(|(text, _)| text).collect();
        self.bind_alias(&alias, Binding { knowledge, ..Binding::set(words, place) });
        Ok(())
    }

    /// `unalias PATTERN…`.
    pub(super) fn unset_alias(&mut self, rest: &[Word]) -> Result<(), String> {
        for pattern in rest {
            for name in self.names_like(|variables| &variables.aliases, &pattern.text())? {
                self.bind_alias(&name, Binding::gone(None));
            }
        }
        Ok(())
    }

    /// The names that are there, for all that is known, and match a pattern.
    fn names_like(
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
fn read_only_mark(name: &str) -> String {
    format!("-r {name}")
}

/// Drops words that come twice.
fn deduplicate(values: &mut Vec<Told>, keep_first: bool) {
    if !keep_first {
        values.reverse();
    }
    let mut seen = std::collections::BTreeSet::new();
    values.retain(|(text, _)| seen.insert(text.clone()));
    if !keep_first {
        values.reverse();
    }
}

/// One assignment of a `set`, taken apart.
struct Assignment<'w> {
    name: String,
    at: At,
    index: Option<usize>,
    value: Vec<Glyph>,
    knowledge: Knowledge,
    is_list: bool,
    list: Option<&'w [Word]>,
    rest: &'w [Word],
}

impl<'w> Assignment<'w> {
    fn read(first: &Word, others: &'w [Word]) -> Result<Self, String> {
        let glyphs = &first.glyphs;
        if !glyphs.first().is_some_and(|glyph| glyph.is_letter()) {
            return Err("set: variable name must begin with a letter".into());
        }
        let length = glyphs.iter().take_while(|glyph| glyph.is_name()).count();
        let (name, after) = glyphs.split_at_checked(length).unwrap_or_default();
        let (index, after) = subscript(after)?;
        let mut assignment = Assignment {
            name: text(name),
            at: first.at,
            index,
            value: vec![],
            knowledge: first.knowledge.clone(),
            is_list: false,
            list: None,
            rest: others,
        };
        match (after, others) {
            ([equals, value @ ..], _) if equals.is('=') => {
                assignment.value = value.to_vec();
                if let ([], [open, rest @ ..]) = (value, others)
                    && open.starts('(')
                {
                    assignment.is_list = open.is("(");
                    assignment.value = open.glyphs.clone();
                    assignment.rest = rest;
                }
            }
            ([], [equals, rest @ ..]) if equals.is("=") => {
                assignment.rest = rest;
                if let [value, rest @ ..] = rest {
                    assignment.is_list = value.is("(");
                    assignment.value = value.glyphs.clone();
                    assignment.knowledge = first.knowledge.and(&value.knowledge);
                    assignment.rest = rest;
                }
            }
            ([], _) => {}
            _ => return Err("set: variable name must contain alphanumeric characters".into()),
        }
        if assignment.is_list {
            if assignment.index.is_some() {
                return Err("set: syntax error".into());
            }
            let close = assignment.rest.iter().position(|word| word.starts(')'));
            let close = close.ok_or("set: missing )")?;
            assignment.list = assignment.rest.get(..close);
            assignment.rest = assignment.rest.get(close + 1..).unwrap_or_default();
        }
        Ok(assignment)
    }
}

/// `[2]` after a name, and what follows it.
fn subscript(after: &[Glyph]) -> Result<(Option<usize>, &[Glyph]), String> {
    let [open, rest @ ..] = after else { return Ok((None, after)) };
    if !open.is('[') {
        return Ok((None, after));
    }
    let digits = rest.iter().take_while(|glyph| glyph.is_digit()).count();
    let (number, rest) = rest.split_at_checked(digits).unwrap_or_default();
    match rest {
        [close, rest @ ..] if close.is(']') => Ok((Some(text(number).parse().unwrap_or(0)), rest)),
        _ => Err("set: subscript error".into()),
    }
}
