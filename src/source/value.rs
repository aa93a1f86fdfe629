//! A variable's value, whose secrets are masked by its type.

use std::fmt;

/// The value of a variable as it was written, byte for byte where it was UTF-8.
///
/// `Display` and `Debug` show the masked form; only [`Value::expose`] gives the text itself,
/// which the rules of the go command need and which no output may print unless the user asked
/// for secrets.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Value(String);

impl Value {
    /// Wraps a text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, secrets included.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The text with credentials replaced, for every output.
    pub fn masked(&self) -> String {
        crate::source::mask::mask(&self.0)
    }

    /// Whether nothing was written; go treats an empty value differently in each layer.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.masked())
    }
}
