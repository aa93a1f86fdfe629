//! Percent-encoding, with the characters that Go leaves alone in each part of a URL.

use super::error::UrlFault;

/// A part of a URL; each has its own set of characters that need no escape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Path,
    PathSegment,
    /// Several segments with the slashes between them.
    PathSegments,
    Host,
    Zone,
    UserPassword,
    Query,
    Fragment,
}

/// For each byte, whether it stands for itself.
type Plain = [bool; 256];

/// Letters, digits, `-_.~`, and this punctuation.
#[expect(clippy::indexing_slicing, reason = "a byte is below 256, and this is worked out at build time")]
const fn plain(punctuation: &[u8]) -> Plain {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~');
        byte += 1;
    }
    let mut rest = punctuation;
    while let [first, after @ ..] = rest {
        table[*first as usize] = true;
        rest = after;
    }
    table
}

static PATH: Plain = plain(b"$&+,/:;=@");
static PATH_SEGMENT: Plain = plain(b"$&+:=@");
static PATH_SEGMENTS: Plain = plain(b"$&+:=@/");
/// Quotes and angle brackets too: Go lets them stand in host names.
static HOST: Plain = plain(b"!$&'()*+,;=:[]<>\"");
static USER_PASSWORD: Plain = plain(b"$&+,;=");
static QUERY: Plain = plain(b"");
static FRAGMENT: Plain = plain(b"!$&()*+,/:;=?@");

impl Part {
    /// What is left alone in this part.
    fn plain(self) -> &'static Plain {
        match self {
            Self::Path => &PATH,
            Self::PathSegment => &PATH_SEGMENT,
            Self::PathSegments => &PATH_SEGMENTS,
            Self::Host | Self::Zone => &HOST,
            Self::UserPassword => &USER_PASSWORD,
            Self::Query => &QUERY,
            Self::Fragment => &FRAGMENT,
        }
    }

    fn is_host(self) -> bool {
        matches!(self, Self::Host | Self::Zone)
    }
}

/// Whether escaping leaves a text as it is.
pub(super) fn is_plain(bytes: &[u8], part: Part) -> bool {
    bytes.iter().all(|byte| !must_escape(*byte, part))
}

fn must_escape(byte: u8, part: Part) -> bool {
    part.plain().get(usize::from(byte)) != Some(&true)
}

/// Escapes bytes for a part of a URL. The result is ASCII.
pub(super) fn escape(bytes: &[u8], part: Part) -> String {
    let mut out = String::with_capacity(bytes.len());
    push_escaped(&mut out, bytes, part);
    out
}

/// The same at the end of a text.
pub(super) fn push_escaped(out: &mut String, bytes: &[u8], part: Part) {
    for run in bytes.split_inclusive(|&byte| must_escape(byte, part)) {
        match run.split_last() {
            Some((&b' ', plain)) if part == Part::Query => {
                push_ascii(out, plain);
                out.push('+');
            }
            Some((&byte, plain)) if must_escape(byte, part) => {
                push_ascii(out, plain);
                out.extend(['%', upper_hex(byte >> 4), upper_hex(byte & 15)]);
            }
            _ => push_ascii(out, run),
        }
    }
}

fn push_ascii(out: &mut String, bytes: &[u8]) {
    out.push_str(&String::from_utf8_lossy(bytes));
}

fn upper_hex(nibble: u8) -> char {
    char::from(if nibble < 10 { b'0' + nibble } else { b'A' + nibble - 10 })
}

/// Undoes [`escape`]; refuses bad escapes and, in hosts, ASCII characters that no host may hold.
pub(super) fn unescape(text: &[u8], part: Part) -> Result<Vec<u8>, UrlFault> {
    if !part.is_host() && part != Part::Query && !text.contains(&b'%') {
        return Ok(text.to_vec());
    }
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&byte, after)) = rest.split_first() {
        let (decoded, next) = match byte {
            b'%' => (escaped_byte(rest, part)?, rest.get(3..).unwrap_or_default()),
            b'+' if part == Part::Query => (b' ', after),
            _ if part.is_host() && byte.is_ascii() && must_escape(byte, part) => {
                return Err(UrlFault::HostCharacter(byte));
            }
            _ => (byte, after),
        };
        out.push(decoded);
        rest = next;
    }
    Ok(out)
}

/// The byte that the `%hh` at the beginning of a text stands for.
fn escaped_byte(text: &[u8], part: Part) -> Result<u8, UrlFault> {
    let fault = || UrlFault::Escape(text.get(..3).unwrap_or(text).to_vec());
    let &[_, high, low, ..] = text else { return Err(fault()) };
    let (Some(high), Some(low)) = (hex_value(high), hex_value(low)) else { return Err(fault()) };
    let byte = (high << 4) | low;
    let allowed = match part {
        // Only bytes beyond ASCII may be escaped in a host, and the percent sign of a zone.
        Part::Host => high >= 8 || byte == b'%',
        // Windows has spaces in zone names.
        Part::Zone => byte == b'%' || byte == b' ' || !must_escape(byte, Part::Host),
        _ => true,
    };
    if allowed { Ok(byte) } else { Err(fault()) }
}

fn hex_value(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

/// Whether an escaped path or fragment may be kept as it was written: nothing in it needs an escape.
pub(super) fn is_encoded(text: &str, part: Part) -> bool {
    text.bytes().all(|byte| !must_escape(byte, part) || b"!$&'()*+,;=:@[]%".contains(&byte))
}

/// Escapes a text as one segment of a path: `/` becomes `%2F`. Mirrors `net/url.PathEscape`.
pub fn path_escape(text: impl AsRef<[u8]>) -> String {
    escape(text.as_ref(), Part::PathSegment)
}

/// Escapes each segment of a path by itself. Mirrors `cmd/go/internal/modfetch.pathEscape`.
pub fn path_escape_elements(text: &str) -> String {
    escape(text.as_bytes(), Part::PathSegments)
}

/// Whether [`path_escape_elements`] leaves a path as it is.
pub fn is_plain_path(text: &str) -> bool {
    is_plain(text.as_bytes(), Part::PathSegments)
}

/// Escapes a text for a query: a space becomes `+`. Mirrors `net/url.QueryEscape`.
pub fn query_escape(text: impl AsRef<[u8]>) -> String {
    escape(text.as_ref(), Part::Query)
}

/// Undoes [`path_escape`]. Mirrors `net/url.PathUnescape`, whose only error is
/// `invalid URL escape "%zz"`.
///
/// # Errors
/// A `%` without two hexadecimal digits.
pub fn path_unescape(text: impl AsRef<[u8]>) -> Result<Vec<u8>, UrlFault> {
    unescape(text.as_ref(), Part::PathSegment)
}
