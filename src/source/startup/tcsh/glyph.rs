//! Characters that remember whether they were quoted, and the words made of them.
//!
//! tcsh marks every character that a quote took out of the syntax, and each later stage (variables,
//! braces, file names) looks at the mark. A value can only be right if the mark goes along.

use crate::source::startup::Knowledge;

/// One character of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Glyph {
    /// The character.
    pub(super) char: char,
    /// Whether a quote took its meaning away.
    pub(super) quoted: bool,
}

/// Stands, quoted, for text that only running would tell. No file can hold it: tcsh drops it while reading.
const UNKNOWN: char = '\0';

impl Glyph {
    /// A character with whatever meaning it has.
    pub(super) fn plain(char: char) -> Self {
        Self { char, quoted: false }
    }

    /// A character without a special meaning.
    pub(super) fn quoted(char: char) -> Self {
        Self { char, quoted: true }
    }

    /// Text that only running would tell.
    pub(super) fn unknown() -> Self {
        Self::quoted(UNKNOWN)
    }

    /// Whether it is this character with its meaning.
    pub(super) fn is(self, char: char) -> bool {
        !self.quoted && self.char == char
    }

    /// Whether it ends a bare word.
    pub(super) fn is_meta(self) -> bool {
        !self.quoted && matches!(self.char, ' ' | '\t' | '\n' | '#' | '&' | ';' | '<' | '>' | '(' | ')' | '|')
    }

    /// Whether it opens quotes.
    pub(super) fn is_quote(self) -> bool {
        !self.quoted && matches!(self.char, '\'' | '"' | '`')
    }

    /// Whether it is an unquoted blank.
    pub(super) fn is_blank(self) -> bool {
        !self.quoted && matches!(self.char, ' ' | '\t')
    }

    /// Whether a variable's name can begin with it.
    pub(super) fn is_letter(self) -> bool {
        !self.quoted && is_letter(self.char)
    }

    /// Whether a variable's name can go on with it.
    pub(super) fn is_name(self) -> bool {
        self.is_letter() || self.is_digit()
    }

    /// Whether it is an unquoted digit.
    pub(super) fn is_digit(self) -> bool {
        !self.quoted && self.char.is_ascii_digit()
    }

    /// Whether it makes a word a pattern of file names.
    pub(super) fn is_magic(self) -> bool {
        !self.quoted && matches!(self.char, '*' | '?' | '[')
    }
}

/// Whether a variable's name can begin with the character.
pub(super) fn is_letter(char: char) -> bool {
    char.is_alphabetic() || char == '_'
}

/// A position in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At {
    /// Bytes before it.
    pub(super) offset: usize,
}

impl At {
    /// Where a file begins.
    pub(super) const START: Self = Self { offset: 0 };
}

/// A word of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Its characters; in a line just read, the quotes themselves are among them.
    pub(super) glyphs: Vec<Glyph>,
    /// How sure its text is.
    pub(super) knowledge: Knowledge,
    /// Where it begins in the file.
    pub(super) at: At,
    /// Bytes of the file before its end.
    pub(super) end: usize,
    /// Whether it came out of its own alias, which is then not looked up again.
    pub(super) is_final: bool,
}

impl Word {
    /// A word that a file holds.
    pub(super) fn read(glyphs: Vec<Glyph>, at: At, end: usize) -> Self {
        Self { glyphs, knowledge: Knowledge::Certain, at, end, is_final: false }
    }

    /// A word with this text at another one's place.
    pub(super) fn plain(text: &str, place: &Self) -> Self {
        let glyphs = text.chars().map(Glyph::plain).collect();
        Self { glyphs, knowledge: place.knowledge.clone(), at: place.at, end: place.end, is_final: false }
    }

    /// Whether it is exactly this text, without quotes.
    pub(super) fn is(&self, text: &str) -> bool {
        let mut glyphs = self.glyphs.iter();
        text.chars().all(|char| glyphs.next().is_some_and(|glyph| glyph.is(char))) && glyphs.next().is_none()
    }

    /// Whether its first character is this one, unquoted.
    pub(super) fn starts(&self, char: char) -> bool {
        self.glyphs.first().is_some_and(|glyph| glyph.is(char))
    }

    /// Whether its second character is this one.
    pub(super) fn doubles(&self, char: char) -> bool {
        self.glyphs.get(1).is_some_and(|glyph| glyph.char == char)
    }

    /// Its text without the marks; what is unknown in it is left out.
    pub(super) fn text(&self) -> String {
        text(&self.glyphs)
    }

    /// Whether a part of it is unknown.
    pub(super) fn is_unknown(&self) -> bool {
        self.knowledge.is_unknown()
    }
}

/// The characters without the marks; what is unknown in them is left out.
pub(super) fn text(glyphs: &[Glyph]) -> String {
    glyphs.iter().map(|glyph| glyph.char).filter(|char| *char != UNKNOWN).collect()
}

/// The words' texts with blanks between them.
pub(super) fn joined(words: &[Word]) -> String {
    words.iter().map(Word::text).collect::<Vec<_>>().join(" ")
}
