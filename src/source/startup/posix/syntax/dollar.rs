//! `$` and what follows it.

use super::SyntaxError;
use super::cursor::is_name_char;
use super::parser::Parser;
use super::pieces::Pieces;
use super::word::{Form, Parameter, Part, Word};
use crate::source::startup::posix::dialect::Dialect;

impl Parser<'_> {
    /// `$` and what follows it.
    pub(super) fn dollar(&mut self, is_quoted: bool, parts: &mut Pieces) -> Result<(), SyntaxError> {
        let start = self.cursor.at();
        let dialect = self.cursor.dialect;
        self.cursor.next();
        match self.cursor.peek() {
            Some('{') => parts.push(self.braced(start, is_quoted)?),
            Some('(') => parts.push(self.dollar_bracket(start)?),
            Some('[') if matches!(dialect, Dialect::Bash | Dialect::Zsh) => {
                self.cursor.take_while(|c| c != ']');
                self.cursor.next();
                parts.push(Part::Arithmetic(start..self.cursor.at()));
            }
            Some('\'') if !is_quoted && dialect.has_ansi_quotes() => {
                self.cursor.next();
                parts.push(self.ansi_quoted(start)?);
            }
            Some('"') if !is_quoted && dialect.has_locale_quotes() => {
                self.cursor.next();
                parts.push(Part::Double(self.double_quoted()?));
            }
            Some(c) if c.is_ascii_alphabetic() || c == '_' => {
                let name = self.bare_name();
                if self.goes_on() {
                    self.cursor.take_while(|c| c == '_' || c.is_alphanumeric() || !c.is_ascii());
                    parts.push(Part::Untold(self.cursor.since(start).to_owned()));
                    return Ok(());
                }
                let subscript = self.zsh_subscript()?;
                let span = start..self.cursor.at();
                parts.push(Part::Parameter(Box::new(Parameter { name, subscript, form: Form::Value, span })));
            }
            Some('~' | '=' | '^') if dialect == Dialect::Zsh && self.names_after_sign() => {
                // zsh: the sign says what else is done with the value, where it is not quoted.
                self.cursor.next();
                let name = self.bare_name();
                let subscript = self.zsh_subscript()?;
                let span = start..self.cursor.at();
                if is_quoted {
                    let form = Form::Value;
                    parts.push(Part::Parameter(Box::new(Parameter { name, subscript, form, span })));
                } else {
                    parts.push(Part::Untold(self.cursor.since(start).to_owned()));
                }
            }
            Some('+') if dialect == Dialect::Zsh => {
                self.cursor.next();
                let name = self.cursor.name().to_owned();
                if name.is_empty() {
                    parts.text('$', is_quoted);
                    parts.text('+', is_quoted);
                } else {
                    self.cursor.take(&name);
                    let subscript = self.zsh_subscript()?;
                    let span = start..self.cursor.at();
                    let form = Form::IsSet;
                    parts.push(Part::Parameter(Box::new(Parameter { name, subscript, form, span })));
                }
            }
            Some(c) if c.is_ascii_digit() || "?#$!@*-".contains(c) => {
                self.cursor.next();
                let mut name = c.to_string();
                if dialect == Dialect::Zsh && c.is_ascii_digit() {
                    // `$10` is the tenth argument there, and `${1}0` in all others.
                    name.push_str(self.cursor.take_while(|c| c.is_ascii_digit()));
                }
                let span = start..self.cursor.at();
                parts.push(Part::Parameter(Box::new(Parameter {
                    name,
                    subscript: None,
                    form: Form::Value,
                    span,
                })));
            }
            _ => parts.text('$', is_quoted),
        }
        Ok(())
    }

    fn names_after_sign(&self) -> bool {
        self.cursor.second().is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
    }

    /// The name after `$`, which may go on in the next line.
    fn bare_name(&mut self) -> String {
        let mut name = String::new();
        loop {
            name.push_str(self.cursor.take_while(is_name_char));
            let continues =
                self.cursor.rest().strip_prefix("\\\n").is_some_and(|rest| rest.starts_with(is_name_char));
            if !continues {
                return name;
            }
            self.cursor.take("\\\n");
        }
    }

    /// In ksh93 and zsh every letter of the locale may stand in a name.
    fn goes_on(&self) -> bool {
        let next = self.cursor.peek().filter(|c| !c.is_ascii());
        match self.cursor.dialect {
            // ksh93 takes whatever follows for a part of it, or for half a part.
            Dialect::Ksh => next.is_some(),
            Dialect::Zsh => next.is_some_and(char::is_alphanumeric),
            _ => false,
        }
    }

    /// zsh takes `[…]` after a bare `$NAME` for a subscript.
    fn zsh_subscript(&mut self) -> Result<Option<Word>, SyntaxError> {
        if self.cursor.dialect == Dialect::Zsh && self.cursor.peek() == Some('[') {
            return self.subscript().map(Some);
        }
        Ok(None)
    }

    fn dollar_bracket(&mut self, start: u32) -> Result<Part, SyntaxError> {
        if self.cursor.sees("((") {
            let back = self.cursor.at();
            self.cursor.take("((");
            if self.skip_arithmetic() {
                return Ok(Part::Arithmetic(start..self.cursor.at()));
            }
            self.cursor.go_to(back);
        }
        self.cursor.next();
        self.substituted()?;
        Ok(Part::Command(start..self.cursor.at()))
    }
}
