//! Expansion: from a word as it is written to the text it stands for.

use super::super::dialect::{Dialect, Ends};
use super::super::syntax::{Form, Parameter, Part, Word};
use super::super::text::{Text, joined};
use super::Evaluator;
use super::expanded::{Expanded, Quoting, add};
use super::frame::Flow;
use super::tilde::Tilde;
use crate::source::startup::Knowledge;
use crate::source::startup::pattern::Pattern;

impl Evaluator<'_> {
    /// A word that is not split, and in which no file names are looked for.
    ///
    /// # Errors
    /// An expansion that fails, and what that ends.
    pub(super) fn scalar(&mut self, word: &Word) -> Result<Text, Flow> {
        self.scalar_with(word, Tilde::Word)
    }

    /// The same, with what a tilde means there.
    pub(super) fn scalar_with(&mut self, word: &Word, tilde: Tilde) -> Result<Text, Flow> {
        let parts = self.with_tilde(&word.parts, tilde)?;
        self.one_text(&parts, false)
    }

    /// Parts as one text.
    pub(super) fn one_text(&mut self, parts: &[Part], is_quoted: bool) -> Result<Text, Flow> {
        let words = self.expand(parts, is_quoted)?;
        let texts: Vec<Text> = words.into_iter().map(Expanded::into_text).collect();
        // Only bash and the Korn shells put a blank between the elements of "$@" here.
        let separator = self.joint(matches!(self.dialect, Dialect::Zsh | Dialect::Dash | Dialect::Busybox));
        Ok(joined(&texts, &separator))
    }

    /// What stands between elements that are put together: the first character of IFS, or a blank.
    pub(super) fn joint(&self, by_separators: bool) -> String {
        let separators = self.scalar_of("IFS").filter(|_| by_separators);
        separators.map_or(" ".to_owned(), |text| text.text.chars().take(1).collect())
    }

    /// A word as a pattern, and how sure it is.
    pub(super) fn pattern(&mut self, word: &Word) -> Result<(Pattern, Knowledge), Flow> {
        let parts = self.with_tilde(&word.parts, Tilde::Word)?;
        let mut pattern = Pattern::new(self.dialect.patterns());
        let mut knowledge = Knowledge::Certain;
        for expanded in self.expand(&parts, false)? {
            if self.dialect == Dialect::Zsh && super::expanded::has_open_bracket(&expanded.pieces) {
                return Err(self.fails(Ends::File));
            }
            knowledge = knowledge.and(&expanded.sum.knowledge);
            for piece in &expanded.pieces {
                // zsh takes what a variable gives as it is.
                let is_plain = piece.quoting == Quoting::Expanded && self.dialect == Dialect::Zsh;
                pattern.push(&piece.text, piece.quoting == Quoting::Quoted || is_plain);
            }
        }
        Ok((pattern, knowledge))
    }

    /// The words that parts expand to, before they are split: several where an array stands.
    pub(super) fn expand(&mut self, parts: &[Part], is_quoted: bool) -> Result<Vec<Expanded>, Flow> {
        let mut words = vec![Expanded::default()];
        for part in parts {
            self.part(part, is_quoted, &mut words)?;
        }
        Ok(words)
    }

    fn part(&mut self, part: &Part, is_quoted: bool, words: &mut Vec<Expanded>) -> Result<(), Flow> {
        let quoting = if is_quoted { Quoting::Quoted } else { Quoting::Expanded };
        match part {
            Part::Bare(text) => add(words, &Text::certain(text.as_str()), Quoting::Bare),
            Part::Quoted(text) => add(words, &Text::certain(text.as_str()), Quoting::Quoted),
            Part::Double(parts) => {
                // An empty "" is a word all the same; "$@" without elements is none.
                if !matches!(parts.as_slice(), [Part::Parameter(parameter)] if parameter.name == "@") {
                    add(words, &Text::certain(""), Quoting::Quoted);
                }
                for part in parts {
                    self.part(part, true, words)?;
                }
            }
            Part::Arithmetic(span) => {
                let text = self.arithmetic_text(span)?;
                add(words, &text, quoting);
            }
            Part::Command(span) => {
                let text = self.substituted(span);
                add(words, &text, quoting);
            }
            Part::Process(span) => {
                let text = Text::unknown(self.text_of(span));
                add(words, &text, quoting);
            }
            Part::Untold(source) => add(words, &Text::unknown(source), quoting),
            Part::Parameter(parameter) => self.parameter(parameter, is_quoted, words)?,
        }
        Ok(())
    }

    /// `$(…)`: nothing is run; only what the system is called is taken for granted, by tests.
    fn substituted(&mut self, span: &std::ops::Range<u32>) -> Text {
        let source = self.text_of(span);
        let inner = source.trim_start_matches(['$', '(', '`', ' ']).trim_end_matches([')', '`', ' ']);
        let guess = match inner.trim_end_matches("2>/dev/null").trim_end() {
            "uname" | "uname -s" | "/usr/bin/uname" => {
                Some(if self.is_darwin() { "Darwin" } else { "Linux" })
            }
            _ => None,
        };
        match guess {
            Some(guess) => Text::guess(guess, source),
            None => Text::unknown(source),
        }
    }

    fn parameter(
        &mut self,
        parameter: &Parameter,
        is_quoted: bool,
        words: &mut Vec<Expanded>,
    ) -> Result<(), Flow> {
        let quoting = if is_quoted { Quoting::Quoted } else { Quoting::Expanded };
        if let Form::Otherwise(operator, tests_empty, word) = &parameter.form {
            return self.otherwise(parameter, (*operator, *tests_empty, word), is_quoted, words);
        }
        let texts = self.parameter_texts(parameter, is_quoted)?;
        let keeps_apart = !is_quoted || is_all(parameter, '@');
        if keeps_apart {
            for (index, text) in texts.iter().enumerate() {
                if index > 0 {
                    words.push(Expanded::default());
                }
                add(words, text, quoting);
            }
        } else {
            add(words, &joined(&texts, &self.joint(is_all(parameter, '*'))), quoting);
        }
        Ok(())
    }
}

/// Whether a parameter is `$@` or `${A[@]}` (or the same with `*`).
pub(super) fn is_all(parameter: &Parameter, sign: char) -> bool {
    let sign = sign.to_string();
    parameter.name == sign
        || parameter.subscript.as_ref().is_some_and(|word| word.bare() == Some(sign.as_str()))
}
