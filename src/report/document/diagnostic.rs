//! Findings and their fixes.

use serde::Serialize;

use super::OriginDocument;
use crate::report::Secrets;
use crate::rules::{Applicability, Diagnostic, Edit, Fix, Related, Severity};

/// A machine-readable change.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FixDocument {
    /// What to do.
    pub title: String,
    /// The variable to change.
    pub variable: String,
    /// Its new value; null: remove the setting.
    pub value: Option<String>,
    /// Whether it may be applied as it is.
    pub applicability: Applicability,
    /// The edits of files that come to the same, in order, where it is known which file gave the value.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<EditDocument>,
}

/// Some characters of a file, and what stands there instead. Lines and columns count from 1.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct EditDocument {
    /// The file.
    pub path: String,
    /// The line of the first character.
    pub line: u32,
    /// Its column, in characters.
    pub column: u32,
    /// The line of the place after the last character.
    pub end_line: u32,
    /// The column after the last character.
    pub end_column: u32,
    /// The new text.
    pub new_text: String,
}

impl EditDocument {
    fn of(edit: &Edit, secrets: Secrets) -> Self {
        let place = &edit.place;
        let (end_line, end_column) = place.end();
        Self {
            path: place.path_text().into_owned(),
            line: place.line(),
            column: place.column(),
            end_line,
            end_column,
            new_text: secrets.value(&edit.new_text),
        }
    }
}

impl FixDocument {
    fn of(fix: &Fix, secrets: Secrets) -> Self {
        Self {
            title: secrets.text(fix.title()),
            variable: fix.variable().to_owned(),
            value: fix.value().map(|value| secrets.value(value)),
            applicability: fix.applicability(),
            edits: fix.edits().iter().map(|edit| EditDocument::of(edit, secrets)).collect(),
        }
    }
}

/// Another place that belongs to a finding.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RelatedDocument {
    /// What it has to do with the finding.
    pub message: String,
    /// The variable whose value stands there.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub variable: String,
    /// The place; columns are those of the part that matters.
    pub origin: OriginDocument,
}

impl RelatedDocument {
    fn of(related: &Related, secrets: Secrets) -> Self {
        Self {
            message: secrets.text(&related.label),
            variable: related.variable.clone(),
            origin: OriginDocument::at(&related.origin, related.place().as_ref()),
        }
    }
}

/// One finding.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiagnosticDocument {
    /// The rule's stable code.
    pub code: &'static str,
    /// The rule's name.
    pub name: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// One line.
    pub message: String,
    /// The variable concerned.
    pub variable: String,
    /// The place that set it; columns are those of the offending part.
    pub origin: OriginDocument,
    /// Other places that belong to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<RelatedDocument>,
    /// Details.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// What to do, one line.
    pub help: String,
    /// The change that does it.
    pub fix: Option<FixDocument>,
}

impl DiagnosticDocument {
    /// A finding, with secrets masked or shown.
    pub fn of(diagnostic: &Diagnostic, secrets: Secrets) -> Self {
        Self {
            code: diagnostic.rule.code,
            name: diagnostic.rule.slug,
            severity: diagnostic.severity,
            message: secrets.text(&diagnostic.message),
            variable: diagnostic.variable.clone(),
            origin: OriginDocument::at(&diagnostic.origin, diagnostic.place().as_ref()),
            related: diagnostic.related.iter().map(|place| RelatedDocument::of(place, secrets)).collect(),
            notes: diagnostic.notes.iter().map(|note| secrets.text(note)).collect(),
            help: secrets.text(&diagnostic.help),
            fix: diagnostic.fix.as_ref().map(|fix| FixDocument::of(fix, secrets)),
        }
    }
}
