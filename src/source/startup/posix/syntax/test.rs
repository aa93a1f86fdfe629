//! `[[ … ]]`.

use super::SyntaxError;
use super::command::{Command, Test};
use super::parser::Parser;
use super::word::{Until, Word};
use crate::source::startup::posix::dialect::Dialect;

/// Operators between two words.
const BINARY: &[&str] =
    &["==", "=~", "!=", "=", "<", ">", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef"];

/// Letters of operators before a word.
const FILE_LETTERS: &[char] = &[
    'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'k', 'n', 'o', 'p', 'r', 's', 't', 'u', 'v', 'w', 'x', 'z', 'G',
    'L', 'N', 'O', 'S',
];

impl Parser<'_> {
    /// `[[ … ]]`, whose first bracket stands here.
    pub(super) fn double_bracket(&mut self) -> Result<Command, SyntaxError> {
        let start = self.cursor.at();
        self.cursor.take("[[");
        let test = self.either()?;
        self.skip_lines();
        if !self.cursor.take("]]") {
            return Err(self.cursor.error("`[[` without `]]`"));
        }
        Ok(Command::Test(test, start..self.cursor.at()))
    }

    fn either(&mut self) -> Result<Test, SyntaxError> {
        let mut test = self.both()?;
        loop {
            self.skip_lines();
            if !self.cursor.take("||") {
                return Ok(test);
            }
            test = Test::Or(Box::new(test), Box::new(self.both()?));
        }
    }

    fn both(&mut self) -> Result<Test, SyntaxError> {
        let mut test = self.single()?;
        loop {
            self.skip_lines();
            if !self.cursor.take("&&") {
                return Ok(test);
            }
            test = Test::And(Box::new(test), Box::new(self.single()?));
        }
    }

    fn single(&mut self) -> Result<Test, SyntaxError> {
        self.cursor.deeper()?;
        self.skip_lines();
        let test = if self.reserved() == "!" {
            self.cursor.take("!");
            Test::Not(Box::new(self.single()?))
        } else if self.cursor.take("(") {
            let test = self.either()?;
            self.skip_lines();
            if !self.cursor.take(")") {
                return Err(self.cursor.error("`(` without `)`"));
            }
            test
        } else {
            self.primary()?
        };
        self.cursor.shallower();
        Ok(test)
    }

    fn primary(&mut self) -> Result<Test, SyntaxError> {
        let first = self.operand(Until::Blank)?;
        let is_unary = first.bare().is_some_and(|text| {
            let mut chars = text.chars();
            chars.next() == Some('-')
                && chars.next().is_some_and(char::is_alphabetic)
                && chars.next().is_none()
        });
        self.skip_lines();
        if is_unary && !self.at_end_of_primary() && self.binary().is_none() {
            let operator = first.bare().unwrap_or_default().to_owned();
            return Ok(Test::Unary(operator, self.operand(Until::Blank)?));
        }
        let Some(operator) = self.binary() else {
            // An operator without its word.
            let is_known = first.bare().is_some_and(|text| text.ends_with(FILE_LETTERS));
            if is_unary && (is_known || self.cursor.dialect == Dialect::Zsh) {
                return Err(self.cursor.error("a word is missing in `[[`"));
            }
            return Ok(Test::Word(first));
        };
        if operator == "=~" && self.cursor.dialect == Dialect::Mksh {
            return Err(self.cursor.error("`=~` is not known to this shell"));
        }
        self.cursor.take(operator);
        self.skip_lines();
        Ok(Test::Binary(first, operator.to_owned(), self.operand(Until::Expression)?))
    }

    fn at_end_of_primary(&self) -> bool {
        self.cursor.sees("]]") || self.cursor.sees("&&") || self.cursor.sees("||") || self.cursor.sees(")")
    }

    fn binary(&self) -> Option<&'static str> {
        let rest = self.cursor.rest();
        BINARY.iter().copied().find(|operator| {
            rest.strip_prefix(operator)
                .is_some_and(|rest| rest.starts_with([' ', '\t', '\n', '"', '\'', '$']))
        })
    }

    fn operand(&mut self, until: Until) -> Result<Word, SyntaxError> {
        self.skip_lines();
        if self.cursor.sees("]]") {
            return Err(self.cursor.error("`[[` without a test"));
        }
        self.word(until)?.ok_or_else(|| self.cursor.error("a word is missing in `[[`"))
    }
}
