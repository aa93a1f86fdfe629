//! `.env` files as direnv's `dotenv` reads them (`pkg/dotenv`, direnv 2.32).
//!
//! `NAME=value` or `NAME: value`, `export ` in front allowed, ` #` or `#` begins a comment, a bare value holds
//! no blank. In double quotes `\n`, `\r` and other escapes count; `$NAME`, `${NAME}` and `${NAME:-default}` are
//! put in everywhere but in single quotes. One bad line makes direnv refuse the file. Later releases know
//! values over several lines and `\$`: there the value is not known.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::EnvFile;
use crate::files::bytes_of;
use crate::files::limits::MAX_VALUES;

/// A part of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// This text.
    Text(String),
    /// The value of a variable; in its place, where it is empty, the default.
    Variable {
        /// Its name.
        name: String,
        /// What stands in for nothing; it may be empty.
        default: String,
        /// An earlier line of the file sets it, so the default never counts.
        is_own: bool,
    },
}

/// A line that sets something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// The variable.
    pub(crate) name: String,
    /// Its line, from 1.
    pub(crate) number: u32,
    /// The characters before its name on the line.
    pub(crate) indent: usize,
    /// The bytes of the file that hold its name.
    pub(crate) at: Range<usize>,
    /// The value; `None`: direnv's releases differ on it.
    pub(crate) value: Option<Vec<Piece>>,
}

/// Reads the file; `known` tells the variables that are there before.
pub fn read(text: &str, known: &dyn Fn(&str) -> Option<String>) -> EnvFile {
    let mut file = EnvFile::default();
    let lines = match lines(text) {
        Ok(lines) => lines,
        Err(line) => return EnvFile::refused(line),
    };
    let mut own: BTreeMap<String, Option<String>> = BTreeMap::new();
    let mut size = 0;
    for Line { name, at, value, .. } in lines {
        let value = value.filter(|_| size < MAX_VALUES).and_then(|pieces| expanded(&pieces, &own, known));
        size += value.as_ref().map_or(MAX_VALUE_BYTES, String::len);
        own.insert(name.clone(), value.clone());
        file.set(&name, value, at);
    }
    file
}

/// The longest value, in bytes: no longer one can be given to a program on Linux.
const MAX_VALUE_BYTES: usize = 128 * 1024;

fn expanded(
    pieces: &[Piece],
    own: &BTreeMap<String, Option<String>>,
    known: &dyn Fn(&str) -> Option<String>,
) -> Option<String> {
    let mut value = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) => value.push_str(text),
            Piece::Variable { name, default, .. } => match own.get(name) {
                Some(found) => value.push_str(found.as_ref()?),
                None => value.push_str(
                    &known(name).filter(|value| !value.is_empty()).unwrap_or_else(|| default.clone()),
                ),
            },
        }
        if value.len() > MAX_VALUE_BYTES {
            return None;
        }
    }
    Some(value)
}

/// What the lines set.
///
/// # Errors
/// The number of the first line for which direnv refuses the file.
pub(crate) fn lines(text: &str) -> Result<Vec<Line>, u32> {
    let mut found: Vec<Line> = vec![];
    let mut names: BTreeSet<String> = BTreeSet::new();
    for (number, line) in (1u32..).zip(text.split('\n')) {
        // A carriage return parts lines too; they count as one here.
        for part in line.split('\r') {
            let Read::Assignment { before, name, raw } = assignment(part).ok_or(number)? else { continue };
            let (indent, at) = (before.chars().count(), bytes_of(name, text));
            let value = value(raw, &|name| names.contains(name));
            names.insert(name.to_owned());
            found.push(Line { name: name.to_owned(), number, indent, at, value });
        }
    }
    Ok(found)
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{c}')
}

/// A line that direnv takes.
enum Read<'a> {
    /// A comment, or a blank line.
    Nothing,
    /// What stands before the name, the name, and the value with its quotes.
    Assignment { before: &'a str, name: &'a str, raw: &'a str },
}

