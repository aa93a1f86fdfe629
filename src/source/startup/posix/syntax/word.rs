//! Words: quotes, and what is expanded inside them.

use std::ops::Range;

use super::cursor::{is_name, is_name_char};
use super::{Parser, SyntaxError};
use crate::source::startup::posix::dialect::Dialect;

/// A word as it is written.
#[derive(Debug, Clone, Default)]
pub(crate) struct Word {
    /// Its pieces, in order.
    pub(crate) parts: Vec<Part>,
    /// The elements after `NAME=(`, when the word assigns an array.
    pub(crate) array: Option<Vec<Word>>,
    /// Where it stands, in bytes.
    pub(crate) span: Range<u32>,
}

/// A piece of a word.
#[derive(Debug, Clone)]
pub(crate) enum Part {
    /// Text without quotes.
    Bare(String),
    /// Text from `'…'`, `$'…'` or after a backslash.
    Quoted(String),
    /// What stands in `"…"`.
    Double(Vec<Part>),
    /// `$NAME`, `${…}`
    Parameter(Box<Parameter>),
    /// `$(( … ))`
    Arithmetic(Range<u32>),
    /// `$(…)`, `` `…` ``
    Command(Range<u32>),
    /// `<(…)`, `>(…)`, `=(…)`
    Process(Range<u32>),
    /// Something that only the machine tells, as it is written.
    Untold(String),
}

/// `$NAME` or `${…}`.
#[derive(Debug, Clone)]
pub(crate) struct Parameter {
    /// The variable, or a special parameter such as `?`.
    pub(crate) name: String,
    /// What stands in `[…]`.
    pub(crate) subscript: Option<Word>,
    /// What is made of its value.
    pub(crate) form: Form,
    /// Where it stands.
    pub(crate) span: Range<u32>,
}

impl Parameter {
    /// Whether it is written as `$NAME`.
    pub(crate) fn is_bare(&self) -> bool {
        let length = self.span.end.saturating_sub(self.span.start) as usize;
        matches!(self.form, Form::Value) && is_name(&self.name) && length == self.name.len() + 1
    }
}

/// What `${…}` makes of a variable.
#[derive(Debug, Clone)]
pub(crate) enum Form {
    /// The value.
    Value,
    /// `${#A}`
    Length,
    /// zsh's `${+A}`: 1 or 0.
    IsSet,
    /// `${!A}`
    Indirect,
    /// `${A:-w}`, `${A=w}`, `${A:?w}`, `${A+w}`: the character, whether an empty value counts as none, and w.
    Otherwise(char, bool, Word),
    /// `${A#p}`, `${A%%p}`: whether at the end, whether as much as possible, and p.
    Trim(bool, bool, Word),
    /// `${A/p/w}`: whether all, an anchor `#` or `%`, p and w.
    Replace(bool, Option<char>, Word, Word),
    /// `${A:1:2}`
    Slice(String, Option<String>),
    /// `${A^^}`, `${A,}`: whether upper case, whether all.
    Case(bool, bool),
    /// zsh's `${A:h}`.
    Modifier(char),
    /// Something that this reader does not work out.
    Opaque,
    /// Something that the shell refuses when it comes to it.
    Bad,
}

/// What ends a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Until {
    /// A blank or an operator.
    Blank,
    /// `}` of an unquoted `${…}`.
    Brace,
    /// `}` of a `${…}` inside `"…"`.
    QuotedBrace,
    /// `/` or `}`: the pattern of `${A/p/w}`.
    Slash,
    /// A blank; brackets belong to the word (a regular expression).
    Expression,
}

impl Word {
    /// The text, when the word is bare and nothing in it is quoted or expanded.
    pub(crate) fn bare(&self) -> Option<&str> {
        match self.parts.as_slice() {
            [Part::Bare(text)] if self.array.is_none() => Some(text),
            _ => None,
        }
    }

