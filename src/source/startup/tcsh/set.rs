//! `set`, `unset`, `shift`.

use super::environment::read_only_mark;
use super::glob::Told;
use super::glyph::{At, Glyph, Word, text};
use super::machine::Machine;
use super::variables::Binding;
use crate::source::startup::{Knowledge, Place};

impl Machine<'_> {
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
