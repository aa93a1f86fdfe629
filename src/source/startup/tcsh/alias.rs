//! `alias`, `unalias`, and command words that stand for other text.

use std::sync::Arc;

use super::builtin::uncertain;
use super::glyph::{Word, text};
use super::lex::{Habits, Line, Source, read_line};
use super::machine::Machine;
use super::run::{end_of_command, separates};
use super::variables::Binding;
use crate::source::startup::Knowledge;

/// Aliases that one line may go through, as in tcsh.
const MAX_ALIASES: usize = 50;

impl Machine<'_> {
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

    /// Replaces commands that are aliases, again and again; with the test on which an alias among them hangs.
    pub(super) fn aliased(
        &mut self,
        mut words: Vec<Word>,
        habits: Habits,
    ) -> Result<(Vec<Word>, Option<Arc<str>>), String> {
        let mut test = None;
        if self.variables.aliases.iter().next().is_none() {
            return Ok((words, test));
        }
        for _ in 0..MAX_ALIASES {
            let Some((from, to, alias)) = self.next_alias(&words) else { return Ok((words, test)) };
            if let Knowledge::Conditional(text) | Knowledge::Unknown(text) = &alias.knowledge {
                test.get_or_insert_with(|| text.clone());
            }
            let alias = alias.text();
            let call: Vec<Word> = words.get(from..to).unwrap_or_default().to_vec();
            let Some(place) = call.first() else { return Ok((words, test)) };
            let name = place.glyphs.clone();
            let uses_arguments = habits.history.is_some_and(|char| has_reference(&alias, char));
            let source = Source::Alias { text: alias.chars(), call: &call, place };
            let Line::Words(mut replaced) = read_line(source, habits)? else { return Ok((words, test)) };
            replaced.pop();
            self.charge(words.len() + alias.len());
            if let Some(first) = replaced.first_mut() {
                first.is_final = first.glyphs == name;
            }
            let end = if uses_arguments { to } else { from + 1 };
            words.splice(from..end, replaced);
        }
        Err("alias loop".into())
    }

    /// The first command of the line that is an alias: its words, and the alias's text.
    fn next_alias(&self, words: &[Word]) -> Option<(usize, usize, Binding)> {
        let (mut begins, mut depth) = (true, 0_u32);
        for (index, word) in words.iter().enumerate() {
            if word.starts('(') {
                // A parenthesis before a command is a subshell, in which aliases count too.
                depth += u32::from(!begins);
            } else if word.starts(')') {
                depth = depth.saturating_sub(1);
            } else if depth == 0 && separates(words, index) {
                begins = true;
            } else if std::mem::take(&mut begins)
                && let Some(alias) = self.alias(word)
            {
                return Some((index, end_of_command(words, index), alias));
            }
        }
        None
    }

    fn alias(&self, word: &Word) -> Option<Binding> {
        if word.is_final || word.glyphs.iter().any(|glyph| glyph.quoted) {
            return None;
        }
        let binding = self.variables.aliases.get(text(&word.glyphs).as_str())?;
        binding.is_set.then(|| binding.clone())
    }
}

/// Whether an alias's text takes in the arguments of the call.
fn has_reference(alias: &str, history: char) -> bool {
    alias
        .split(history)
        .skip(1)
        .any(|after| !after.starts_with([' ', '\t', '=', '~', '(']) && !after.is_empty())
}
