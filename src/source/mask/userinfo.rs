//! User info of URLs: `scheme://user:password@host`, and `user:password@host` without a scheme.

use std::ops::Range;

use super::replace::MASK;
use super::tokens;
use crate::go::tables::separators::is_separator;

/// Passwords that say that the user name is the secret.
const PLACEHOLDERS: &[&str] = &["x-oauth-basic", "x-access-token", "oauth2"];

/// Users that every server of that kind has.
const COMMON_USERS: &[&str] = &["git", "hg", "svn", "bzr"];

/// How many spaces a password may hold that is still found.
const MAX_SPACES: usize = 4;

/// Finds secrets in user info. A URL ends at spaces, double quotes, angle brackets and backticks;
/// only a password that has begun may hold spaces, as go repeats such a URL when it refuses it.
pub(super) fn find(text: &str, secrets: &mut Vec<Range<usize>>) {
    if !text.contains(['@', '%']) {
        return;
    }
    let mut start = 0;
    while let Some(rest) = text.get(start..).filter(|rest| !rest.is_empty()) {
        let chunk = rest.get(..chunk_end(rest)).unwrap_or(rest);
        find_in_chunk(chunk, start, secrets);
        find_encoded(chunk, start, secrets);
        start += chunk.len();
        start += text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
}

fn ends_url(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '`')
}

fn chunk_end(text: &str) -> usize {
    let mut end = text.find(ends_url).unwrap_or(text.len());
    // A password that has begun may hold what ends a URL elsewhere, where its `@` still follows.
    while let Some(rest) = text.get(end..).filter(|rest| rest.starts_with(['"', '<', '>', '`'])) {
        let run = rest.find(|c: char| c.is_whitespace() || c.is_control()).unwrap_or(rest.len());
        let more = rest.get(1..run).unwrap_or("");
        let password = more.split(['/', '?', '#']).next().unwrap_or("");
        let ends_here = !password.contains('@') || !text.get(..end).is_some_and(is_open_password);
        if ends_here {
            break;
        }
        end += 1 + more.find(ends_url).unwrap_or(more.len());
    }
    for _ in 0..MAX_SPACES {
        let more = text.get(end..).and_then(|rest| rest.strip_prefix(' '));
        let Some(more) = more.filter(|_| text.get(..end).is_some_and(is_open_password)) else { break };
        end += 1 + more.find(ends_url).unwrap_or(more.len());
    }
    end
}

/// Whether a text stops within `scheme://user:password`.
fn is_open_password(text: &str) -> bool {
    let Some((_, authority)) = text.rsplit_once("://") else { return false };
    let Some((_, password)) = authority.split_once(':') else { return false };
    let is_port = password.bytes().all(|byte| byte.is_ascii_digit());
    !is_port
        && !authority.starts_with('[')
        && !authority.contains(['@', '/', '?', '#'])
        && !authority.contains(is_separator)
        && !password.ends_with(':')
}

/// Looks at every `@`; `from` is where the last user info ended.
fn find_in_chunk(chunk: &str, offset: usize, secrets: &mut Vec<Range<usize>>) {
    let mut from = 0;
    while let Some(at) = chunk.get(from..).and_then(|rest| rest.find('@')).map(|at| from + at) {
        let before = chunk.get(from..at).unwrap_or("");
        let Some(start) = userinfo_start(before) else {
            from = at + 1;
            continue;
        };
        let end = last_at(chunk, at);
        let info = chunk.get(from + start.index..end).unwrap_or("");
        let host = chunk.get(end + 1..).unwrap_or("");
        let secret = secret_part(info, host, start.scheme);
        let is_open = |secret: &Range<usize>| !info.get(secret.clone()).is_some_and(is_masked);
        if let Some(secret) = secret.filter(is_open) {
            let base = offset + from + start.index;
            secrets.push(base + secret.start..base + secret.end);
        }
        from = end + 1;
    }
}

/// What a URL's scheme says about its user name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scheme {
    None,
    Web,
    /// ssh and the like, where the user name is no secret.
    Shell,
}

#[derive(Debug)]
struct Start {
    index: usize,
    scheme: Scheme,
}

/// Where the user info begins that ends with the text; `None`: this `@` ends none, as that of a
/// module version does.
fn userinfo_start(before: &str) -> Option<Start> {
    let Some(colon) = before.rfind("://") else { return bare_start(before) };
    let index = colon + 3;
    let info = before.get(index..)?;
    if let Some(stop) = info.find(['/', '?', '#', '\\']) {
        if info.get(..stop).is_some_and(is_cut_password) {
            return Some(Start { index, scheme: Scheme::Web });
        }
        // The next entry of a list, without a scheme of its own.
        return info.contains(is_separator).then(|| bare_start(before)).flatten();
    }
    if !info.contains(':')
        && let Some(list) = info.rfind(is_separator)
    {
        return Some(Start { index: index + list + 1, scheme: Scheme::None });
    }
    let shell = before.get(..colon).is_some_and(|scheme| scheme.ends_with("ssh"));
    Some(Start { index, scheme: if shell { Scheme::Shell } else { Scheme::Web } })
}

