//! `.env` files as the libraries called dotenv read them: what python-dotenv 1 and dotenv 18 for Node agree on.
//!
//! `NAME=value` with blanks around both dropped and `export ` in front allowed. A value in quotes may span
//! lines; in double quotes `\n` and `\r` count. Behind a bare value ` #` begins a comment. They part ways at
//! `#` inside a word, `${NAME}`, other escapes, back quotes, `NAME: value` and text behind a closing quote:
//! there the value is not known.

use std::collections::BTreeSet;

use super::{EnvFile, name_span};
use crate::source::Span;

/// Reads the file.
pub fn read(text: &str) -> EnvFile {
    let mut file = EnvFile::default();
    let has_mark = text.starts_with('\u{feff}');
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let (mut rest, mut number) = (text.as_str(), 1u32);
    let mut names: BTreeSet<&str> = BTreeSet::new();
    while !rest.is_empty() {
        let line = rest.split('\n').next().unwrap_or_default();
        let mut taken = line.len();
        if let Some(Head { name, span, behind }) = head(line, number) {
            let from = line.len() - behind.len();
            let (value, length) = match behind.strip_prefix('=') {
                Some(_) => value(rest.get(from + 1..).unwrap_or_default()),
                None => (None, behind.len()),
            };
            // For Python's library a name alone takes back what it had.
            if !is_alone(behind) || names.contains(name) {
                names.insert(name);
                file.set(name, value.filter(|_| !(has_mark && number == 1)), span);
            }
            taken = taken.max(from + 1 + length);
        }
        let (done, below) = rest.split_at_checked(taken).unwrap_or((rest, ""));
        let breaks = u32::try_from(done.matches('\n').count()).unwrap_or(u32::MAX);
        number = number.saturating_add(breaks).saturating_add(1);
        rest = below.strip_prefix('\n').unwrap_or(below);
    }
    file
}

/// The beginning of a line that sets something.
struct Head<'a> {
    name: &'a str,
    span: Span,
    /// The line from the `=` or the `:` on.
    behind: &'a str,
}

fn head(line: &str, number: u32) -> Option<Head<'_>> {
    let first = line.trim_start();
    let entry = match first.strip_prefix("export") {
        Some(rest) if rest.starts_with(char::is_whitespace) => rest.trim_start(),
        _ => first,
    };
    let end = entry.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(entry.len());
    let (name, behind) = entry.split_at_checked(end).filter(|(name, _)| !name.is_empty())?;
    let span = name_span(number, line.strip_suffix(entry).unwrap_or_default(), name);
    let equals = behind.trim_start();
    let is_colon = behind.strip_prefix(':').is_some_and(|value| value.starts_with(char::is_whitespace));
    match equals.starts_with('=') {
        true => Some(Head { name, span, behind: equals }),
        // Node's library alone knows `NAME: value`.
        false => (is_colon || is_alone(behind)).then_some(Head { name, span, behind }),
    }
}

/// Whether nothing but a comment stands behind a name.
fn is_alone(behind: &str) -> bool {
    let rest = behind.trim_start();
    rest.is_empty() || rest.starts_with('#')
}

/// The value that a text begins with, and the bytes up to the end of its last line. None: the libraries do
/// not agree on it.
fn value(text: &str) -> (Option<String>, usize) {
    let line = text.split('\n').next().unwrap_or_default();
    let begin = line.trim_start();
    let skipped = line.len() - begin.len();
    let quote = begin.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'));
    let Some(quote) = quote else { return (bare(line), line.len()) };
    let inside = text.get(skipped + 1..).unwrap_or_default();
    let Some(end) = closing(inside, quote) else { return (None, line.len()) };
    let (inner, behind) = inside.split_at_checked(end).unwrap_or((inside, ""));
    let tail = behind.split('\n').next().unwrap_or_default();
    let length = skipped + 1 + end + tail.len();
    let tail = tail.strip_prefix(quote).unwrap_or(tail).trim();
    let is_whole = tail.is_empty() || tail.starts_with('#') && !tail.contains(quote);
    let is_alike = is_whole && quote != '`' && !inner.contains("${");
    (if is_alike { unescaped(inner, quote) } else { None }, length)
}

fn bare(line: &str) -> Option<String> {
    let kept = match line.split_once('#') {
        None => line,
        // In front of a comment there has to be a blank, or Python's library takes it for a part of the value.
        Some((before, _)) if before.ends_with(char::is_whitespace) => before,
        Some(_) => return None,
    };
    (!kept.contains("${")).then(|| kept.trim().to_owned())
}

/// Where the quote closes, in bytes.
fn closing(text: &str, quote: char) -> Option<usize> {
    let mut is_escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if c == quote => return Some(at),
            _ => {}
        }
    }
    None
}

/// The text in quotes; none: it holds an escape that the libraries read differently.
fn unescaped(text: &str, quote: char) -> Option<String> {
    let plain = match quote {
        '"' => text.replace("\\n", "\n").replace("\\r", "\r"),
        _ => text.to_owned(),
    };
    (!plain.contains('\\') && !text.contains("\\\\")).then_some(plain)
}
