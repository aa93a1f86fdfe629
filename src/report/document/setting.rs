//! Settings and their origins.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::report::Secrets;
use crate::settings::{Setting, Settings};
use crate::source::{Layer, Origin};

/// A place that set a value.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct OriginDocument {
    /// The kind of place.
    pub layer: Layer,
    /// For `derived`: the variable that the value was taken from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<&'static str>,
    /// The file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Its line, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The column of the value (or of its offending part), in characters from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// The column behind it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_column: Option<u32>,
}

impl OriginDocument {
    /// The place of a value.
    pub fn of(origin: &Origin) -> Self {
        Self {
            layer: origin.layer,
            from: origin.from,
            path: origin.path.as_ref().map(|path| path.to_string_lossy().into_owned()),
            line: origin.span.map(|span| span.line),
            column: origin.span.map(|span| span.column),
            end_column: origin.span.map(|span| span.end_column),
        }
    }
}

/// An assignment that is not the effective one.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ShadowedDocument {
    /// Its value.
    pub value: String,
    /// Where it stands.
    #[serde(flatten)]
    pub origin: OriginDocument,
    /// Why it does not count.
    pub why: String,
}

/// A variable's effective value.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SettingDocument {
    /// The value.
    pub value: String,
    /// Where it comes from.
    pub origin: OriginDocument,
    /// What else was written.
    pub shadowed: Vec<ShadowedDocument>,
}

impl SettingDocument {
    /// A setting, with its secrets masked or shown.
    pub fn of(setting: &Setting, secrets: Secrets) -> Self {
        let shadowed = setting.shadowed.iter().map(|shadowed| ShadowedDocument {
            value: secrets.value(&shadowed.assignment.value),
            origin: OriginDocument::of(&shadowed.assignment.origin),
            why: shadowed.why.to_string(),
        });
        Self {
            value: secrets.value(&setting.value),
            origin: OriginDocument::of(&setting.origin),
            shadowed: shadowed.collect(),
        }
    }
}

/// All settings by name.
pub fn settings_document(settings: &Settings, secrets: Secrets) -> BTreeMap<String, SettingDocument> {
    settings.iter().map(|setting| (setting.name.clone(), SettingDocument::of(setting, secrets))).collect()
}
