//! What is put in place of secrets.

use std::ops::Range;

/// What stands in place of a secret, as in Go's `net/url.URL.Redacted`.
pub(super) const MASK: &str = "xxxxx";

/// Puts the mask in place of each stretch; stretches that overlap become one.
pub(super) fn replace(text: &str, secrets: &[Range<usize>]) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut copied = 0;
    for secret in secrets {
        if secret.start >= copied {
            masked.push_str(text.get(copied..secret.start).unwrap_or(""));
            masked.push_str(MASK);
        }
        copied = copied.max(secret.end);
    }
    masked.push_str(text.get(copied..).unwrap_or(""));
    masked
}
