//! Settings and their origins.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::files::Place;
use crate::report::Secrets;
use crate::settings::{Setting, Settings};
use crate::source::context::{Attribution, Survey};
use crate::source::{Certainty, Layer, Origin};

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
    /// The column after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_column: Option<u32>,
    /// For the environment: the start-up file that most likely put the value there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set_by: Option<SetByDocument>,
}

/// The start-up file that most likely set a variable of the process environment.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SetByDocument {
    /// The file.
    pub path: String,
    /// Its line, from 1.
    pub line: u32,
    /// The column of the variable's name, in characters from 1.
    pub column: u32,
    /// The column after it.
    pub end_column: u32,
    /// How sure that is.
    pub certainty: AttributionCertainty,
}

/// How sure it is that a file set a variable of the process environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum AttributionCertainty {
    /// Every kind of shell gets this value from there.
    Certain,
    /// A login shell or a terminal does.
    Likely,
    /// One does if a test holds that the files do not decide.
    Possible,
}

impl SetByDocument {
    /// The place that an environment's value is put down to.
    pub fn of(found: &Attribution) -> Self {
        let place = &found.place;
        Self {
            path: place.path_text().into_owned(),
            line: place.line(),
            column: place.column(),
            end_column: place.end_column(),
            certainty: match found.certainty {
                Certainty::Certain => AttributionCertainty::Certain,
                Certainty::Likely => AttributionCertainty::Likely,
                Certainty::Possible => AttributionCertainty::Possible,
            },
        }
    }
}

impl OriginDocument {
    /// The place of a value.
    pub fn of(origin: &Origin) -> Self {
        Self::at(origin, origin.place.as_ref())
    }

    /// The place of a part of what an origin is about.
    pub fn at(origin: &Origin, place: Option<&Place>) -> Self {
        Self {
            layer: origin.layer,
            from: origin.from,
            path: origin.path().map(|path| path.to_string_lossy().into_owned()),
            line: place.map(Place::line),
            column: place.map(Place::column),
            end_column: place.map(Place::end_column),
            set_by: None,
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

/// All settings by name, those of the environment with the file that most likely set them.
pub fn settings_document(
    settings: &Settings,
    survey: Option<&Survey>,
    secrets: Secrets,
) -> BTreeMap<String, SettingDocument> {
    let document = |setting: &Setting| {
        let mut document = SettingDocument::of(setting, secrets);
        if let Some(survey) = survey.filter(|_| setting.origin.layer == Layer::Environment) {
            let found = survey.attribution(&setting.name, &setting.value);
            document.origin.set_by = found.map(|found| SetByDocument::of(&found));
        }
        (setting.name.clone(), document)
    };
    settings.iter().map(document).collect()
}
