//! The JSON documents, version 1: what scripts and CI jobs lean on.
//!
//! A key never changes its meaning within a schema version; new keys may come.

mod bundle;
mod check;
mod context;
mod decision;
mod diagnostic;
mod go;
mod module;
mod setting;
mod triage;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::rules::doc::RuleDoc;

pub use bundle::{BundleDocument, SectionDocument};
pub use check::{
    ChangeDocument, CheckDocument, DiffDocument, EgressDocument, FindingCounts, FindingDocument,
    FindingState, GraphModuleDocument, LocationDocument, ModuleFileDocument, NamesDocument,
    PublicServerDocument, SideDocument, SuppressionDocument, TouchDocument, egress, public_servers,
};
pub use context::{
    AlternativeDocument, CertaintyDocument, ContextDocument, ContextFileDocument, ContextVariableDocument,
    ContextsDocument, PlaceDocument, Shown, StateDocument,
};
pub use decision::{ChecksumDocument, ContactDocument, DownloadDocument, HopDocument, PredictionDocument};
pub use diagnostic::{DiagnosticDocument, EditDocument, FixDocument, RelatedDocument};
pub use go::{GoDocument, VersionFrom};
pub use module::{ModuleDocument, StepDocument, TraceDocument};
pub use setting::{
    AttributionCertainty, OriginDocument, SetByDocument, SettingDocument, ShadowedDocument, settings_document,
};
pub use triage::{CauseDocument, EvidenceDocument, TellApartDocument, TriageDocument, WayOutDocument};

/// The version of all documents here.
pub const SCHEMA_VERSION: u32 = 1;

/// The document of `explain --format json`.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ExplainDocument {
    /// 1.
    pub schema_version: u32,
    /// The go command that is reproduced.
    pub go: GoDocument,
    /// The settings by name.
    pub settings: BTreeMap<String, SettingDocument>,
    /// The modules, in the order asked.
    pub modules: Vec<ModuleDocument>,
    /// The findings.
    pub diagnostics: Vec<DiagnosticDocument>,
}

/// The document of `env --format json`.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct EnvDocument {
    /// 1.
    pub schema_version: u32,
    /// The go command that is reproduced.
    pub go: GoDocument,
    /// The settings by name.
    pub settings: BTreeMap<String, SettingDocument>,
    /// The findings.
    pub diagnostics: Vec<DiagnosticDocument>,
}

/// The document of `rule --format json`.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RulesDocument {
    /// 1.
    pub schema_version: u32,
    /// The rules, in the order of the registry.
    pub rules: Vec<RuleDoc>,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The schema of what is written, where some keys may be left out.
    fn schema_of<T: schemars::JsonSchema>() -> schemars::Schema {
        let settings = schemars::generate::SchemaSettings::default().for_serialize();
        settings.into_generator().into_root_schema_for::<T>()
    }

    /// The schema that scripts may rely on is the one generated from these types.
    fn assert_schema_is_kept(name: &str, schema: &schemars::Schema) {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/schema").join(name);
        let generated = serde_json::to_string_pretty(schema).unwrap() + "\n";
        if std::env::var_os("GOENV_DOCTOR_WRITE_SCHEMA").is_some() {
            std::fs::write(&path, &generated).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            kept == generated,
            "{} differs from the types; set GOENV_DOCTOR_WRITE_SCHEMA=1 to write it anew",
            path.display()
        );
    }

    #[test]
    fn schema_of_explain_is_kept() {
        assert_schema_is_kept("explain-v1.json", &schema_of::<ExplainDocument>());
    }

    #[test]
    fn schema_of_check_is_kept() {
        assert_schema_is_kept("check-v1.json", &schema_of::<super::check::WholeCheckDocument>());
    }

    #[test]
    fn schema_of_contexts_is_kept() {
        assert_schema_is_kept("contexts-v1.json", &schema_of::<ContextsDocument>());
    }

    #[test]
    fn schema_of_rule_is_kept() {
        assert_schema_is_kept("rule-v1.json", &schema_of::<RulesDocument>());
    }

    #[test]
    fn schema_of_report_is_kept() {
        assert_schema_is_kept("report-v1.json", &schema_of::<BundleDocument>());
    }

    #[test]
    fn schema_of_triage_is_kept() {
        assert_schema_is_kept("triage-v1.json", &schema_of::<TriageDocument>());
    }

    #[test]
    fn schema_of_env_is_kept() {
        assert_schema_is_kept("env-v1.json", &schema_of::<EnvDocument>());
    }
}
