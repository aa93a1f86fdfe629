//! Loops.

use super::SyntaxError;
use super::command::{Command, For, List, Loop};
use super::cursor::is_name;
use super::parser::Parser;
use super::word::{Until, Word};
use crate::source::startup::posix::dialect::Dialect;

impl Parser<'_> {
    /// `while` or `until`, whose first letter stands here.
    pub(super) fn loop_command(&mut self, word: &str) -> Result<Command, SyntaxError> {
        self.cursor.take(word);
        let back = self.clone();
        let (condition, span) = match self.condition("do") {
            Err(error)
                if self.cursor.dialect == Dialect::Zsh && self.cursor.is_at_end() && !error.is_limit =>
            {
                *self = back;
                return self.loop_without_body(word);
            }
            found => found?,
        };
        let body = self.body()?;
        Ok(Command::Loop(Loop { is_until: word == "until", condition, span, body }))
    }

    /// zsh takes a `while` without `do` for one whose condition is all that follows.
    fn loop_without_body(&mut self, word: &str) -> Result<Command, SyntaxError> {
        let start = self.cursor.at();
        let mut condition = vec![];
        loop {
            self.skip_lines();
            if self.cursor.is_at_end() {
                break;
            }
            condition.push(self.and_or()?);
            self.separator()?;
        }
        let span = start..self.cursor.at();
        Ok(Command::Loop(Loop { is_until: word == "until", condition, span, body: vec![] }))
    }

    /// `do …; done`, or `{ …; }`.
    fn body(&mut self) -> Result<List, SyntaxError> {
        self.skip_lines();
        if self.sees_brace() && self.cursor.dialect.is_rich() {
            return self.braces();
        }
        self.expect("do")?;
        let list = self.filled(&["done"], false)?;
        self.expect("done")?;
        Ok(list)
    }

    /// `for`, `select` or `foreach`, whose first letter stands here.
    pub(super) fn for_command(&mut self, word: &str) -> Result<Command, SyntaxError> {
        let start = self.cursor.at();
        self.cursor.take(word);
        self.cursor.skip_blanks();
        if self.cursor.take("((") {
            if !matches!(self.cursor.dialect, Dialect::Bash | Dialect::Zsh | Dialect::Ksh) {
                return Err(self.cursor.error("`for ((` is not known to this shell"));
            }
            let head = self.cursor.at();
            if !self.skip_arithmetic() {
                return Err(self.cursor.error("`((` without `))`"));
            }
            let head = head..self.cursor.at().saturating_sub(2);
            self.cursor.skip_blanks();
            self.cursor.take(";");
            return Ok(Command::Repeat(head, self.body()?));
        }
        let names = self.loop_names()?;
        let words = self.loop_words()?;
        let span = start..self.cursor.at();
        let is_select = word == "select";
        let body = if word == "foreach" {
            let list = self.commands(&["end"])?;
            self.expect("end")?;
            list
        } else {
            self.loop_body()?
        };
        Ok(Command::For(For { names, words, body, is_select, span }))
    }

    fn loop_names(&mut self) -> Result<Vec<String>, SyntaxError> {
        let mut names = vec![];
        loop {
            self.skip_lines();
            let word = self.reserved();
            if word == "in" && !names.is_empty() || !is_name(word) || word == "do" {
                break;
            }
            names.push(word.to_owned());
            self.cursor.take(word);
            if self.cursor.dialect != Dialect::Zsh {
                break;
            }
        }
        if names.is_empty() { Err(self.cursor.error("`for` without a name")) } else { Ok(names) }
    }

    fn loop_words(&mut self) -> Result<Option<Vec<Word>>, SyntaxError> {
        self.skip_lines();
        if self.cursor.dialect == Dialect::Zsh && self.cursor.take("(") {
            return self.elements().map(Some);
        }
        if self.reserved() != "in" {
            self.cursor.take(";");
            return Ok(None);
        }
        self.cursor.take("in");
        let mut words = vec![];
        loop {
            self.cursor.skip_blanks();
            match self.word(Until::Blank)? {
                Some(word) => words.push(word),
                None => break,
            }
        }
        self.cursor.take(";");
        Ok(Some(words))
    }

    /// The body of a `for`; zsh takes a single command as well.
    fn loop_body(&mut self) -> Result<List, SyntaxError> {
        self.skip_lines();
        if self.cursor.dialect == Dialect::Zsh && self.reserved() != "do" && !self.sees_brace() {
            return Ok(vec![self.and_or()?]);
        }
        self.body()
    }

    /// zsh's `repeat`, whose first letter stands here.
    pub(super) fn repeat_command(&mut self) -> Result<Command, SyntaxError> {
        self.cursor.take("repeat");
        self.cursor.skip_blanks();
        let head = self.cursor.at();
        self.word(Until::Blank)?;
        let head = head..self.cursor.at();
        self.cursor.skip_blanks();
        self.cursor.take(";");
        Ok(Command::Repeat(head, self.loop_body()?))
    }
}
