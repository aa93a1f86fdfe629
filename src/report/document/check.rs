//! The document of `check --format json`, and the parts that other formats are made from.

use serde::Serialize;

use super::{DiagnosticDocument, GoDocument, SCHEMA_VERSION, SettingDocument, settings_document};
use crate::audit::{Contacted, Counts, HostUse, Learned, Listed, Module, Names, Role, Side, Tally, Touch};
use crate::go::decision::{ChecksumDecider, ChecksumVerdict, DownloadDecider, DownloadVerdict};
use crate::inspect::{ModuleFile, Repository};
use crate::report::Secrets;
use crate::rules::Severity;
use std::collections::BTreeMap;

/// Where other programs are told that a finding is: always a file of the repository.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct LocationDocument {
    /// The file, relative to the top of the repository, with `/` between its names.
    pub path: String,
    /// The line, from 1.
    pub line: u32,
    /// The column, in characters from 1.
    pub column: u32,
    /// The column after the offending part.
    pub end_column: u32,
    /// Whether the finding is really there; false: its own place is outside the repository (the process
    /// environment, the go/env file), and this file stands in for it.
    pub exact: bool,
}

/// What was said about a finding that somebody does not want to hear of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SuppressionDocument {
    /// Whether a comment beside the line says so, rather than goenv-doctor.toml.
    pub in_source: bool,
    /// The reason; empty: none is given.
    pub reason: String,
}

/// What becomes of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum FindingState {
    /// It counts.
    New,
    /// The baseline knows it; it does not count.
    Known,
    /// Somebody does not want to hear of it; it does not count.
    Suppressed,
}

/// A finding with its place in the repository.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FindingDocument {
    /// Stays the same when lines move: 32 hexadecimal digits.
    pub fingerprint: String,
    /// What becomes of it.
    pub state: FindingState,
    /// Where other programs are told that it is.
    pub location: LocationDocument,
    /// For `suppressed`: what was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suppression: Option<SuppressionDocument>,
    /// The finding.
    #[serde(flatten)]
    pub diagnostic: DiagnosticDocument,
}

/// Module paths: how many, and the first few.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct NamesDocument {
    /// How many.
    pub total: u64,
    /// The first few.
    pub examples: Vec<String>,
}

impl NamesDocument {
    fn of(names: &Names) -> Self {
        Self {
            total: names.total,
            examples: names.examples.iter().map(|example| example.path.clone()).collect(),
        }
    }
}

/// A host that is or may be contacted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct EgressDocument {
    /// Its name or address.
    pub host: String,
    /// The port.
    pub port: u16,
    /// As what.
    pub role: Role,
    /// Whether it is contacted when all goes well.
    pub contacted: Contacted,
    /// For which modules.
    pub modules: NamesDocument,
    /// Whether the Go toolchain is fetched there.
    pub toolchain: bool,
}

impl EgressDocument {
    fn of(host: &crate::audit::Host, role: Role, found: &HostUse) -> Self {
        Self {
            host: host.name.clone(),
            port: host.port,
            role,
            contacted: found.contacted,
            modules: NamesDocument::of(&found.names),
            toolchain: found.serves_toolchain,
        }
    }
}

/// A server that anyone may ask, and the names that it learns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PublicServerDocument {
    /// Its name.
    pub server: String,
    /// Names that it learns when all goes well.
    pub learns: NamesDocument,
    /// Names that it learns when others fail.
    pub may_learn: NamesDocument,
}

impl PublicServerDocument {
    fn of(server: &str, learned: &Learned) -> Self {
        Self {
            server: server.to_owned(),
            learns: NamesDocument::of(&learned.names),
            may_learn: NamesDocument::of(&learned.possibly),
        }
    }
}

/// A module file (go.mod or go.work) with what its modules come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ModuleFileDocument {
    /// The file, relative to the top of the repository.
    pub path: String,
    /// How many of its modules are on which side.
    pub counts: Counts,
    /// What else is to be known: a vendor directory that builds use, what go says about the files.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// A host that has to do with a module.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TouchDocument {
    /// `host:port`.
    pub host: String,
    /// As what.
    pub role: Role,
    /// Whether it is contacted.
    pub contacted: Contacted,
    /// Whether it learns the module's name.
    pub learns_name: bool,
    /// Whether it is contacted for the Go toolchain and not for the module.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub toolchain: bool,
}

