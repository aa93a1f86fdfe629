//! The variables that the go command reads and that decide about modules.
//!
//! Mirrors `internal/cfg.KnownEnv` for which names may come from a file, by version, and
//! `cmd/go/internal/cfg` for the compiled defaults.

use CompiledDefault::{Computed, Empty, Goprivate, Released, Text};

use crate::go::{Behaviour, GoVersion};

/// The value of a variable that nothing sets, as compiled into the go command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CompiledDefault {
    /// Nothing.
    Empty,
    /// The same text in every version.
    Text(&'static str),
    /// What the release gives to it: compiled in before Go 1.21, from then on in `$GOROOT/go.env`.
    Released,
    /// The value of GOPRIVATE, whenever the own value is empty.
    Goprivate,
    /// Worked out from the machine: directories below home, GOPATH.
    Computed,
}

/// Where a variable may be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Settable {
    /// Environment, go/env file, `$GOROOT/go.env`.
    Everywhere,
    /// Only the process environment counts.
    EnvironmentOnly,
}

/// One variable.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Variable {
    /// Its name.
    pub name: &'static str,
    /// The behaviour that brought it; `None`: older than anything we know.
    pub since: Option<Behaviour>,
    /// Where it may be set.
    pub settable: Settable,
    /// Its compiled default.
    pub default: CompiledDefault,
}

const fn file(name: &'static str, since: Option<Behaviour>, default: CompiledDefault) -> Variable {
    Variable { name, since, settable: Settable::Everywhere, default }
}

const fn process(name: &'static str) -> Variable {
    Variable { name, since: None, settable: Settable::EnvironmentOnly, default: Empty }
}

/// The variables of the go command that `explain` and `env` report, by name.
pub(crate) const VARIABLES: &[Variable] = &[
    file("GO111MODULE", None, Empty),
    file("GOAUTH", Some(Behaviour::GoauthVariable), Text("netrc")),
    file("GOBIN", None, Empty),
    file("GOCACHE", None, Computed),
    Variable { name: "GOENV", since: None, settable: Settable::EnvironmentOnly, default: Computed },
    file("GOFLAGS", None, Empty),
    file("GOINSECURE", Some(Behaviour::GoinsecureVariable), Empty),
    file("GOMODCACHE", Some(Behaviour::GomodcacheVariable), Computed),
    file("GONOPROXY", None, Goprivate),
    file("GONOSUMDB", None, Goprivate),
    file("GOPATH", None, Computed),
    file("GOPRIVATE", None, Empty),
    file("GOPROXY", None, Released),
    file("GOROOT", None, Computed),
    file("GOSUMDB", None, Released),
    file("GOTMPDIR", None, Empty),
    file("GOTOOLCHAIN", Some(Behaviour::ToolchainSwitching), Released),
    file("GOVCS", Some(Behaviour::GovcsVariable), Empty),
    file("GOWORK", Some(Behaviour::Workspaces), Empty),
];

/// Variables of the process environment that Go's network stack reads, and NETRC.
pub(crate) const NETWORK_VARIABLES: &[Variable] = &[
    process("HTTPS_PROXY"),
    process("HTTP_PROXY"),
    process("NETRC"),
    process("NO_PROXY"),
    process("SSL_CERT_DIR"),
    process("SSL_CERT_FILE"),
    process("http_proxy"),
    process("https_proxy"),
    process("no_proxy"),
];

