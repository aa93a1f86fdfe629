//! Simple commands: assignments, words, redirections.

use super::SyntaxError;
use super::command::{Redirect, Simple};
use super::parser::Parser;
use super::word::{Part, Until, Word};
use crate::source::startup::posix::dialect::Dialect;

/// Commands whose arguments may be array assignments.
const DECLARATIONS: &[&str] = &["export", "readonly", "typeset", "declare", "local", "integer", "float"];

/// Words of one command that are read.
const MAX_WORDS: usize = 100_000;

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
            if let Some(word) = self.busybox_link(&simple) {
                simple.words.push(word);
                continue;
            }
            let Some(mut word) = self.word(Until::Blank)? else { break };
            self.bounded(simple.words.len())?;
            self.array(&simple, &mut word)?;
            end = self.cursor.at();
            if simple.words.is_empty() && self.assigns(&word) {
                simple.assignments.push(word);
            } else {
                let has_array = simple.assignments.iter().any(|word| word.array.is_some());
                if has_array && self.cursor.dialect == Dialect::Mksh {
                    return Err(self.cursor.error("an array before a command"));
                }
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

    /// busybox: `&&` and `||` between `[[` and `]]` are words.
    fn busybox_link(&mut self, simple: &Simple) -> Option<Word> {
        let is_test = simple.words.first().and_then(Word::bare) == Some("[[")
            && simple.words.last().and_then(Word::bare) != Some("]]");
        if self.cursor.dialect != Dialect::Busybox || !is_test {
            return None;
        }
        let start = self.cursor.at();
        let text = [("&&", "-a"), ("||", "-o")].into_iter().find(|(link, _)| self.cursor.take(link))?.1;
        let parts = vec![Part::Bare(text.to_owned())];
        Some(Word { parts, array: None, span: start..self.cursor.at() })
    }

    fn assigns(&self, word: &Word) -> bool {
        let rich = self.cursor.dialect.is_rich();
        word.assignment().is_some_and(|head| rich || !head.appends && head.subscript.is_none())
    }

    /// `(a b c)` after a word that ends in `=`.
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
        let start = self.cursor.at().saturating_sub(1);
        word.array = Some(self.elements()?);
        word.span.end = self.cursor.at();
        self.after_array(word, start)
    }

    /// What follows `)` without a blank: to bash all of it is a text then, to mksh an error.
    fn after_array(&mut self, word: &mut Word, start: u32) -> Result<(), SyntaxError> {
        let next = self.cursor.peek();
        if next.is_none_or(|c| " \t\n;&|<>()#".contains(c)) {
            return Ok(());
        }
        match self.cursor.dialect {
            Dialect::Bash => {
                let more = self.word(Until::Blank)?;
                let written = self.cursor.since(start).to_owned();
                let is_plain = more.is_some() && !written.contains(['$', '`', '\\', '\'', '"']);
                word.array = None;
                word.span.end = self.cursor.at();
                word.parts.push(if is_plain { Part::Quoted(written) } else { Part::Untold(written) });
                Ok(())
            }
            Dialect::Mksh => Err(self.cursor.error("text after an array")),
            _ => Ok(()),
        }
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
        if words < MAX_WORDS {
            return Ok(());
        }
        let reason = format!("a command of more than {MAX_WORDS} words");
        Err(SyntaxError { at: self.cursor.at(), reason, is_limit: true, is_doubtful: false })
    }

    /// A redirection; `None`: something else stands here. Here-documents give no redirection to speak of.
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
            return self.operator(digits).map(Some);
        } else if !self.cursor.dialect.is_rich() {
            self.cursor.go_to(back);
            return Ok(None);
        }
        self.cursor.skip_blanks();
        let target = self.word(Until::Blank)?.unwrap_or_default();
        Ok(Some(Some(Redirect { has_number: false, operator: ">".into(), target })))
    }

    fn operator(&mut self, has_number: bool) -> Result<Option<Redirect>, SyntaxError> {
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
        // dash reads the number already here, busybox where one stands before it too.
        let reads_number = match self.cursor.dialect {
            Dialect::Dash => true,
            Dialect::Busybox => has_number,
            _ => false,
        };
        let is_bad = |text: &str| text != "-" && !text.chars().all(|c| c.is_ascii_digit());
        if reads_number && matches!(operator, ">&" | "<&") && target.bare().is_some_and(is_bad) {
            return Err(self.cursor.error("no number after `>&`"));
        }
        Ok(Some(Redirect { has_number, operator: operator.to_owned(), target }))
    }
}

impl Simple {
    /// Whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        self.assignments.is_empty() && self.words.is_empty() && self.redirects.is_empty()
    }
}
