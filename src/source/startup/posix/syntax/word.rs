//! Words as they are written: quotes, and what is expanded inside them.

use std::ops::Range;

use super::cursor::is_name;

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
