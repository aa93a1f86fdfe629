//! Findings at places of files: lines of go.mod, of goenv-doctor.toml, of start-up files.

use std::ops::Range;

use super::{Diagnostic, Related, RuleMeta};
use crate::files::Place;
use crate::source::{Layer, Origin, Value};

/// The line that a place stands on, as it is shown, and the bytes of it that matter.
fn line_of(layer: Layer, place: &Place) -> (Value, Origin, Range<usize>) {
    let line = place.whole_line();
    let (whole, part) = (line.range(), place.range());
    let inside = |at: usize| at.clamp(whole.start, whole.end) - whole.start;
    let range = inside(part.start)..inside(part.end);
    (Value::from(line.text()), Origin::in_file(layer, line), range)
}

/// Where the bytes of a value stand that matter; all of it, where its file spells it in another way.
fn place_of(origin: &Origin, value: &Value, range: &Range<usize>) -> Option<Place> {
    let whole = origin.place.as_ref()?;
    let part = whole.of_bytes(value.expose(), range.clone()).filter(|_| !range.is_empty());
    Some(part.unwrap_or_else(|| whole.clone()))
}

impl Related {
    /// The place of what matters; `None`: it stands in no file.
    pub fn place(&self) -> Option<Place> {
        place_of(&self.origin, &self.value, &self.range)
    }

    /// A place of a file, as another place of a finding.
    pub(super) fn at(layer: Layer, place: &Place, label: &str) -> Self {
        let (value, origin, range) = line_of(layer, place);
        Self { variable: String::new(), value, origin, range, label: label.to_owned() }
    }
}

impl Diagnostic {
    /// The place of the offending part; `None`: it stands in no file.
    pub fn place(&self) -> Option<Place> {
        if self.at_name {
            let value = self.origin.place.as_ref()?;
            // The name stands right before the `=`, the value after it or after a quote.
            let length = self.variable.len();
            let mut found = [1, 2].into_iter().filter_map(|between| value.before(length + between, length));
            let name = found.find(|place| place.text() == self.variable);
            return Some(name.unwrap_or_else(|| value.clone()));
        }
        place_of(&self.origin, &self.value, &self.range)
    }

    /// A finding at a place of a file, its texts still to be filled in.
    pub(super) fn at(rule: &'static RuleMeta, layer: Layer, place: &Place) -> Self {
        let (value, origin, range) = line_of(layer, place);
        Self {
            rule,
            severity: rule.severity,
            message: String::new(),
            variable: String::new(),
            value,
            origin,
            range,
            at_name: false,
            label: String::new(),
            related: vec![],
            notes: vec![],
            help: String::new(),
            fix: None,
        }
    }
}
