//! Parts of messages.

use crate::source::Value;

/// Longer texts are shown by their beginning; the carets show the place.
const MAX_SHOWN_CHARS: usize = 60;

/// A piece of a value: credentials masked, shortened, on one line.
pub(super) fn shown(text: &str) -> String {
    one_line(text, MAX_SHOWN_CHARS)
}

/// What the go command says, on one line.
pub(super) fn go_message(text: &str) -> String {
    one_line(text, 4 * MAX_SHOWN_CHARS)
}

fn one_line(text: &str, at_most: usize) -> String {
    let masked = Value::from(text).masked();
    let mut shown = String::new();
    for c in masked.chars().take(at_most) {
        if c.is_control() { shown.extend(c.escape_default()) } else { shown.push(c) }
    }
    if masked.chars().nth(at_most).is_some() {
        shown.push('…');
    }
    shown
}

/// The same in quote marks.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", shown(text))
}

/// `a`, `a and b`, `a, b and c`, `a, b and 2 more`.
pub(super) fn enumerated(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().take(3).map(|name| shown(name)).chain(more(names)).collect();
    match names.as_slice() {
        [first, second, _, more] => format!("{first}, {second} and {more}"),
        [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        one => one.concat(),
    }
}

/// What stands in place of the third and later names when there are too many.
fn more(names: &[&str]) -> Option<String> {
    (names.len() > 3).then(|| format!("{} more", names.len() - 2))
}

/// What people call a white-space character.
pub(super) fn name_of_space(c: char) -> &'static str {
    match c {
        ' ' => "a blank",
        '\t' => "a tab",
        '\r' => "a carriage return",
        '\n' => "a line break",
        _ => "white space",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_masks_and_shortens() {
        assert!(!quoted("https://user:secret@proxy.example").contains("secret"));
        assert_eq!(quoted(&"ü".repeat(61)), format!("\"{}…\"", "ü".repeat(60)));
        assert_eq!(quoted(&"ü".repeat(60)), format!("\"{}\"", "ü".repeat(60)));
        assert_eq!(shown("a\n\u{1b}[0m"), "a\\n\\u{1b}[0m");
    }

    #[test]
    fn enumerated_names_three_at_most() {
        assert_eq!(enumerated(&["a", "b", "c"]), "a, b and c");
        assert_eq!(enumerated(&["a", "b", "c", "d"]), "a, b and 2 more");
    }
}