/// Other names that the go command, its tools or Go programs read: never a misspelling, though they
/// decide nothing here.
pub(crate) const OTHER_GO_VARIABLES: &[&str] = &[
    "AR",
    "CC",
    "CGO_CFLAGS",
    "CGO_CFLAGS_ALLOW",
    "CGO_CFLAGS_DISALLOW",
    "CGO_CPPFLAGS",
    "CGO_CPPFLAGS_ALLOW",
    "CGO_CPPFLAGS_DISALLOW",
    "CGO_CXXFLAGS",
    "CGO_CXXFLAGS_ALLOW",
    "CGO_CXXFLAGS_DISALLOW",
    "CGO_ENABLED",
    "CGO_FFLAGS",
    "CGO_FFLAGS_ALLOW",
    "CGO_FFLAGS_DISALLOW",
    "CGO_LDFLAGS",
    "CGO_LDFLAGS_ALLOW",
    "CGO_LDFLAGS_DISALLOW",
    "CXX",
    "FC",
    "GCCGO",
    "GO386",
    "GOAMD64",
    "GOARCH",
    "GOARM",
    "GOARM64",
    "GOCACHEPROG",
    "GOCOVERDIR",
    "GODEBUG",
    "GOEXE",
    "GOEXPERIMENT",
    "GOFIPS140",
    "GOGC",
    "GOGCCFLAGS",
    "GOHOSTARCH",
    "GOHOSTOS",
    "GOMAXPROCS",
    "GOMEMLIMIT",
    "GOMIPS",
    "GOMIPS64",
    "GOMOD",
    "GOOS",
    "GOPACKAGESDRIVER",
    "GOPPC64",
    "GORACE",
    "GORISCV64",
    "GOTELEMETRY",
    "GOTELEMETRYDIR",
    "GOTOOLDIR",
    "GOTRACEBACK",
    "GOVERSION",
    "GOWASM",
    "PKG_CONFIG",
    "GO_EXTLINK_ENABLED",
    "GOTOOLCHAIN_INTERNAL_SWITCH_COUNT",
    "GOTOOLCHAIN_INTERNAL_SWITCH_VERSION",
];

impl Variable {
    /// Whether this version of the go command knows the variable at all.
    pub(crate) fn known_to(&self, version: GoVersion) -> bool {
        self.since.is_none_or(|behaviour| version.has(behaviour))
    }
}

/// Whether Go reads a variable of that name, network variables apart.
pub(crate) fn is_go_variable(name: &str) -> bool {
    VARIABLES.iter().any(|variable| variable.name == name) || OTHER_GO_VARIABLES.contains(&name)
}

/// The names of all variables that Go or its network stack (golang.org/x/net/proxy included) reads, sorted.
pub(crate) fn reported_names() -> Vec<&'static str> {
    let variables = VARIABLES.iter().chain(NETWORK_VARIABLES).map(|variable| variable.name);
    let others = OTHER_GO_VARIABLES.iter().copied().chain(["ALL_PROXY", "all_proxy"]);
    let mut names: Vec<_> = variables.chain(others).collect();
    names.sort_unstable();
    names
}

/// The variable of that name, among those that decide about modules.
pub(crate) fn find(name: &str) -> Option<&'static Variable> {
    VARIABLES.iter().chain(NETWORK_VARIABLES).find(|variable| variable.name == name)
}

/// Names that Windows' rules look for besides the variables themselves.
const WINDOWS_NAMES: &[&str] = &["AppData", "HOME", "LocalAppData", "PATH", "USERPROFILE"];

/// A name of the process environment as go spells it, where upper and lower case are the same: on
/// Windows `Path` is `PATH` and `goproxy` is GOPROXY.
pub(crate) fn caseless(name: &str) -> Option<&'static str> {
    let variables = VARIABLES.iter().map(|variable| variable.name);
    let mut all = variables.chain(OTHER_GO_VARIABLES.iter().copied()).chain(WINDOWS_NAMES.iter().copied());
    all.find(|known| known.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn catalog_is_sorted_and_unique() {
        for list in [VARIABLES, NETWORK_VARIABLES] {
            assert!(list.windows(2).all(|pair| pair[0].name < pair[1].name));
        }
    }

    #[test]
    fn caseless_names_are_spelt_as_go_does() {
        assert_eq!(caseless("APPDATA"), Some("AppData"));
        assert_eq!(caseless("GoProxy"), Some("GOPROXY"));
        assert_eq!(caseless("Path"), Some("PATH"));
        assert_eq!(caseless("SHELL"), None);
    }

    #[test]
    fn goauth_known_from_1_24() {
        let goauth = find("GOAUTH").unwrap();
        assert!(!goauth.known_to(GoVersion::new(1, 23, 9)));
        assert!(goauth.known_to(GoVersion::new(1, 24, 0)));
    }
}
