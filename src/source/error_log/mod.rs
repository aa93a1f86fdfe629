//! A log or a bug report, of any size, as the statements that programs made in it.
//!
//! The log streams through: a statement is handed on as soon as it is complete, and what is kept of
//! the rest is bounded. Colours, prefixes of build systems, broken lines, typographic quotes, Markdown
//! and UTF-16 are undone on the way; nothing is decided here about what a statement means.

mod clean;
mod excerpt;
mod facts;
mod mention;
mod prefix;
mod statement;
mod url;
mod utf16;

use std::io::{BufRead, BufReader};

pub(crate) use facts::{Facts, ModuleAt};
pub(crate) use mention::{Mention, Syntax};
pub(crate) use statement::Statement;
pub(crate) use url::{LogUrl, Target, host_name};

use super::lines::{self, RawLine, Sink};
use excerpt::Excerpt;
use statement::Assembly;

/// What a log holds besides its statements.
#[derive(Debug, Default)]
pub(crate) struct LogContext {
    /// Text in which a pasted `go env` may be found: the log itself if it is small, else the lines of
    /// it that may belong to one.
    pub paste: String,
    /// Variables that the log sets in passing.
    pub mentions: Vec<Mention>,
    /// Whether lines are numbered as image builds number them: `#12 3.456 `.
    pub is_image_build: bool,
}

/// Reads a log to its end and hands every statement to `take`.
///
/// Memory does not grow with the log.
///
/// # Errors
/// The input cannot be read.
pub(crate) fn read(input: impl BufRead, take: impl FnMut(Statement)) -> std::io::Result<LogContext> {
    let mut reader = Reader {
        take,
        assembly: Assembly::default(),
        excerpt: Excerpt::default(),
        mentions: vec![],
        is_image_build: false,
        lines: 0,
    };
    lines::for_each(BufReader::with_capacity(64 * 1024, utf16::Utf16::new(input)), &mut reader)?;
    if let Some(statement) = reader.assembly.finish() {
        (reader.take)(statement);
    }
    let paste = reader.excerpt.finish();
    Ok(LogContext { paste, mentions: reader.mentions, is_image_build: reader.is_image_build })
}

struct Reader<T> {
    take: T,
    assembly: Assembly,
    excerpt: Excerpt,
    mentions: Vec<Mention>,
    is_image_build: bool,
    lines: u64,
}

impl<T: FnMut(Statement)> Sink for Reader<T> {
    type Error = std::io::Error;

    fn line(&mut self, line: RawLine<'_>) {
        let (RawLine::Full(bytes) | RawLine::TooLong(bytes)) = line;
        self.lines += 1;
        self.excerpt.line(bytes);
        let text = clean::clean(bytes);
        self.is_image_build |= text.starts_with('#')
            && text.get(1..2).is_some_and(|c| c.starts_with(|c: char| c.is_ascii_digit()));
        for part in text.split('\n') {
            let part = prefix::strip(part);
            mention::find(part, self.lines, &mut self.mentions);
            if let Some(statement) = self.assembly.line(self.lines, part) {
                (self.take)(statement);
            }
        }
    }

    fn pause(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
