//! Tokens: words, separators, pipes and redirections.
//!
//! Mirrors `tokenizer_t` of fish 3.6.

use super::cursor::Cursor;
use super::keyword::{Keyword, begins_assignment, keyword};
use super::scan::scan_word;

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word.
    Word,
    /// `;`
    Semicolon,
    /// The end of a line.
    Newline,
    /// `|`, `2>|`, `&|`
    Pipe,
    /// `&&`
    And,
    /// `||`
    Or,
    /// `&`
    Background,
    /// `<`, `>`, `2>>`, `&>` and so on; the target is the next token.
    Redirection(Direction),
    /// The end of the text.
    End,
    /// Something that is no token; why.
    Broken(&'static str),
}

/// Where a redirection leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// From a file.
    Input,
    /// Into a file.
    Output,
    /// From or into another descriptor.
    Descriptor,
}

/// One token.
#[derive(Debug, Clone)]
pub(super) struct Token {
    /// What it is.
    pub(super) kind: Kind,
    /// Which keyword it is, quotes around it or not.
    pub(super) keyword: Keyword,
    /// The word begins with `-`.
    pub(super) is_option: bool,
    /// The word is `-h` or `--help`.
    pub(super) asks_for_help: bool,
    /// The word begins with `NAME=`.
    pub(super) assigns: bool,
    /// Offset in bytes of its first character.
    pub(super) start: u32,
    /// Offset after its last character.
    pub(super) end: u32,
    /// Line, from 1.
    pub(super) line: u32,
}

impl Token {
    /// Whether the token ends a statement.
    pub(super) fn is_separator(&self) -> bool {
        matches!(self.kind, Kind::Semicolon | Kind::Newline)
    }
}

/// Cuts a text into tokens.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    cursor: Cursor<'a>,
    ahead: std::collections::VecDeque<Token>,
}

impl<'a> Tokens<'a> {
    /// Begins at the start of a text.
    pub(super) fn new(text: &'a str) -> Self {
        Self { cursor: Cursor::new(text), ahead: std::collections::VecDeque::with_capacity(2) }
    }

    /// The next token, which stays.
    pub(super) fn peek(&mut self) -> &Token {
        self.look_ahead(0)
    }

    /// The token after the next, which stays.
    pub(super) fn second(&mut self) -> &Token {
        self.look_ahead(1)
    }

    #[allow(clippy::indexing_slicing, reason = "the loop made the queue long enough")]
    fn look_ahead(&mut self, index: usize) -> &Token {
        while self.ahead.len() <= index {
            let token = self.read();
            self.ahead.push_back(token);
        }
        &self.ahead[index]
    }

    /// Takes the next token.
    pub(super) fn next(&mut self) -> Token {
        self.ahead.pop_front().unwrap_or_else(|| self.read())
    }

    fn read(&mut self) -> Token {
        self.skip_blanks();
        let cursor = &mut self.cursor;
        let (start, line) = (cursor.at(), cursor.line);
        let kind = read_kind(cursor);
        let text = if kind == Kind::Word { cursor.since(start) } else { "" };
        Token {
            keyword: keyword(text),
            is_option: text.starts_with('-'),
            asks_for_help: matches!(text, "-h" | "--help"),
            assigns: begins_assignment(text),
            kind,
            start,
            end: self.cursor.at(),
            line,
        }
    }

    /// Passes blanks, joined lines and comments. A comment after a joined line does not end the statement.
    fn skip_blanks(&mut self) {
        let cursor = &mut self.cursor;
        let mut is_joined = false;
        loop {
            if cursor.rest().starts_with("\\\n") {
                cursor.next();
                cursor.next();
                is_joined = true;
            } else if cursor.peek().is_some_and(is_blank) {
                cursor.next();
            } else {
                break;
            }
        }
        while cursor.peek() == Some('#') {
            cursor.skip_while(|c| c != '\n');
            if is_joined {
                cursor.take('\n');
            }
            cursor.skip_while(is_blank);
        }
    }
}

fn is_blank(c: char) -> bool {
    c != '\n' && c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}' | '\u{85}')
}

fn read_kind(cursor: &mut Cursor<'_>) -> Kind {
    match cursor.peek() {
        None | Some('\0') => Kind::End,
        Some('\n') => {
            cursor.next();
            Kind::Newline
        }
        Some(';') => {
            cursor.next();
            Kind::Semicolon
        }
        Some('&') if cursor.second() == Some('&') => twice(cursor, Kind::And),
        Some('|') if cursor.second() == Some('|') => twice(cursor, Kind::Or),
        Some('|') if cursor.second() == Some('&') => Kind::Broken("`|&` is `&|` in fish"),
        Some('|') => {
            cursor.next();
            Kind::Pipe
        }
        Some('&') if matches!(cursor.second(), Some('>' | '|')) => {
            cursor.next();
            both_streams(cursor)
        }
        Some('&') => {
            cursor.next();
            Kind::Background
        }
        Some('<' | '>') => redirection(cursor, ""),
        Some(c) if c.is_ascii_digit() => numbered_or_word(cursor),
        Some(_) => word(cursor),
    }
}

fn twice(cursor: &mut Cursor<'_>, kind: Kind) -> Kind {
    cursor.next();
    cursor.next();
    kind
}

fn word(cursor: &mut Cursor<'_>) -> Kind {
    match scan_word(cursor) {
        Ok(()) => Kind::Word,
        Err(why) => Kind::Broken(why),
    }
}

/// `2>file`, or a word that begins with digits.
fn numbered_or_word(cursor: &mut Cursor<'_>) -> Kind {
    let mut ahead = cursor.clone();
    ahead.skip_while(|c| c.is_ascii_digit());
    let digits = ahead.since(cursor.at());
    if !matches!(ahead.peek(), Some('<' | '>')) {
        return word(cursor);
    }
    *cursor = ahead;
    redirection(cursor, digits)
}

/// `<` or `>` and what belongs to it; `digits` stood in front.
fn redirection(cursor: &mut Cursor<'_>, digits: &str) -> Kind {
    let is_numbered = digits.is_empty() || digits.parse::<i32>().is_ok();
    let is_input = cursor.next() == Some('<');
    if !is_input {
        cursor.take('>');
        if cursor.take('|') {
            return match digits.trim_start_matches('0') {
                "" if !digits.is_empty() => Kind::Broken("descriptor 0 cannot be piped"),
                _ => Kind::Pipe,
            };
        }
    }
    let kind = if cursor.take('&') {
        Kind::Redirection(Direction::Descriptor)
    } else {
        if !is_input {
            cursor.take('?');
        }
        Kind::Redirection(if is_input { Direction::Input } else { Direction::Output })
    };
    if is_numbered { kind } else { Kind::Broken("the descriptor's number is too large") }
}

/// `&|`, `&>` and `&>>`.
fn both_streams(cursor: &mut Cursor<'_>) -> Kind {
    if cursor.next() == Some('|') {
        return Kind::Pipe;
    }
    cursor.take('>');
    cursor.take('?');
    Kind::Redirection(Direction::Output)
}
