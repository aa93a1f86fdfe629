//! Statements of go.mod and go.work: lines, and blocks of lines in parentheses.
//!
//! Mirrors the grammar of `golang.org/x/mod/modfile`, Go 1.13 to 1.27. Blocks do not nest: a
//! parenthesis inside a line is a word of that line.

use std::ops::Range;
use std::sync::Arc;

use super::lexer::{Kind, Lexer, SyntaxError, Token};
use super::problem::{GoModErrors, Problem};
use crate::files::{Place, TextFile};

/// One line of words.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    /// The words, at least one.
    pub tokens: Vec<Token<'a>>,
    /// The comment after them, with its slashes.
    pub comment: Option<&'a str>,
}

/// A statement.
#[derive(Debug, Clone)]
pub(super) enum Statement<'a> {
    /// A single line.
    Line(Line<'a>),
    /// `words ( lines )`
    Block {
        /// What stands before the parenthesis.
        head: Vec<Token<'a>>,
        /// The lines inside.
        lines: Vec<Line<'a>>,
    },
}

/// The bytes from the first to the last of some tokens.
pub(super) fn bytes_of(tokens: &[Token<'_>]) -> Range<usize> {
    let start = tokens.first().map_or(0, |token| token.start);
    start..tokens.last().map_or(start, Token::end)
}

/// Where some tokens of a file stand.
pub(super) fn place_of(file: &Arc<TextFile>, tokens: &[Token<'_>]) -> Place {
    Place::new(file, bytes_of(tokens))
}

/// Reads all statements of a file; the first thing that cannot be read is the only error.
pub(super) fn statements(file: &Arc<TextFile>) -> Result<Vec<Statement<'_>>, GoModErrors> {
    read(file).map_err(|error| {
        let place = Place::new(file, error.at..error.at);
        GoModErrors::new(&file.path_text(), [(place, error.problem)])
    })
}

fn read(file: &Arc<TextFile>) -> Result<Vec<Statement<'_>>, SyntaxError> {
    let mut lexer = Lexer::new(file.text())?;
    let mut found = Vec::new();
    loop {
        match lexer.peek() {
            Kind::End => return Ok(found),
            Kind::Newline | Kind::LineComment => drop(lexer.take()?),
            _ => found.push(statement(&mut lexer, file)?),
        }
    }
}

fn statement<'a>(lexer: &mut Lexer<'a>, file: &Arc<TextFile>) -> Result<Statement<'a>, SyntaxError> {
    let mut tokens = vec![lexer.take()?];
    loop {
        let token = lexer.take()?;
        if token.kind.ends_line() {
            return Ok(Statement::Line(Line { tokens, comment: comment_of(token) }));
        }
        if token.kind != Kind::Open {
            tokens.push(token);
        } else if lexer.peek().ends_line() {
            return block(lexer, tokens, file);
        } else if lexer.peek() == Kind::Close {
            let close = lexer.take()?;
            if lexer.peek().ends_line() {
                lexer.take()?;
                return Ok(Statement::Block { head: tokens, lines: Vec::new() });
            }
            tokens.extend([token, close]);
        } else {
            tokens.push(token);
        }
    }
}

fn block<'a>(
    lexer: &mut Lexer<'a>,
    head: Vec<Token<'a>>,
    file: &Arc<TextFile>,
) -> Result<Statement<'a>, SyntaxError> {
    let mut lines = Vec::new();
    loop {
        match lexer.peek() {
            Kind::SuffixComment | Kind::Newline | Kind::LineComment => drop(lexer.take()?),
            Kind::End => {
                let (path, place) = (file.path_text().into_owned(), place_of(file, &head));
                let (line, column) = (place.line(), place.column());
                return lexer.error_here(Problem::UnterminatedBlock { path, line, column });
            }
            Kind::Close => {
                lexer.take()?;
                if !lexer.peek().ends_line() {
                    return lexer.error_here(Problem::TextAfterBlock);
                }
                lexer.take()?;
                return Ok(Statement::Block { head, lines });
            }
            Kind::Open | Kind::Word => lines.push(line(lexer)?),
        }
    }
}

fn line<'a>(lexer: &mut Lexer<'a>) -> Result<Line<'a>, SyntaxError> {
    let mut tokens = vec![lexer.take()?];
    loop {
        let token = lexer.take()?;
        if token.kind.ends_line() {
            return Ok(Line { tokens, comment: comment_of(token) });
        }
        tokens.push(token);
    }
}

fn comment_of(token: Token<'_>) -> Option<&str> {
    (token.kind == Kind::SuffixComment).then_some(token.text)
}