    /// `NAME=…`, `NAME+=…`: the name, what stands in `[…]` after it, whether it appends, and the offset in
    /// bytes of the value inside the first part.
    pub(crate) fn assignment(&self) -> Option<AssignmentHead<'_>> {
        let Some(Part::Bare(first)) = self.parts.first() else { return None };
        let (before, _) = first.split_once('=')?;
        let (target, appends) = match before.strip_suffix('+') {
            Some(target) => (target, true),
            None => (before, false),
        };
        let (name, subscript) = match target.split_once('[') {
            Some((name, rest)) => (name, Some(rest.strip_suffix(']')?)),
            None => (target, None),
        };
        is_name(name).then_some(AssignmentHead { name, subscript, appends, length: before.len() + 1 })
    }

    /// The first bytes of its first part: `NAME=`.
    pub(crate) fn bare_start(&self, length: usize) -> String {
        match self.parts.first() {
            Some(Part::Bare(first)) => first.get(..length).unwrap_or_default().to_owned(),
            _ => String::new(),
        }
    }

    /// The word without the first bytes of its first part: the value after `NAME=`.
    pub(crate) fn after(&self, length: usize) -> Self {
        let mut word = self.clone();
        if let Some(Part::Bare(first)) = word.parts.first_mut() {
            *first = first.get(length..).unwrap_or_default().to_owned();
        }
        if matches!(word.parts.first(), Some(Part::Bare(first)) if first.is_empty()) {
            word.parts.remove(0);
        }
        word
    }
}

/// What stands before the value of an assignment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AssignmentHead<'a> {
    /// The variable.
    pub(crate) name: &'a str,
    /// What stands in `[…]`.
    pub(crate) subscript: Option<&'a str>,
    /// `+=`
    pub(crate) appends: bool,
    /// Its length in bytes, `=` included.
    pub(crate) length: usize,
}

