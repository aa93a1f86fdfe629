//! The settings that decide about modules, as plain values.

use super::version::GoVersion;

/// Effective values of the go command's variables, for one run of one version.
///
/// Whoever builds it has already resolved the layers; the rules in this room take the values as the
/// go command has them at start (`cmd/go/internal/cfg`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Values {
    /// GO111MODULE.
    pub go111module: String,
    /// GOAUTH.
    pub goauth: String,
    /// GOFLAGS.
    pub goflags: String,
    /// GOINSECURE.
    pub goinsecure: String,
    /// GONOPROXY, after its default from GOPRIVATE.
    pub gonoproxy: String,
    /// GONOSUMDB, after its default from GOPRIVATE.
    pub gonosumdb: String,
    /// GOPRIVATE.
    pub goprivate: String,
    /// GOPROXY.
    pub goproxy: String,
    /// GOSUMDB.
    pub gosumdb: String,
    /// GOTOOLCHAIN.
    pub gotoolchain: String,
    /// GOVCS.
    pub govcs: String,
    /// GIT_HTTP_USER_AGENT of the process, which exempts the public proxy from checking itself.
    pub git_http_user_agent: String,
}

/// What runs: a version on a platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Platform {
    /// The version of the go command.
    pub version: GoVersion,
    /// GOOS of the go command itself, as `linux`.
    pub goos: String,
    /// GOARCH of the go command itself, as `amd64`.
    pub goarch: String,
}

impl Platform {
    /// A version on the platform that this program was built for.
    pub fn host(version: GoVersion) -> Self {
        Self {
            version,
            goos: goos(std::env::consts::OS).into(),
            goarch: goarch(std::env::consts::ARCH).into(),
        }
    }
}

/// Go's name of an operating system, from Rust's.
fn goos(rust: &'static str) -> &'static str {
    if rust == "macos" { "darwin" } else { rust }
}

/// Go's name of a processor, from Rust's.
fn goarch(rust: &'static str) -> &'static str {
    match rust {
        "x86_64" => "amd64",
        "x86" => "386",
        "aarch64" => "arm64",
        "powerpc64" => "ppc64",
        "loongarch64" => "loong64",
        other => other,
    }
}
