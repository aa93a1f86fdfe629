//! What a token looks like.

/// Beginnings that services give to their tokens, with the least number of characters that follow. From the
/// services' own pages and the published rules of gitleaks and of GitHub's secret scanning.
const PREFIXES: &[(&str, usize)] = &[
    ("ghp_", 6),
    ("gho_", 6),
    ("ghs_", 6),
    ("ghu_", 6),
    ("ghr_", 6),
    ("github_pat_", 6),
    ("glpat-", 6),
    ("gldt-", 6),
    ("glcbt-", 6),
    ("glrt-", 6),
    ("glptt-", 6),
    ("xoxb-", 6),
    ("xoxp-", 6),
    ("xoxa-", 6),
    ("xoxr-", 6),
    ("xoxs-", 6),
    ("npm_", 20),
    ("dop_v1_", 20),
    ("sk_live_", 10),
    ("hvs.", 20),
    ("ya29.", 20),
    ("AIza", 30),
    ("AKCp", 20),
    ("ATBB", 20),
    ("ATCTT3", 20),
    ("ATATT", 20),
    ("sk-ant-", 10),
    ("sk-proj-", 10),
    ("pypi-", 16),
    ("hf_", 20),
    ("rk_live_", 10),
    ("dckr_pat_", 10),
    ("dckr_oat_", 10),
    ("xapp-", 10),
    ("glft-", 6),
    ("glsoat-", 6),
    ("gloas-", 6),
    ("glagent-", 6),
    ("glimt-", 6),
    ("rubygems_", 20),
    ("cmVmdGtu", 20),
];

/// The least length of a word of letters and digits that is taken for a token where one is likely.
const LEAST_OPAQUE: usize = 20;

/// Whether a word begins as the tokens of a known service do.
pub(super) fn has_known_prefix(word: &str) -> bool {
    let long =
        |(prefix, least): &(&str, usize)| word.strip_prefix(prefix).is_some_and(|rest| rest.len() >= *least);
    PREFIXES.iter().any(long) || is_cloud_key(word) || is_web_token(word)
}

/// An access key id of a well-known cloud: four letters and capitals or digits.
fn is_cloud_key(word: &str) -> bool {
    let rest = word.strip_prefix("AKIA").or_else(|| word.strip_prefix("ASIA"));
    rest.is_some_and(|rest| {
        rest.len() >= 12 && rest.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    })
}

/// A JSON Web Token: base64 of an object, so it begins as `{"` does.
fn is_web_token(word: &str) -> bool {
    word.strip_prefix("eyJ").is_some_and(|rest| rest.len() >= 8)
}

/// Whether a value, where a token is likely, is one: a known prefix, or a long mix of letters and
/// digits. Versions and host names have dots and are none.
pub(super) fn looks_like_token(word: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    let mixed =
        word.bytes().any(|byte| byte.is_ascii_digit()) && word.bytes().any(|byte| byte.is_ascii_alphabetic());
    has_known_prefix(word) || word.len() >= LEAST_OPAQUE && mixed && word.bytes().all(plain)
}

/// Whether a word is the name of a commit or a digest, which is public: 40 or 64 hexadecimal digits.
pub(super) fn is_digest(word: &str) -> bool {
    matches!(word.len(), 40 | 64) && word.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Whether the word after `Bearer` or `Basic` is a credential and not prose: it has a digit, `=`,
/// a capital after its first letter, or is long.
pub(super) fn is_opaque(word: &str) -> bool {
    let tail_capital = word.bytes().skip(1).any(|byte| byte.is_ascii_uppercase());
    let padded = word.ends_with('=');
    word.len() >= LEAST_OPAQUE || padded || tail_capital || word.bytes().any(|byte| byte.is_ascii_digit())
}
