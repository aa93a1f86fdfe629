//! Double-quoted strings as Go reads them.

/// The text inside a double-quoted token; `None` where Go says `invalid syntax` (`strconv.Unquote`).
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
    fn unquote_escapes() {
        assert_eq!(unquote(r#""a\tb\x41\101\u0041""#).as_deref(), Some("a\tbAAA"));
        for bad in [r#""\q""#, r#""\'""#, r#""\x4""#, r#""\400""#, "\"a\nb\"", r#"""#, r#""\ud800""#] {
            assert_eq!(unquote(bad), None, "{bad}");
        }
    }
}
