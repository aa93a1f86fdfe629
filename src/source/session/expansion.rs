//! `$NAME`, `${NAME}`, `${NAME:-default}` and `${NAME:+other}`, as systemd's `replace_env` expands them.
//!
//! A variable that is set and empty counts as set for `:-` and `:+`. `$$` is one `$`. What is not closed,
//! and every other form behind a `:`, stays as it stands; every other text in braces is a name nobody has.

use std::collections::BTreeMap;

/// How deep defaults may hold defaults.
const DEEPEST: u32 = 32;

/// The longest value, in bytes: no longer one can be given to a program on Linux.
pub(super) const MAX_VALUE_BYTES: usize = 128 * 1024;

/// Expands a text; `None` if it is nested too deeply or comes to too much.
pub(super) fn expand(text: &str, known: &BTreeMap<String, String>) -> Option<String> {
    expand_below(text, known, DEEPEST)
}

fn expand_below(text: &str, known: &BTreeMap<String, String>, depth: u32) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    let mut expanded = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('$') {
        expanded.push_str(before);
        rest = match after.chars().next() {
            Some('{') => braces(after, known, depth, &mut expanded)?,
            Some('$') => {
                expanded.push('$');
                after.strip_prefix('$').unwrap_or(after)
            }
            _ => {
                let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
                let end = after.find(|c| !is_name(c)).unwrap_or(after.len());
                let (name, behind) = after.split_at_checked(end)?;
                expanded.push_str(if name.is_empty() { "$" } else { known.get(name).map_or("", |v| v) });
                behind
            }
        };
        if expanded.len() > MAX_VALUE_BYTES {
            return None;
        }
    }
    expanded.push_str(rest);
    Some(expanded)
}

/// Expands what begins with `{`, and gives what stands after it.
fn braces<'a>(
    text: &'a str,
    known: &BTreeMap<String, String>,
    depth: u32,
    expanded: &mut String,
) -> Option<&'a str> {
    let inner = text.strip_prefix('{')?;
    let end = inner.find(['}', ':']);
    let Some((name, behind)) = end.and_then(|end| inner.split_at_checked(end)) else {
        expanded.push('$');
        expanded.push_str(text);
        return Some("");
    };
    if let Some(behind) = behind.strip_prefix('}') {
        expanded.push_str(known.get(name).map_or("", |value| value));
        return Some(behind);
    }
    let value = known.get(name);
    if !behind.starts_with(":-") && !behind.starts_with(":+") {
        return literal(text, name, true, expanded);
    }
    let Some((word, after)) = behind.get(2..).and_then(closed) else {
        return literal(text, name, false, expanded);
    };
    match (value, behind.starts_with(":-")) {
        (Some(value), true) => expanded.push_str(value),
        (None, true) | (Some(_), false) => expanded.push_str(&expand_below(word, known, depth)?),
        (None, false) => {}
    }
    Some(after)
}

/// Leaves an opening as it stands: all that follows if it is never closed, else up to the character
/// after the `:`.
fn literal<'a>(text: &'a str, name: &str, is_other_form: bool, expanded: &mut String) -> Option<&'a str> {
    expanded.push('$');
    let behind = name.len() + 2;
    let next = text.get(behind..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let end = if is_other_form { behind + next } else { text.len() };
    let (kept, rest) = text.split_at_checked(end)?;
    expanded.push_str(kept);
    Some(rest)
}

/// The text before the `}` that closes it, and what stands after.
fn closed(text: &str) -> Option<(&str, &str)> {
    let mut open = 1u32;
    for (at, c) in text.char_indices() {
        match c {
            '{' => open = open.saturating_add(1),
            '}' => open -= 1,
            _ => {}
        }
        if open == 0 {
            let (word, after) = text.split_at_checked(at)?;
            return Some((word, after.strip_prefix('}')?));
        }
    }
    None
}
