//! The JSON documents, version 1: what scripts and CI jobs lean on.
//!
//! A key never changes its meaning within a schema version; new keys may come.

use std::collections::BTreeMap;

use serde::Serialize;

use super::secrets::Secrets;
use crate::go::decision::{
    ChecksumDecider, ChecksumVerdict, DownloadDecider, DownloadVerdict, HopKind, Reaction,
};
use crate::go::decision::{ChecksumDecision, DownloadDecision, Hop};
use crate::go::predict::{Outcome, Prediction, Purpose};
use crate::rules::{Applicability, Diagnostic, Severity};
use crate::settings::{Setting, Settings};
use crate::source::{Layer, Origin};

/// The version of all documents here.
pub const SCHEMA_VERSION: u32 = 1;

/// How the Go version became known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum VersionFrom {
    /// Read from GOROOT's VERSION file.
    Goroot,
    /// Given by `--go-version`.
    Flag,
    /// Taken from pasted `go env` output.
    GoEnv,
    /// Nothing tells it: the newest known version.
    Assumed,
}

/// The go command that is reproduced.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct GoDocument {
    /// Its version, as `1.27.3`.
    pub version: String,
    /// Its GOROOT, where known.
    pub goroot: Option<String>,
    /// How the version became known.
    pub version_from: VersionFrom,
    /// What limits the answer: a version newer than all that were checked, a GOROOT that is not there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

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

/// One entry of a route.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct HopDocument {
    /// Who is asked.
    pub kind: HopKind,
    /// Where.
    pub url: Option<String>,
    /// After 404 or 410.
    pub on_not_found: Reaction,
    /// After any other error.
    pub on_error: Reaction,
}

impl HopDocument {
    fn of(hop: &Hop, secrets: Secrets) -> Self {
        Self {
            kind: hop.kind,
            url: hop.url.as_deref().map(|url| secrets.text(url)),
            on_not_found: hop.on_not_found,
            on_error: hop.on_error,
        }
    }
}

/// The decision about a module's checksums.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ChecksumDocument {
    /// Verified or not.
    pub verdict: ChecksumVerdict,
    /// What decided.
    pub decided_by: ChecksumDecider,
    /// The pattern that matched.
    pub pattern: Option<String>,
    /// The database asked.
    pub database: Option<String>,
    /// How it is reached.
    pub route: Vec<HopDocument>,
    /// Why the lookup fails, in the go command's own words.
    pub error: Option<String>,
}

impl ChecksumDocument {
    /// A decision, with secrets masked or shown.
    pub fn of(decision: &ChecksumDecision, secrets: Secrets) -> Self {
        Self {
            verdict: decision.verdict,
            decided_by: decision.decided_by,
            pattern: decision.pattern.as_ref().map(|pattern| secrets.text(&pattern.text)),
            database: decision.database.clone(),
            route: decision.route.iter().map(|hop| HopDocument::of(hop, secrets)).collect(),
            error: decision.error.as_deref().map(|error| secrets.text(error)),
        }
    }
}

/// The decision about a module's download.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DownloadDocument {
    /// From whom first.
    pub verdict: DownloadVerdict,
    /// What decided.
    pub decided_by: DownloadDecider,
    /// The pattern that matched.
    pub pattern: Option<String>,
    /// Whom go asks, in order.
    pub route: Vec<HopDocument>,
    /// Why nothing is downloaded, in the go command's own words.
    pub error: Option<String>,
}

impl DownloadDocument {
    /// A decision, with secrets masked or shown.
    pub fn of(decision: &DownloadDecision, secrets: Secrets) -> Self {
        Self {
            verdict: decision.verdict,
            decided_by: decision.decided_by,
            pattern: decision.pattern.as_ref().map(|pattern| secrets.text(&pattern.text)),
            route: decision.route.iter().map(|hop| HopDocument::of(hop, secrets)).collect(),
            error: decision.error.as_deref().map(|error| secrets.text(error)),
        }
    }
}

/// One request that go would make.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ContactDocument {
    /// The address, percent-encoded as go sends it.
    pub url: String,
    /// What it is for.
    #[serde(rename = "for")]
    pub purpose: Purpose,
}

/// What go would do, under assumed answers.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PredictionDocument {
    /// The requests, in order.
    pub contacts: Vec<ContactDocument>,
    /// How the run ends.
    pub outcome: Outcome,
    /// The go command's own words.
    pub error: Option<String>,
}

impl PredictionDocument {
    /// A prediction, with secrets masked or shown.
    pub fn of(prediction: &Prediction, secrets: Secrets) -> Self {
        let contact = |contact: &crate::go::predict::Contact| ContactDocument {
            url: secrets.text(&contact.url),
            purpose: contact.purpose,
        };
        Self {
            contacts: prediction.contacts.iter().map(contact).collect(),
            outcome: prediction.outcome,
            error: prediction.error.as_deref().map(|error| secrets.text(error)),
        }
    }
}

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
        let mut origin = OriginDocument::of(&diagnostic.origin);
        let offset = |bytes: usize| {
            let before = diagnostic.value.expose().get(..bytes).unwrap_or("").chars().count();
            u32::try_from(before).unwrap_or(0)
        };
        if let (Some(column), true) = (origin.column, diagnostic.at_name) {
            // The name stands right before the `=` in front of the value.
            let length = u32::try_from(diagnostic.variable.chars().count()).unwrap_or(0);
            origin.end_column = Some(column.saturating_sub(1));
            origin.column = Some(column.saturating_sub(1 + length));
        } else if let (Some(column), false) = (origin.column, diagnostic.range.is_empty()) {
            origin.end_column = Some(column + offset(diagnostic.range.end));
            origin.column = Some(column + offset(diagnostic.range.start));
        }
        let fix = diagnostic.fix.as_ref().map(|fix| FixDocument {
            title: secrets.text(&fix.title),
            variable: fix.variable.clone(),
            value: fix.value.as_ref().map(|value| secrets.value(value)),
            applicability: fix.applicability,
        });
        Self {
            code: diagnostic.rule.code,
            name: diagnostic.rule.slug,
            severity: diagnostic.severity,
            message: secrets.text(&diagnostic.message),
            variable: diagnostic.variable.clone(),
            origin,
            notes: diagnostic.notes.iter().map(|note| secrets.text(note)).collect(),
            help: secrets.text(&diagnostic.help),
            fix,
        }
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_schema_is_kept("explain-v1.json", &schemars::schema_for!(ExplainDocument));
    }

    #[test]
    fn schema_of_env_is_kept() {
        assert_schema_is_kept("env-v1.json", &schemars::schema_for!(EnvDocument));
    }
}
