//! One line of a log without what terminals, chat programs and web pages do to a text.

use std::borrow::Cow;

/// The same text as the program wrote it: escape sequences and control characters gone, quotes and
/// blanks plain, HTML entities decoded, Markdown links reduced to their text. A carriage return in the
/// middle of a line becomes a line feed, as what follows overwrote what stood there.
pub(super) fn clean(bytes: &[u8]) -> Cow<'_, str> {
    let text = String::from_utf8_lossy(bytes);
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\t') && byte != b'&');
    if is_plain && !text.contains("](") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\u{1b}' => skip_escape(&mut chars),
            '\u{9b}' => skip_control_sequence(&mut chars),
            '\t' | '\n' => out.push(c),
            '\r' => out.push('\n'),
            _ if c.is_control() || is_invisible(c) => {}
            _ => out.push(plain(c)),
        }
    }
    if out.contains('&') {
        out = decode_entities(&out);
    }
    Cow::Owned(if out.contains("](") { without_links(&out) } else { out })
}

/// Passes over what follows an escape character.
fn skip_escape(chars: &mut std::str::Chars<'_>) {
    match chars.next() {
        Some('[') => skip_control_sequence(chars),
        Some(']' | 'P' | '_' | '^') => skip_string(chars),
        _ => {}
    }
}

/// Parameters of a control sequence at most; a longer one is none.
const MAX_SEQUENCE_CHARS: usize = 64;

fn skip_control_sequence(chars: &mut std::str::Chars<'_>) {
    let mut ahead = chars.clone();
    for _ in 0..MAX_SEQUENCE_CHARS {
        match ahead.next() {
            Some('\u{20}'..='\u{3f}') => {}
            Some('\u{40}'..='\u{7e}') => {
                *chars = ahead;
                return;
            }
            _ => return,
        }
    }
}

/// Passes over a title or a link target, which a bell or `ESC \` ends; without an end nothing is lost.
fn skip_string(chars: &mut std::str::Chars<'_>) {
    let mut ahead = chars.clone();
    while let Some(c) = ahead.next() {
        match c {
            '\u{7}' | '\u{9c}' => {
                *chars = ahead;
                return;
            }
            '\u{1b}' => {
                ahead.next();
                *chars = ahead;
                return;
            }
            _ => {}
        }
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fffd}')
}

/// The character that was typed before somebody's editor made it pretty.
fn plain(c: char) -> char {
    match c {
        '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{2033}' => '"',
        '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{b4}' => '\'',
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{ff1a}' => ':',
        _ => c,
    }
}

const ENTITIES: [(&str, char); 6] =
    [("&quot;", '"'), ("&#34;", '"'), ("&#39;", '\''), ("&lt;", '<'), ("&gt;", '>'), ("&amp;", '&')];

fn decode_entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let decoded = ENTITIES.iter().find_map(|(name, c)| Some((*c, from.strip_prefix(name)?)));
        let (c, after) = decoded.unwrap_or_else(|| ('&', from.strip_prefix('&').unwrap_or("")));
        out.push(c);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// `[text](address)` becomes `text`.
fn without_links(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(link) = next_link(rest) {
        out.push_str(link.before);
        out.push_str(link.text);
        rest = link.after;
    }
    out.push_str(rest);
    out
}

struct Link<'a> {
    before: &'a str,
    text: &'a str,
    after: &'a str,
}

fn next_link(rest: &str) -> Option<Link<'_>> {
    let (head, tail) = rest.split_once("](")?;
    let (before, text) = head.rsplit_once('[')?;
    let (address, after) = tail.split_once(')')?;
    let is_address = address.contains("://") && !address.contains([' ', '\t']);
    is_address.then_some(Link { before, text, after })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clean_drops_colours_titles_and_nul() {
        let line = b"\x1b[31mgo: \x1b[0m\x1b]0;title\x07no\0 such\xe2\x80\x8b";
        assert_eq!(clean(line), "go: no such");
        assert_eq!(clean("\u{9b}31mred".as_bytes()), "red");
    }

    #[test]
    fn clean_keeps_text_after_an_unfinished_sequence() {
        assert_eq!(clean(b"\x1b]0;go: error"), "0;go: error");
        assert_eq!(clean(b"\x1b[1;1;1"), "1;1;1");
    }

    #[test]
    fn clean_makes_quotes_and_blanks_plain() {
        assert_eq!(clean("Get\u{a0}“https://a”: ‘x’".as_bytes()), "Get \"https://a\": 'x'");
        assert_eq!(
            clean(b"unrecognized import path &quot;a&quot; &amp; &x;"),
            r#"unrecognized import path "a" & &x;"#
        );
    }

    #[test]
    fn clean_reduces_links_to_their_text() {
        let line =
            b"go: [github.com/XYZ](http://github.com/XYZ): '[https://github.com':](https://github.com'/) off";
        assert_eq!(clean(line), "go: github.com/XYZ: 'https://github.com': off");
        assert_eq!(clean(b"a[0](x) [b]("), "a[0](x) [b](");
    }

    #[test]
    fn clean_cuts_progress_lines_at_carriage_returns() {
        assert_eq!(clean(b"10%\r20%\rgo: done"), "10%\n20%\ngo: done");
    }
}
