//! Credentials inside texts: values, error messages, URLs, command lines.
//!
//! Four finders look for secrets, each in one walk: user info of URLs, words that are tokens, values
//! of names that promise a secret, and private keys. What they find becomes `xxxxx`, which none of them takes
//! for anything else than a masked secret. A mask may still make a name or an end of its neighbours,
//! so the finders look again until nothing changes: masking twice changes nothing.

mod names;
mod pem;
mod replace;
mod tokens;
mod userinfo;
mod words;

use std::borrow::Cow;

use replace::replace;

/// How often the finders look again at most; nearly always once is enough.
const MAX_PASSES: usize = 8;

/// Replaces credentials in a text.
pub(crate) fn mask(text: &str) -> String {
    mask_cow(text).into_owned()
}

/// Replaces credentials in a text; a text without any is given back as it is, without allocating.
///
/// Takes time in proportion to the text.
pub(crate) fn mask_cow(text: &str) -> Cow<'_, str> {
    let mut masked = mask_once(text);
    for _ in 0..MAX_PASSES {
        let Cow::Owned(before) = &masked else { break };
        let again = mask_once(before).into_owned();
        if again == *before {
            break;
        }
        masked = Cow::Owned(again);
    }
    masked
}

fn mask_once(text: &str) -> Cow<'_, str> {
    let mut secrets = Vec::new();
    userinfo::find(text, &mut secrets);
    words::find(text, &mut secrets);
    pem::find(text, &mut secrets);
    if secrets.is_empty() {
        return Cow::Borrowed(text);
    }
    secrets.sort_by_key(|secret| secret.start);
    Cow::Owned(replace(text, &secrets))
}

#[cfg(test)]
mod tests;
