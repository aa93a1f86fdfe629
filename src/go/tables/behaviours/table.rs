//! The dates, each with the function that shows it.

use super::behaviour::Behaviour;

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
    since(
        Behaviour::GoLineAnchored,
        14,
        "the go line must be a language version and nothing more",
        "cmd/go/internal/modfile.GoVersionRE",
    ),
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
        Behaviour::AutomaticVendor,
        14,
        "a vendor directory is used unasked",
        "cmd/go/internal/modload.setDefaultBuildMod",
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
        Behaviour::GoLineErrorNamesVersion,
        15,
        "a refused go line is named in the error",
        "golang.org/x/mod/modfile.File.add",
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
        Behaviour::RetractDirective,
        16,
        "go.mod may retract versions",
        "golang.org/x/mod/modfile.File.add",
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
    since(
        Behaviour::QuotedEnvOutput,
        21,
        "go env quotes values for the shell that reads them",
        "cmd/go/internal/envcmd.PrintEnv",
    ),
    since(
        Behaviour::ReplacementAtSignHint,
        21,
        "a replacement path@version gets a message of its own",
        "golang.org/x/mod/modfile.parseReplace",
    ),
    since(
        Behaviour::ShortModPathInErrors,
        21,
        "messages about go.mod name the file by its short path",
        "cmd/go/internal/modload.ReadModFile",
    ),
    since(Behaviour::ToolchainSwitching, 21, "GOTOOLCHAIN exists", "cmd/go/internal/toolchain.Select"),
    since(
        Behaviour::FilePathCompared,
        21,
        "the path of a missing file is left out of the error even if the URL escapes it",
        "cmd/go/internal/web.HTTPError.Error",
    ),
    since(
        Behaviour::PatchInModSamples,
        22,
        "samples of go and toolchain lines have a patch number",
        "golang.org/x/mod/modfile.File.add",
    ),
    since(
        Behaviour::DotIsReplacementDirectory,
        22,
        "`.` and `..` are directories in a replacement",
        "golang.org/x/mod/modfile.IsDirectoryPath",
    ),
    since(
        Behaviour::WorkspaceVendor,
        22,
        "a vendor directory belongs to a module or to a workspace, by its modules.txt",
        "cmd/go/internal/modload.setDefaultBuildMod",
    ),
    since(
        Behaviour::GopathModuleTolerated,
        22,
        "$GOPATH/go.mod is warned about, not refused",
        "cmd/go/internal/modload.Init",
    ),
    since(
        Behaviour::MalformedGoSumFatal,
        22,
        "a malformed line in go.sum ends the process",
        "cmd/go/internal/modfetch.readGoSum",
    ),
    since(Behaviour::GodebugDirective, 23, "go.mod may set godebug", "golang.org/x/mod/modfile.File.add"),
    since(
        Behaviour::DefaultInToolchainSample,
        23,
        "the message about a toolchain line names `default`",
        "golang.org/x/mod/modfile.WorkFile.add",
    ),
    since(
        Behaviour::WorkErrorsHeader,
        23,
        "messages about go.work name the file by its short path, below a line of their own",
        "cmd/go/internal/modload.ReadWorkFile, LoadWorkFile",
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
    since(
        Behaviour::TooNewBeforeSyntax,
        24,
        "a go.mod that cannot be read is read leniently for its go line first",
        "cmd/go/internal/modload.ReadModFile",
    ),
    since(Behaviour::ToolDirective, 24, "go.mod may name tools", "golang.org/x/mod/modfile.File.add"),
    since(Behaviour::GoauthVariable, 24, "GOAUTH exists", "cmd/go/internal/auth.AddCredentials"),
    since(
        Behaviour::BracketsHoldIpv6,
        24,
        "brackets in a URL's host must hold an IPv6 address",
        "net/url.parseHost",
    ),
    since(
        Behaviour::IgnoreDirective,
        25,
        "go.mod may name ignored folders",
        "golang.org/x/mod/modfile.File.add",
    ),
    since(
        Behaviour::DashVersionRefused,
        26,
        "a version that begins with - or / is refused",
        "cmd/go/internal/modload.ParsePathVersion",
    ),
    since(
        Behaviour::StrictHostColons,
        26,
        "a second colon in the host of an http URL is refused, and so are brackets after other text",
        "net/url.parseHost",
    ),
    since(
        Behaviour::ReservedModulePaths,
        26,
        "`go` and `toolchain` are refused as module paths",
        "cmd/go/internal/modload.CheckReservedModulePath",
    ),
    since(
        Behaviour::DoubleSlashPathEscaped,
        27,
        "the path `//x` of a URL without a host is written `%2F/x`",
        "net/url.URL.String",
    ),
    since(
        Behaviour::VersionErrorOnce,
        27,
        "`invalid version: disallowed version string`, without the version once more in the middle",
        "cmd/go/internal/modfetch.proxyRepo.versionError",
    ),
    since(
        Behaviour::WorkspaceEnablesModules,
        27,
        "a go.work file switches modules on under GO111MODULE=auto",
        "cmd/go/internal/modload.Loader.WillBeEnabled",
    ),
    since(
        Behaviour::GobinShown,
        27,
        "go env shows GOBIN as `bin` in the first GOPATH entry when nothing sets it",
        "cmd/go/internal/envcmd.ExtraEnvVars",
    ),
    #[cfg(test)]
    since(Behaviour::MadeUp, 99, "a version that tests make up", "no function of any go command"),
];
