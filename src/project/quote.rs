//! Quoted strings as Go reads and writes them.

/// Whether Go counts a character as printable: everything but controls, format characters,
/// surrogates, private use, unassigned ones and all spaces other than U+0020 (`unicode.IsPrint`).
///
/// The standard library's debug form escapes exactly those when they do not come first.
pub(super) fn is_print(c: char) -> bool {
    if c.is_ascii() {
        return (' '..='~').contains(&c);
    }
    let mut buffer = [b'a'; 5];
    let length = c.encode_utf8(&mut buffer[1..]).len();
    std::str::from_utf8(&buffer[..=length]).is_ok_and(|text| text.escape_debug().nth(1) == Some(c))
}

/// A text in double quotes as `%q` prints it (`strconv.Quote`).
pub(super) fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    text.chars().for_each(|c| push_escaped(&mut out, c, '"'));
    out.push('"');
    out
}

/// A character in single quotes as `%q` prints it (`strconv.QuoteRune`).
pub(super) fn quote_char(c: char) -> String {
    let mut out = String::from("'");
    push_escaped(&mut out, c, '\'');
    out.push('\'');
    out
}

fn push_escaped(out: &mut String, c: char, mark: char) {
    let letter = match c {
        '\x07' => Some('a'),
        '\x08' => Some('b'),
        '\x0c' => Some('f'),
        '\n' => Some('n'),
        '\r' => Some('r'),
        '\t' => Some('t'),
        '\x0b' => Some('v'),
        _ if c == mark || c == '\\' => Some(c),
        _ => None,
    };
    match (letter, u32::from(c)) {
        (Some(letter), _) => out.extend(['\\', letter]),
        (None, _) if is_print(c) => out.push(c),
        (None, code @ (0..0x20 | 0x7f)) => out.push_str(&format!("\\x{code:02x}")),
        (None, code @ 0..=0xffff) => out.push_str(&format!("\\u{code:04x}")),
        (None, code) => out.push_str(&format!("\\U{code:08x}")),
    }
}

/// The text inside a double-quoted token; none where Go says `invalid syntax` (`strconv.Unquote`).
/// Bytes that are no UTF-8 become U+FFFD, as in everything that go prints as JSON.
pub(super) fn unquote(token: &str) -> Option<String> {
    let inner = token.strip_prefix('"')?.strip_suffix('"')?;
    let mut out = Vec::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(c) = rest.chars().next() {
        rest = rest.get(c.len_utf8()..)?;
        match c {
            '"' | '\n' => return None,
            '\\' => rest = escape(rest, &mut out)?,
            _ => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    Some(String::from_utf8_lossy(&out).into_owned())
}

/// Reads what follows a backslash, appends what it stands for and returns the rest.
fn escape<'a>(text: &'a str, out: &mut Vec<u8>) -> Option<&'a str> {
    let first = text.chars().next()?;
    let rest = text.get(first.len_utf8()..)?;
    let simple = match first {
        'a' => 7,
        'b' => 8,
        'f' => 12,
        'n' => b'\n',
        'r' => b'\r',
        't' => b'\t',
        'v' => 11,
        '\\' => b'\\',
        '"' => b'"',
        'x' => return byte(rest, 2, 16, out),
        'u' => return character(rest, 4, out),
        'U' => return character(rest, 8, out),
        '0'..='7' => return byte(text, 3, 8, out),
        _ => return None,
    };
    out.push(simple);
    Some(rest)
}

fn digits(text: &str, count: usize, radix: u32) -> Option<(u32, &str)> {
    let found = text.get(..count).filter(|found| found.chars().all(|c| c.is_digit(radix)))?;
    Some((u32::from_str_radix(found, radix).ok()?, text.get(count..)?))
}

fn byte<'a>(text: &'a str, count: usize, radix: u32, out: &mut Vec<u8>) -> Option<&'a str> {
    let (value, rest) = digits(text, count, radix)?;
    out.push(u8::try_from(value).ok()?);
    Some(rest)
}

fn character<'a>(text: &'a str, count: usize, out: &mut Vec<u8>) -> Option<&'a str> {
    let (value, rest) = digits(text, count, 16)?;
    out.extend_from_slice(char::from_u32(value)?.encode_utf8(&mut [0; 4]).as_bytes());
    Some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quote_as_go_does() {
        assert_eq!(quote("a\"b\\\n\u{1}\u{feff}\u{e9}"), r#""a\"b\\\n\x01\ufeffé""#);
        assert_eq!(quote_char('\''), r"'\''");
        assert_eq!(quote_char('\0'), r"'\x00'");
        assert_eq!(quote_char('\u{a0}'), r"'\u00a0'");
    }

    #[test]
    fn print_marks_but_no_spaces() {
        assert!(is_print('\u{301}') && is_print('é') && is_print('\u{fffd}'));
        assert!(!is_print('\u{a0}') && !is_print('\u{200b}') && !is_print('\u{e000}') && !is_print('\u{7f}'));
    }

    #[test]
    fn unquote_escapes() {
        assert_eq!(unquote(r#""a\tb\x41\101\u0041""#).as_deref(), Some("a\tbAAA"));
        for bad in [r#""\q""#, r#""\'""#, r#""\x4""#, r#""\400""#, "\"a\nb\"", r#"""#, r#""\ud800""#] {
            assert_eq!(unquote(bad), None, "{bad}");
        }
    }
}
