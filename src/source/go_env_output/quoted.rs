//! Values in quotes that may go on over several lines.

use super::entry::{ListedVariable, span};
use super::lines::{Lines, Opening};
use super::names;
use super::note::{Form, NoteKind};
use super::wrapper::is_trailer;

/// How a quote inside a single-quoted value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quoting {
    /// `'\''`, Unix since Go 1.21. Source: `cmd/go/internal/envcmd.shellQuote`.
    Posix,
    /// `''`, Plan 9. Source: `cmd/go/internal/envcmd.PrintEnv`.
    Plan9,
}

impl Quoting {
    /// What follows the first quote of a written quote.
    const fn rest_of_quote(self) -> &'static str {
        match self {
            Self::Posix => "\\''",
            Self::Plan9 => "'",
        }
    }

    const fn form(self) -> Form {
        match self {
            Self::Posix => Form::UnixSingle,
            Self::Plan9 => Form::Plan9,
        }
    }
}

/// Moves quoted text of one line into `value`; the text after the closing quote, or none: still open.
fn take_quoted<'a>(text: &'a str, quoting: Quoting, value: &mut String) -> Option<&'a str> {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\'') {
        value.push_str(before);
        match after.strip_prefix(quoting.rest_of_quote()) {
            Some(more) => {
                value.push('\'');
                rest = more;
            }
            None => return Some(after),
        }
    }
    value.push_str(rest);
    None
}

/// Reads `NAME='…'`; `None`: no assignment. Also gives the number of lines taken.
///
/// Reading stays linear: a value that runs over many lines in vain holds only written quotes, and
/// an assignment that begins at one of those lines ends within that line.
pub(super) fn single(
    lines: &Lines<'_>,
    open: &Opening<'_>,
    quoting: Quoting,
) -> Option<(ListedVariable, usize)> {
    let first = open.value.strip_prefix('\'')?;
    let mut value = String::new();
    let Some(after) = take_quoted(first, quoting, &mut value) else {
        return Some(over_lines(lines, open, first, value, quoting));
    };
    let covered = first.get(..first.len().saturating_sub(after.len() + 1)).unwrap_or("");
    let mut entry = ListedVariable::new(open.name, value, quoting.form(), open.span_of(covered));
    if ["\\", "\\'"].contains(&after.trim_end()) {
        entry.doubt(NoteKind::CutOff);
    } else if !(after.is_empty() || !lines.strict() && is_trailer(after)) {
        return None;
    }
    Some((entry, 1))
}

/// Goes on with a value whose first line has no end.
fn over_lines(
    lines: &Lines<'_>,
    open: &Opening<'_>,
    first: &str,
    start: String,
    quoting: Quoting,
) -> (ListedVariable, usize) {
    let mut value = start.clone();
    let mut taken = 1;
    while let Some(next) = lines.continuation(open, taken) {
        taken += 1;
        value.push('\n');
        if let Some(after) = take_quoted(next, quoting, &mut value) {
            if after.is_empty() || !lines.strict() && is_trailer(after) {
                return (ListedVariable::new(open.name, value, quoting.form(), open.span_of(first)), taken);
            }
            break;
        }
    }
    let mut entry = ListedVariable::new(open.name, start, quoting.form(), open.span_of(first));
    entry.doubt(NoteKind::CutOff);
    (entry, 1)
}

/// Reads a Plan 9 list, `NAME=('a' 'b')` or unquoted `NAME=(a b)` before Go 1.21, into values
/// joined by NUL, which is how that system keeps lists.
pub(super) fn list(open: &Opening<'_>) -> Option<ListedVariable> {
    let inner = open.value.strip_prefix('(')?.trim_end().strip_suffix(')')?;
    let mut items = Vec::new();
    let mut rest = inner.trim_start();
    while !rest.is_empty() {
        let mut item = String::new();
        rest = if let Some(quoted) = rest.strip_prefix('\'') {
            take_quoted(quoted, Quoting::Plan9, &mut item)?.trim_start()
        } else {
            let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
            item.push_str(word);
            after.trim_start()
        };
        items.push(item);
    }
    let at = span(open.index, open.before_value(1), inner);
    Some(ListedVariable::new(open.name, items.join("\0"), Form::Plan9, at))
}

/// The text before the last quote of a line, where that quote ends a value.
fn closing<'a>(lines: &Lines<'_>, text: &'a str) -> Option<&'a str> {
    let (value, after) = text.rsplit_once('"')?;
    (after.is_empty() || !lines.strict() && is_trailer(after)).then_some(value)
}

/// Reads `NAME="…"`, which has no escaping: a value ends where the next variable begins.
///
/// Source: `cmd/go/internal/envcmd.PrintEnv` before Go 1.21.
pub(super) fn double(lines: &Lines<'_>, open: &Opening<'_>) -> Option<(ListedVariable, usize)> {
    let first = open.value.strip_prefix('"')?;
    let alone = closing(lines, first);
    let more = following(lines, open);
    let taken = if alone.is_some() && !belongs(lines, open, &more) {
        1
    } else {
        value_lines(lines, &more, alone.is_some())
    };
    let Some((last, between)) = more.get(..taken.saturating_sub(1)).and_then(<[&str]>::split_last) else {
        return single_line(open, first, alone);
    };
    let mut parts = vec![first];
    parts.extend(between);
    parts.push(closing(lines, last)?);
    let mut entry = ListedVariable::new(open.name, parts.join("\n"), Form::UnixDouble, open.span_of(first));
    entry.doubt(NoteKind::AmbiguousLineBreak);
    Some((entry, taken))
}

fn single_line(open: &Opening<'_>, first: &str, alone: Option<&str>) -> Option<(ListedVariable, usize)> {
    let value = alone.unwrap_or(first);
    let mut entry = ListedVariable::new(open.name, value.to_owned(), Form::UnixDouble, open.span_of(value));
    if alone.is_none() {
        if value.contains('"') {
            return None;
        }
        entry.doubt(NoteKind::CutOff);
    }
    Some((entry, 1))
}

/// The lines up to the next variable or the end of the listing.
fn following<'a>(lines: &'a Lines<'_>, open: &Opening<'_>) -> Vec<&'a str> {
    let mut more = Vec::new();
    while let Some(next) = lines.continuation(open, more.len() + 1) {
        if names::split_assignment(next).is_some_and(|(_, rest)| rest.starts_with('"')) {
            break;
        }
        more.push(next);
    }
    more
}

/// Whether lines after a value that looks complete are still part of it: in a text of nothing but
/// `go env` all are; elsewhere the next variable must follow at once, and in the order of go.
fn belongs(lines: &Lines<'_>, open: &Opening<'_>, more: &[&str]) -> bool {
    if lines.strict() || more.is_empty() {
        return lines.strict();
    }
    let next = lines.continuation(open, more.len() + 1).and_then(names::split_assignment);
    let in_order = next.is_some_and(|(name, _)| names::rank(name) > names::rank(open.name));
    in_order && more.iter().all(|line| !line.trim().is_empty())
}

/// How many lines the value takes. An unclosed one ends at the first line that closes it, unless
/// all lines up to the next variable are the value's.
fn value_lines(lines: &Lines<'_>, more: &[&str], closed: bool) -> usize {
    let ends = |line: &&str| closing(lines, line).is_some();
    let last = more.iter().rposition(ends);
    let found = if lines.strict() || closed { last } else { more.iter().position(ends) };
    found.map_or(1, |at| at + 2)
}