impl TouchDocument {
    fn of(touch: &Touch) -> Self {
        Self {
            host: touch.host.to_string(),
            role: touch.role,
            contacted: touch.contacted,
            learns_name: touch.learns_name,
            toolchain: touch.is_toolchain,
        }
    }
}

/// One module of the graph.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct GraphModuleDocument {
    /// The module file that it belongs to, relative to the top of the repository.
    pub file: String,
    /// Its path; that of the replacement, where a module replaces it.
    pub path: String,
    /// Its version.
    pub version: String,
    /// Why it is there.
    pub listed: Listed,
    /// What becomes of it.
    pub side: Side,
    /// Whether go.sum holds every hash that a build needs.
    pub in_go_sum: bool,
    /// The directory that takes its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub directory: Option<String>,
    /// Who would verify it, go.sum aside.
    pub checksum: SideDocument<ChecksumVerdict, ChecksumDecider>,
    /// From whom it would come.
    pub download: SideDocument<DownloadVerdict, DownloadDecider>,
    /// The hosts, those that are contacted first.
    pub hosts: Vec<TouchDocument>,
    /// Why go would not get it, in its own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

/// A verdict and what decided it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SideDocument<V, D> {
    /// The verdict.
    pub verdict: V,
    /// What decided it.
    pub decided_by: D,
    /// The pattern that matched.
    pub pattern: Option<String>,
}

impl GraphModuleDocument {
    /// A module of that file.
    pub fn of(file: &str, module: &Module, secrets: Secrets) -> Self {
        let (checksum, download) = (&module.checksum, &module.download);
        let text = |pattern: &Option<crate::go::decision::MatchedPattern>| {
            pattern.as_ref().map(|pattern| secrets.text(&pattern.text))
        };
        Self {
            file: file.to_owned(),
            path: module.seen.path.clone(),
            version: module.seen.version.clone(),
            listed: module.seen.listed,
            side: module.side,
            in_go_sum: module.seen.is_summed,
            directory: module.seen.directory.clone(),
            checksum: SideDocument {
                verdict: checksum.verdict,
                decided_by: checksum.decided_by,
                pattern: text(&checksum.pattern),
            },
            download: SideDocument {
                verdict: download.verdict,
                decided_by: download.decided_by,
                pattern: text(&download.pattern),
            },
            hosts: module.touches.iter().map(TouchDocument::of).collect(),
            error: module.error.as_deref().map(|error| secrets.text(error)),
        }
    }
}

/// How many findings count, by severity, and how many do not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FindingCounts {
    /// Errors that count.
    pub error: u64,
    /// Warnings that count.
    pub warning: u64,
    /// Others that count.
    pub info: u64,
    /// Those that the baseline knows.
    pub known: u64,
    /// Those that somebody does not want to hear of.
    pub suppressed: u64,
}

impl FindingCounts {
    /// Counts findings.
    pub fn of(diagnostics: &[FindingDocument]) -> Self {
        let mut counts = Self::default();
        for found in diagnostics {
            let count = match (found.state, found.diagnostic.severity) {
                (FindingState::Known, _) => &mut counts.known,
                (FindingState::Suppressed, _) => &mut counts.suppressed,
                (FindingState::New, Severity::Error) => &mut counts.error,
                (FindingState::New, Severity::Warning) => &mut counts.warning,
                (FindingState::New, Severity::Info) => &mut counts.info,
            };
            *count += 1;
        }
        counts
    }
}

