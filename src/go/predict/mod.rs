//! The contacts that go would make for one module, and how the run would end, under assumed answers.
//!
//! Mirrors `go mod download PATH@VERSION`: `cmd/go/internal/modcmd.runDownload` over
//! `modload.ListModules` and `modfetch`.

mod answers;
mod module;
mod query;
mod request;
mod run;
mod selection;
mod status;
mod sumdb;
mod upgrade;
mod walk;

pub use answers::{Answer, Answers, AssumeError, Assumptions};
pub use query::assumed_version;
pub use request::join;
pub use run::{Cached, Context, Hashes, Prediction, Replacement, Request};

/// What a lookup that reaches `off` ends with.
pub(crate) const PROXY_OFF: &str = "module lookup disabled by GOPROXY=off";

/// The version that a proxy's list is assumed to offer, since nobody asks it.
pub const ASSUMED_VERSION: &str = "v1.2.3";

/// What a contact is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// Version metadata.
    Info,
    /// The go.mod file.
    Mod,
    /// The module's content.
    Zip,
    /// The list of versions.
    List,
    /// The latest version, when the list is empty.
    Latest,
    /// Whether a proxy passes checksum database requests on.
    SumdbSupported,
    /// The hashes of a module.
    SumdbLookup,
    /// Where a module's repository is.
    GoImport,
    /// The repository itself.
    Vcs,
}

/// One request that go would make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// The address, percent-encoded as go sends it, without credentials and fragment.
    pub url: String,
    /// What it is for.
    pub purpose: Purpose,
}

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
