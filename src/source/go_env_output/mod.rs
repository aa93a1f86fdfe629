//! Pasted output of `go env`, of any version and system, with whatever people paste around it.
//!
//! A text that is go's output and nothing else is read exactly as its version wrote it. Anything
//! else is walked line by line: markup, prompts and quotation marks are passed over, and only runs
//! of lines that look as the go command writes them are taken.

mod answers;
mod dating;
mod entry;
mod escape;
mod json;
mod lines;
mod listing;
mod names;
mod note;
mod places;
mod quoted;
mod scan;
mod wrapper;

use std::path::Path;

pub use note::{Form, Note, NoteKind};

use places::Places;

use crate::files::TextFile;
use crate::go::GoVersion;
use crate::source::{Assignment, Layer, Origin, Value};

/// What a paste says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GoEnvOutput {
    /// The variables, each once, in the order of the paste. Lists of Plan 9 are joined by NUL.
    pub assignments: Vec<Assignment>,
    /// How the listing is written; `None`: there is no listing.
    pub form: Option<Form>,
    /// Whether variables may be missing (`-changed`, named variables, a cut-off paste): an absent
    /// variable then says nothing.
    pub partial: bool,
    /// What is unclear, by line.
    pub notes: Vec<Note>,
    version: Option<GoVersion>,
}

impl GoEnvOutput {
    /// The Go version: GOVERSION (printed since Go 1.16), else that of a `go version` line or a
    /// `go1.x env` command in the paste.
    pub fn version(&self) -> Option<GoVersion> {
        self.version
    }

    /// The target system, GOOS.
    pub fn goos(&self) -> Option<&str> {
        self.value("GOOS")
    }

    /// A variable's value, secrets included.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.assignments.iter().find(|set| set.name == name).map(|set| set.value.expose())
    }
}

/// Reads a paste. `name` is the file that it came from, for origins.
///
/// Takes time in proportion to the text. Source of the forms: `cmd/go/internal/envcmd.PrintEnv`
/// and `printEnvAsJSON`, Go 1.11 to 1.27.
pub fn parse(text: &str, name: Option<&Path>) -> GoEnvOutput {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let scan = scan::scan(text);
    let listings = listing::listings(scan.runs, scan.version);
    let Some((chosen, mut notes)) = listing::decide(listings) else {
        return GoEnvOutput { version: scan.version, partial: true, ..GoEnvOutput::default() };
    };
    let mut assignments = Vec::with_capacity(chosen.entries.len());
    let mut places = Places::new(match name {
        Some(name) => TextFile::new(name, text),
        None => TextFile::unnamed(text),
    });
    for entry in chosen.entries {
        notes.extend(entry.notes());
        let origin = Origin::in_file(Layer::GoEnvOutput, places.place(entry.span));
        let value = Value::from(entry.value);
        assignments.push(Assignment { name: entry.name, value, origin, certainty: entry.certainty });
    }
    notes.sort_by_key(|note| note.line);
    GoEnvOutput {
        assignments,
        form: Some(chosen.form),
        partial: chosen.partial,
        notes,
        version: chosen.version,
    }
}

#[cfg(test)]
mod tests;
