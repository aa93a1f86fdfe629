//! One module of the graph and its side.

use super::host::Touch;
use crate::files::Place;
use crate::go::decision::{ChecksumDecision, DownloadDecision};

/// Why a module is in the graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Listed {
    /// go.mod requires it.
    Required,
    /// go.mod requires it for other modules only (`// indirect`).
    Indirect,
    /// Only go.sum names it.
    GoSum,
}

/// The parts of a module version that a build takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// Its go.mod.
    pub go_mod: bool,
    /// Its content.
    pub zip: bool,
}

/// What is seen of a module before anything is decided.
#[derive(Debug, Clone)]
pub struct Sighting {
    /// The path that go would ask for.
    pub path: String,
    /// The version.
    pub version: String,
    /// Why it is there.
    pub listed: Listed,
    /// Where go.mod asks for it.
    pub place: Option<Place>,
    /// The directory that takes its place: that of a `replace` line, or `vendor`.
    pub directory: Option<String>,
    /// Whether go.sum holds every hash that a build needs.
    pub is_summed: bool,
    /// What a build takes of it.
    pub parts: Parts,
}

/// The side of a module: what becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// Its hashes are compared with go.sum or a checksum database.
    Verified,
    /// Taken as it comes, by a pattern of GONOSUMDB (or GOPRIVATE), and not blocked.
    Private,
    /// Taken as it comes, though no pattern says so.
    Unverified,
    /// go would not get it.
    Blocked,
    /// A directory takes its place.
    Local,
}

impl Side {
    /// The side's word in output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Private => "private",
            Self::Unverified => "unverified",
            Self::Blocked => "blocked",
            Self::Local => "local",
        }
    }
}

/// One module with all that go would do.
#[derive(Debug, Clone)]
pub struct Module {
    /// What was seen.
    pub seen: Sighting,
    /// Its side.
    pub side: Side,
    /// Who would verify it, go.sum aside.
    pub checksum: ChecksumDecision,
    /// From whom it would come.
    pub download: DownloadDecision,
    /// The hosts, those that are contacted first.
    pub touches: Vec<Touch>,
    /// Why go would not get it, in its own words.
    pub error: Option<String>,
}

impl Module {
    /// Where a fresh lookup would come to: `proxy.golang.org`, `direct`; empty: nobody is asked.
    pub fn source(&self) -> String {
        let will = self
            .touches
            .iter()
            .find(|touch| touch.contacted == super::Contacted::Will && !touch.is_toolchain);
        will.map_or_else(String::new, |touch| touch.host.name.clone())
    }
}
