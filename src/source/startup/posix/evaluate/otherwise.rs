//! `${A:-w}` and its relatives.

use super::super::dialect::Dialect;
use super::super::syntax::{Parameter, Part, Word};
use super::super::text::{Text, joined};
use super::super::variable::Holds;
use super::Evaluator;
use super::expand::is_all;
use super::expanded::{Expanded, Quoting, add};
use super::frame::Flow;
use super::lookup::Looked;
use super::tilde::Tilde;
use crate::source::startup::{Knowledge, MAX_ALTERNATIVES, Place};

impl Evaluator<'_> {
    /// `${A:-w}` and its relatives.
    pub(super) fn otherwise(
        &mut self,
        parameter: &Parameter,
        (operator, tests_empty, word): (char, bool, &Word),
        is_quoted: bool,
        words: &mut Vec<Expanded>,
    ) -> Result<(), Flow> {
        let quoting = if is_quoted { Quoting::Quoted } else { Quoting::Expanded };
        let (value, knowledge) = match self.value(parameter)? {
            Looked::Unset(knowledge) => {
                let text = self.absent(&parameter.name, knowledge.clone());
                (Some(text).filter(|text| !text.others.is_empty()), knowledge)
            }
            Looked::Scalar(text) => (Some(text.clone()), text.knowledge),
            Looked::Many(elements) if elements.is_empty() => (None, Knowledge::Certain),
            Looked::Many(elements) => {
                let is_whole =
                    self.dialect == Dialect::Zsh || is_all(parameter, '@') || is_all(parameter, '*');
                let count = if is_whole { elements.len() } else { 1 };
                let text = joined(elements.get(..count).unwrap_or_default(), " ");
                (Some(text.clone()), text.knowledge)
            }
        };
        if self.dialect == Dialect::Ksh && is_quoted && has_tilde_in_quotes(word) {
            // ksh93 loses its way in `"${A="~/x"}"`.
            add(words, &Text::unknown(self.text_of(&parameter.span)), quoting);
            return Ok(());
        }
        let is_told = !knowledge.is_unknown();
        if !tests_empty && !is_told && operator == '+' && self.is_surely_set(&parameter.name) {
            let parts = self.with_tilde(&word.parts, Tilde::Assignment)?;
            let text = self.one_text(&parts, is_quoted)?;
            add(words, &text, quoting);
            return Ok(());
        }
        if let Some(text) = value.as_ref().filter(|text| !text.others.is_empty() && is_told)
            && operator != '?'
        {
            return self.otherwise_in_doubt(parameter, text, (operator, word), is_quoted, words);
        }
        if !is_told {
            let mut text = Text::unknown(self.text_of(&parameter.span));
            text.from = value.and_then(|value| value.from);
            add(words, &text, quoting);
            return Ok(());
        }
        let value = value.filter(|text| !tests_empty || !text.text.is_empty());
        // Whether the value is there is as sure as the value.
        let doubt = Text { knowledge, ..Text::default() };
        match (operator, value) {
            ('+', None) => add(words, &doubt, quoting),
            ('-' | '=' | '?', Some(text)) => add(words, &text, quoting),
            ('+', Some(_)) | ('-', None) => {
                add(words, &doubt, quoting);
                let mut index = 0;
                for parts in self.default_words(word, is_quoted) {
                    let parts = self.with_tilde(&parts, Tilde::Assignment)?;
                    for expanded in self.expand(&parts, is_quoted)? {
                        self.adopt(index, expanded, quoting, words);
                        index += 1;
                    }
                }
            }
            ('=', None) => {
                let mut text = doubt;
                for (index, parts) in self.default_words(word, is_quoted).into_iter().enumerate() {
                    let parts = self.with_tilde(&parts, Tilde::Assignment)?;
                    if index > 0 {
                        text.append(&Text::certain(self.joint(true)));
                    }
                    text.append(&self.one_text(&parts, is_quoted)?);
                }
                let place = self.name_place(parameter);
                self.assign(&parameter.name, text.clone(), place)?;
                add(words, &text, quoting);
            }
            (_, None) => return Err(self.expansion_fails(parameter, "parameter not set")),
            (_, Some(_)) => {}
        }
        Ok(())
    }

    /// Whether a variable is set without a doubt, whatever its value is.
    fn is_surely_set(&self, name: &str) -> bool {
        self.variable(name).is_some_and(|variable| {
            matches!(variable.holds, Holds::Scalar(_)) && variable.knowledge.is_certain()
        })
    }

    /// The same of a value that could be another one.
    fn otherwise_in_doubt(
        &mut self,
        parameter: &Parameter,
        value: &Text,
        (operator, word): (char, &Word),
        is_quoted: bool,
        words: &mut [Expanded],
    ) -> Result<(), Flow> {
        let parts = self.with_tilde(&word.parts, Tilde::Assignment)?;
        let default = self.one_text(&parts, is_quoted)?;
        let mut found: Vec<String> = vec![];
        for value in std::iter::once(&value.text).chain(&value.others) {
            let defaults = std::iter::once(&default.text).chain(&default.others);
            match (operator, value.is_empty()) {
                ('+', true) => found.push(String::new()),
                ('+', false) | (_, true) => found.extend(defaults.cloned()),
                (_, false) => found.push(value.clone()),
            }
        }
        let mut kept: Vec<String> = vec![];
        for text in found {
            if !kept.contains(&text) && kept.len() <= MAX_ALTERNATIVES {
                kept.push(text);
            }
        }
        let mut texts = kept.into_iter();
        let mut text =
            Text { text: texts.next().unwrap_or_default(), others: texts.collect(), ..value.clone() };
        text.knowledge = text.knowledge.and(&default.knowledge);
        if operator == '=' {
            let place = self.name_place(parameter);
            self.assign(&parameter.name, text.clone(), place)?;
        }
        add(words, &text, if is_quoted { Quoting::Quoted } else { Quoting::Expanded });
        Ok(())
    }

    /// The words that a default is: zsh expands braces in it where it is not quoted.
    fn default_words(&mut self, word: &Word, is_quoted: bool) -> Vec<Vec<Part>> {
        if self.dialect != Dialect::Zsh || is_quoted {
            return vec![word.parts.clone()];
        }
        let untold = vec![vec![Part::Untold(self.text_of(&word.span).to_owned())]];
        self.with_braces(word).unwrap_or(untold)
    }

    /// Takes over what a default expands to; its quotes count.
    fn adopt(&mut self, index: usize, expanded: Expanded, quoting: Quoting, words: &mut Vec<Expanded>) {
        if index > 0 {
            words.push(Expanded::default());
        }
        let sum = Text { text: String::new(), ..expanded.sum };
        add(words, &sum, quoting);
        for piece in expanded.pieces {
            let bare = piece.quoting == Quoting::Bare;
            let quoting = if bare { quoting } else { piece.quoting };
            add(words, &Text { others: piece.others, ..Text::certain(piece.text) }, quoting);
        }
    }

    /// Where the name stands in `${NAME…}`.
    fn name_place(&self, parameter: &Parameter) -> Place {
        let start = parameter.span.start.saturating_add(2);
        let length = u32::try_from(parameter.name.len()).unwrap_or(0);
        self.place(&(start..start.saturating_add(length)))
    }
}

fn has_tilde_in_quotes(word: &Word) -> bool {
    let has_tilde = |part: &Part| matches!(part, Part::Bare(text) | Part::Quoted(text) if text.contains('~'));
    word.parts.iter().any(|part| matches!(part, Part::Double(parts) if parts.iter().any(has_tilde)))
}
