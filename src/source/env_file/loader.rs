//! `.env` files as the libraries called dotenv read them: what python-dotenv 1 and dotenv 18 for Node agree on.
//!
//! `NAME=value` with blanks around both dropped and `export ` in front allowed. A value in quotes may span
//! lines; in double quotes `\n` and `\r` count. After a bare value ` #` begins a comment. They part ways at
//! `#` inside a word, `${NAME}`, other escapes, back quotes, `NAME: value` and text behind a closing quote:
//! there the value is not known.

use std::collections::BTreeSet;
use std::ops::Range;

use super::EnvFile;
use crate::files::bytes_of;

/// Reads the file.
pub fn read(text: &str) -> EnvFile {
    let mut file = EnvFile::default();
    let has_mark = text.starts_with('\u{feff}');
    let ends = LineEnds::of(text);
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let mut rest = text.as_str();
    let mut names: BTreeSet<&str> = BTreeSet::new();
    while !rest.is_empty() {
        let line = rest.split('\n').next().unwrap_or_default();
        let mut taken = line.len();
        if let Some(Head { name, behind }) = head(line) {
            let from = line.len() - behind.len();
            let (value, length) = match behind.strip_prefix('=') {
                Some(_) => value(rest.get(from + 1..).unwrap_or_default()),
                None => (None, behind.len()),
            };
            // For Python's library a name alone takes back what it had.
            if !is_alone(behind) || names.contains(name) {
                names.insert(name);
                let is_first =
                    !text.get(..bytes_of(name, &text).start).is_some_and(|before| before.contains('\n'));
                file.set(
                    name,
                    value.filter(|_| !(has_mark && is_first)),
                    ends.in_file(bytes_of(name, &text)),
                );
            }
            taken = taken.max(from + 1 + length);
        }
        let (_, below) = rest.split_at_checked(taken).unwrap_or((rest, ""));
        rest = below.strip_prefix('\n').unwrap_or(below);
    }
    file
}

/// What is left out of a file before its lines are read: marks at its beginning, the `\r` of `\r\n`.
struct LineEnds {
    /// Bytes before the text.
    before: usize,
    /// The bytes of the text that is read at which an `\r` was left out.
    left_out: Vec<usize>,
}

impl LineEnds {
    fn of(text: &str) -> Self {
        let rest = text.trim_start_matches('\u{feff}');
        let pairs = rest.match_indices("\r\n").enumerate().map(|(earlier, (at, _))| at - earlier);
        Self { before: text.len() - rest.len(), left_out: pairs.collect() }
    }

    /// The bytes of the file for bytes of the text that is read.
    fn in_file(&self, read: Range<usize>) -> Range<usize> {
        let in_file = |at: usize| self.before + at + self.left_out.partition_point(|left_out| *left_out < at);
        in_file(read.start)..in_file(read.end)
    }
}

/// The beginning of a line that sets something.
struct Head<'a> {
    name: &'a str,
    /// The line from the `=` or the `:` on.
    behind: &'a str,
}

fn head(line: &str) -> Option<Head<'_>> {
    let first = line.trim_start();
    let entry = match first.strip_prefix("export") {
        Some(rest) if rest.starts_with(char::is_whitespace) => rest.trim_start(),
        _ => first,
    };
    let end = entry.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(entry.len());
    let (name, behind) = entry.split_at_checked(end).filter(|(name, _)| !name.is_empty())?;
    let equals = behind.trim_start();
    let is_colon = behind.strip_prefix(':').is_some_and(|value| value.starts_with(char::is_whitespace));
    match equals.starts_with('=') {
        true => Some(Head { name, behind: equals }),
        // Node's library alone knows `NAME: value`.
        false => (is_colon || is_alone(behind)).then_some(Head { name, behind }),
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

/// The text in quotes; `None`: it holds an escape that the libraries read differently.
fn unescaped(text: &str, quote: char) -> Option<String> {
    let plain = match quote {
        '"' => text.replace("\\n", "\n").replace("\\r", "\r"),
        _ => text.to_owned(),
    };
    (!plain.contains('\\') && !text.contains("\\\\")).then_some(plain)
}
