//! Definitions of functions.

use std::sync::Arc;

use super::SyntaxError;
use super::command::{Command, Function};
use super::cursor::is_name;
use super::parser::Parser;
use super::word::Until;
use crate::source::startup::posix::dialect::Dialect;

impl Parser<'_> {
    pub(super) fn keyword_function(&mut self) -> Result<Command, SyntaxError> {
        self.cursor.take("function");
        let mut names = vec![];
        loop {
            self.cursor.skip_blanks();
            let word = self.reserved();
            if word.is_empty() || word == "{" {
                break;
            }
            names.push(word.to_owned());
            self.cursor.take(word);
        }
        if self.cursor.take("(") {
            self.cursor.skip_blanks();
            if !self.cursor.take(")") || self.cursor.dialect == Dialect::Ksh {
                return Err(self.cursor.error("`(` without `)`"));
            }
        }
        let needs_name = self.cursor.dialect == Dialect::Busybox;
        if needs_name && !names.iter().all(|name| is_name(name)) {
            return Err(self.cursor.error("a function's name that is none"));
        }
        self.function_body(names, true)
    }

    /// `name() …`; `None` when no function is defined here.
    pub(super) fn named_function(&mut self, word: &str) -> Result<Option<Command>, SyntaxError> {
        let plain = |c: char| !matches!(c, '$' | '\'' | '"' | '`' | '\\' | '=');
        if word.is_empty() || !word.chars().all(plain) {
            return Ok(None);
        }
        let back = self.cursor.at();
        self.cursor.take(word);
        self.cursor.skip_blanks();
        if self.cursor.take("(") {
            self.cursor.skip_blanks();
            if self.cursor.take(")") {
                let needs_name = matches!(self.cursor.dialect, Dialect::Dash | Dialect::Busybox);
                if needs_name && !is_name(word) {
                    return Err(self.cursor.error("a function's name that is none"));
                }
                return self.function_body(vec![word.to_owned()], false).map(Some);
            }
        }
        self.cursor.go_to(back);
        Ok(None)
    }

    pub(super) fn function_body(
        &mut self,
        names: Vec<String>,
        has_keyword: bool,
    ) -> Result<Command, SyntaxError> {
        self.skip_lines();
        let body = Arc::new(self.command()?);
        if self.cursor.dialect == Dialect::Bash && matches!(*body, Command::Simple(_)) {
            return Err(self.cursor.error("a function whose body is no compound command"));
        }
        let mut arguments = vec![];
        if names.is_empty() {
            loop {
                self.cursor.skip_blanks();
                match self.word(Until::Blank)? {
                    Some(word) => arguments.push(word),
                    None => break,
                }
            }
        }
        Ok(Command::Function(Function { names, body, has_keyword, arguments }))
    }
}
