//! fish's grammar: from text to statements.
//!
//! Mirrors `tokenizer_t`, `ast_t` and `parse_util_detect_errors` of fish 3.6. fish parses a whole file
//! before it runs any of it: an error anywhere means that nothing of the file runs.

mod check;
mod cursor;
mod error;
mod keyword;
mod parser;
mod scan;
mod statement;
#[cfg(test)]
mod tests;
mod token;
mod tree;

pub(super) use cursor::Cursor;
pub(super) use error::SyntaxError;
pub(super) use keyword::{is_name, is_name_char};
pub(super) use parser::Parser;
pub(super) use scan::scan_substitution;
pub(super) use token::Direction;
pub(super) use tree::{
    Block, Command, Condition, Conjunction, Decoration, For, Function, If, Link, Pipeline, Redirection,
    Stage, Statement, Stretch, Switch, While, Word,
};

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
