//! Text from anywhere, made safe for a terminal and for columns.

use std::io::Write;

/// A text that is safe to write to a terminal: whatever could steer one is written visibly.
pub fn safe(text: &str) -> String {
    let mut out = vec![];
    push_escaped(&mut out, text.as_bytes());
    String::from_utf8_lossy(&out).into_owned()
}

/// A text of many lines that is safe for a terminal: each line as [`safe`] writes it, tabs kept.
pub fn safe_lines(text: &str) -> String {
    let line = |line: &str| line.split('\t').map(safe).collect::<Vec<_>>().join("\t");
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

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

/// Characters that nobody sees: marks of direction, separators of lines and paragraphs, joiners, fillers, soft
/// hyphens, annotations, tags.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
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
        assert_eq!(escaped("a\u{ad}b\u{3164}c\u{e0041}".as_bytes()), r"a\u{ad}b\u{3164}c\u{e0041}");
    }
}
