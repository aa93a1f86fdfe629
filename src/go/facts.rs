//! The one table of dated facts: what the go command does differently from version to version.
//!
//! Nothing else in the crate compares version numbers to decide about behaviour.

use super::version::GoVersion;

/// A behaviour that came with, or went with, a Go release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Behaviour {
    /// URLs inside error texts are quoted.
    QuotedUrlInErrors,
    /// A missing file of a `file:` proxy is reported in the operating system's words.
    FileErrorNamed,
    /// `-mod=mod` is supported.
    ModModeMod,
    /// In a list of proxies, the error of a private module's own origin is kept.
    OriginErrorKept,
    /// A failed checksum is an error like others, not the end of the process.
    ChecksumErrorReturned,
    /// The variable GOINSECURE.
    GoinsecureVariable,
    /// A password in an address shows as `xxxxx`, before as `[redacted]`.
    PasswordShownAsXs,
    /// `|` separates GOPROXY entries, and an empty list is an error of its own.
    PipeSeparator,
    /// The variable GOMODCACHE.
    GomodcacheVariable,
    /// Modules are on without GO111MODULE.
    ModulesByDefault,
    /// Checksum errors read `PATH@VERSION: verifying go.mod: …`.
    VerifyingNamesGoMod,
    /// `-mod=readonly` is the default: go.mod and go.sum are not written by builds.
    ReadonlyByDefault,
    /// The variable GOVCS.
    GovcsVariable,
    /// example.net and the bare rsc.io are refused unasked; prefixes of known hosts end at a slash or
    /// at the end of the path.
    ReservedHosts,
    /// bitbucket.org paths are git without a question to its API.
    BitbucketIsGit,
    /// The variable GOEXPERIMENT may stand in a file.
    GoexperimentVariable,
    /// A slash at the end of a pattern is ignored.
    TrailingSlashIgnored,
    /// The main module's requirements are not loaded for `go mod download PATH@VERSION`.
    LazyModuleLoading,
    /// Workspaces: go.work and GOWORK.
    Workspaces,
    /// A URL without `//` behind its scheme stays so: `file:/srv` is not `file:///srv`.
    OmittedHostKept,
    /// GOFLAGS fields may be quoted.
    QuotedGoflags,
    /// `$GOROOT/go.env` holds the defaults, and an empty value in a file counts as a value.
    GorootGoEnv,
    /// The variable GOTOOLCHAIN and switching between toolchains.
    ToolchainSwitching,
    /// The variable GOCACHEPROG.
    GocacheprogVariable,
    /// Retractions are read before a version is chosen from a list.
    Retractions,
    /// A malformed line in go.sum ends the process; before, what stands in front of it counts.
    MalformedGoSumFatal,
    /// The path of a missing file is left out of an error if the URL, decoded, is that path; before, only
    /// if the URL's text ends with it.
    FilePathCompared,
    /// A version that does not go with its path is found out when its content is unpacked.
    UnpackChecksVersion,
    /// GOWORK is looked at before GOFLAGS.
    WorkspaceBeforeFlags,
    /// A relative XDG_CONFIG_HOME is an error, so no user file is read.
    RelativeConfigHomeRefused,
    /// The variable GOAUTH.
    GoauthVariable,
    /// The variable GOFIPS140.
    Gofips140Variable,
    /// Brackets in a URL's host must hold an IPv6 address.
    BracketsHoldIpv6,
    /// One colon at most in the host of an http or https URL, and brackets only at its beginning.
    StrictHostColons,
    /// A URL without a host whose path begins with `//` is written with `%2F`.
    DoubleSlashPathEscaped,
    /// `go env` shows where programs are installed when GOBIN is not set.
    GobinShown,
    /// Bazaar support, with its static hosts.
    Bazaar,
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Fact {
    /// What changed.
    pub behaviour: Behaviour,
    /// First minor release of Go 1 that does so.
    pub since: u32,
    /// First minor release that no longer does so.
    pub until: Option<u32>,
    /// One sentence for people.
    pub what: &'static str,
    /// The function of the go command that shows it.
    pub source: &'static str,
}

