//! Statements of go.mod and go.work: lines, and blocks of lines in parentheses.
//!
//! Mirrors the grammar of `golang.org/x/mod/modfile`, Go 1.13 to 1.27. Blocks do not nest: a
//! parenthesis inside a line is a word of that line.

use super::lexer::{Kind, Lexer, Position, SyntaxError, Token};
use super::problem::{GoModErrors, Problem};
use crate::source::Span;

/// One line of words.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    /// The words, at least one.
    pub tokens: Vec<Token<'a>>,
    /// The comment behind them, with its slashes.
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

/// Where the first of some tokens starts.
pub(super) fn start_of(tokens: &[Token<'_>]) -> Position {
    tokens.first().map_or(Position { line: 1, column: 1 }, |token| token.start)
}

/// The stretch that tokens cover on the line they start on. A quoted string may run over lines.
pub(super) fn span_of(tokens: &[Token<'_>]) -> Span {
    let start = start_of(tokens);
    let end_column = tokens
        .iter()
        .filter(|token| token.start.line == start.line)
        .map(|token| match token.text.split_once('\n') {
            Some((first, _)) => token.start.column.saturating_add(width(first)),
            None => token.end.column,
        })
        .max();
    Span { line: start.line, column: start.column, end_column: end_column.unwrap_or(start.column) }
}

fn width(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// Reads all statements of a file; the first thing that cannot be read is the only error.
pub(super) fn statements<'a>(text: &'a str, path: &str) -> Result<Vec<Statement<'a>>, GoModErrors> {
    read(text, path).map_err(|error| {
        let Position { line, column } = error.at;
        GoModErrors::new(path, [(Span { line, column, end_column: column }, error.problem)])
    })
}

fn read<'a>(text: &'a str, path: &str) -> Result<Vec<Statement<'a>>, SyntaxError> {
    let mut lexer = Lexer::new(text)?;
    let mut found = Vec::new();
    loop {
        match lexer.peek() {
            Kind::End => return Ok(found),
            Kind::Newline | Kind::LineComment => drop(lexer.take()?),
            _ => found.push(statement(&mut lexer, path)?),
        }
    }
}

fn statement<'a>(lexer: &mut Lexer<'a>, path: &str) -> Result<Statement<'a>, SyntaxError> {
    let mut tokens = vec![lexer.take()?];
    loop {
        let token = lexer.take()?;
        if token.kind.ends_line() {
            return Ok(Statement::Line(Line { tokens, comment: comment_of(token) }));
        }
        if token.kind != Kind::Open {
            tokens.push(token);
        } else if lexer.peek().ends_line() {
            return block(lexer, tokens, path);
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

fn block<'a>(lexer: &mut Lexer<'a>, head: Vec<Token<'a>>, path: &str) -> Result<Statement<'a>, SyntaxError> {
    let mut lines = Vec::new();
    loop {
        match lexer.peek() {
            Kind::SuffixComment | Kind::Newline | Kind::LineComment => drop(lexer.take()?),
            Kind::End => {
                let Position { line, column } = start_of(&head);
                return lexer.error_here(Problem::UnterminatedBlock { path: path.to_owned(), line, column });
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
