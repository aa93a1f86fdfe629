//! `@ name = expression`.

use super::expression::evaluate;
use super::glyph::{Glyph, Word, text};
use super::machine::Machine;
use crate::source::startup::Knowledge;

impl Machine<'_> {
    /// `@ name op expression …`.
    pub(super) fn compute_all(&mut self, rest: &[Word]) -> Result<(), String> {
        let mut words = rest;
        while let [first, others @ ..] = words {
            words = self.compute_one(first, others).map_err(|reason| match reason.contains(':') {
                true => reason,
                false => format!("@: {reason}"),
            })?;
        }
        Ok(())
    }

    /// One assignment; the words after it.
    fn compute_one<'w>(&mut self, first: &Word, others: &'w [Word]) -> Result<&'w [Word], String> {
        let length = first.glyphs.iter().take_while(|glyph| glyph.is_name()).count();
        let (name, after) = first.glyphs.split_at_checked(length).unwrap_or_default();
        if !name.first().is_some_and(|glyph| glyph.is_letter()) {
            return Err("variable name must begin with a letter".into());
        }
        if after.first().is_some_and(|glyph| glyph.is('[')) {
            return Err("subscripts are not followed".into());
        }
        let (operator, others) = match (after, others) {
            ([], [operator, others @ ..]) => (operator.glyphs.clone(), others),
            _ => (after.to_vec(), others),
        };
        let Some((kind, tail)) = operator.split_first() else { return Err("assignment missing".into()) };
        if tail.is_empty() && others.is_empty() {
            return Err("assignment missing".into());
        }
        let name = text(name);
        let (value, others) = match (kind.char, tail) {
            ('=', tail) => self.operand(tail, first, others)?,
            ('+' | '-', [same]) if same == kind => (Some(1), others),
            (_, [equals, tail @ ..]) if equals.is('=') => self.operand(tail, first, others)?,
            _ => return Err("unknown operator".into()),
        };
        let value = if kind.is('=') { value } else { self.combined(&name, *kind, value, first)? };
        let told = match value {
            Some(value) => (value.to_string(), Knowledge::Certain),
            None => (String::new(), Knowledge::Unknown(self.source_of(std::slice::from_ref(first)))),
        };
        let place = self.place(first.at, name.len());
        self.put_shell(&name, vec![told], place)?;
        Ok(others)
    }

    /// The expression after the operator: what is left of its word, and the words that follow.
    fn operand<'w>(
        &mut self,
        tail: &[Glyph],
        place: &Word,
        others: &'w [Word],
    ) -> Result<(Option<i64>, &'w [Word]), String> {
        if tail.is_empty() {
            let (value, after) = evaluate(self, others)?;
            return Ok((value, others.get(after..).unwrap_or_default()));
        }
        let first = Word { glyphs: tail.to_vec(), ..place.clone() };
        let words: Vec<Word> = std::iter::once(first).chain(others.iter().cloned()).collect();
        let (value, after) = evaluate(self, &words)?;
        Ok((value, others.get(after.saturating_sub(1)..).unwrap_or_default()))
    }

    /// What the variable and the value come to with the operator between them.
    fn combined(
        &mut self,
        name: &str,
        operator: Glyph,
        value: Option<i64>,
        place: &Word,
    ) -> Result<Option<i64>, String> {
        let before = self.variables.shell.get(name).filter(|binding| binding.is_set).cloned();
        let known = before.as_ref().is_none_or(|binding| binding.knowledge.is_certain());
        let Some(value) = value.filter(|_| known) else { return Ok(None) };
        let before = before.and_then(|binding| binding.words.into_iter().next()).unwrap_or_default();
        let texts = [before, operator.char.to_string(), value.to_string()];
        let words: Vec<Word> =
            texts.iter().filter(|text| !text.is_empty()).map(|text| Word::plain(text, place)).collect();
        let (value, after) = evaluate(self, &words)?;
        if after < words.len() { Err("expression syntax".into()) } else { Ok(value) }
    }
}
