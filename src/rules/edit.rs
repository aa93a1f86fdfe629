//! Changing parts of a value.

use std::ops::Range;

/// The text with each range replaced. Ranges are in order, apart from each other and on character
/// borders; one that is not is passed over.
pub(super) fn replaced(text: &str, edits: &[(Range<usize>, String)]) -> String {
    let mut result = String::with_capacity(text.len());
    let mut copied = 0;
    for (range, new) in edits {
        let Some(kept) = text.get(copied..range.start) else { continue };
        result.push_str(kept);
        result.push_str(new);
        copied = range.end;
    }
    result.push_str(text.get(copied..).unwrap_or(""));
    result
}

/// The stretches of white space, or of whatever `is` says, in bytes.
pub(super) fn stretches(text: &str, is: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = vec![];
    for (at, c) in text.char_indices().filter(|(_, c)| is(*c)) {
        let end = at + c.len_utf8();
        match found.last_mut() {
            Some(last) if last.end == at => last.end = end,
            _ => found.push(at..end),
        }
    }
    found
}

/// The quote mark that a text begins and ends with, when that is the same one.
pub(super) fn wrapped_in_quotes(text: &str) -> Option<char> {
    let first = text.chars().next().filter(|c| is_quote(*c))?;
    (text.len() > 1 && text.ends_with(first)).then_some(first)
}

/// Whether shells and other files know the character as a quote mark.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '`')
}

/// The text without the quote marks around it.
pub(super) fn unquoted(text: &str) -> &str {
    let inner = wrapped_in_quotes(text).and_then(|mark| text.strip_prefix(mark)?.strip_suffix(mark));
    inner.unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_keep_the_rest() {
        let edits = [(1..3, ",".to_owned()), (4..5, String::new())];
        assert_eq!(replaced("a, b d", &edits), "a,bd");
        assert_eq!(replaced("ab", &[]), "ab");
    }

    #[test]
    fn stretches_join_neighbours() {
        assert_eq!(stretches("a \u{a0}b\t", char::is_whitespace), [1..4, 5..6]);
    }

    #[test]
    fn quotes_come_in_pairs() {
        assert_eq!(unquoted("\"a'"), "\"a'");
        assert_eq!(unquoted("'a'"), "a");
        assert_eq!(unquoted("\""), "\"");
        assert_eq!(unquoted("''"), "");
    }
}
