//! Whether credentials are shown.

use crate::source::{Value, mask};

/// Whether credentials are masked, as they are unless the user asks for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Secrets {
    /// Masked.
    #[default]
    Masked,
    /// As written.
    Shown,
}

impl Secrets {
    /// A value for output.
    pub fn value(self, value: &Value) -> String {
        match self {
            Self::Masked => value.masked(),
            Self::Shown => value.expose().to_owned(),
        }
    }

    /// Any other text for output: an address, an error, a message that quotes a value.
    pub fn text(self, text: &str) -> String {
        match self {
            Self::Masked => mask::mask(text),
            Self::Shown => text.to_owned(),
        }
    }
}
