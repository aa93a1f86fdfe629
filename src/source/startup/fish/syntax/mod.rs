//! fish's grammar: from text to statements.
//!
//! Mirrors `tokenizer_t`, `ast_t` and `parse_util_detect_errors` of fish 3.6. fish parses a whole file
//! before it runs any of it: an error anywhere means that nothing of the file runs.

mod check;
mod cursor;
mod keyword;
mod parser;
mod scan;
mod statement;
#[cfg(test)]
mod tests;
mod token;
mod tree;

pub(super) use cursor::Cursor;
pub(super) use keyword::{is_name, is_name_char};
pub(super) use parser::Parser;
pub(super) use scan::scan_substitution;
pub(super) use token::Direction;
pub(super) use tree::{
    Block, Command, Condition, Conjunction, Decoration, For, Function, If, Link, Pipeline, Redirection,
    Stage, Statement, Stretch, Switch, While, Word,
};

/// Blocks in blocks, and command substitutions in one another, that this reader follows. Nobody writes
/// that many; a generated file must not overflow the stack.
const DEEPEST: u32 = 64;

/// Text that fish cannot parse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SyntaxError {
    /// Why, in a few words.
    pub(super) reason: String,
    /// Line, from 1.
    pub(super) line: u32,
    /// Offset in bytes of the first character.
    pub(super) start: u32,
    /// Offset after the last character.
    pub(super) end: u32,
}

/// Reads a whole text.
///
/// # Errors
/// Text that fish cannot parse.
pub(super) fn parse(text: &str) -> Result<Vec<Conjunction>, SyntaxError> {
    let mut parser = Parser::new(text);
    let mut statements = vec![];
    while let Some(statement) = parser.statement()? {
        statements.push(statement);
    }
    Ok(statements)
}
