//! What is wrong with the text of GOPROXY and of its entries, whatever go makes of them.

use std::ops::Range;

use crate::go::GoVersion;
use crate::go::proxy_list::raw_entries;
use crate::go::tables::separators::{find, is_separator};
use crate::rules::edit::{is_quote, stretches};
use crate::rules::lookalikes::is_lookalike;

/// The part of the value that go looks at: nothing after `direct` or `off`.
fn looked_at(value: &str, version: GoVersion) -> &str {
    let entries = raw_entries(value, version);
    let end = entries.iter().find(|raw| matches!(raw.text, "direct" | "off")).map(|raw| raw.range.end);
    end.and_then(|end| value.get(..end)).unwrap_or(value)
}

/// The quote marks at the beginnings and ends of entries, with backslashes that escape them: they blur
/// where entries begin and end. Inside a URL quote marks are ordinary characters.
pub(super) fn quote_marks(value: &str, version: GoVersion) -> Vec<Range<usize>> {
    let value = looked_at(value, version);
    let border = |c: char| is_separator(c) || c == ';' || c.is_whitespace();
    let at_border = |range: &Range<usize>| {
        let before = value.get(..range.start).unwrap_or("").chars().next_back();
        let after = value.get(range.end..).unwrap_or("").chars().next();
        before.is_none_or(border) || after.is_none_or(border)
    };
    let quote = |range: &Range<usize>| value.get(range.clone()).is_some_and(|text| text.contains(is_quote));
    stretches(value, |c| is_quote(c) || c == '\\').into_iter().filter(quote).filter(at_border).collect()
}

/// The first thing in an entry that was to be replaced by something else, in bytes of the entry.
pub(super) fn unexpanded(text: &str) -> Option<Range<usize>> {
    let all = [dollar(text), percent(text), between(text, "{{", "}}"), between(text, "<", ">")];
    all.into_iter().flatten().min_by_key(|range| range.start)
}

fn name_length(text: &str) -> usize {
    let first_fits = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if first_fits { text.find(|c| !name(c)).unwrap_or(text.len()) } else { 0 }
}

/// `$NAME`, `${…}`, `$(…)`.
fn dollar(text: &str) -> Option<Range<usize>> {
    for (at, _) in text.match_indices('$') {
        let rest = text.get(at + 1..).unwrap_or("");
        let close = if rest.starts_with('{') { rest.find('}') } else { rest.find(')') };
        let length = match name_length(rest) {
            0 if rest.starts_with(['{', '(']) => close.map_or(1, |close| close + 1),
            length => length,
        };
        if length > 0 {
            return Some(at..at + 1 + length);
        }
    }
    None
}

/// `%NAME%`; not `%2F`, which is an escape.
fn percent(text: &str) -> Option<Range<usize>> {
    text.match_indices('%').find_map(|(at, _)| {
        let rest = text.get(at + 1..)?;
        let length = name_length(rest);
        (length > 2 && rest.get(length..)?.starts_with('%')).then_some(at..at + length + 2)
    })
}

fn between(text: &str, open: &str, close: &str) -> Option<Range<usize>> {
    let start = text.find(open)?;
    let end = text.get(start..)?.find(close)?;
    Some(start..start + end + close.len())
}

/// Characters in an entry that nobody sees, or that only look like those of a URL, in bytes of the entry.
pub(super) fn invisible(text: &str) -> Vec<Range<usize>> {
    stretches(text, is_lookalike)
}

/// What stands in an entry as if it separated two: white space, `;` before another entry or at the
/// end, what only other versions cut at. In bytes of the entry.
pub(super) fn separators(text: &str, version: GoVersion) -> Vec<Range<usize>> {
    let elsewhere = |c: char| is_separator(c) && find(c, version).is_none();
    let separator = |c: char| c.is_whitespace() || c == ';' || elsewhere(c);
    let separates = |range: &Range<usize>| {
        let mark = text.get(range.clone()).unwrap_or("");
        mark.contains(|c: char| c != ';') || begins_entry(text.get(range.end..).unwrap_or(""))
    };
    stretches(text, separator).into_iter().filter(separates).collect()
}

/// Whether an entry of its own seems to begin here. A semicolon may belong to a URL.
fn begins_entry(rest: &str) -> bool {
    let word = rest
        .split(|c: char| c.is_whitespace() || is_separator(c) || c == ';')
        .next()
        .unwrap_or("")
        .to_ascii_lowercase();
    rest.is_empty() || matches!(word.as_str(), "direct" | "off") || word.contains(":/")
}