impl Parser<'_> {
    /// The word that stands here; `None` when an operator or the end does.
    pub(super) fn word(&mut self, until: Until) -> Result<Option<Word>, SyntaxError> {
        let start = self.cursor.at();
        let parts = self.parts(until)?;
        if parts.is_empty() && self.cursor.at() == start {
            return Ok(None);
        }
        Ok(Some(Word { parts, array: None, span: start..self.cursor.at() }))
    }

    /// The pieces up to what ends the word, which stays.
    pub(super) fn parts(&mut self, until: Until) -> Result<Vec<Part>, SyntaxError> {
        let mut parts = Pieces::default();
        let start = self.cursor.at();
        // zsh looks for the brace that belongs to the first one.
        let is_default = matches!(until, Until::Brace | Until::QuotedBrace);
        let counts = self.cursor.dialect == Dialect::Zsh && is_default;
        let mut open = 0u32;
        while let Some(next) = self.cursor.peek() {
            if counts && (next == '{' || next == '}' && open > 0) {
                open = if next == '{' { open + 1 } else { open - 1 };
                self.cursor.next();
                parts.text(next, until == Until::QuotedBrace);
                continue;
            }
            if self.ends_word(next, until, start)? {
                break;
            }
            self.piece(next, until, &mut parts)?;
        }
        if self.cursor.is_at_end() && !matches!(until, Until::Blank | Until::Expression) {
            return Err(self.cursor.error("`${` without `}`"));
        }
        Ok(parts.finish())
    }

    fn ends_word(&mut self, next: char, until: Until, start: u32) -> Result<bool, SyntaxError> {
        Ok(match until {
            Until::Brace | Until::QuotedBrace => next == '}',
            Until::Slash => matches!(next, '/' | '}'),
            Until::Expression => matches!(next, ' ' | '\t' | '\n' | ')'),
            Until::Blank => match next {
                ' ' | '\t' | '\n' | ';' | '&' | '|' => true,
                '<' | '>' => !self.is_process(),
                ')' => true,
                '(' => !self.is_glob_bracket(start),
                _ => false,
            },
        })
    }

    fn is_process(&self) -> bool {
        self.cursor.dialect.has_process_substitution() && self.cursor.second() == Some('(')
    }

    /// Whether `(` here belongs to a pattern: `*(N)` and `(a|b)` in zsh, `@(a|b)` in the others.
    fn is_glob_bracket(&self, start: u32) -> bool {
        let before = self.cursor.since(start);
        match self.cursor.dialect {
            Dialect::Zsh => !before.is_empty() && !before.ends_with('=') && self.cursor.second() != Some(')'),
            Dialect::Bash | Dialect::Ksh | Dialect::Mksh => before.ends_with(['@', '?', '*', '+', '!']),
            Dialect::Dash | Dialect::Busybox => false,
        }
    }

    fn piece(&mut self, next: char, until: Until, parts: &mut Pieces) -> Result<(), SyntaxError> {
        let is_quoted = until == Until::QuotedBrace;
        match next {
            '\\' => self.backslash(is_quoted, parts),
            '\'' if !is_quoted => {
                self.cursor.next();
                parts.push(Part::Quoted(self.single_quoted()?));
            }
            '"' => {
                self.cursor.next();
                parts.push(Part::Double(self.double_quoted()?));
            }
            '`' => parts.push(self.backquoted()?),
            '$' => self.dollar(is_quoted, parts)?,
            '(' if matches!(until, Until::Blank | Until::Expression) => self.bracketed(parts)?,
            '<' | '>' if until == Until::Blank => parts.push(self.process()?),
            _ => {
                self.cursor.next();
                parts.text(next, is_quoted);
            }
        }
        Ok(())
    }

    fn backslash(&mut self, is_quoted: bool, parts: &mut Pieces) {
        self.cursor.next();
        match self.cursor.next() {
            Some('\n') => {}
            Some(c) if is_quoted && !matches!(c, '$' | '`' | '"' | '\\' | '}') => {
                parts.text('\\', true);
                parts.text(c, true);
            }
            Some(c) => parts.push(Part::Quoted(c.to_string())),
            None => parts.text('\\', true),
        }
    }

    /// A pattern in brackets, kept as bare text.
    fn bracketed(&mut self, parts: &mut Pieces) -> Result<(), SyntaxError> {
        self.cursor.deeper()?;
        self.cursor.next();
        parts.text('(', false);
        loop {
            match self.cursor.peek() {
                None => return Err(self.cursor.error("`(` without `)`")),
                Some(')') => break,
                Some(c @ (' ' | '\t' | '\n' | ';' | '&' | '|' | '<' | '>')) => {
                    self.cursor.next();
                    parts.text(c, false);
                }
                Some('(') => self.bracketed(parts)?,
                Some(c) => self.piece(c, Until::Slash, parts)?,
            }
        }
        self.cursor.next();
        parts.text(')', false);
        self.cursor.shallower();
        Ok(())
    }

    fn single_quoted(&mut self) -> Result<String, SyntaxError> {
        let text = self.cursor.take_while(|c| c != '\'').to_owned();
        if self.cursor.take("'") { Ok(text) } else { Err(self.cursor.error("`'` without an end")) }
    }

    /// What stands in `"…"`, whose first quote is taken.
    pub(super) fn double_quoted(&mut self) -> Result<Vec<Part>, SyntaxError> {
        self.cursor.deeper()?;
        let mut parts = Pieces::default();
        loop {
            match self.cursor.peek() {
                None => return Err(self.cursor.error("`\"` without an end")),
                Some('"') => break,
                Some('`') => parts.push(self.backquoted()?),
                Some('$') => self.dollar(true, &mut parts)?,
                Some('\\') => {
                    self.cursor.next();
                    self.escaped_in_quotes(&mut parts);
                }
                Some(c) => {
                    self.cursor.next();
                    parts.text(c, true);
                }
            }
        }
        self.cursor.next();
        self.cursor.shallower();
        Ok(parts.finish())
    }

    /// The whole text as if it stood between `"` and `"`; a `"` in it is nothing special.
    ///
    /// # Errors
    /// An expansion that cannot be parsed.
    pub(crate) fn quoted_text(&mut self) -> Result<Vec<Part>, SyntaxError> {
        let mut parts = Pieces::default();
        while let Some(c) = self.cursor.peek() {
            match c {
                '`' => parts.push(self.backquoted()?),
                '$' => self.dollar(true, &mut parts)?,
                '\\' => {
                    self.cursor.next();
                    self.escaped_in_quotes(&mut parts);
                }
                c => {
                    self.cursor.next();
                    parts.text(c, true);
                }
            }
        }
        Ok(parts.finish())
    }

    /// What follows a backslash in `"…"`.
    fn escaped_in_quotes(&mut self, parts: &mut Pieces) {
        match self.cursor.peek() {
            Some('\n') => _ = self.cursor.next(),
            Some(c @ ('$' | '`' | '"' | '\\')) => {
                self.cursor.next();
                parts.text(c, true);
            }
            _ => parts.text('\\', true),
        }
    }

    fn backquoted(&mut self) -> Result<Part, SyntaxError> {
        let start = self.cursor.at();
        self.cursor.next();
        loop {
            match self.cursor.next() {
                None => return Err(self.cursor.error("backquote without an end")),
                Some('\\') => _ = self.cursor.next(),
                Some('`') => return Ok(Part::Command(start..self.cursor.at())),
                Some(_) => {}
            }
        }
    }

    fn process(&mut self) -> Result<Part, SyntaxError> {
        let start = self.cursor.at();
        self.cursor.next();
        self.cursor.next();
        self.substituted()?;
        Ok(Part::Process(start..self.cursor.at()))
    }

    /// `$` and what follows it.
    fn dollar(&mut self, is_quoted: bool, parts: &mut Pieces) -> Result<(), SyntaxError> {
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

    /// `[…]`, whose content is kept as one word.
    pub(super) fn subscript(&mut self) -> Result<Word, SyntaxError> {
        self.cursor.next();
        let start = self.cursor.at();
        let mut parts = Pieces::default();
        while let Some(next) = self.cursor.peek() {
            match next {
                ']' => {
                    let span = start..self.cursor.at();
                    self.cursor.next();
                    return Ok(Word { parts: parts.finish(), array: None, span });
                }
                '\n' => break,
                _ => self.piece(next, Until::Slash, &mut parts)?,
            }
        }
        Err(self.cursor.error("`[` without `]`"))
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

    /// Passes an arithmetic expression and its `))`; false when it ends otherwise.
    pub(super) fn skip_arithmetic(&mut self) -> bool {
        let mut open = 0u32;
        while let Some(next) = self.cursor.next() {
            match next {
                '(' => open += 1,
                ')' if open == 0 => return self.cursor.take(")"),
                ')' => open -= 1,
                '\\' => _ = self.cursor.next(),
                _ => {}
            }
        }
        false
    }

    /// Passes the commands of a substitution and its `)`.
    fn substituted(&mut self) -> Result<(), SyntaxError> {
        self.cursor.deeper()?;
        let is_bash = self.cursor.dialect == Dialect::Bash;
        if let Err(error) = self.commands(&[")"]) {
            let is_doubtful = is_bash && !self.cursor.is_at_end();
            return Err(SyntaxError { is_doubtful, ..error });
        }
        if !self.cursor.take(")") {
            return Err(self.cursor.error("`$(` without `)`"));
        }
        self.cursor.shallower();
        Ok(())
    }
}

/// Pieces as they are met; text that follows text is joined to it.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    parts: Vec<Part>,
}

impl Pieces {
    fn push(&mut self, part: Part) {
        self.parts.push(part);
    }

    fn text(&mut self, c: char, is_quoted: bool) {
        match (self.parts.last_mut(), is_quoted) {
            (Some(Part::Bare(text)), false) | (Some(Part::Quoted(text)), true) => text.push(c),
            (_, false) => self.parts.push(Part::Bare(c.to_string())),
            (_, true) => self.parts.push(Part::Quoted(c.to_string())),
        }
    }

    fn finish(self) -> Vec<Part> {
        self.parts
    }
}