const fn since(behaviour: Behaviour, since: u32, what: &'static str, source: &'static str) -> Fact {
    Fact { behaviour, since, until: None, what, source }
}

/// All dated facts, oldest first.
pub const FACTS: &[Fact] = &[
    Fact {
        behaviour: Behaviour::Bazaar,
        since: 0,
        until: Some(27),
        what: "bzr repositories and launchpad.net are supported",
        source: "cmd/go/internal/vcs.vcsPaths",
    },
    since(Behaviour::QuotedUrlInErrors, 14, "URLs in error texts are quoted", "net/url.Error.Error"),
    since(
        Behaviour::FileErrorNamed,
        14,
        "a missing file of a file: proxy is reported in the operating system's words",
        "cmd/go/internal/web.HTTPError.Error",
    ),
    since(Behaviour::ModModeMod, 14, "-mod=mod is supported", "cmd/go/internal/work.BuildInit"),
    since(
        Behaviour::OriginErrorKept,
        14,
        "the error of a private module's own origin is reported rather than that of the proxies skipped for it",
        "cmd/go/internal/modfetch.TryProxies",
    ),
    since(
        Behaviour::ChecksumErrorReturned,
        14,
        "a failed checksum lookup is an error like others",
        "cmd/go/internal/modfetch.checkModSum",
    ),
    since(
        Behaviour::UnpackChecksVersion,
        14,
        "a version that does not go with its path is refused when its content is unpacked",
        "golang.org/x/mod/zip.Unzip",
    ),
    since(Behaviour::GoinsecureVariable, 14, "GOINSECURE exists", "cmd/go/internal/cfg.GOINSECURE"),
    since(
        Behaviour::PipeSeparator,
        15,
        "`|` in GOPROXY moves on after any error; errors are ranked; an empty list is an error",
        "cmd/go/internal/modfetch.proxyList, TryProxies",
    ),
    since(
        Behaviour::PasswordShownAsXs,
        15,
        "a password in an address shows as `xxxxx` in errors, before as `%5Bredacted%5D`",
        "net/url.URL.Redacted; before cmd/go/internal/web.Redacted",
    ),
    since(Behaviour::GomodcacheVariable, 15, "GOMODCACHE exists", "cmd/go/internal/cfg.GOMODCACHE"),
    since(Behaviour::ModulesByDefault, 16, "modules are on by default", "cmd/go/internal/modload.Init"),
    since(
        Behaviour::ReadonlyByDefault,
        16,
        "-mod=readonly is the default",
        "cmd/go/internal/modload.setDefaultBuildMod",
    ),
    since(
        Behaviour::VerifyingNamesGoMod,
        16,
        "checksum errors read `PATH@VERSION: verifying go.mod: …`",
        "cmd/go/internal/modfetch.checkSumDB",
    ),
    since(
        Behaviour::Retractions,
        16,
        "a version that is chosen from a list must not be retracted in the latest version's go.mod file",
        "cmd/go/internal/modload.CheckRetractions",
    ),
    since(Behaviour::GovcsVariable, 16, "GOVCS exists", "cmd/go/internal/vcs.checkGOVCS"),
    since(
        Behaviour::ReservedHosts,
        16,
        "example.net and rsc.io itself are refused without a request",
        "cmd/go/internal/vcs.repoRootFromVCSPaths",
    ),
    since(Behaviour::BitbucketIsGit, 17, "bitbucket.org is git, unasked", "cmd/go/internal/vcs.vcsPaths"),
    since(
        Behaviour::LazyModuleLoading,
        17,
        "requirements of the main module are loaded only when they are needed",
        "cmd/go/internal/modload.listModules",
    ),
    since(Behaviour::GoexperimentVariable, 17, "GOEXPERIMENT may stand in a file", "internal/cfg.KnownEnv"),
    since(
        Behaviour::TrailingSlashIgnored,
        18,
        "a slash at the end of a pattern is ignored",
        "golang.org/x/mod/module.MatchPrefixPatterns",
    ),
    since(Behaviour::Workspaces, 18, "go.work and GOWORK exist", "cmd/go/internal/modload.InitWorkfile"),
    since(
        Behaviour::OmittedHostKept,
        19,
        "`file:/srv` is not the same URL as `file:///srv`",
        "net/url.parse, net/url.URL.String",
    ),
    since(Behaviour::QuotedGoflags, 20, "GOFLAGS fields may be quoted", "cmd/go/internal/base.InitGOFLAGS"),
    since(
        Behaviour::GorootGoEnv,
        21,
        "$GOROOT/go.env holds the defaults and an empty value in a file is a value",
        "cmd/go/internal/cfg.initEnvCache",
    ),
    since(Behaviour::ToolchainSwitching, 21, "GOTOOLCHAIN exists", "cmd/go/internal/toolchain.Select"),
    since(Behaviour::GocacheprogVariable, 21, "GOCACHEPROG exists", "internal/cfg.KnownEnv"),
    since(
        Behaviour::FilePathCompared,
        21,
        "the path of a missing file is left out of the error even if the URL escapes it",
        "cmd/go/internal/web.HTTPError.Error",
    ),
    since(
        Behaviour::MalformedGoSumFatal,
        22,
        "a malformed line in go.sum ends the process",
        "cmd/go/internal/modfetch.readGoSum",
    ),
    since(
        Behaviour::WorkspaceBeforeFlags,
        23,
        "a malformed GOWORK is reported before a malformed GOFLAGS",
        "cmd/go.main, base.SetFromGOFLAGS",
    ),
    since(
        Behaviour::RelativeConfigHomeRefused,
        24,
        "a relative XDG_CONFIG_HOME is refused and no user file is read",
        "os.UserConfigDir",
    ),
    since(Behaviour::GoauthVariable, 24, "GOAUTH exists", "cmd/go/internal/auth.AddCredentials"),
    since(Behaviour::Gofips140Variable, 24, "GOFIPS140 exists", "internal/cfg.KnownEnv"),
    since(
        Behaviour::BracketsHoldIpv6,
        24,
        "brackets in a URL's host must hold an IPv6 address",
        "net/url.parseHost",
    ),
    since(
        Behaviour::StrictHostColons,
        26,
        "a second colon in the host of an http URL is refused, and so are brackets behind other text",
        "net/url.parseHost",
    ),
    since(
        Behaviour::DoubleSlashPathEscaped,
        27,
        "the path `//x` of a URL without a host is written `%2F/x`",
        "net/url.URL.String",
    ),
    since(
        Behaviour::GobinShown,
        27,
        "go env shows GOBIN as `bin` in the first GOPATH entry when nothing sets it",
        "cmd/go/internal/envcmd.ExtraEnvVars",
    ),
];

