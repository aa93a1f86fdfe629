//! The unescaped parts of a URL.

use std::borrow::Cow;
use std::fmt;

use super::escape::{Part, escape};

/// Bytes of an unescaped part of a URL; `%ff` makes them other than UTF-8.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decoded(pub(super) Vec<u8>);

impl Decoded {
    /// The bytes themselves.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The bytes as text; those that are no UTF-8 show as U+FFFD.
    pub fn to_text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.0)
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<&str> for Decoded {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<Vec<u8>> for Decoded {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

/// The user name and password of a URL, unescaped.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UserInfo {
    /// The user name; may be empty.
    pub username: Decoded,
    /// The password; some and empty in `user:@host`.
    pub password: Option<Decoded>,
}

impl fmt::Display for UserInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&escape(&self.username.0, Part::UserPassword))?;
        match &self.password {
            Some(password) => write!(f, ":{}", escape(&password.0, Part::UserPassword)),
            None => Ok(()),
        }
    }
}
