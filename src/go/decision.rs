//! What go decides about one module: who verifies it, and from whom it comes.

use std::ops::Range;

use serde::Serialize;

/// What moves go to the next hop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Reaction {
    /// Ask the next hop.
    Next,
    /// Give up.
    Stop,
}

/// Who a hop leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum HopKind {
    /// A module proxy.
    Proxy,
    /// The module's origin, or the checksum database itself.
    Direct,
    /// Nobody.
    Off,
}

/// One entry of a route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hop {
    /// Who.
    pub kind: HopKind,
    /// Where, without credentials; `None` for `off` and for an origin that must be discovered.
    pub url: Option<String>,
    /// After 404 or 410.
    pub on_not_found: Reaction,
    /// After any other error.
    pub on_error: Reaction,
}

/// A pattern that matched a module path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchedPattern {
    /// The pattern as written.
    pub text: String,
    /// Where it stands in the list (bytes).
    pub range: Range<usize>,
}

/// The verdict about a module's checksums.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum ChecksumVerdict {
    /// Compared with go.sum or a checksum database.
    Verify,
    /// Taken as it comes.
    Skip,
    /// The lookup cannot even start.
    Error,
}

impl ChecksumVerdict {
    /// The verdict's word in output.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Verify => "verify",
            Self::Skip => "skip",
            Self::Error => "error",
        }
    }
}

/// What decided about the checksums.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum ChecksumDecider {
    /// A pattern of GONOSUMDB.
    #[serde(rename = "GONOSUMDB")]
    Gonosumdb,
    /// The value of GOSUMDB.
    #[serde(rename = "GOSUMDB")]
    Gosumdb,
    /// go.sum holds the hashes.
    #[serde(rename = "go.sum")]
    GoSum,
    /// It is a Go toolchain, which is always verified.
    #[serde(rename = "toolchain")]
    Toolchain,
    /// Replaced by a directory: nothing is downloaded.
    #[serde(rename = "replace")]
    Replace,
}

impl ChecksumDecider {
    /// The decider's name in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gonosumdb => "GONOSUMDB",
            Self::Gosumdb => "GOSUMDB",
            Self::GoSum => "go.sum",
            Self::Toolchain => "toolchain",
            Self::Replace => "replace",
        }
    }
}

/// How a module's checksums are dealt with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChecksumDecision {
    /// Verified or not.
    pub verdict: ChecksumVerdict,
    /// What decided.
    pub decided_by: ChecksumDecider,
    /// The pattern that matched, for GONOSUMDB.
    pub pattern: Option<MatchedPattern>,
    /// The database asked, by name.
    pub database: Option<String>,
    /// How the database is reached.
    pub route: Vec<Hop>,
    /// Why the lookup fails, in the go command's own words.
    pub error: Option<String>,
}

/// The verdict about a module's download.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum DownloadVerdict {
    /// From a module proxy first.
    Proxy,
    /// From its origin.
    Direct,
    /// From nobody.
    Blocked,
    /// The lookup cannot even start.
    Error,
}

impl DownloadVerdict {
    /// The verdict's word in output.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Proxy => "proxy",
            Self::Direct => "direct",
            Self::Blocked => "blocked",
            Self::Error => "error",
        }
    }
}

/// What decided about the download.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum DownloadDecider {
    /// A pattern of GONOPROXY.
    #[serde(rename = "GONOPROXY")]
    Gonoproxy,
    /// The list in GOPROXY.
    #[serde(rename = "GOPROXY")]
    Goproxy,
    /// GOVCS refuses the version control system.
    #[serde(rename = "GOVCS")]
    Govcs,
    /// GO111MODULE switches modules off, or has a value that go does not know.
    #[serde(rename = "GO111MODULE")]
    Go111module,
    /// GOFLAGS holds something that go does not take.
    #[serde(rename = "GOFLAGS")]
    Goflags,
    /// GOTOOLCHAIN: the toolchain that go.mod asks for is not to be had.
    #[serde(rename = "GOTOOLCHAIN")]
    Gotoolchain,
    /// GOAUTH holds something that ends the first https request.
    #[serde(rename = "GOAUTH")]
    Goauth,
    /// go.mod or go.work cannot be read.
    #[serde(rename = "go.mod")]
    GoMod,
    /// GOPATH holds a directory that go refuses.
    #[serde(rename = "GOPATH")]
    Gopath,
    /// GOROOT is no directory.
    #[serde(rename = "GOROOT")]
    Goroot,
    /// The path is no module path.
    #[serde(rename = "path")]
    Path,
    /// Replaced by a directory: nothing is downloaded.
    #[serde(rename = "replace")]
    Replace,
}

impl DownloadDecider {
    /// The decider's name in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gonoproxy => "GONOPROXY",
            Self::Goproxy => "GOPROXY",
            Self::Govcs => "GOVCS",
            Self::Go111module => "GO111MODULE",
            Self::Goflags => "GOFLAGS",
            Self::Gotoolchain => "GOTOOLCHAIN",
            Self::Goauth => "GOAUTH",
            Self::GoMod => "go.mod",
            Self::Gopath => "GOPATH",
            Self::Goroot => "GOROOT",
            Self::Path => "path",
            Self::Replace => "replace",
        }
    }
}

/// From whom a module is downloaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DownloadDecision {
    /// From whom first.
    pub verdict: DownloadVerdict,
    /// What decided.
    pub decided_by: DownloadDecider,
    /// The pattern that matched, for GONOPROXY.
    pub pattern: Option<MatchedPattern>,
    /// Whom go asks, in order.
    pub route: Vec<Hop>,
    /// Why nothing is downloaded, in the go command's own words.
    pub error: Option<String>,
}
