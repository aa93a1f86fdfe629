//! Private keys in the form that OpenSSL and OpenSSH write (RFC 7468).

use std::ops::Range;

use super::replace::MASK;

/// Finds what stands between the first and the last line of a private key, or after its first line.
pub(super) fn find(text: &str, secrets: &mut Vec<Range<usize>>) {
    let mut from = 0;
    while let Some(begin) = text.get(from..).and_then(|rest| rest.find("-----BEGIN ")) {
        let label = from + begin + "-----BEGIN ".len();
        let Some(dashes) = text.get(label..).and_then(|rest| rest.find("-----")) else { return };
        let start = label + dashes + "-----".len();
        from = start;
        if !text.get(label..label + dashes).is_some_and(|label| label.ends_with("PRIVATE KEY")) {
            continue;
        }
        let rest = text.get(start..).unwrap_or("");
        let key = rest.find("-----END").and_then(|end| rest.get(..end)).unwrap_or(rest);
        let body =
            key.trim_matches(|c: char| c.is_whitespace() || c == '\\' || c == 'n' && key.contains("\\n"));
        let at = start + key.find(body).unwrap_or(0);
        if !body.is_empty() && body != MASK {
            secrets.push(at..at + body.len());
        }
        from = start + key.len();
    }
}
