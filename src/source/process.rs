//! The environment of this process.

use super::{Assignment, Layer, Origin, Value};

/// Every variable of this process, by name. Bytes that are not UTF-8 become U+FFFD; no module path
/// can match them either way.
pub(crate) fn environment() -> Vec<Assignment> {
    let assignment = |(name, value): (std::ffi::OsString, std::ffi::OsString)| {
        let value = Value::from(value.to_string_lossy().into_owned());
        Assignment::certain(name.to_string_lossy().into_owned(), value, Origin::of(Layer::Environment))
    };
    let mut all: Vec<Assignment> = std::env::vars_os().map(assignment).collect();
    all.sort_by(|one, other| one.name.cmp(&other.name));
    all
}