/// What changed since a report or under other settings.
#[derive(Debug, Clone, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiffDocument {
    /// What it is compared with.
    pub base: String,
    /// Settings with another value.
    pub settings: Vec<ChangeDocument>,
    /// Modules that changed sides, or that are asked for at another place.
    pub modules: Vec<ChangeDocument>,
    /// Hosts that are new to the list, `host:port`.
    pub hosts_added: Vec<String>,
    /// Hosts that are gone from it.
    pub hosts_removed: Vec<String>,
    /// Findings that are new, one line each.
    pub findings_added: Vec<String>,
    /// Findings that are gone.
    pub findings_removed: Vec<String>,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ChangeDocument {
    /// The setting or module path.
    pub name: String,
    /// Before; null: it was not there.
    pub before: Option<String>,
    /// After; null: it is gone.
    pub after: Option<String>,
}

/// The document of `check --format json`. Its `modules` are written one by one, so that memory does not
/// grow with go.sum.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CheckDocument {
    /// 1.
    pub schema_version: u32,
    /// The go command that is reproduced.
    pub go: GoDocument,
    /// The settings by name.
    pub settings: BTreeMap<String, SettingDocument>,
    /// The policy in effect, relative to the top of the repository.
    pub policy: Option<String>,
    /// How many modules of the whole graph are on which side, each path once.
    pub counts: Counts,
    /// The module files, by path.
    pub files: Vec<ModuleFileDocument>,
    /// The hosts that are or may be contacted, those that are first.
    pub egress: Vec<EgressDocument>,
    /// Hosts that there was no more room for.
    #[serde(skip_serializing_if = "is_zero")]
    pub egress_left_out: u64,
    /// Public servers and the names that they learn.
    pub public_servers: Vec<PublicServerDocument>,
    /// Directories and module files that ignore files leave out, relative to the top of the repository: nobody
    /// looked at them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ignored: Vec<String>,
    /// What changed, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub diff: Option<DiffDocument>,
    /// How many findings there are.
    pub findings: FindingCounts,
    /// From which severity on findings make the command fail.
    pub fail_on: &'static str,
    /// Whether they do.
    pub fails: bool,
    /// The findings, in the order of the places that they are about.
    pub diagnostics: Vec<FindingDocument>,
}

impl CheckDocument {
    /// A repository with its findings. Whether they make the command fail is not decided here.
    pub fn of(repository: &Repository, diagnostics: Vec<FindingDocument>, secrets: Secrets) -> Self {
        let Repository { inspection, tally, root, .. } = repository;
        Self {
            schema_version: SCHEMA_VERSION,
            go: GoDocument::of(&inspection.scenario.go),
            settings: settings_document(&inspection.scenario.settings, inspection.survey.as_deref(), secrets),
            policy: repository.config.path.as_deref().map(|path| root.shown(path)),
            counts: tally.counts,
            files: ModuleFileDocument::all(repository),
            egress: egress(tally),
            egress_left_out: tally.hosts_left_out,
            public_servers: public_servers(tally),
            ignored: repository.ignored.iter().map(|path| root.shown(path)).collect(),
            diff: None,
            findings: FindingCounts::of(&diagnostics),
            fail_on: "never",
            fails: false,
            diagnostics,
        }
    }
}

impl ModuleFileDocument {
    /// The module files of a repository.
    fn all(repository: &Repository) -> Vec<Self> {
        let document = |file: &ModuleFile| {
            Some(Self { path: repository.name(file)?, counts: file.counts, notes: file.notes() })
        };
        repository.module_files.iter().filter_map(document).collect()
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// The hosts of a tally, those that are contacted for sure first.
pub fn egress(tally: &Tally) -> Vec<EgressDocument> {
    let mut all: Vec<_> =
        tally.hosts.iter().map(|((host, role), found)| EgressDocument::of(host, *role, found)).collect();
    all.sort_by_key(|host| (host.contacted, host.role));
    all
}

/// The public servers of a tally.
pub fn public_servers(tally: &Tally) -> Vec<PublicServerDocument> {
    tally.public.iter().map(|(server, learned)| PublicServerDocument::of(server, learned)).collect()
}

/// The document as it is written: with its modules after everything else.
#[cfg(test)]
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "CheckDocument")]
pub(crate) struct WholeCheckDocument {
    /// All but the modules.
    #[serde(flatten)]
    pub head: CheckDocument,
    /// The modules: those of go.mod first, then those that only go.sum names, file by file.
    pub modules: Vec<GraphModuleDocument>,
}
