//! What `${A#p}`, `${A/p/w}`, `${A:1:2}` and their relatives make of a text.

use super::super::dialect::Dialect;
use crate::source::startup::limits::MAX_TEXT;
use crate::source::startup::pattern::Pattern;

pub(super) fn trimmed(text: &str, pattern: &Pattern, at_end: bool, is_longest: bool) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    if !at_end {
        let lengths = pattern.prefixes(&chars)?;
        let length = if is_longest { lengths.last() } else { lengths.first() };
        return Some(chars.iter().skip(length.copied().unwrap_or(0)).collect());
    }
    let mut starts: Vec<usize> = (0..=chars.len()).collect();
    if !is_longest {
        starts.reverse();
    }
    for start in starts {
        let tail = chars.get(start..).unwrap_or_default();
        if pattern.prefixes(tail)?.last() == Some(&tail.len()) {
            return Some(chars.iter().take(start).collect());
        }
    }
    Some(text.to_owned())
}

pub(super) fn replaced(
    text: &str,
    pattern: &Pattern,
    with: &str,
    is_all: bool,
    anchor: Option<char>,
) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::new();
    let mut at = 0;
    let mut is_done = false;
    while at < chars.len() {
        let tail = chars.get(at..).unwrap_or_default();
        let may_start = !is_done && (anchor != Some('#') || at == 0);
        let mut lengths = if may_start { pattern.prefixes(tail)? } else { vec![] };
        if anchor == Some('%') {
            lengths.retain(|length| *length == tail.len());
        }
        match lengths.last().filter(|length| **length > 0) {
            Some(length) => {
                out.push_str(with);
                if out.len() > MAX_TEXT {
                    return None;
                }
                at += length;
                is_done = !is_all;
            }
            None => {
                out.extend(tail.first());
                at += 1;
            }
        }
    }
    Some(out)
}

/// Whether a slice ends before it begins: numbers that can be read, and a length that is not there.
pub(super) fn is_backwards(offset: &str, length: Option<&str>) -> bool {
    offset.parse::<i64>().is_ok() && length.is_some_and(|length| length.parse::<i64>().is_ok_and(|n| n < 0))
}

/// `${A:offset:length}`; `None`: the shell refuses it, or it is not worked out.
pub(super) fn sliced(text: &str, offset: &str, length: Option<&str>, dialect: Dialect) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let count = i64::try_from(chars.len()).ok()?;
    let offset: i64 = offset.parse().ok()?;
    if offset < -count && matches!(dialect, Dialect::Bash | Dialect::Busybox) {
        return Some(String::new());
    }
    let start = if offset < 0 { (count + offset).max(0) } else { offset.min(count) };
    let end = match length {
        None => count,
        Some(length) => {
            let length: i64 = length.parse().ok()?;
            match dialect {
                Dialect::Ksh if length < 0 => start,
                Dialect::Mksh if length < 0 => count,
                _ if length < 0 => (count + length >= start).then_some(count + length)?,
                _ => start.saturating_add(length).min(count),
            }
        }
    };
    let range = usize::try_from(start).ok()?..usize::try_from(end.max(start)).ok()?;
    chars.get(range).map(|chars| chars.iter().collect())
}

pub(super) fn recased(text: &str, is_upper: bool, is_all: bool) -> String {
    let convert = |c: char| if is_upper { single(c, c.to_uppercase()) } else { single(c, c.to_lowercase()) };
    text.chars().enumerate().map(|(index, c)| if is_all || index == 0 { convert(c) } else { c }).collect()
}

/// zsh's `:h` (directory), `:t` (last part), `:r` (without the ending), `:e` (the ending).
pub(super) fn modified(text: &str, letter: char) -> String {
    let trimmed = text.trim_end_matches('/');
    let (directory, last) = trimmed.rsplit_once('/').unwrap_or((".", trimmed));
    match letter {
        'h' if directory.is_empty() => "/".to_owned(),
        'h' => directory.to_owned(),
        't' => last.to_owned(),
        'r' => text.rsplit_once('.').map_or(text, |(before, _)| before).to_owned(),
        _ => last.rsplit_once('.').map_or("", |(_, ending)| ending).to_owned(),
    }
}

/// One character for one character: what the C library's `towupper` gives.
fn single(c: char, mut made: impl Iterator<Item = char>) -> char {
    match (made.next(), made.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}
