//! Text from anywhere, made safe for a terminal and for columns.

use std::io::Write;

/// Appends text with everything that could steer a terminal written visibly: control characters as
/// `\t`, `\r`, `\u{1b}`, bytes that are no UTF-8 as `\xff`, and the invisible characters that
/// reorder or break lines as `\u{202e}`. All else, backslashes too, stays as it is.
pub(super) fn push_escaped(out: &mut Vec<u8>, text: &[u8]) {
    if text.iter().fold(true, |plain, byte| plain & matches!(byte, b' '..=b'~')) {
        out.extend_from_slice(text);
        return;
    }
    for chunk in text.utf8_chunks() {
        for c in chunk.valid().chars() {
            push_char(out, c);
        }
        for byte in chunk.invalid() {
            push_format(out, format_args!("\\x{byte:02x}"));
        }
    }
}

fn push_char(out: &mut Vec<u8>, c: char) {
    if c.is_control() || is_invisible(c) {
        push_format(out, format_args!("{}", c.escape_default()));
    } else {
        out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    }
}

/// Marks of direction, line and paragraph separators, zero-width characters.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn push_format(out: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    // Writing to a vector does not fail.
    let _ = out.write_fmt(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &[u8]) -> String {
        let mut out = Vec::new();
        push_escaped(&mut out, text);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn escape_shows_what_would_steer_a_terminal() {
        assert_eq!(escaped(b"corp.com/a"), "corp.com/a");
        assert_eq!(escaped(b"a\tb\x1b[31m\x7f"), r"a\tb\u{1b}[31m\u{7f}");
        assert_eq!(escaped(b"caf\xc3\xa9\xff\xc3"), r"café\xff\xc3");
        assert_eq!(escaped("a\u{9b}b\u{202e}c".as_bytes()), r"a\u{9b}b\u{202e}c");
        assert_eq!(escaped(b"corp\\.com"), r"corp\.com");
    }
}
