//! From a text to a [`Url`], step by step as Go's `url.Parse`.

use super::error::{UrlError, UrlFault};
use super::escape::{Part, escape, is_plain, unescape};
use super::host::parse_authority;
use super::parts::Decoded;
use super::value::Url;
use crate::go::{Behaviour, GoVersion};

impl Url {
    /// Reads a URL or a relative reference as this Go version's `net/url.Parse`.
    ///
    /// Very little is refused: `proxy.example`, `direct` and the empty text are relative paths.
    ///
    /// # Errors
    /// The text is go's own.
    pub fn parse(text: &str, version: GoVersion) -> Result<Self, UrlError> {
        let (reference, fragment) = text.split_once('#').unwrap_or((text, ""));
        let mut url =
            parse_reference(reference, version).map_err(|fault| UrlError::new(reference, fault, version))?;
        url.set_fragment(fragment).map_err(|fault| UrlError::new(text, fault, version))?;
        Ok(url)
    }

    fn set_fragment(&mut self, text: &str) -> Result<(), UrlFault> {
        (self.fragment, self.raw_fragment) = decode(text, Part::Fragment)?;
        Ok(())
    }

    /// Sets the path from its escaped form. Mirrors `net/url.URL.setPath`.
    pub(super) fn set_path(&mut self, text: &str) -> Result<(), UrlFault> {
        (self.path, self.raw_path) = decode(text, Part::Path)?;
        Ok(())
    }
}

/// Unescapes a text; keeps its spelling beside it where escaping would not lead back to it.
fn decode(text: &str, part: Part) -> Result<(Decoded, String), UrlFault> {
    if is_plain(text.as_bytes(), part) {
        return Ok((Decoded(text.into()), String::new()));
    }
    let decoded = unescape(text.as_bytes(), part)?;
    let spelling = if escape(&decoded, part) == text { String::new() } else { text.to_owned() };
    Ok((Decoded(decoded), spelling))
}

fn parse_reference(text: &str, version: GoVersion) -> Result<Url, UrlFault> {
    if text.bytes().any(|byte| byte.is_ascii_control()) {
        return Err(UrlFault::ControlCharacter);
    }
    let mut url = Url::empty(version);
    if text == "*" {
        url.path = Decoded(text.into());
        return Ok(url);
    }
    let (scheme, rest) = split_scheme(text)?;
    url.scheme = scheme.to_ascii_lowercase();
    let rest = take_query(&mut url, rest);
    if !rest.starts_with('/') {
        if !url.scheme.is_empty() {
            url.opaque = rest.to_owned();
            return Ok(url);
        }
        check_first_segment(rest)?;
    }
    let path = take_authority(&mut url, rest, version)?;
    url.set_path(path)?;
    Ok(url)
}

/// Splits `scheme:rest`. A text that does not begin so has no scheme.
fn split_scheme(text: &str) -> Result<(&str, &str), UrlFault> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && !"+-.".contains(c)).unwrap_or(text.len());
    let (scheme, colon) = text.split_at(end);
    let Some(rest) = colon.strip_prefix(':') else { return Ok(("", text)) };
    match scheme.chars().next() {
        None => Err(UrlFault::MissingScheme),
        Some(first) if first.is_ascii_alphabetic() => Ok((scheme, rest)),
        Some(_) => Ok(("", text)),
    }
}

/// Takes the query off; a single `?` at the end only leaves a mark that it was there.
fn take_query<'a>(url: &mut Url, text: &'a str) -> &'a str {
    let Some((rest, query)) = text.split_once('?') else { return text };
    url.force_query = query.is_empty();
    url.raw_query = query.to_owned();
    rest
}

fn check_first_segment(text: &str) -> Result<(), UrlFault> {
    let segment = text.split('/').next().unwrap_or_default();
    if segment.contains(':') { Err(UrlFault::ColonInFirstSegment) } else { Ok(()) }
}

/// Takes `//user@host` off; what remains is the path.
fn take_authority<'a>(url: &mut Url, text: &'a str, version: GoVersion) -> Result<&'a str, UrlFault> {
    let has_scheme = !url.scheme.is_empty();
    let authority = text.strip_prefix("//").filter(|rest| has_scheme || !rest.starts_with('/'));
    let Some(authority) = authority else {
        url.omit_host = has_scheme && text.starts_with('/') && version.has(Behaviour::OmittedHostKept);
        return Ok(text);
    };
    let (authority, path) = authority.split_at(authority.find('/').unwrap_or(authority.len()));
    (url.user, url.host) = parse_authority(&url.scheme, authority, version)?;
    Ok(path)
}
