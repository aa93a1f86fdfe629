//! Escape sequences outside quotes: `\n`, `\x41`, `\ `.
//!
//! Mirrors `read_unquoted_escape` of fish 3.6.

/// What an escape sequence stands for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Escape {
    /// Its characters.
    pub(super) text: String,
    /// How many characters of the word it takes.
    pub(super) length: usize,
    /// The `\` only quotes the character after it.
    pub(super) is_itself: bool,
    /// It stands for bytes that are no UTF-8.
    pub(super) is_lossy: bool,
}

impl Escape {
    fn of(c: char, length: usize) -> Self {
        Self { text: c.into(), length, is_itself: false, is_lossy: false }
    }
}

/// Reads the escape sequence that a text begins with; `None` if it is none.
pub(super) fn escape(text: &str) -> Option<Escape> {
    let rest = text.strip_prefix('\\')?;
    let c = rest.chars().next()?;
    let digits = rest.get(c.len_utf8()..)?;
    let escape = match c {
        'x' | 'X' => return bytes(text),
        'u' => number(digits, 16, 4, 0xffff, 2)?,
        'U' => number(digits, 16, 8, 0x10_ffff, 2)?,
        '0'..='7' => number(rest, 8, 3, 0x7f, 1)?,
        'c' => Escape::of(control(digits.chars().next()?)?, 3),
        'a' => Escape::of('\u{7}', 2),
        'b' => Escape::of('\u{8}', 2),
        'e' => Escape::of('\u{1b}', 2),
        'f' => Escape::of('\u{c}', 2),
        'n' => Escape::of('\n', 2),
        'r' => Escape::of('\r', 2),
        't' => Escape::of('\t', 2),
        'v' => Escape::of('\u{b}', 2),
        '\n' => Escape { text: String::new(), ..Escape::of(c, 2) },
        _ => Escape { is_itself: true, ..Escape::of(c, 2) },
    };
    let is_reserved = |c: char| matches!(c, '\u{f600}'..='\u{f6ff}' | '\u{fdd0}'..='\u{fdef}');
    (!escape.text.contains(is_reserved)).then_some(escape)
}

/// `\cX`: the control character.
fn control(c: char) -> Option<char> {
    let code = u32::from(c);
    let first = match code {
        0x61..=0x81 => 0x61,
        0x41..=0x60 => 0x41,
        _ => return None,
    };
    char::from_u32(code - first + 1)
}

/// A character by its number in digits of a base.
fn number(digits: &str, base: u32, most: usize, largest: u32, before: usize) -> Option<Escape> {
    let digits: String = digits.chars().take(most).take_while(|c| c.is_digit(base)).collect();
    let code = u32::from_str_radix(&digits, base).ok().filter(|code| *code <= largest)?;
    let length = before + digits.len();
    match char::from_u32(code) {
        Some(c) => Some(Escape::of(c, length)),
        None => Some(Escape { is_lossy: true, ..Escape::of(char::REPLACEMENT_CHARACTER, length) }),
    }
}

/// `\xHH`, and those that follow at once: the bytes of one text.
fn bytes(text: &str) -> Option<Escape> {
    let (mut bytes, mut length) = (vec![], 0);
    let mut rest = text;
    while let Some(digits) = rest.strip_prefix("\\x").or_else(|| rest.strip_prefix("\\X")) {
        let digits: String = digits.chars().take(2).take_while(char::is_ascii_hexdigit).collect();
        bytes.push(u8::from_str_radix(&digits, 16).ok()?);
        length += 2 + digits.len();
        rest = rest.get(2 + digits.len()..)?;
    }
    let is_lossy = std::str::from_utf8(&bytes).is_err();
    Some(Escape { text: String::from_utf8_lossy(&bytes).into_owned(), length, is_itself: false, is_lossy })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, usize)> {
        escape(text).map(|escape| (escape.text, escape.length))
    }

    #[test]
    fn escape_numbers() {
        assert_eq!(read("\\x41b"), Some(("A".into(), 4)).map(|(text, _): (String, usize)| (text, 4)));
        assert_eq!(read("\\xc3\\xb6-"), Some(("ö".into(), 8)));
        assert_eq!(read("\\u00e9"), Some(("é".into(), 6)));
        assert_eq!(read("\\101"), Some(("A".into(), 4)));
        assert_eq!((read("\\xg"), read("\\400"), read("\\U110000")), (None, None, None));
    }

    #[test]
    fn escape_bytes_that_are_no_text_say_so() {
        assert!(escape("\\xff").unwrap().is_lossy);
    }

    #[test]
    fn escape_of_any_other_character_is_that_character() {
        assert!(escape("\\$x").unwrap().is_itself);
        assert_eq!(read("\\cA"), Some(("\u{1}".into(), 3)));
        assert_eq!(read("\\"), None);
    }
}
