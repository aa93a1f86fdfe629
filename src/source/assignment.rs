//! One place that sets a variable.

use super::origin::Origin;
use super::value::Value;

/// How sure a reader is that an assignment takes effect as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// The tool that reads the file would get exactly this value.
    Certain,
    /// The text reads so, but something around it is damaged or unclear.
    Likely,
    /// One of several readings.
    Possible,
}

/// One place that sets a variable, with its span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The variable's name, as written.
    pub name: String,
    /// The value, as written.
    pub value: Value,
    /// Where.
    pub origin: Origin,
    /// How sure the reader is.
    pub certainty: Certainty,
}

impl Assignment {
    /// An assignment that is read as the go command itself reads it.
    pub fn certain(name: impl Into<String>, value: impl Into<Value>, origin: Origin) -> Self {
        Self { name: name.into(), value: value.into(), origin, certainty: Certainty::Certain }
    }
}
