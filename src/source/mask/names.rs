//! Names that promise a secret.

/// Ends of names whose value is a secret wherever they stand.
const STRONG: &[&str] = &[
    "token",
    "secret",
    "password",
    "passwd",
    "passphrase",
    "_pass",
    "_pwd",
    "apikey",
    "api_key",
    "private_key",
    "privatekey",
    "access_key",
    "accesskey",
    "secret_key",
    "secretkey",
    "credential",
    "credentials",
    "signature",
];

/// Names that are too common elsewhere (`PWD=/home`), secret in queries and as flags with `=`.
const WEAK: &[&str] = &["key", "auth", "sig", "pwd", "pass", "hmac", "jwt", "authorization"];

/// Header fields that carry a credential alone.
const HEADERS: &[&str] = &[
    "private-token",
    "job-token",
    "deploy-token",
    "x-api-key",
    "x-auth-token",
    "x-jfrog-art-api",
    "x-access-token",
    "x-vault-token",
    "x-gitlab-token",
    "x-goog-api-key",
    "x-amz-security-token",
];

/// Header fields that carry names and values, all of them the user's own.
const COOKIES: &[&str] = &["cookie", "set-cookie"];

/// Header fields that carry a credential, with or without a word for its kind.
const AUTHORIZATIONS: &[&str] = &["authorization", "proxy-authorization"];

/// Whether the name's value is a secret wherever it stands.
pub(super) fn is_strong(name: &str) -> bool {
    STRONG.iter().any(|end| rest_before(name, end).is_some())
}

/// Whether the name's value is a secret in a query or as a flag.
pub(super) fn is_weak(name: &str) -> bool {
    let weak =
        |end: &&str| rest_before(name, end).is_some_and(|rest| rest.is_empty() || rest.ends_with(['_', '-']));
    is_strong(name) || WEAK.iter().any(weak)
}

/// Whether this header field's value is a credential.
pub(super) fn is_header(name: &str) -> bool {
    HEADERS.iter().any(|header| header.eq_ignore_ascii_case(name))
}

/// Whether this header field holds cookies.
pub(super) fn is_cookie(name: &str) -> bool {
    COOKIES.iter().any(|header| header.eq_ignore_ascii_case(name))
}

/// Whether this header field holds a credential, perhaps after a word for its kind.
pub(super) fn is_authorization(name: &str) -> bool {
    AUTHORIZATIONS.iter().any(|header| header.eq_ignore_ascii_case(name))
}

/// What stands before `end` in a name, whatever its case and with `-` for `_`.
fn rest_before<'a>(name: &'a str, end: &str) -> Option<&'a str> {
    let (rest, tail) = name.split_at_checked(name.len().checked_sub(end.len())?)?;
    let same = |(a, b): (u8, u8)| a.eq_ignore_ascii_case(&b) || a == b'-' && b == b'_';
    tail.bytes().zip(end.bytes()).all(same).then_some(rest)
}
