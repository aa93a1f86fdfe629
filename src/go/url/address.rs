//! The IPv6 addresses that may stand in brackets, with the messages of Go's `netip.ParseAddr`.

use crate::go::quote::quote;

/// A text that is no IP address. `Display` is Go's message,
/// `ParseAddr("x"): unexpected character, want colon (at "x")`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("ParseAddr({}): {message}{}", quote(.input), at_suffix(.at))]
pub struct AddressError {
    input: Vec<u8>,
    message: &'static str,
    at: Vec<u8>,
}

fn at_suffix(at: &[u8]) -> String {
    if at.is_empty() { String::new() } else { format!(" (at {})", quote(at)) }
}

/// The two families of addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    V4,
    V6,
}

/// What is wrong, and the rest of the text from there on (empty: not shown).
type Fault<'a> = (&'static str, &'a [u8]);

/// Tells which family an address belongs to. Mirrors `net/netip.ParseAddr`.
pub(super) fn family(text: &[u8]) -> Result<Family, AddressError> {
    let found = match text.iter().find(|byte| b".:%".contains(byte)) {
        Some(b'.') => check_v4(text).map(|()| Family::V4),
        Some(b':') => check_v6(text).map(|()| Family::V6),
        Some(_) => Err(("missing IPv6 address", [].as_slice())),
        None => Err(("unable to parse IP", [].as_slice())),
    };
    found.map_err(|(message, at)| AddressError { input: text.to_vec(), message, at: at.to_vec() })
}

/// Checks four decimal numbers with dots between them.
fn check_v4(text: &[u8]) -> Result<(), Fault<'_>> {
    let (mut value, mut digits, mut dots) = (0_u32, 0, 0);
    for (i, &byte) in text.iter().enumerate() {
        let at = text.get(i..).unwrap_or_default();
        match byte {
            b'0'..=b'9' => {
                if digits == 1 && value == 0 {
                    return Err(("IPv4 field has octet with leading zero", &[]));
                }
                value = value * 10 + u32::from(byte - b'0');
                digits += 1;
                if value > 255 {
                    return Err(("IPv4 field has value >255", &[]));
                }
            }
            b'.' if digits == 0 || at.len() == 1 => {
                return Err(("IPv4 field must have at least one digit", at));
            }
            b'.' if dots == 3 => return Err(("IPv4 address too long", &[])),
            b'.' => (value, digits, dots) = (0, 0, dots + 1),
            _ => return Err(("unexpected character", at)),
        }
    }
    if dots < 3 { Err(("IPv4 address too short", &[])) } else { Ok(()) }
}

/// Checks groups of hexadecimal digits, with a zone after `%`.
fn check_v6(text: &[u8]) -> Result<(), Fault<'_>> {
    let mut halves = text.splitn(2, |&byte| byte == b'%');
    let address = halves.next().unwrap_or_default();
    if halves.next().is_some_and(<[u8]>::is_empty) {
        return Err(("zone must be a non-empty string", &[]));
    }
    let mut groups = Groups { rest: address, filled: 0, ellipsis: false };
    if let Some(rest) = address.strip_prefix(b"::") {
        if rest.is_empty() {
            return Ok(());
        }
        (groups.rest, groups.ellipsis) = (rest, true);
    }
    while groups.filled < ADDRESS_BYTES && groups.take_group()? {}
    groups.finish()
}

const ADDRESS_BYTES: usize = 16;

/// An IPv6 address on its way through the checks.
struct Groups<'a> {
    rest: &'a [u8],
    /// Bytes of the address that were given so far.
    filled: usize,
    /// Whether `::` was seen.
    ellipsis: bool,
}

impl<'a> Groups<'a> {
    /// Takes one group and the colons after it; false at the end of the text.
    fn take_group(&mut self) -> Result<bool, Fault<'a>> {
        let group = self.rest;
        let digits = group.iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
        if digits > 4 {
            return Err(("each group must have 4 or less digits", group));
        }
        if digits == 0 {
            return Err(("each colon-separated field must have at least one digit", group));
        }
        let after = group.get(digits..).unwrap_or_default();
        if after.starts_with(b".") {
            return self.take_v4();
        }
        self.filled += 2;
        self.rest = after;
        if after.is_empty() { Ok(false) } else { self.take_colons() }
    }

    /// Takes an IPv4 address in the place of the last two groups.
    fn take_v4(&mut self) -> Result<bool, Fault<'a>> {
        if !self.ellipsis && self.filled != 12 {
            let message = "embedded IPv4 address must replace the final 2 fields of the address";
            return Err((message, self.rest));
        }
        if self.filled + 4 > ADDRESS_BYTES {
            let message = "too many hex fields to fit an embedded IPv4 at the end of the address";
            return Err((message, self.rest));
        }
        check_v4(self.rest)?;
        self.filled += 4;
        self.rest = &[];
        Ok(false)
    }

    fn take_colons(&mut self) -> Result<bool, Fault<'a>> {
        let Some(after) = self.rest.strip_prefix(b":") else {
            return Err(("unexpected character, want colon", self.rest));
        };
        if after.is_empty() {
            return Err(("colon must be followed by more characters", self.rest));
        }
        self.rest = after;
        let Some(beyond) = after.strip_prefix(b":") else { return Ok(true) };
        if self.ellipsis {
            return Err(("multiple :: in address", after));
        }
        (self.rest, self.ellipsis) = (beyond, true);
        Ok(!beyond.is_empty())
    }

    fn finish(&self) -> Result<(), Fault<'a>> {
        if !self.rest.is_empty() {
            return Err(("trailing garbage after address", self.rest));
        }
        match (self.filled < ADDRESS_BYTES, self.ellipsis) {
            (true, false) => Err(("address string too short", &[])),
            (false, true) => Err(("the :: must expand to at least one field of zeros", &[])),
            _ => Ok(()),
        }
    }
}
