//! The variables that `go env` prints, and what a variable's name looks like.

use crate::go::{Behaviour, GoVersion};

/// Every variable that a `go env` listing of Go 1.11 to 1.27 can hold, in the order in which the
/// versions before 1.21 print them; the names that came later, or went earlier, follow at the end.
///
/// Source: `cmd/go/internal/envcmd.MkEnv`, `ExtraEnvVars` and `ExtraEnvVarsCostly`.
const KNOWN: &[&str] = &[
    "GO111MODULE",
    "GOARCH",
    "GOBIN",
    "GOCACHE",
    "GOENV",
    "GOEXE",
    "GOEXPERIMENT",
    "GOFLAGS",
    "GOHOSTARCH",
    "GOHOSTOS",
    "GOINSECURE",
    "GOMODCACHE",
    "GONOPROXY",
    "GONOSUMDB",
    "GOOS",
    "GOPATH",
    "GOPRIVATE",
    "GOPROXY",
    "GORACE",
    "GOROOT",
    "GOSUMDB",
    "GOTMPDIR",
    "GOTOOLDIR",
    "GOVCS",
    "GOVERSION",
    "GCCGO",
    "GO386",
    "GOAMD64",
    "GOARM",
    "GOARM64",
    "GOLOONG64",
    "GOMIPS",
    "GOMIPS64",
    "GOPPC64",
    "GORISCV64",
    "GOWASM",
    "AR",
    "CC",
    "CXX",
    "CGO_ENABLED",
    "GOMOD",
    "GOWORK",
    "CGO_CFLAGS",
    "CGO_CPPFLAGS",
    "CGO_CXXFLAGS",
    "CGO_FFLAGS",
    "CGO_LDFLAGS",
    "PKG_CONFIG",
    "GOGCCFLAGS",
    "FC",
    "GOAUTH",
    "GOCACHEPROG",
    "GODEBUG",
    "GOFIPS140",
    "GOPACKAGESDRIVER",
    "GOTELEMETRY",
    "GOTELEMETRYDIR",
    "GOTOOLCHAIN",
    "GO_EXTLINK_ENABLED",
    "TERM",
];

/// The variables that every listing since Go 1.11 holds, whatever the system.
const ALWAYS: &[&str] = &[
    "CC",
    "CGO_ENABLED",
    "CXX",
    "GOARCH",
    "GOEXE",
    "GOFLAGS",
    "GOHOSTARCH",
    "GOHOSTOS",
    "GOOS",
    "GOPATH",
    "GOPROXY",
    "GOROOT",
    "GOTOOLDIR",
    "PKG_CONFIG",
];

/// Whether `go env` of some version prints this variable.
pub(super) fn is_known(name: &str) -> bool {
    rank(name).is_some()
}

/// The place of a variable in the listings before Go 1.21.
pub(super) fn rank(name: &str) -> Option<usize> {
    KNOWN.iter().position(|known| *known == name)
}

/// The variables without which a listing cannot be whole, in any version.
pub(super) fn always_printed() -> impl Iterator<Item = &'static str> {
    ALWAYS.iter().copied()
}

/// The variables that listings of this version hold besides, from 1.16 on, which print GOVERSION;
/// older versions are known only by lines around the listing.
pub(super) fn printed_since(version: GoVersion) -> impl Iterator<Item = &'static str> {
    const MODULE: [(&str, Behaviour); 6] = [
        ("GOINSECURE", Behaviour::GoinsecureVariable),
        ("GOMODCACHE", Behaviour::GomodcacheVariable),
        ("GOVCS", Behaviour::GovcsVariable),
        ("GOWORK", Behaviour::Workspaces),
        ("GOTOOLCHAIN", Behaviour::ToolchainSwitching),
        ("GOAUTH", Behaviour::GoauthVariable),
    ];
    let sums = ["GO111MODULE", "GOENV", "GONOPROXY", "GONOSUMDB", "GOPRIVATE", "GOSUMDB"];
    let has_sums = !version.is_unknown_older();
    let dated = MODULE.iter().filter(move |(_, behaviour)| version.has(*behaviour)).map(|(name, _)| *name);
    sums.into_iter().filter(move |_| has_sums).chain(dated)
}

/// The length of the variable name that `text` begins with: capitals, digits and `_`, first a capital.
pub(super) fn name_length(text: &str) -> usize {
    let length = text
        .bytes()
        .position(|byte| !(byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_'))
        .unwrap_or(text.len());
    if text.starts_with(|c: char| c.is_ascii_uppercase()) { length } else { 0 }
}

/// Splits `NAME=rest`.
pub(super) fn split_assignment(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.split_at_checked(name_length(text))?;
    let rest = rest.strip_prefix('=')?;
    (!name.is_empty()).then_some((name, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_capitals_digits_underscore() {
        assert_eq!(split_assignment("CGO_CFLAGS=-g"), Some(("CGO_CFLAGS", "-g")));
        assert_eq!(split_assignment("GO111MODULE="), Some(("GO111MODULE", "")));
        for text in ["", "=x", "gopath=/x", "GOPATH", "GO PATH=x", "386GO=x"] {
            assert_eq!(split_assignment(text), None, "{text}");
        }
    }

    #[test]
    fn known_names_once_each() {
        for (i, name) in KNOWN.iter().enumerate() {
            assert_eq!(rank(name), Some(i), "{name}");
        }
        assert!(ALWAYS.iter().all(|name| is_known(name)));
    }
}