/// The same where no scheme stands before the user info.
fn bare_start(before: &str) -> Option<Start> {
    // `https:/user:password@host`, `//user:password@host`: browsers and go's errors know such URLs.
    if let Some((front, info)) = before.rsplit_once('/')
        && front.ends_with([':', '/'])
        && info.contains(':')
        && !info.contains(['\\', '?', '#'])
    {
        return Some(Start { index: before.len() - info.len(), scheme: Scheme::Web });
    }
    let begins = |c: char| is_separator(c) || matches!(c, '=' | '(' | '\'' | '[' | '{');
    let index = before.rfind(begins).map_or(0, |at| at + 1);
    let info = before.get(index..)?;
    let plain = info.contains(':') && !info.contains(['/', '\\', '?', '#']);
    plain.then_some(Start { index, scheme: Scheme::None })
}

/// Whether a URL's authority, cut at a slash, ends within a password: what follows the colon is no port.
fn is_cut_password(authority: &str) -> bool {
    let is_port = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let password = authority.split_once(':').map(|(_, password)| password);
    !authority.starts_with('[')
        && password.is_some_and(|password| !is_port(password) && !password.contains(is_separator))
}

/// The last `@` of the user info: a password may hold more of them.
fn last_at(chunk: &str, first: usize) -> usize {
    let mut last = first;
    while let Some(rest) = chunk.get(last + 1..) {
        let end = rest.find(['@', '/', '?', '#', '\\']).unwrap_or(rest.len());
        let part = rest.get(..end).unwrap_or("");
        let next_entry = part.rsplit_once(is_separator).is_some_and(|(_, entry)| entry.contains(':'));
        if !rest.get(end..).is_some_and(|rest| rest.starts_with('@')) || next_entry {
            break;
        }
        last += 1 + end;
    }
    last
}

/// Whether go has masked a password already, in the words of one version or another.
fn is_masked(password: &str) -> bool {
    matches!(password, MASK | "***" | "[redacted]" | "%5Bredacted%5D")
}

/// Which part of the user info is secret.
fn secret_part(info: &str, host: &str, scheme: Scheme) -> Option<Range<usize>> {
    if scheme == Scheme::None && !is_host(host) || info.is_empty() {
        return None;
    }
    let whole = 0..info.len();
    let Some((user, password)) = info.split_once(':') else {
        let common = COMMON_USERS.contains(&info) || scheme != Scheme::Web;
        return (!common || tokens::looks_like_token(info)).then_some(whole);
    };
    if scheme == Scheme::None && (user.is_empty() || user.eq_ignore_ascii_case("mailto")) {
        return None;
    }
    let user_is_secret =
        password.is_empty() || PLACEHOLDERS.contains(&password) || tokens::looks_like_token(user);
    // What was masked before keeps its shape.
    let masked = user == MASK && password.is_empty();
    if user_is_secret && !masked && !user.is_empty() {
        return Some(whole);
    }
    (!password.is_empty()).then(|| user.len() + 1..info.len())
}

/// Whether what follows an `@` is a host and not a module version or an image digest.
fn is_host(text: &str) -> bool {
    let version = text.strip_prefix('v').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let begins = text.starts_with(|c: char| c.is_alphanumeric() || c == '[');
    begins && !version && !text.starts_with("sha256:") && !text.starts_with("latest")
}

/// Finds `%3A%2F%2Fuser%3Apassword%40`, a URL that is a parameter of another one.
fn find_encoded(chunk: &str, offset: usize, secrets: &mut Vec<Range<usize>>) {
    let mut from = 0;
    while let Some(at) = next_encoded(chunk, from) {
        from = at;
        let rest = chunk.get(at..).unwrap_or("");
        let info = rest.get(..find_escape(rest, "2f").unwrap_or(rest.len())).unwrap_or("");
        let info = info.get(..info.find(['/', '&', '?', '\\']).unwrap_or(info.len())).unwrap_or("");
        let Some(length) = find_last_escape(info, "40") else { continue };
        let info = info.get(..length).unwrap_or("");
        let start = find_escape(info, "3a").map_or(0, |colon| colon + 3);
        if start < length && !COMMON_USERS.contains(&info) {
            secrets.push(offset + at + start..offset + at + length);
        }
        from = at + length;
    }
}

fn next_encoded(chunk: &str, from: usize) -> Option<usize> {
    let mut from = from;
    loop {
        let at = from + find_escape(chunk.get(from..)?, "3a")?;
        from = at + 3;
        let slashes = chunk.get(from..from + 6);
        if slashes.is_some_and(|slashes| slashes.eq_ignore_ascii_case("%2f%2f")) {
            return Some(from + 6);
        }
    }
}

/// The place of `%XX`, in either case.
fn find_escape(text: &str, code: &str) -> Option<usize> {
    text.match_indices('%').map(|(at, _)| at).find(|at| is_escape(text, *at, code))
}

fn find_last_escape(text: &str, code: &str) -> Option<usize> {
    text.rmatch_indices('%').map(|(at, _)| at).find(|at| is_escape(text, *at, code))
}

fn is_escape(text: &str, at: usize, code: &str) -> bool {
    text.get(at + 1..at + 3).is_some_and(|digits| digits.eq_ignore_ascii_case(code))
}
