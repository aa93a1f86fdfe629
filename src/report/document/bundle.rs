//! What is handed to support.

use serde::Serialize;

/// A part of the bundle.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SectionDocument {
    /// What it holds, as `settings`.
    pub title: String,
    /// Its text, over several lines, with nothing in it that tells who somebody is.
    pub text: String,
}

/// The document of `report --format json`.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct BundleDocument {
    /// 1.
    pub schema_version: u32,
    /// The version of goenv-doctor.
    pub made_by: &'static str,
    /// The parts, in order.
    pub sections: Vec<SectionDocument>,
}
