//! Parts of messages.

use crate::source::Value;

/// Longer texts are shown by their beginning; the carets show the place.
const LONGEST: usize = 60;

/// A piece of a value: credentials masked, shortened, on one line.
pub(super) fn shown(text: &str) -> String {
    let masked = Value::from(text).masked();
    let mut shown = String::new();
    for c in masked.chars().take(LONGEST) {
        if c.is_control() { shown.extend(c.escape_default()) } else { shown.push(c) }
    }
    if masked.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}

/// The same in quote marks.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", shown(text))
}

/// `a`, `a and b`, `a, b and c`, `a, b and 3 more`.
pub(super) fn enumerated(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [rest @ .., last] if names.len() <= 3 => format!("{} and {last}", rest.join(", ")),
        [first, second, rest @ ..] => format!("{first}, {second} and {} more", rest.len()),
    }
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
