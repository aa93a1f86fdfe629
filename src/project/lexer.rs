//! Tokens of go.mod and go.work.
//!
//! Mirrors the scanner of `golang.org/x/mod/modfile`: it reads one token ahead of its user, and the
//! first thing it cannot read ends everything. Time is linear in the text.

use super::problem::Problem;
use crate::go::quote::is_printable;

/// What a token is, as far as the grammar asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The text is over.
    End,
    /// The end of a line.
    Newline,
    /// A comment after something, with the end of its line.
    SuffixComment,
    /// A comment alone on its line, with the end of that line.
    LineComment,
    /// `(`
    Open,
    /// `)`
    Close,
    /// A word, a quoted string or other punctuation.
    Word,
}

impl Kind {
    /// Whether the token ends a statement.
    pub(super) fn ends_line(self) -> bool {
        matches!(self, Self::End | Self::Newline | Self::SuffixComment)
    }
}

/// One token.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'a> {
    /// Its kind.
    pub kind: Kind,
    /// Its text as written; of a comment with the line's end.
    pub text: &'a str,
    /// The byte at which it starts.
    pub start: usize,
}

impl Token<'_> {
    /// The byte after its last one.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// A text that could not be read: what and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SyntaxError {
    /// What is wrong.
    pub problem: Problem,
    /// The byte at which go says it is.
    pub at: usize,
}

/// Reads tokens off a text.
#[derive(Debug)]
pub(super) struct Lexer<'a> {
    text: &'a str,
    rest: &'a str,
    /// Whether a token stands on the current line already: then a comment belongs to it.
    line_has_token: bool,
    next: Token<'a>,
}

impl<'a> Lexer<'a> {
    /// Starts at the beginning of a text.
    pub(super) fn new(text: &'a str) -> Result<Self, SyntaxError> {
        let next = Token { kind: Kind::End, text: "", start: 0 };
        let mut lexer = Self { text, rest: text, line_has_token: false, next };
        lexer.next = lexer.read()?;
        Ok(lexer)
    }

    /// The kind of the next token.
    pub(super) fn peek(&self) -> Kind {
        self.next.kind
    }

    /// Takes the next token; the one after it is read already.
    pub(super) fn take(&mut self) -> Result<Token<'a>, SyntaxError> {
        let following = self.read()?;
        Ok(std::mem::replace(&mut self.next, following))
    }

    /// An error where the scanner stands: after the token that was read ahead.
    pub(super) fn error_here<T>(&self, problem: Problem) -> Result<T, SyntaxError> {
        Err(SyntaxError { problem, at: self.at() })
    }

    /// The byte at which the scanner stands.
    fn at(&self) -> usize {
        self.text.len() - self.rest.len()
    }

    fn peek_char(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn bump(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let c = chars.next()?;
        self.rest = chars.as_str();
        Some(c)
    }

    fn read(&mut self) -> Result<Token<'a>, SyntaxError> {
        while self.peek_char().is_some_and(|c| matches!(c, ' ' | '\t' | '\r')) {
            self.bump();
        }
        let (before, start) = (self.rest, self.at());
        let kind = self.scan(start)?;
        self.line_has_token = !matches!(kind, Kind::Newline | Kind::SuffixComment | Kind::LineComment);
        let text = before.get(..before.len() - self.rest.len()).unwrap_or("");
        Ok(Token { kind, text, start })
    }

    fn scan(&mut self, start: usize) -> Result<Kind, SyntaxError> {
        if self.rest.starts_with("//") {
            return Ok(self.comment());
        }
        if self.rest.starts_with("/*") {
            return self.error_here(Problem::BlockComment);
        }
        match self.peek_char() {
            None => Ok(Kind::End),
            Some(c @ ('\n' | '(' | ')' | '[' | ']' | '{' | '}' | ',')) => {
                self.bump();
                Ok(match c {
                    '\n' => Kind::Newline,
                    '(' => Kind::Open,
                    ')' => Kind::Close,
                    _ => Kind::Word,
                })
            }
            Some(mark @ ('"' | '`')) => self.string(mark, start),
            Some(c) if !is_word(c) => self.error_here(Problem::UnexpectedCharacter(c)),
            Some(_) => self.word(),
        }
    }

    fn comment(&mut self) -> Kind {
        while self.bump().is_some_and(|c| c != '\n') {}
        if self.line_has_token { Kind::SuffixComment } else { Kind::LineComment }
    }

    fn string(&mut self, mark: char, start: usize) -> Result<Kind, SyntaxError> {
        let unfinished = Err(SyntaxError { problem: Problem::UnfinishedString, at: start });
        self.bump();
        loop {
            match self.peek_char() {
                None => return unfinished,
                Some('\n') => return self.error_here(Problem::NewlineInString),
                Some(c) => {
                    self.bump();
                    if c == mark {
                        return Ok(Kind::Word);
                    }
                    // Whatever stands behind a backslash belongs to the string, a line's end too.
                    if c == '\\' && mark == '"' && self.bump().is_none() {
                        return unfinished;
                    }
                }
            }
        }
    }

    fn word(&mut self) -> Result<Kind, SyntaxError> {
        // Nearly all words are plain: those are passed over at once.
        self.rest = self.rest.get(plain_start(self.rest.as_bytes())..).unwrap_or_default();
        while self.peek_char().is_some_and(is_word) && !self.rest.starts_with("//") {
            if self.rest.starts_with("/*") {
                return self.error_here(Problem::BlockComment);
            }
            self.bump();
        }
        Ok(Kind::Word)
    }
}

/// How many bytes at the beginning are of a word, with no comment among them, as far as that takes no thought.
fn plain_start(text: &[u8]) -> usize {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    let begins_comment = |at: usize| matches!(text.get(at + 1), Some(b'/' | b'*'));
    let ends = |(at, byte): &(usize, &u8)| !is_plain(**byte) && (**byte != b'/' || begins_comment(*at));
    text.iter().enumerate().find(ends).map_or(text.len(), |(at, _)| at)
}

/// Whether a character may stand in a word: what is printable, without blanks and brackets.
fn is_word(c: char) -> bool {
    !matches!(c, ' ' | '(' | ')' | '[' | ']' | '{' | '}' | ',') && is_printable(c)
}
