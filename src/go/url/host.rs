//! The authority of a URL: `user:password@host:port`.

use super::address::{Family, family};
use super::error::UrlFault;
use super::escape::{Part, unescape};
use super::parts::{Decoded, UserInfo};
use crate::go::{Behaviour, GoVersion};

/// The escaped percent sign that begins the zone of an IPv6 address.
const ZONE: &str = "%25";

type Authority = (Option<UserInfo>, Decoded);

/// Reads what stands between `//` and the path. The host is checked before the user information.
pub(super) fn parse_authority(scheme: &str, text: &str, version: GoVersion) -> Result<Authority, UrlFault> {
    let Some((user, host)) = text.rsplit_once('@') else {
        return Ok((None, parse_host(scheme, text, version)?));
    };
    let host = parse_host(scheme, host, version)?;
    Ok((Some(parse_user(user)?), host))
}

fn parse_user(text: &str) -> Result<UserInfo, UrlFault> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._:~!$&'()*+,;=%@".contains(&byte);
    if !text.bytes().all(allowed) {
        return Err(UrlFault::UserInfo);
    }
    let decode = |text: &str| unescape(text.as_bytes(), Part::UserPassword).map(Decoded);
    let (username, password) = match text.split_once(':') {
        Some((username, password)) => (username, Some(password)),
        None => (text, None),
    };
    Ok(UserInfo { username: decode(username)?, password: password.map(decode).transpose()? })
}

fn parse_host(scheme: &str, host: &str, version: GoVersion) -> Result<Decoded, UrlFault> {
    if !version.has(Behaviour::BracketsHoldIpv6) {
        return parse_host_loosely(host);
    }
    match host.rfind('[') {
        Some(1..) if version.has(Behaviour::StrictHostColons) => Err(UrlFault::IpLiteral),
        Some(_) => parse_bracketed(host),
        None => {
            check_port(first_port(scheme, host, version))?;
            unescape(host.as_bytes(), Part::Host).map(Decoded)
        }
    }
}

/// The rules before brackets had to hold an IPv6 address.
fn parse_host_loosely(host: &str) -> Result<Decoded, UrlFault> {
    if !host.starts_with('[') {
        check_port(last_port(host))?;
        return unescape(host.as_bytes(), Part::Host).map(Decoded);
    }
    let (before, port) = host.rsplit_once(']').ok_or(UrlFault::MissingBracket)?;
    check_port(port)?;
    if !before.contains(ZONE) {
        return unescape(host.as_bytes(), Part::Host).map(Decoded);
    }
    let port = unescape(port.as_bytes(), Part::Host)?;
    Ok(Decoded([unescape_zoned(before)?.as_slice(), b"]", port.as_slice()].concat()))
}

/// Reads `[::1]:443`. Where go lets text stand before the opening bracket, it drops that text.
fn parse_bracketed(host: &str) -> Result<Decoded, UrlFault> {
    let (inside, port) = host.rsplit_once(']').ok_or(UrlFault::MissingBracket)?;
    check_port(port)?;
    let address = unescape_zoned(inside.rsplit('[').next().unwrap_or(inside))?;
    if family(&address)? == Family::V4 {
        return Err(UrlFault::IpLiteral);
    }
    Ok(Decoded([b"[", address.as_slice(), b"]", port.as_bytes()].concat()))
}

/// Unescapes an address; after `%25`, which begins a zone, more may be escaped.
fn unescape_zoned(text: &str) -> Result<Vec<u8>, UrlFault> {
    let (address, zone) = text.split_at(text.find(ZONE).unwrap_or(text.len()));
    let mut out = unescape(address.as_bytes(), Part::Host)?;
    out.extend(unescape(zone.as_bytes(), Part::Zone)?);
    Ok(out)
}

/// The port with its colon: from the last colon on, or from the first where go is strict.
fn first_port<'a>(scheme: &str, host: &'a str, version: GoVersion) -> &'a str {
    let strict = version.has(Behaviour::StrictHostColons) && matches!(scheme, "http" | "https");
    match host.find(':') {
        Some(i) if strict => host.get(i..).unwrap_or_default(),
        _ => last_port(host),
    }
}

fn last_port(host: &str) -> &str {
    host.rfind(':').and_then(|i| host.get(i..)).unwrap_or_default()
}

fn check_port(port: &str) -> Result<(), UrlFault> {
    if is_optional_port(port.as_bytes()) { Ok(()) } else { Err(UrlFault::Port(port.to_owned())) }
}

/// Whether this is nothing, or a colon with any number of digits after it.
fn is_optional_port(port: &[u8]) -> bool {
    port.split_first().is_none_or(|(&first, rest)| first == b':' && rest.iter().all(u8::is_ascii_digit))
}

/// Splits `host:port`; brackets around the host are taken off. Mirrors `net/url.splitHostPort`.
pub(super) fn split_port(text: &[u8]) -> (&[u8], &[u8]) {
    let colon = text.iter().rposition(|&byte| byte == b':').unwrap_or(text.len());
    let (host, port) = match text.split_at(colon) {
        (host, port) if is_optional_port(port) => (host, port.strip_prefix(b":").unwrap_or(port)),
        _ => (text, [].as_slice()),
    };
    let bare = host.strip_prefix(b"[").and_then(|inner| inner.strip_suffix(b"]"));
    (bare.unwrap_or(host), port)
}
