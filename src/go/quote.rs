//! Go's `%q`: texts and characters as Go error messages quote them.

use std::fmt::Write as _;

/// Quotes a text in double quotes, as Go's `strconv.Quote` and `%q` do.
///
/// Takes bytes, since Go cuts texts in the middle of characters and unescapes to arbitrary bytes: a
/// byte that is no part of a UTF-8 character becomes `\xhh`. Which characters are printable follows
/// the Unicode version of the Rust standard library; Go releases with an older one escape the
/// characters that were assigned since.
pub fn quote(text: impl AsRef<[u8]>) -> String {
    let mut out = String::from("\"");
    for chunk in text.as_ref().utf8_chunks() {
        for character in chunk.valid().chars() {
            push_escaped(&mut out, character, '"');
        }
        for byte in chunk.invalid() {
            push_hex(&mut out, "\\x", u32::from(*byte), 2);
        }
    }
    out.push('"');
    out
}

/// Quotes a character in single quotes, as Go's `strconv.QuoteRune` and `%q` do.
pub fn quote_character(character: char) -> String {
    let mut out = String::from("'");
    push_escaped(&mut out, character, '\'');
    out.push('\'');
    out
}

fn push_escaped(out: &mut String, character: char, delimiter: char) {
    if character == delimiter || character == '\\' {
        out.extend(['\\', character]);
    } else if is_printable(character) {
        out.push(character);
    } else if let Some(letter) = short_escape(character) {
        out.extend(['\\', letter]);
    } else {
        push_code_point(out, u32::from(character));
    }
}

fn short_escape(character: char) -> Option<char> {
    match character {
        '\u{07}' => Some('a'),
        '\u{08}' => Some('b'),
        '\u{0c}' => Some('f'),
        '\n' => Some('n'),
        '\r' => Some('r'),
        '\t' => Some('t'),
        '\u{0b}' => Some('v'),
        _ => None,
    }
}

fn push_code_point(out: &mut String, code: u32) {
    match code {
        0..0x20 | 0x7f => push_hex(out, "\\x", code, 2),
        0x20..0x1_0000 => push_hex(out, "\\u", code, 4),
        _ => push_hex(out, "\\U", code, 8),
    }
}

fn push_hex(out: &mut String, prefix: &str, code: u32, width: usize) {
    // Writing to a String cannot fail.
    let _ = write!(out, "{prefix}{code:0width$x}");
}

/// Whether Go counts a character as printable (`strconv.IsPrint`): letters, marks, numbers,
/// punctuation, symbols and the ASCII space.
///
/// Rust's own rule for `Debug` is the same, save that a mark is escaped at the beginning of a text:
/// so it is asked about the character behind a letter.
pub fn is_printable(character: char) -> bool {
    match character {
        ' '..='~' => true,
        '\0'..='\u{7f}' => false,
        _ => {
            let mut buffer = [b'a'; 5];
            let length = 1 + buffer.get_mut(1..).map_or(0, |rest| character.encode_utf8(rest).len());
            let text = buffer.get(..length).and_then(|bytes| std::str::from_utf8(bytes).ok());
            text.is_some_and(|text| text.escape_debug().nth(1) == Some(character))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Expectations printed by strconv.Quote of Go 1.27.
    #[test]
    fn quote_ascii_classes() {
        assert_eq!(quote("a\"b\\c'"), r#""a\"b\\c'""#);
        assert_eq!(quote("\x07\x08\x0c\n\r\t\x0b\0\x1b\x7f"), r#""\a\b\f\n\r\t\v\x00\x1b\x7f""#);
    }

    #[test]
    fn quote_invisible_characters() {
        assert_eq!(quote("\u{a0}\u{ad}\u{85}"), r#""\u00a0\u00ad\u0085""#);
        assert_eq!(quote("\u{200b}\u{feff}\u{2028}\u{3000}"), r#""\u200b\ufeff\u2028\u3000""#);
        assert_eq!(quote("\u{e000}\u{e0001}\u{10ffff}"), r#""\ue000\U000e0001\U0010ffff""#);
    }

    #[test]
    fn quote_visible_characters_stay() {
        assert_eq!(quote("é漢，\u{fffd}🦀e\u{301}\u{301}"), "\"é漢，\u{fffd}🦀e\u{301}\u{301}\"");
    }

    #[test]
    fn quote_bytes_outside_characters() {
        assert_eq!(quote(b"%\xe2\x82"), r#""%\xe2\x82""#);
        assert_eq!(quote(b"\xff\xc0a\xed\xa0\x80"), r#""\xff\xc0a\xed\xa0\x80""#);
    }

    #[test]
    fn quote_mixed_text() {
        assert_eq!(quote("a\"b\\\n\u{1}\u{feff}\u{e9}"), r#""a\"b\\\n\x01\ufeffé""#);
    }

    #[test]
    fn printable_are_marks_but_no_spaces() {
        assert!(is_printable('\u{301}') && is_printable('é') && is_printable('\u{fffd}'));
        for character in ['\u{a0}', '\u{200b}', '\u{e000}', '\u{7f}'] {
            assert!(!is_printable(character), "{character:?}");
        }
    }

    #[test]
    fn quote_character_delimiters() {
        assert_eq!(quote_character('\''), r"'\''");
        assert_eq!(quote_character('"'), "'\"'");
        assert_eq!(quote_character('\u{200b}'), r"'\u200b'");
        assert_eq!(quote_character('\u{a0}'), r"'\u00a0'");
        assert_eq!(quote_character('\0'), r"'\x00'");
    }
}
