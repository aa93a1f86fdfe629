//! Files of `environment.d`, as systemd's environment generator reads them (`parse_env_file` and
//! `replace_env` of systemd 252).
//!
//! `#` and `;` begin a comment at the start of a line only, where a `\` at its end continues the comment too.
//! Quotes count only where a value begins or right after another quoted part; elsewhere they stand for
//! themselves. What is read is then expanded, single quotes or not, with `$NAME`, `${NAME:-default}` and `${NAME:+other}`.

use std::collections::BTreeMap;

use super::expansion::expand;
use super::text::is_name;
use super::{Refusal, SessionFile};

/// Reads a file; `environment` is what the variables may refer to beyond the file's own.
pub fn read(text: &str, environment: &BTreeMap<String, String>) -> SessionFile {
    let mut reader =
        Reader { file: SessionFile::default(), known: environment.clone(), entry: Assigned::default() };
    let mut state = State::BeforeName;
    for (at, c) in text.char_indices() {
        if reader.file.is_full() {
            return reader.file;
        }
        state = reader.step(state, c, at);
    }
    match state {
        State::BeforeName | State::Name | State::Comment | State::CommentEscape => {}
        _ => reader.finish(state),
    }
    reader.file
}

/// Where the reader is in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    BeforeName,
    Name,
    BeforeValue,
    Value,
    ValueEscape,
    SingleQuotes,
    DoubleQuotes,
    DoubleQuotesEscape,
    Comment,
    CommentEscape,
}

/// The assignment that is being read.
#[derive(Debug, Default)]
struct Assigned {
    name: String,
    value: String,
    /// Bytes of the value up to which blanks at its end stay.
    kept: usize,
    /// The byte at which the name begins.
    start: usize,
}

struct Reader {
    file: SessionFile,
    known: BTreeMap<String, String>,
    entry: Assigned,
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r')
}

impl Reader {
    fn step(&mut self, state: State, c: char, at: usize) -> State {
        match state {
            State::BeforeName if matches!(c, '#' | ';') => State::Comment,
            State::BeforeName if is_blank(c) => State::BeforeName,
            State::BeforeName => {
                self.entry = Assigned { start: at, ..Assigned::default() };
                self.entry.name.push(c);
                State::Name
            }
            State::Name if is_line_end(c) => State::BeforeName,
            State::Name if c == '=' => State::BeforeValue,
            State::Name => {
                self.entry.name.push(c);
                State::Name
            }
            State::BeforeValue | State::Value if is_line_end(c) => {
                self.finish(state);
                State::BeforeName
            }
            State::BeforeValue => self.begin_value(c),
            State::Value if c == '\\' => {
                self.entry.kept = self.entry.value.len();
                State::ValueEscape
            }
            State::Value => self.keep(c, !is_blank(c), State::Value),
            State::ValueEscape if is_line_end(c) => State::Value,
            State::ValueEscape => self.keep(c, true, State::Value),
            State::SingleQuotes if c == '\'' => State::BeforeValue,
            State::SingleQuotes => self.keep(c, true, State::SingleQuotes),
            State::DoubleQuotes if c == '"' => State::BeforeValue,
            State::DoubleQuotes if c == '\\' => State::DoubleQuotesEscape,
            State::DoubleQuotes => self.keep(c, true, State::DoubleQuotes),
            State::DoubleQuotesEscape => {
                if !matches!(c, '"' | '\\' | '`' | '$' | '\n') {
                    self.entry.value.push('\\');
                }
                if c == '\n' { State::DoubleQuotes } else { self.keep(c, true, State::DoubleQuotes) }
            }
            State::Comment if c == '\\' => State::CommentEscape,
            State::Comment if is_line_end(c) => State::BeforeName,
            State::Comment | State::CommentEscape => State::Comment,
        }
    }

    fn begin_value(&mut self, c: char) -> State {
        match c {
            '\'' => State::SingleQuotes,
            '"' => State::DoubleQuotes,
            '\\' => State::ValueEscape,
            _ if is_blank(c) => State::BeforeValue,
            _ => self.keep(c, true, State::Value),
        }
    }

    /// Adds a character to the value; what is firm stays there together with the blanks before it.
    fn keep(&mut self, c: char, is_firm: bool, next: State) -> State {
        self.entry.value.push(c);
        if is_firm {
            self.entry.kept = self.entry.value.len();
        }
        next
    }

    /// Takes the assignment that ends here.
    fn finish(&mut self, state: State) {
        let Assigned { name, mut value, kept, start } = std::mem::take(&mut self.entry);
        let name = name.trim_end_matches(is_blank);
        let at = start..start + name.len();
        if state == State::Value {
            value.truncate(kept);
        }
        if value.is_empty() {
            return self.file.refuse(Refusal::NoValue, at);
        }
        if !is_name(name) {
            let why = if name.starts_with("export ") { Refusal::Export } else { Refusal::BadName };
            return self.file.refuse(why, at);
        }
        match expand(&value, &self.known) {
            Some(value) => {
                self.known.insert(name.to_owned(), value.clone());
                self.file.set(name, Some(value), at);
            }
            None => self.file.refuse(Refusal::Limit, at),
        }
    }
}
