//! Simple commands: assignments, words, redirections.

use super::command::{Redirect, Simple};
use super::word::{Until, Word};
use super::{Parser, SyntaxError};
use crate::source::shell::posix::dialect::Dialect;

/// Commands whose arguments may be array assignments.
const DECLARATIONS: &[&str] = &["export", "readonly", "typeset", "declare", "local", "integer", "float"];

/// Words of one command that are read.
const MOST_WORDS: usize = 100_000;

impl Parser<'_> {
    /// Assignments, words and redirections up to an operator.
    pub(super) fn simple(&mut self) -> Result<Simple, SyntaxError> {
        let start = self.cursor.at();
        let mut simple = Simple::default();
        let mut end = start;
        loop {
            self.cursor.skip_blanks();
            if let Some(found) = self.redirect()? {
                simple.redirects.extend(found);
                end = self.cursor.at();
                continue;
            }
            if self.closes_zsh_block(&simple) {
                break;
            }
            let Some(mut word) = self.word(Until::Blank)? else { break };
            self.bounded(simple.words.len())?;
            self.array(&simple, &mut word)?;
            end = self.cursor.at();
            if simple.words.is_empty() && self.assigns(&word) {
                simple.assignments.push(word);
            } else {
                simple.words.push(word);
            }
        }
        if self.cursor.peek() == Some('(') {
            return Err(self.cursor.error("`(` inside a command"));
        }
        if simple.is_empty() {
            let what = self.cursor.peek().map_or("the end".to_owned(), |c| format!("`{c}`"));
            return Err(self.cursor.error(format!("{what} where a command begins")));
        }
        simple.span = start..end;
        Ok(simple)
    }

    fn closes_zsh_block(&self, simple: &Simple) -> bool {
        self.cursor.dialect == Dialect::Zsh && !simple.words.is_empty() && self.reserved() == "}"
    }

    fn assigns(&self, word: &Word) -> bool {
        let rich = self.cursor.dialect.is_rich();
        word.assignment().is_some_and(|head| rich || !head.appends && head.subscript.is_none())
    }

    /// `(a b c)` behind a word that ends in `=`.
    fn array(&mut self, simple: &Simple, word: &mut Word) -> Result<(), SyntaxError> {
        let declares = match simple.words.first() {
            None => true,
            Some(first) => first.bare().is_some_and(|name| DECLARATIONS.contains(&name)),
        };
        let is_value = word.assignment().is_some_and(|head| {
            word.bare().is_some_and(|text| text.len() == head.length) && head.subscript.is_none()
        });
        if !declares || !is_value || !self.cursor.dialect.is_rich() || !self.cursor.take("(") {
            return Ok(());
        }
        word.array = Some(self.elements()?);
        word.span.end = self.cursor.at();
        Ok(())
    }

    /// Words up to `)`, which is taken; `(` was.
    pub(super) fn elements(&mut self) -> Result<Vec<Word>, SyntaxError> {
        let mut words = vec![];
        loop {
            self.skip_lines();
            if self.cursor.take(")") {
                return Ok(words);
            }
            match self.word(Until::Blank)? {
                Some(word) => words.push(word),
                None => return Err(self.cursor.error("`(` without `)`")),
            }
            self.bounded(words.len())?;
        }
    }

    /// No command of a start-up file has so many words.
    fn bounded(&self, words: usize) -> Result<(), SyntaxError> {
        if words < MOST_WORDS {
            return Ok(());
        }
        let reason = format!("a command of more than {MOST_WORDS} words");
        Err(SyntaxError { at: self.cursor.at(), reason, is_limit: true })
    }

    /// A redirection; none: something else stands here. Here-documents give no redirection to speak of.
    pub(super) fn redirect(&mut self) -> Result<Option<Option<Redirect>>, SyntaxError> {
        let back = self.cursor.at();
        if !self.cursor.take("&>>") && !self.cursor.take("&>") {
            self.cursor.take_while(|c| c.is_ascii_digit());
            let digits = self.cursor.at() > back;
            let next = self.cursor.peek();
            let is_operator = matches!(next, Some('<' | '>'));
            let is_process = self.cursor.dialect.has_process_substitution()
                && self.cursor.second() == Some('(')
                && !digits;
            if !is_operator || is_process {
                self.cursor.go_to(back);
                return Ok(None);
            }
            return self.operator().map(Some);
        } else if !self.cursor.dialect.is_rich() {
            self.cursor.go_to(back);
            return Ok(None);
        }
        self.cursor.skip_blanks();
        let target = self.word(Until::Blank)?.unwrap_or_default();
        Ok(Some(Some(Redirect { operator: ">".into(), target })))
    }

    fn operator(&mut self) -> Result<Option<Redirect>, SyntaxError> {
        let has_here_strings = self.cursor.dialect.has_here_strings();
        let operators = ["<<<", "<<-", "<<", "<>", "<&", "<", ">>", ">|", ">&", ">"];
        let operator = operators
            .into_iter()
            .find(|operator| (*operator != "<<<" || has_here_strings) && self.cursor.sees(operator));
        let operator = operator.unwrap_or("<");
        self.cursor.take(operator);
        if operator == "<<" || operator == "<<-" {
            self.here_delimiter(operator == "<<-")?;
            return Ok(None);
        }
        self.cursor.skip_blanks();
        let Some(target) = self.word(Until::Blank)? else {
            return Err(self.cursor.error(format!("`{operator}` without a file")));
        };
        Ok(Some(Redirect { operator: operator.to_owned(), target }))
    }
}
