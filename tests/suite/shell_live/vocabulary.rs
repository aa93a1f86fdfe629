//! The words that random start-up files are made of.

/// Variables that are set; a case uses a few of them, so that its lines meet.
pub(crate) const NAMES: &[&str] = &[
    "GOPROXY",
    "GOPRIVATE",
    "GOSUMDB",
    "GONOSUMDB",
    "GONOPROXY",
    "GOFLAGS",
    "GOPATH",
    "GOBIN",
    "GOENV",
    "GOAUTH",
    "GO111MODULE",
    "GOROOT",
    "GOTOOLCHAIN",
    "GOINSECURE",
    "GOMODCACHE",
    "GOCACHE",
    "GOWORK",
    "GOVCS",
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "NO_PROXY",
    "https_proxy",
    "no_proxy",
];

/// Names that help to build values.
pub(crate) const HELPERS: &[&str] = &["base", "corp", "_mirror", "HOST2", "x"];

/// Values without anything that a shell finds special.
pub(crate) const PLAIN: &[&str] = &[
    "off",
    "direct",
    "on",
    "https://proxy.golang.org,direct",
    "https://goproxy.cn,direct",
    "https://athens.corp.example:3000",
    "github.com/acme,git.corp.example",
    "go.corp.example/team",
    "/opt/go/path",
    "-mod=vendor",
    "sum.golang.org",
    "go1.22.0+auto",
    "localhost,127.0.0.1,.corp.example",
    "1",
    "a=b",
    "x%20y",
    "v@1",
];

/// Values that need quotes, or lose something without them. Without quotes inside.
pub(crate) const SPECIAL: &[&str] = &[
    "https://a.example, direct",
    "https://a.example|direct",
    "*.corp.example",
    "-mod=mod -x",
    "-ldflags=-X=main.v=1 -tags=a",
    "a  b",
    " lead",
    "trail ",
    "x#y",
    "x # y",
    "~/go",
    "~nobody/x",
    "a;b",
    "https://h.example/?a=1&b=2",
    "x/{a,b}",
    "[ab]",
    "(a)",
    "<in>",
    "a?",
    "!x",
    "a^b",
    "tab\there",
    "\u{201c}off\u{201d}",
    "caf\u{e9},\u{4e2d}",
    "",
];

/// Hosts to append and to prepend.
pub(crate) const HOSTS: &[&str] =
    &["go.hooli.example", "git.initech.example/*", "*.umbra.example", "localhost"];

/// Files that are sourced, below home.
pub(crate) const SOURCED: &[&str] = &[
    "~/.goenv",
    "~/.env",
    "~/.config/go/env.sh",
    "~/.shell.d/10-go.sh",
    "~/.shell.d/20-work.sh",
    "~/go files/x.sh",
];

/// The position of the first of those that may be sourced as all files of a folder; it and those after it
/// never source the folder, or they would source themselves.
pub(crate) const FIRST_OF_FOLDER: usize = 3;

/// Files that are never there.
pub(crate) const MISSING: &[&str] = &["~/.no-such-file", "/nonexistent/go.sh", "~/.config/none/env"];
