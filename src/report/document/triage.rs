//! Causes of a failure.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::report::Secrets;
use crate::triage::{Cause, Diagnosis, Known, Source};

/// A piece of evidence.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct EvidenceDocument {
    /// One sentence, or the words of the log.
    pub text: String,
    /// Where it was seen; `both`: between log and settings.
    pub source: Source,
    /// The line of the log, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// Whether it speaks for the cause or against it; null: it only explains.
    pub supports: Option<bool>,
}

/// What tells a cause from lookalikes.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TellApartDocument {
    /// What to find out, and what the answers mean.
    pub question: String,
    /// The command to run where go failed.
    pub command: Option<String>,
}

/// The safest way out.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct WayOutDocument {
    /// What to do.
    pub summary: String,
    /// The system that the commands are for, GOOS; null: nothing tells it, and they are for a POSIX shell.
    pub system: Option<String>,
    /// Commands, in order.
    pub commands: Vec<String>,
    /// What not to do, though articles say so.
    pub avoid: Vec<String>,
}

/// A possible cause.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CauseDocument {
    /// The failure class's stable name.
    pub class: &'static str,
    /// How sure this is, from 0 to 1: the share of the words, every piece of evidence for the cause
    /// halving the doubt, every piece against it halving the confidence.
    pub confidence: f64,
    /// What happened, in one short line.
    pub title: String,
    /// What speaks for it, and what against it; the words of the log first.
    pub evidence: Vec<EvidenceDocument>,
    /// What tells it from lookalikes.
    pub tell_apart: TellApartDocument,
    /// The safest way out.
    pub fix: WayOutDocument,
}

/// The document of `triage --format json`.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TriageDocument {
    /// 1.
    pub schema_version: u32,
    /// At most three causes, the likeliest first; empty: no known configuration cause.
    pub causes: Vec<CauseDocument>,
    /// The settings that the report gives, by name.
    pub go_env: BTreeMap<String, String>,
    /// The Go version, where the report tells it.
    pub go_version: Option<String>,
    /// The module or package path that the error is about.
    pub module: Option<String>,
    /// Its version or query, where one is named.
    pub version: Option<String>,
    /// The hosts that errors name.
    pub hosts: Vec<String>,
    /// Those of them that the given settings do not lead to.
    pub unexpected_hosts: Vec<String>,
    /// What go was doing.
    pub phases: Vec<String>,
    /// Errors of go that no class knows.
    pub unrecognised: Vec<String>,
}

impl TriageDocument {
    /// What came out, with secrets masked or shown.
    pub(crate) fn of(diagnosis: &Diagnosis, known: &Known, secrets: Secrets) -> Self {
        let first = diagnosis.modules.first();
        let hosts = |wanted: fn(&(String, Option<bool>)) -> bool| {
            diagnosis.hosts.iter().filter(|host| wanted(host)).map(|(host, _)| secrets.text(host)).collect()
        };
        Self {
            schema_version: super::SCHEMA_VERSION,
            causes: diagnosis.causes.iter().map(|cause| CauseDocument::of(cause, known, secrets)).collect(),
            go_env: known.given.iter().map(|(name, value)| (name.clone(), secrets.text(value))).collect(),
            go_version: known.version.map(|version| version.to_string()),
            module: first.map(|module| secrets.text(&module.path)),
            version: first.map(|module| secrets.text(&module.version)).filter(|version| !version.is_empty()),
            hosts: hosts(|_| true),
            unexpected_hosts: hosts(|(_, is_expected)| *is_expected == Some(false)),
            phases: diagnosis.phases.iter().map(|phase| (*phase).to_owned()).collect(),
            unrecognised: diagnosis
                .unknown
                .iter()
                .map(|statement| secrets.text(&shorten(&statement.text)))
                .collect(),
        }
    }
}

/// Characters of an unknown error that are shown.
const SHOWN: usize = 400;

fn shorten(text: &str) -> String {
    let short: String = text.chars().take(SHOWN).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}

impl CauseDocument {
    fn of(cause: &Cause, known: &Known, secrets: Secrets) -> Self {
        let evidence = cause.evidence.iter().map(|piece| EvidenceDocument {
            text: secrets.text(&piece.text),
            source: piece.source,
            line: piece.line,
            supports: piece.supports,
        });
        let command = Some(cause.command.to_owned()).filter(|command| !command.is_empty());
        Self {
            class: cause.class,
            confidence: cause.confidence,
            title: cause.title.to_owned(),
            evidence: evidence.collect(),
            tell_apart: TellApartDocument { question: cause.question.to_owned(), command },
            fix: WayOutDocument {
                summary: secrets.text(&cause.fix.summary),
                system: known.goos.clone(),
                commands: cause.fix.commands.iter().map(|command| secrets.text(command)).collect(),
                avoid: cause.avoid.iter().map(|text| (*text).to_owned()).collect(),
            },
        }
    }
}
