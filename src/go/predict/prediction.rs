//! What is foretold of a run.

use super::super::decision::DownloadDecider;
use super::contact::Contact;

/// How a run ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// The module is there.
    Success,
    /// It is not.
    Failure,
    /// The module's origin decides.
    Unknown,
}

/// The predicted contacts and the end of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prediction {
    /// Every request, in order; repeats in a row are one. Ends at the first request to the origin.
    pub contacts: Vec<Contact>,
    /// How the run ends.
    pub outcome: Outcome,
    /// The error in the go command's own words, without a leading `go: `.
    pub error: Option<String>,
    /// What stopped the run before it came to the module.
    pub stopped_by: Option<DownloadDecider>,
}
