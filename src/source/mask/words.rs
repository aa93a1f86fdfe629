//! Tokens, and values that stand beside a name which promises a secret.

use std::ops::Range;

use super::{names, tokens};
use crate::go::tables::separators::is_separator;

/// Bytes that a host name and the white space around it take at most.
const MAX_HOST: usize = 300;

/// Finds secrets by the words of a text.
pub(super) fn find(text: &str, secrets: &mut Vec<Range<usize>>) {
    let mut at = 0;
    let mut login = false;
    let mut machine = None;
    while let Some(word) = next_word(text, at) {
        at = word.end;
        if let Some(end) = checksum_end(text, &word) {
            at = end;
            continue;
        }
        let is_login = text.get(word.clone()) == Some("login");
        let is_netrc = login || machine.is_some_and(|from| is_one_word(text, from, word.start));
        let found = token(text, &word).or_else(|| value_of(text, &word, is_netrc));
        if text.get(word.clone()) == Some("machine") {
            machine = Some(word.end);
        }
        login = is_login
            || login
                && !is_password(text, &word)
                && !text.get(at..).is_some_and(|rest| rest.starts_with('\n'));
        if let Some(secret) = found {
            at = secret.end.max(at);
            secrets.push(secret);
        }
    }
}

/// Whether one word and white space stand between two places, as the host after `machine` in a netrc file.
fn is_one_word(text: &str, from: usize, to: usize) -> bool {
    text.get(from..to)
        .is_some_and(|between| between.len() < MAX_HOST && between.split_whitespace().count() == 1)
}

fn is_password(text: &str, word: &Range<usize>) -> bool {
    text.get(word.clone()) == Some("password")
}

const fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-'
}

/// The next run of letters, digits, `_` and `-`.
fn next_word(text: &str, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes().get(from..)?;
    let start = bytes.iter().position(|byte| is_word_byte(*byte))?;
    let length =
        bytes.get(start..)?.iter().position(|byte| !is_word_byte(*byte)).unwrap_or(bytes.len() - start);
    Some(from + start..from + start + length)
}

fn before(text: &str, at: usize) -> Option<u8> {
    at.checked_sub(1).and_then(|at| text.as_bytes().get(at)).copied()
}

/// The end of a go.sum hash (`h1:…`) or of a verifier key (`name+8 hex digits+base64`) that begins
/// at this word. Both are public.
fn checksum_end(text: &str, word: &Range<usize>) -> Option<usize> {
    let body = text.get(word.clone())?;
    let after = text.as_bytes().get(word.end);
    let hash = matches!(body, "h1" | "sha256") && after == Some(&b':');
    let key = before(text, word.start) == Some(b'+')
        && body.len() == 8
        && body.bytes().all(|byte| byte.is_ascii_hexdigit())
        && after == Some(&b'+');
    (hash || key).then(|| run_end(text, word.end + 1, |c| c.is_ascii_alphanumeric() || "+/=".contains(c)))
}

fn run_end(text: &str, from: usize, belongs: impl Fn(char) -> bool) -> usize {
    let rest = text.get(from..).unwrap_or("");
    from + rest.find(|c: char| !belongs(c)).unwrap_or(rest.len())
}

/// A word that begins as the tokens of a known service do, with the dots that some of them hold.
fn token(text: &str, word: &Range<usize>) -> Option<Range<usize>> {
    let body = text.get(word.clone())?;
    let first = body.trim_start_matches('-');
    let start = word.end - first.len();
    let dotted = first.starts_with("eyJ") || matches!(first, "hvs" | "ya29");
    let belongs = |c: char| c == '.' || u8::try_from(c).is_ok_and(is_word_byte);
    let end = if dotted { run_end(text, word.end, belongs) } else { word.end };
    let token = text.get(start..end)?.trim_end_matches('.');
    tokens::has_known_prefix(token).then(|| start..start + token.len())
}

/// The value that stands beside a word which promises a secret.
fn value_of(text: &str, word: &Range<usize>, login: bool) -> Option<Range<usize>> {
    let body = text.get(word.clone())?;
    let name = body.trim_start_matches('-');
    let rest = text.get(word.end..)?;
    match rest.chars().next()? {
        '=' => assigned(text, word, name),
        ':' | '"' | '\\' => field(text, word, name),
        ' ' | '\t' => spaced(text, word, name, login),
        _ => None,
    }
}

/// `name=value`: in a query, as a flag, as a variable.
fn assigned(text: &str, word: &Range<usize>, name: &str) -> Option<Range<usize>> {
    let in_query = matches!(before(text, word.start), Some(b'?' | b'&' | b';'));
    let is_flag = word.len() > name.len();
    let named = if in_query || is_flag { names::is_weak(name) } else { names::is_strong(name) };
    if !named && !in_query {
        return None;
    }
    let is_definition = is_flag && name.starts_with('D') && !name.contains(|c: char| c.is_ascii_lowercase());
    let stops = |c: char| in_query && (is_separator(c) || matches!(c, '&' | ';' | '#' | ')'));
    let value = value_range(text, value_start(text, word.end + 1), stops);
    let body = text.get(value.clone())?;
    // `-DTOKEN=2` of a compiler is a number like any other.
    if body.is_empty() || is_definition && body.len() < 4 && body.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    (named || tokens::looks_like_token(body) && !tokens::is_digest(body)).then_some(value)
}

