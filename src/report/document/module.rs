//! One module, with the steps that led to its decisions.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::inspect::{ModuleDecisions, Step, Trace};
use crate::report::Secrets;

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

impl StepDocument {
    fn of(step: &Step, secrets: Secrets) -> Self {
        Self {
            variable: step.variable.clone(),
            value: secrets.value(&step.value),
            origin: step.origin.as_ref().map(OriginDocument::of),
            result: secrets.text(&step.result),
        }
    }
}

impl TraceDocument {
    fn of(trace: &Trace, secrets: Secrets) -> Self {
        let steps = |steps: &[Step]| steps.iter().map(|step| StepDocument::of(step, secrets)).collect();
        Self { checksum: steps(&trace.checksum), download: steps(&trace.download) }
    }
}

impl ModuleDocument {
    /// A module, with its secrets masked or shown.
    pub fn of(module: &ModuleDecisions, secrets: Secrets) -> Self {
        let subject = &module.subject;
        let request = &subject.request;
        Self {
            path: request.path.clone(),
            version: request.version.clone(),
            candidate_of: subject.candidate_of.clone(),
            provides: subject.provides.clone(),
            replaces: subject.replaces.clone(),
            directory: subject.directory.clone(),
            cached: request.cached.info && request.cached.go_mod && request.cached.zip,
            trace: TraceDocument::of(&module.trace, secrets),
            checksum: ChecksumDocument::of(&module.checksum, secrets),
            download: DownloadDocument::of(&module.download, secrets),
            learns_name: module.learns_name.clone(),
            may_learn_name: module.may_learn_name.clone(),
            prediction: PredictionDocument::of(&module.prediction, secrets),
        }
    }

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
