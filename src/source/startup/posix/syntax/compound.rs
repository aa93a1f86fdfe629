//! Compound commands: brackets, braces, `if`.

use super::SyntaxError;
use super::command::{Command, If, List, Redirect};
use super::parser::Parser;
use crate::source::startup::posix::dialect::Dialect;

/// Words that only end something, and so begin no command.
const CLOSERS: &[&str] = &["then", "elif", "else", "fi", "do", "done", "esac", "}"];

impl Parser<'_> {
    pub(super) fn command(&mut self) -> Result<Command, SyntaxError> {
        self.cursor.deeper()?;
        let command = match self.compound()? {
            Some(command) => self.redirected(command)?,
            None => Command::Simple(self.simple()?),
        };
        self.after_compound = !matches!(command, Command::Simple(_) | Command::Redirected(..));
        self.cursor.shallower();
        Ok(command)
    }

    /// A compound command or a function; `None`: a simple command stands here.
    fn compound(&mut self) -> Result<Option<Command>, SyntaxError> {
        let start = self.cursor.at();
        let dialect = self.cursor.dialect;
        if self.cursor.sees("((") && dialect.is_rich() {
            self.cursor.take("((");
            if self.skip_arithmetic() {
                return Ok(Some(Command::Arithmetic(start..self.cursor.at())));
            }
            self.cursor.go_to(start);
        }
        if self.cursor.peek() == Some('(') {
            return self.bracket().map(Some);
        }
        let word = self.reserved();
        if CLOSERS.contains(&word) {
            return Err(self.cursor.error(format!("`{word}` where a command begins")));
        }
        Ok(Some(match word {
            _ if self.sees_brace() => self.group()?,
            "if" => self.if_command()?,
            "while" | "until" => self.loop_command(word)?,
            "for" => self.for_command(word)?,
            "select" if dialect.is_rich() => self.for_command(word)?,
            "foreach" if dialect == Dialect::Zsh => self.for_command(word)?,
            "repeat" if dialect == Dialect::Zsh => self.repeat_command()?,
            "case" => self.case_command()?,
            "[[" if dialect.has_double_bracket() => self.double_bracket()?,
            "function" if dialect.has_function_keyword() => self.keyword_function()?,
            _ => return self.named_function(word),
        }))
    }

    /// `( … )`, or zsh's `() { … }`.
    fn bracket(&mut self) -> Result<Command, SyntaxError> {
        self.cursor.next();
        if self.cursor.dialect == Dialect::Zsh && self.cursor.take(")") {
            return self.function_body(vec![], false);
        }
        let list = self.filled(&[")"], false)?;
        self.cursor.next();
        Ok(Command::Subshell(list))
    }

    fn group(&mut self) -> Result<Command, SyntaxError> {
        let list = self.braces()?;
        let back = self.cursor.at();
        self.cursor.skip_blanks();
        if self.cursor.dialect == Dialect::Zsh && self.reserved() == "always" {
            self.cursor.take("always");
            self.skip_lines();
            let mut both = list;
            both.extend(self.braces()?);
            return Ok(Command::Group(both));
        }
        self.cursor.go_to(back);
        Ok(Command::Group(list))
    }

    /// `{ …; }`, whose first brace stands here.
    pub(super) fn braces(&mut self) -> Result<List, SyntaxError> {
        self.cursor.take("{");
        let list = self.filled(&["}"], false)?;
        self.cursor.take("}");
        Ok(list)
    }

    fn if_command(&mut self) -> Result<Command, SyntaxError> {
        let mut arms = vec![];
        let mut otherwise = None;
        self.cursor.take("if");
        loop {
            let (condition, span) = self.condition("then")?;
            if self.sees_brace() {
                arms.push((condition, span, self.braces()?));
                if !self.zsh_else(&mut otherwise)? {
                    break;
                }
                continue;
            }
            self.expect("then")?;
            arms.push((condition, span, self.filled(&["elif", "else", "fi"], true)?));
            match self.reserved() {
                "elif" => _ = self.cursor.take("elif"),
                "else" => {
                    self.cursor.take("else");
                    otherwise = Some(self.filled(&["fi"], true)?);
                    self.expect("fi")?;
                    break;
                }
                _ => {
                    self.expect("fi")?;
                    break;
                }
            }
        }
        Ok(Command::If(If { arms, otherwise }))
    }

    /// What follows zsh's `if … { … }`; true when another arm does.
    fn zsh_else(&mut self, otherwise: &mut Option<List>) -> Result<bool, SyntaxError> {
        let back = self.cursor.at();
        self.cursor.skip_blanks();
        match self.reserved() {
            "elif" => {
                self.cursor.take("elif");
                Ok(true)
            }
            "else" => {
                self.cursor.take("else");
                self.skip_lines();
                *otherwise = Some(self.braces()?);
                Ok(false)
            }
            _ => {
                self.cursor.go_to(back);
                Ok(false)
            }
        }
    }

    /// The commands of a condition, up to `word`; in zsh also up to a brace.
    pub(super) fn condition(&mut self, word: &str) -> Result<(List, std::ops::Range<u32>), SyntaxError> {
        self.skip_lines();
        let start = self.cursor.at();
        if self.cursor.dialect == Dialect::Zsh && self.cursor.peek().is_some_and(|c| c == '[' || c == '(') {
            let back = self.clone();
            let first = self.and_or()?;
            let end = self.cursor.at();
            self.cursor.skip_blanks();
            if self.sees_brace() {
                return Ok((vec![first], start..end));
            }
            *self = back;
        }
        let list = self.filled(&[word], true)?;
        let text = self.cursor.since(start).trim_end_matches([' ', '\t', '\n', ';']);
        let end = start.saturating_add(u32::try_from(text.len()).unwrap_or(u32::MAX));
        Ok((list, start..end))
    }

    fn redirected(&mut self, command: Command) -> Result<Command, SyntaxError> {
        let mut redirects: Vec<Redirect> = vec![];
        loop {
            let back = self.cursor.at();
            self.cursor.skip_blanks();
            match self.redirect()? {
                Some(found) => redirects.extend(found),
                None => {
                    self.cursor.go_to(back);
                    break;
                }
            }
        }
        if redirects.is_empty() {
            return Ok(command);
        }
        Ok(Command::Redirected(Box::new(command), redirects))
    }
}
