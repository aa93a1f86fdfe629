//! One module, with the steps that led to its decisions.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{ChecksumDocument, DownloadDocument, OriginDocument, PredictionDocument, SettingDocument};

/// One step of a decision.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct StepDocument {
    /// The variable (or file) looked at.
    pub variable: String,
    /// Its value.
    pub value: String,
    /// Where the value comes from.
    pub origin: Option<OriginDocument>,
    /// What came of it, in a few words.
    pub result: String,
}

/// One module, with all that go decides about it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ModuleDocument {
    /// The module path.
    pub path: String,
    /// The version asked for, `latest` for none.
    pub version: String,
    /// The package path that this module path is a candidate for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub candidate_of: Option<String>,
    /// The package that was asked about, when go.mod has this module for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provides: Option<String>,
    /// The module and version that go.mod or go.work replaces by this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
    /// The directory that replaces it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub directory: Option<String>,
    /// Whether the module cache holds all of it already.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub cached: bool,
    /// The steps that led to the two decisions, in go's order.
    pub trace: TraceDocument,
    /// The checksum decision.
    pub checksum: ChecksumDocument,
    /// The download decision.
    pub download: DownloadDocument,
    /// The hosts that learn the module's name if all goes well, in the order in which they are asked.
    pub learns_name: Vec<String>,
    /// Further hosts that learn it if those fail.
    pub may_learn_name: Vec<String>,
    /// The requests that go would make.
    pub prediction: PredictionDocument,
}

/// The steps of both decisions.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TraceDocument {
    /// Towards the checksum verdict.
    pub checksum: Vec<StepDocument>,
    /// Towards the download verdict.
    pub download: Vec<StepDocument>,
}

impl ModuleDocument {
    /// The same, where a step names the start-up file that most likely set its variable.
    #[must_use]
    pub fn with_places_of(mut self, settings: &BTreeMap<String, SettingDocument>) -> Self {
        for step in self.trace.checksum.iter_mut().chain(&mut self.trace.download) {
            let name = step.origin.as_ref().and_then(|origin| origin.from).unwrap_or(&step.variable);
            let found = settings.get(name).and_then(|setting| setting.origin.set_by.clone());
            if let Some(origin) = &mut step.origin {
                origin.set_by = found;
            }
        }
        self
    }
}
