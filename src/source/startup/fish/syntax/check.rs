//! What fish refuses before it runs anything, although the grammar allows it.
//!
//! Mirrors `parse_util_detect_errors` of fish 3.6.

use super::error::{MAX_DEPTH, SyntaxError};
use super::keyword::is_name_char;
use super::parser::{Parser, Position};
use super::tree::{Decoration, Statement, Word};
use crate::source::startup::fish::builtin::is_builtin;
use crate::source::startup::fish::word::{Unit, unescape, unquoted};
use crate::source::startup::script::first_line;

impl Parser<'_> {
    /// Takes an argument and looks at its escapes, variables and command substitutions.
    ///
    /// # Errors
    /// One of them is none.
    pub(super) fn argument(&mut self) -> Result<Word, SyntaxError> {
        let word = self.take_word();
        let text = self.slice(&word);
        match check_word(text, self.substitutions) {
            Ok(()) => Ok(word),
            Err(why) => Err(error_in(&word, text, &why)),
        }
    }

    /// Looks at a command's name, which may not be everything that a word may be.
    pub(super) fn check_statement(
        &self,
        statement: &Statement,
        position: Position,
    ) -> Result<(), SyntaxError> {
        let Statement::Command(command) = statement else { return Ok(()) };
        let Some(word) = command.words.first() else { return Ok(()) };
        let text = self.slice(word);
        check_name(text).map_err(|why| error_in(word, text, why))?;
        let refused = |why: &str| Err(error_in(word, text, why));
        let name = unquoted(text).unwrap_or_default();
        let piped = position != Position::Alone;
        if piped && command.decoration == Decoration::Exec {
            return refused("`exec` cannot stand in a pipeline");
        }
        if position == Position::Later && matches!(text, "and" | "or" | "time") {
            return refused("this word cannot stand in a pipeline");
        }
        if piped && matches!(&*name, "exec" | "case" | "break" | "return" | "continue") {
            return refused("this word cannot stand in a pipeline");
        }
        let helps = command.words.get(1).is_some_and(|word| matches!(self.slice(word), "-h" | "--help"));
        if matches!(&*name, "break" | "continue") && !helps && !self.in_loop {
            return refused("`break` and `continue` need a loop");
        }
        if command.decoration == Decoration::Builtin && !text.contains('$') && !is_builtin(&name) {
            return refused("there is no such builtin");
        }
        Ok(())
    }

    fn slice(&self, word: &Word) -> &str {
        self.text.get(word.start as usize..word.end as usize).unwrap_or_default()
    }
}

fn error_in(word: &Word, text: &str, why: &str) -> SyntaxError {
    let end = word.start.saturating_add(first_line(text).max(1));
    SyntaxError { reason: why.to_owned(), start: word.start, end }
}

/// Looks at a word's escapes, variables and command substitutions.
fn check_word(text: &str, substitutions: u32) -> Result<(), String> {
    if text.chars().all(|c| c.is_alphanumeric() || "/_-.,:=+@".contains(c)) {
        return Ok(());
    }
    let Ok(unescaped) = unescape(text) else { return Err("an escape sequence that is none".to_owned()) };
    let mut units = unescaped.units.iter().peekable();
    while let Some(unit) = units.next() {
        if !matches!(unit, Unit::Variable | Unit::QuotedVariable) {
            continue;
        }
        let names = match units.peek() {
            Some(Unit::Variable | Unit::QuotedVariable) => true,
            Some(Unit::Char(next)) => is_name_char(*next),
            _ => false,
        };
        if !names {
            let bracketed = text.contains("${");
            return Err(
                if bracketed { "`${NAME}` is `{$NAME}` in fish" } else { "a `$` without a name" }.into()
            );
        }
    }
    if substitutions < MAX_DEPTH / 4 {
        for inner in &unescaped.substitutions {
            let mut parser = Parser::inside(inner, substitutions + 1);
            while parser.statement().map_err(|error| error.reason)?.is_some() {}
        }
    }
    Ok(())
}

fn check_name(text: &str) -> Result<(), &'static str> {
    if text == "$status" {
        return Err("`$status` is no command");
    }
    if !text.contains(['$', '(']) {
        return Ok(());
    }
    let Ok(unescaped) = unescape(text) else { return Ok(()) };
    if !unescaped.substitutions.is_empty() {
        return Err("a command substitution cannot be a command's name");
    }
    check_word(text, MAX_DEPTH).map_err(|_| "a `$` without a name")
}