impl GoVersion {
    /// Whether this version behaves so, by the table of dated facts. Versions newer than the table
    /// behave as the newest one in it.
    pub fn has(self, behaviour: Behaviour) -> bool {
        let minor = if self.major() > 1 { u32::MAX } else { self.minor() };
        FACTS
            .iter()
            .filter(|fact| fact.behaviour == behaviour)
            .any(|fact| fact.since <= minor && fact.until.is_none_or(|until| minor < until))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_in_order_and_unique() {
        assert!(FACTS.is_sorted_by_key(|fact| fact.since));
        for (i, fact) in FACTS.iter().enumerate() {
            assert!(FACTS[..i].iter().all(|other| other.behaviour != fact.behaviour), "{fact:?}");
        }
    }

    #[test]
    fn facts_version_edges() {
        assert!(!GoVersion::new(1, 14, 6).has(Behaviour::PipeSeparator));
        assert!(GoVersion::new(1, 15, 0).has(Behaviour::PipeSeparator));
        assert!(GoVersion::new(1, 26, 9).has(Behaviour::Bazaar));
        assert!(!GoVersion::new(1, 27, 0).has(Behaviour::Bazaar));
        assert!(GoVersion::new(2, 0, 0).has(Behaviour::GoauthVariable));
    }
}
