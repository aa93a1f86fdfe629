//! The rows.

use CompiledDefault::{Computed, Goprivate, Released, Text};
use Kind::{Command, Database, Flags, Hosts, Path, Paths, Patterns, Proxies, Url, VcsRules};
use Listed::{Always, Sometimes, WhenKnown};
use Role::{Build, Git, Libraries, Listing, Modules, Network, System};

use super::row::{CompiledDefault, Kind, Listed, Role, Variable};
use crate::go::tables::behaviours::Behaviour;

/// Every variable that the go command, its network stack or a program that it starts reads, each once.
///
/// First those that a listing of `go env` can hold, in the order in which the versions before Go 1.21
/// print them; names that came later or went earlier follow them; then all others.
///
/// Sources: `internal/cfg.KnownEnv`; `cmd/go/internal/cfg` for the defaults;
/// `cmd/go/internal/envcmd.MkEnv`, `ExtraEnvVars` and `ExtraEnvVarsCostly` for the listings and their
/// order; `golang.org/x/net/http/httpproxy.FromEnvironment`, `crypto/x509` and `runtime` for those that
/// count in the process environment only.
pub const VARIABLES: &[Variable] = &[
    Variable::new("GO111MODULE", Modules).listed(WhenKnown),
    Variable::new("GOARCH", Build).listed(Always),
    Variable::new("GOBIN", Modules).holding(Path).listed(Sometimes),
    Variable::new("GOCACHE", Modules).holding(Path).by_default(Computed).listed(Sometimes),
    Variable::new("GOENV", Modules)
        .holding(Path)
        .since(13)
        .by_default(Computed)
        .in_environment_only()
        .listed(WhenKnown),
    Variable::new("GOEXE", Build).worked_out().listed(Always),
    Variable::new("GOEXPERIMENT", Build).listed(Sometimes),
    Variable::new("GOFLAGS", Modules).holding(Flags).listed(Always),
    Variable::new("GOHOSTARCH", Build).worked_out().listed(Always),
    Variable::new("GOHOSTOS", Build).worked_out().listed(Always),
    Variable::new("GOINSECURE", Modules)
        .holding(Patterns)
        .with(Behaviour::GoinsecureVariable)
        .listed(WhenKnown),
    Variable::new("GOMODCACHE", Modules)
        .holding(Path)
        .with(Behaviour::GomodcacheVariable)
        .by_default(Computed)
        .listed(WhenKnown),
    Variable::new("GONOPROXY", Modules).holding(Patterns).since(13).by_default(Goprivate).listed(WhenKnown),
    Variable::new("GONOSUMDB", Modules).holding(Patterns).since(13).by_default(Goprivate).listed(WhenKnown),
    Variable::new("GOOS", Build).listed(Always),
    Variable::new("GOPATH", Modules).holding(Paths).by_default(Computed).listed(Always),
    Variable::new("GOPRIVATE", Modules).holding(Patterns).since(13).listed(WhenKnown),
    Variable::new("GOPROXY", Modules).holding(Proxies).by_default(Released).listed(Always).with_secrets(),
    Variable::new("GORACE", Build).in_environment_only().listed(Sometimes),
    Variable::new("GOROOT", Modules).holding(Path).by_default(Computed).listed(Always),
    Variable::new("GOSUMDB", Modules)
        .holding(Database)
        .since(13)
        .by_default(Released)
        .listed(WhenKnown)
        .with_secrets(),
    Variable::new("GOTMPDIR", Modules).holding(Path).listed(Sometimes),
    Variable::new("GOTOOLDIR", Build).holding(Path).worked_out().listed(Always),
    Variable::new("GOVCS", Modules).holding(VcsRules).with(Behaviour::GovcsVariable).listed(WhenKnown),
    Variable::new("GOVERSION", Build).since(16).worked_out().listed(Sometimes),
    Variable::new("GCCGO", Build).holding(Command).listed(Sometimes),
    Variable::new("GO386", Build).listed(Sometimes),
    Variable::new("GOAMD64", Build).since(18).listed(Sometimes),
    Variable::new("GOARM", Build).listed(Sometimes),
    Variable::new("GOARM64", Build).since(23).listed(Sometimes),
    Variable::new("GOLOONG64", Build).listed(Sometimes),
    Variable::new("GOMIPS", Build).listed(Sometimes),
    Variable::new("GOMIPS64", Build).listed(Sometimes),
    Variable::new("GOPPC64", Build).listed(Sometimes),
    Variable::new("GORISCV64", Build).since(23).listed(Sometimes),
    Variable::new("GOWASM", Build).listed(Sometimes),
    Variable::new("AR", Build).holding(Command).listed(Sometimes),
    Variable::new("CC", Build).holding(Command).listed(Always),
    Variable::new("CXX", Build).holding(Command).listed(Always),
    Variable::new("CGO_ENABLED", Build).listed(Always),
    Variable::new("GOMOD", Build).holding(Path).worked_out().listed(Sometimes),
    Variable::new("GOWORK", Modules).holding(Path).with(Behaviour::Workspaces).listed(WhenKnown),
    Variable::new("CGO_CFLAGS", Build).holding(Flags).listed(Sometimes),
    Variable::new("CGO_CPPFLAGS", Build).holding(Flags).listed(Sometimes),
    Variable::new("CGO_CXXFLAGS", Build).holding(Flags).listed(Sometimes),
    Variable::new("CGO_FFLAGS", Build).holding(Flags).listed(Sometimes),
    Variable::new("CGO_LDFLAGS", Build).holding(Flags).listed(Sometimes),
    Variable::new("PKG_CONFIG", Build).holding(Command).listed(Always),
    Variable::new("GOGCCFLAGS", Build).holding(Flags).worked_out().listed(Sometimes),
    Variable::new("FC", Build).holding(Command).listed(Sometimes),
    Variable::new("GOAUTH", Modules)
        .holding(Command)
        .with(Behaviour::GoauthVariable)
        .by_default(Text("netrc"))
        .listed(WhenKnown)
        .with_secrets(),
    Variable::new("GOCACHEPROG", Build).holding(Command).listed(Sometimes).with_secrets(),
    Variable::new("GODEBUG", Build).in_environment_only().listed(Sometimes),
    Variable::new("GOFIPS140", Build).since(24).listed(Sometimes),
    Variable::new("GOPACKAGESDRIVER", Build).holding(Command).in_environment_only().listed(Sometimes),
    Variable::new("GOTELEMETRY", Build).since(23).worked_out().listed(Sometimes),
    Variable::new("GOTELEMETRYDIR", Build).holding(Path).since(23).worked_out().listed(Sometimes),
    Variable::new("GOTOOLCHAIN", Modules)
        .with(Behaviour::ToolchainSwitching)
        .by_default(Released)
        .listed(WhenKnown),
    Variable::new("GO_EXTLINK_ENABLED", Build).listed(Sometimes),
    Variable::new("TERM", Listing).in_environment_only().listed(Sometimes),
    Variable::new("CGO_CFLAGS_ALLOW", Build),
    Variable::new("CGO_CFLAGS_DISALLOW", Build),
    Variable::new("CGO_CPPFLAGS_ALLOW", Build),
    Variable::new("CGO_CPPFLAGS_DISALLOW", Build),
    Variable::new("CGO_CXXFLAGS_ALLOW", Build),
    Variable::new("CGO_CXXFLAGS_DISALLOW", Build),
    Variable::new("CGO_FFLAGS_ALLOW", Build),
    Variable::new("CGO_FFLAGS_DISALLOW", Build),
    Variable::new("CGO_LDFLAGS_ALLOW", Build),
    Variable::new("CGO_LDFLAGS_DISALLOW", Build),
    Variable::new("GOCOVERDIR", Build).holding(Path).since(20).in_environment_only(),
    Variable::new("GOGC", Build).in_environment_only(),
    Variable::new("GOMAXPROCS", Build).in_environment_only(),
    Variable::new("GOMEMLIMIT", Build).since(19).in_environment_only(),
    Variable::new("GOTOOLCHAIN_INTERNAL_SWITCH_COUNT", Build).in_environment_only(),
    Variable::new("GOTOOLCHAIN_INTERNAL_SWITCH_VERSION", Build).in_environment_only(),
    Variable::new("GOTRACEBACK", Build).in_environment_only(),
    Variable::new("HTTPS_PROXY", Network).holding(Url).in_environment_only().with_secrets(),
    Variable::new("HTTP_PROXY", Network).holding(Url).in_environment_only().with_secrets(),
    Variable::new("NETRC", Network).holding(Path).in_environment_only(),
    Variable::new("NO_PROXY", Network).holding(Hosts).in_environment_only(),
    Variable::new("SSL_CERT_DIR", Network).holding(Paths).in_environment_only(),
    Variable::new("SSL_CERT_FILE", Network).holding(Path).in_environment_only(),
    Variable::new("http_proxy", Network).holding(Url).in_environment_only().with_secrets(),
    Variable::new("https_proxy", Network).holding(Url).in_environment_only().with_secrets(),
    Variable::new("no_proxy", Network).holding(Hosts).in_environment_only(),
    Variable::new("ALL_PROXY", Libraries).holding(Url).in_environment_only().with_secrets(),
    Variable::new("GIT_HTTP_USER_AGENT", Git).in_environment_only(),
    Variable::new("GIT_SSH", Git).holding(Command).in_environment_only(),
    Variable::new("GIT_SSH_COMMAND", Git).holding(Command).in_environment_only().with_secrets(),
    Variable::new("GIT_SSL_NO_VERIFY", Git).in_environment_only(),
    Variable::new("GIT_TERMINAL_PROMPT", Git).in_environment_only(),
    Variable::new("HOME", System).holding(Path).in_environment_only(),
    Variable::new("PATH", System).holding(Paths).in_environment_only(),
    Variable::new("all_proxy", Libraries).holding(Url).in_environment_only().with_secrets(),
    Variable::new("AppData", System).holding(Path).in_environment_only(),
    Variable::new("LocalAppData", System).holding(Path).in_environment_only(),
    Variable::new("USERPROFILE", System).holding(Path).in_environment_only(),
    Variable::new("XDG_CACHE_HOME", System).holding(Path).in_environment_only(),
    Variable::new("XDG_CONFIG_HOME", System).holding(Path).in_environment_only(),
];
