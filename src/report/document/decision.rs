//! The two decisions about a module, and the requests they lead to.

use serde::Serialize;

use crate::go::decision::{
    ChecksumDecider, ChecksumDecision, ChecksumVerdict, DownloadDecider, DownloadDecision, DownloadVerdict,
    Hop, HopKind, Reaction,
};
use crate::go::predict::{Contact, Outcome, Prediction, Purpose};
use crate::report::Secrets;

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
        let contact =
            |contact: &Contact| ContactDocument { url: secrets.text(&contact.url), purpose: contact.purpose };
        Self {
            contacts: prediction.contacts.iter().map(contact).collect(),
            outcome: prediction.outcome,
            error: prediction.error.as_deref().map(|error| secrets.text(error)),
        }
    }
}
