//! What a reader of pasted `go env` output has to say about the paste.

use std::fmt;

/// The way in which a listing writes its variables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// `NAME="value"` without any escaping: Unix before Go 1.21.
    UnixDouble,
    /// `NAME='value'` quoted for a POSIX shell: Unix since Go 1.21.
    UnixSingle,
    /// `set NAME=value`: Windows.
    Windows,
    /// `NAME='value'` and `NAME=('a' 'b')` quoted for rc: Plan 9.
    Plan9,
    /// The object of `go env -json`.
    Json,
    /// `NAME=value` without quotes, as editors write it into their logs. Not the go command's own.
    Bare,
    /// The answer of `go env NAME…`: values only, one a line.
    Values,
}

/// What is unclear about a paste.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoteKind {
    /// The closing quote is missing: the value may have gone on.
    CutOff,
    /// The value holds a line break, and this form does not tell where a value ends.
    AmbiguousLineBreak,
    /// The variable stands twice in one listing; one of them may belong to the value before it.
    Duplicate,
    /// There are several listings; the last one counts.
    SeveralListings,
    /// The value holds U+FFFD: go, or the way here, lost what stood there.
    LostCharacters,
    /// The quotes around the value were turned into typographic ones.
    TypographicQuotes,
    /// HTML entities in the value were decoded.
    HtmlEntities,
    /// Whether `%%` and `^` are escapes depends on the version, which the paste does not tell.
    EscapingUnknown,
}

impl NoteKind {
    pub(super) const ALL: [Self; 8] = [
        Self::CutOff,
        Self::AmbiguousLineBreak,
        Self::Duplicate,
        Self::SeveralListings,
        Self::LostCharacters,
        Self::TypographicQuotes,
        Self::HtmlEntities,
        Self::EscapingUnknown,
    ];
}

/// One remark, with the variable and line that it is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Note {
    /// What is unclear.
    pub kind: NoteKind,
    /// The variable; `None` where the remark is about the whole paste.
    pub variable: Option<String>,
    /// The line, counting from 1.
    pub line: u32,
}

impl Note {
    pub(super) fn about(kind: NoteKind, variable: &str, line: u32) -> Self {
        Self { kind, variable: Some(variable.to_owned()), line }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            NoteKind::CutOff => "the value is cut off",
            NoteKind::AmbiguousLineBreak => "it is not clear where the value ends",
            NoteKind::Duplicate => "occurs more than once in one listing",
            NoteKind::SeveralListings => "several go env listings; the last one counts",
            NoteKind::LostCharacters => "characters of the value were lost",
            NoteKind::TypographicQuotes => "typographic quotes were read as plain ones",
            NoteKind::HtmlEntities => "HTML entities were decoded",
            NoteKind::EscapingUnknown => "the Go version, which decides about %% and ^, is not known",
        };
        match &self.variable {
            Some(name) => write!(f, "line {}: {name}: {what}", self.line),
            None => write!(f, "line {}: {what}", self.line),
        }
    }
}
