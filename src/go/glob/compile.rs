//! From a pattern's text to what is matched, or what is wrong with it.

use std::iter::Peekable;
use std::str::CharIndices;

use thiserror::Error;

use super::{Chunk, Glob, Unit};

/// Why Go refuses a pattern; such an item of a list matches nothing and says nothing.
///
/// Stands for `path.ErrBadPattern`, which Go does not explain further. `at` counts bytes from the
/// start of the pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum BadPattern {
    /// A `[` without its `]`.
    #[error("the `[` at byte {at} is never closed")]
    UnclosedClass {
        /// Where the class begins.
        at: usize,
    },
    /// `[]`, `[^]`, `[-a]` or `[a-]`: a character must stand there, or `\` before it.
    #[error("a character is missing before the `{found}` at byte {at}")]
    MissingMember {
        /// `-` or `]`.
        found: char,
        /// Where it stands.
        at: usize,
    },
    /// A `\` at the very end.
    #[error("nothing follows the `\\` at byte {at}")]
    DanglingEscape {
        /// Where the backslash stands.
        at: usize,
    },
}

impl Glob {
    /// Compiles a pattern, or says what is wrong with it (`path.Match` returning `ErrBadPattern`).
    ///
    /// # Errors
    /// What is wrong with the pattern.
    pub fn new(pattern: &str) -> Result<Self, BadPattern> {
        let mut chunks = Vec::new();
        let mut chunk = Chunk::default();
        let mut text = pattern.char_indices().peekable();
        while let Some((at, c)) = text.next() {
            match c {
                '*' => finish(
                    &mut chunks,
                    std::mem::replace(&mut chunk, Chunk { after_star: true, units: vec![] }),
                ),
                '?' => chunk.units.push(Unit::AnyOne),
                '[' => chunk.units.push(class(at, &mut text)?),
                '\\' => {
                    let (_, escaped) = text.next().ok_or(BadPattern::DanglingEscape { at })?;
                    chunk.literal(escaped);
                }
                _ => chunk.literal(c),
            }
        }
        let open_end = chunk.after_star && chunk.units.is_empty();
        finish(&mut chunks, chunk);
        Ok(Self { chunks, open_end })
    }
}

impl Chunk {
    fn literal(&mut self, c: char) {
        let mut utf8 = [0; 4];
        let bytes = c.encode_utf8(&mut utf8).as_bytes();
        match self.units.last_mut() {
            Some(Unit::Literal(text)) => text.extend_from_slice(bytes),
            _ => self.units.push(Unit::Literal(bytes.to_vec())),
        }
    }
}

/// Keeps a chunk unless there is nothing in it, as between two stars or before the first.
fn finish(chunks: &mut Vec<Chunk>, chunk: Chunk) {
    if !chunk.units.is_empty() {
        chunks.push(chunk);
    }
}

/// Reads a class, whose `[` at `open` is already read.
fn class(open: usize, text: &mut Peekable<CharIndices<'_>>) -> Result<Unit, BadPattern> {
    let negated = text.next_if(|&(_, c)| c == '^').is_some();
    let mut ranges = Vec::new();
    loop {
        if !ranges.is_empty() && text.next_if(|&(_, c)| c == ']').is_some() {
            return Ok(Unit::Class { negated, ranges });
        }
        let low = member(open, text)?;
        let is_range = text.next_if(|&(_, c)| c == '-').is_some();
        ranges.push((low, if is_range { member(open, text)? } else { low }));
    }
}

/// Reads one character of a class.
fn member(open: usize, text: &mut Peekable<CharIndices<'_>>) -> Result<char, BadPattern> {
    let unclosed = BadPattern::UnclosedClass { at: open };
    match text.next().ok_or(unclosed)? {
        (at, found @ ('-' | ']')) => Err(BadPattern::MissingMember { found, at }),
        (_, '\\') => text.next().map(|(_, c)| c).ok_or(unclosed),
        (_, c) => Ok(c),
    }
}