/// Passes over an opening quote, also an escaped one.
fn value_start(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or("");
    let opening = ["\\\"", "\"", "'"].iter().find(|quote| rest.starts_with(**quote));
    from + opening.map_or(0, |quote| quote.len())
}

/// A value up to a space, a quote, or a character that `stops`.
fn value_range(text: &str, start: usize, stops: impl Fn(char) -> bool) -> Range<usize> {
    let ends = |c: char| c.is_whitespace() || "\"'`<>\\".contains(c) || stops(c);
    start..run_end(text, start, |c| !ends(c))
}

/// `"name": "value"` of JSON, `Name: value` of a header.
fn field(text: &str, word: &Range<usize>, name: &str) -> Option<Range<usize>> {
    if names::is_cookie(name) || names::is_authorization(name) {
        return header(text, word, name);
    }
    let is_header = names::is_header(name);
    if !is_header && !names::is_strong(name) {
        return None;
    }
    let rest = text.get(word.end..)?;
    let unquoted = rest.trim_start_matches(['\\', '"']);
    let is_quoted = unquoted.len() < rest.len();
    let colon = unquoted.strip_prefix(':')?;
    let after = colon.trim_start_matches([' ', '\t']);
    // Without a space it may be the user name of a URL, whose host shall stay readable.
    let stops = |c: char| c == '@' && after.len() == colon.len();
    let start = value_start(text, text.len() - after.len());
    if !is_header && !is_quoted {
        // In prose a colon only introduces what follows, as in `invalid password: access denied`.
        let word = next_word(text, start).filter(|word| word.start == start)?;
        return tokens::looks_like_token(text.get(word.clone())?).then_some(word);
    }
    let value = value_range(text, start, stops);
    (!value.is_empty()).then_some(value)
}

/// `Cookie: a=b; c=d` to the end of the line, and `Authorization: value` without a word for its kind.
fn header(text: &str, word: &Range<usize>, name: &str) -> Option<Range<usize>> {
    let rest = text.get(word.end..)?.trim_start_matches(['\\', '"']);
    let value = rest.strip_prefix(':')?.trim_start_matches([' ', '\t', '\\', '"']);
    let start = text.len() - value.len();
    let end = run_end(text, start, |c| !matches!(c, '\n' | '\r' | '"' | '\''));
    let value = text.get(start..end)?.trim_end();
    let is_secret = match names::is_cookie(name) {
        true => value.contains('='),
        false => !value.contains(char::is_whitespace) && tokens::is_opaque(value),
    };
    (is_secret && !value.is_empty()).then(|| start..start + value.len())
}

/// `-u user:password` of curl and its like: what follows the colon.
fn login_option(text: &str, value: &Range<usize>) -> Option<Range<usize>> {
    let (user, password) = text.get(value.clone())?.split_once(':')?;
    let is_user = user.bytes().all(|byte| is_word_byte(byte) || matches!(byte, b'.' | b'@' | b'+'));
    let is_login = is_user && !user.is_empty() && !password.is_empty() && !password.starts_with("//");
    is_login.then(|| value.start + user.len() + 1..value.end)
}

/// `Bearer value`, `-password value`, and `password value` of a netrc line.
fn spaced(text: &str, word: &Range<usize>, name: &str, login: bool) -> Option<Range<usize>> {
    let is_option = word.len() > name.len();
    if is_option && matches!(name, "u" | "user") {
        let spaces = run_end(text, word.end, |c| c == ' ' || c == '\t');
        return login_option(text, &value_range(text, value_start(text, spaces), |_| false));
    }
    // `docker login -u gopher -p …`
    let is_flag = is_option && (names::is_strong(name) || login && name == "p");
    let is_netrc = login && name == "password";
    let scheme = Scheme::of(name);
    if !is_flag && !is_netrc && scheme.is_none() {
        return None;
    }
    let spaces = run_end(text, word.end, |c| c == ' ' || c == '\t');
    let value = value_range(text, value_start(text, spaces), |_| false);
    let body = text.get(value.clone())?;
    let follows = (is_flag || is_netrc) && !body.starts_with('-');
    ((follows || scheme.is_some_and(|scheme| scheme.fits(body))) && !body.is_empty()).then_some(value)
}

/// The word before a credential in an Authorization field.
#[derive(Debug, Clone, Copy)]
enum Scheme {
    /// `Bearer` or `Basic` as the standards write them.
    Formal,
    /// The same in small letters, which prose also uses.
    Informal,
    /// `token`, which prose uses most.
    Token,
}

impl Scheme {
    fn of(name: &str) -> Option<Self> {
        match name {
            "Bearer" | "Basic" => Some(Self::Formal),
            "bearer" | "basic" => Some(Self::Informal),
            "token" | "Token" => Some(Self::Token),
            _ => None,
        }
    }

    /// Whether a word is a credential and not prose (`Basic realm=…`, `bearer token`).
    fn fits(self, word: &str) -> bool {
        let body = word.trim_end_matches('=');
        // `realm="…"`, `error="…"`: what a server says of the scheme.
        let is_attribute = word.ends_with('=') && body.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        let plain = body.bytes().all(|byte| is_word_byte(byte) || b"+/.~".contains(&byte));
        let opaque = match self {
            Self::Formal => tokens::is_opaque(word),
            Self::Informal => tokens::is_opaque(word) && word.bytes().any(|byte| byte.is_ascii_digit()),
            Self::Token => tokens::looks_like_token(word),
        };
        plain && opaque && !is_attribute && body != "realm"
    }
}