/// Reads a line; `None`: direnv does not take it.
fn assignment(line: &str) -> Option<Read<'_>> {
    let first = line.trim_start_matches(is_blank);
    if first.is_empty() || first.starts_with('#') {
        return Some(Read::Nothing);
    }
    let exported = first.strip_prefix("export").filter(|rest| rest.starts_with(is_blank));
    let entries = exported.map(|rest| rest.trim_start_matches(is_blank)).into_iter().chain([first]);
    let mut matched = entries.filter_map(|entry| {
        let end = entry.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '.')))?;
        let (name, behind) = entry.split_at_checked(end).filter(|(name, _)| !name.is_empty())?;
        let equals = behind.trim_start_matches(is_blank).strip_prefix('=');
        let colon = || behind.strip_prefix(':').filter(|rest| rest.starts_with(is_blank));
        let value = equals.or_else(colon)?.trim_start_matches(is_blank);
        Some(Read::Assignment { before: line.strip_suffix(entry)?, name, raw: raw_value(value)? })
    });
    matched.next()
}

/// The value in a text that may go on with a comment: the longest one in quotes, else a bare word.
fn raw_value(text: &str) -> Option<&str> {
    let is_rest = |rest: &str| {
        let rest = rest.trim_start_matches(is_blank);
        rest.is_empty() || rest.starts_with('#')
    };
    if let Some(quote @ ('"' | '\'')) = text.chars().next() {
        let mut ends = text.rmatch_indices(quote).map(|(at, _)| at + 1).filter(|end| *end > 1);
        let quoted = ends.find_map(|end| text.split_at_checked(end).filter(|(_, rest)| is_rest(rest)));
        if let Some((value, _)) = quoted {
            return Some(value);
        }
    }
    let end = text.find(|c: char| is_blank(c) || c == '#').unwrap_or(text.len());
    text.split_at_checked(end).filter(|(_, rest)| is_rest(rest)).map(|(value, _)| value)
}

/// The parts of a value; `None`: it depends on the release.
fn value(raw: &str, is_own: &dyn Fn(&str) -> bool) -> Option<Vec<Piece>> {
    let quote = raw.chars().next().filter(|c| matches!(c, '"' | '\''));
    if quote.is_some_and(|quote| raw.matches(quote).count() == 1) {
        return None;
    }
    if raw.len() <= 1 {
        return Some(vec![Piece::Text(raw.to_owned())]);
    }
    let inside = |quote: char| raw.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    if let Some(text) = inside('\'') {
        return Some(vec![Piece::Text(text.to_owned())]);
    }
    let text = match inside('"') {
        Some(text) => unescaped(&text.replace("\\n", "\n").replace("\\r", "\r")),
        None => raw.to_owned(),
    };
    (!text.contains("\\$")).then(|| pieces(&text, is_own))
}

/// Takes the `\` from every character but `$`.
fn unescaped(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if c == '\\' && rest.as_str().chars().next().is_some_and(|next| next != '$') {
            kept.extend(rest.next());
        } else {
            kept.push(c);
        }
    }
    kept
}

/// Finds the variables as Go's `os.Expand` does; what it cannot read vanishes.
fn pieces(text: &str, is_own: &dyn Fn(&str) -> bool) -> Vec<Piece> {
    let mut found = vec![];
    let mut rest = text;
    let mut literal = String::new();
    let last_brace = text.rfind('}').unwrap_or(0);
    while let Some((before, after)) = rest.split_once('$') {
        literal.push_str(before);
        let (name, behind) = match after.strip_prefix('{') {
            // Looked for once, so that many open braces do not cost the square of them.
            Some(inside) if text.len() - inside.len() > last_brace => (None, inside),
            _ => variable(after),
        };
        rest = behind;
        match name {
            Some("") => literal.push('$'),
            None => {}
            Some(name) => {
                found.push(Piece::Text(std::mem::take(&mut literal)));
                let (name, default) = match name.split_once(":-") {
                    Some((name, default)) => (name, default.to_owned()),
                    None => (name, String::new()),
                };
                found.push(Piece::Variable { name: name.to_owned(), default, is_own: is_own(name) });
            }
        }
    }
    found.push(Piece::Text(literal + rest));
    found
}

/// The name behind a `$` and what stands behind it; an empty name: no variable.
fn variable(text: &str) -> (Option<&str>, &str) {
    if let Some(inside) = text.strip_prefix('{') {
        return match inside.split_once('}') {
            Some((name, behind)) => (Some(name).filter(|name| !name.is_empty()), behind),
            None => (None, inside),
        };
    }
    let is_special = |c: char| "*#$@!?-0123456789".contains(c);
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let end = match text.chars().next() {
        Some(first) if is_special(first) => 1,
        _ => text.find(|c| !is_part(c)).unwrap_or(text.len()),
    };
    let (name, behind) = text.split_at_checked(end).unwrap_or((text, ""));
    (Some(name), behind)
}
