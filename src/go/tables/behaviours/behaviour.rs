//! The names of what differs between versions; the dates stand in the table.

/// Declares the behaviours once: the type, and in tests the list of all of them.
macro_rules! behaviours {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// A behaviour that came with, or went with, a Go release.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Behaviour {
            $($(#[$doc])* $name,)*
            /// What only the made-up version of the tests does.
            #[cfg(test)]
            MadeUp,
        }

        #[cfg(test)]
        impl Behaviour {
            /// All of them, in the order in which they are declared.
            pub(super) const ALL: &[Self] = &[$(Self::$name,)* Self::MadeUp];
        }
    };
}

behaviours! {
    /// URLs inside error texts are quoted.
    QuotedUrlInErrors,
    /// A missing file of a `file:` proxy is reported in the operating system's words.
    FileErrorNamed,
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
    /// A slash at the end of a pattern is ignored.
    TrailingSlashIgnored,
    /// The main module's requirements are not loaded for `go mod download PATH@VERSION`.
    LazyModuleLoading,
    /// Workspaces: go.work and GOWORK.
    Workspaces,
    /// A URL without `//` after its scheme stays so: `file:/srv` is not `file:///srv`.
    OmittedHostKept,
    /// GOFLAGS fields may be quoted.
    QuotedGoflags,
    /// `$GOROOT/go.env` holds the defaults, and an empty value in a file counts as a value.
    GorootGoEnv,
    /// `go env` quotes and escapes values so that a shell, or cmd.exe, reads them back.
    QuotedEnvOutput,
    /// The variable GOTOOLCHAIN and switching between toolchains.
    ToolchainSwitching,
    /// A relative XDG_CONFIG_HOME is an error, so no user file is read.
    RelativeConfigHomeRefused,
    /// The variable GOAUTH.
    GoauthVariable,
    /// Brackets in a URL's host must hold an IPv6 address.
    BracketsHoldIpv6,
    /// One colon at most in the host of an http or https URL, and brackets only at its beginning.
    StrictHostColons,
    /// A URL without a host whose path begins with `//` is written with `%2F`.
    DoubleSlashPathEscaped,
    /// Bazaar support, with its static hosts.
    Bazaar,
    /// A vendor directory is used without `-mod=vendor`.
    AutomaticVendor,
    /// The go line of go.mod is matched from its beginning to its end.
    GoLineAnchored,
    /// The error about a go line names the version that it refuses.
    GoLineErrorNamesVersion,
    /// The `retract` directive.
    RetractDirective,
    /// A replacement written `path@version` gets a message of its own.
    ReplacementAtSignHint,
    /// Messages about go.mod name the file by its short path, and GOWORK's message changed.
    ShortModPathInErrors,
    /// Samples in messages about the go and toolchain lines of go.mod have a patch number.
    PatchInModSamples,
    /// `.` and `..` are directories in a replacement.
    DotIsReplacementDirectory,
    /// A vendor directory can belong to a workspace.
    WorkspaceVendor,
    /// `$GOPATH/go.mod` is warned about instead of refused.
    GopathModuleTolerated,
    /// The `godebug` directive.
    GodebugDirective,
    /// Messages about go.work's lines have a patch number; the toolchain sample names `default`.
    DefaultInToolchainSample,
    /// Messages about go.work have a first line of their own and name the file by its short path.
    WorkErrorsHeader,
    /// A go.mod that is too new is called so even where it cannot be read.
    TooNewBeforeSyntax,
    /// The `tool` directive.
    ToolDirective,
    /// The `ignore` directive.
    IgnoreDirective,
    /// `go` and `toolchain` are refused as module paths.
    ReservedModulePaths,
    /// Retractions are read before a version is chosen from a list.
    Retractions,
    /// A malformed line in go.sum ends the process; in earlier versions the lines before it count.
    MalformedGoSumFatal,
    /// The path of a missing file is left out of an error if the URL, decoded, is that path; before, only
    /// if the URL's text ends with it.
    FilePathCompared,
    /// `go env` shows where programs are installed when GOBIN is not set.
    GobinShown,
    /// GOWORK is looked at before GOFLAGS.
    WorkspaceBeforeFlags,
    /// Under GO111MODULE=auto a go.work file switches modules on too, so GOWORK is looked at where there
    /// is no go.mod.
    WorkspaceEnablesModules,
    /// An error about a version that cannot be named is not wrapped in another of its kind.
    VersionErrorOnce,
    /// A version that begins with `-` or `/` is refused before all other things.
    DashVersionRefused,
    /// A version that does not go with its path is found out when its content is unpacked.
    UnpackChecksVersion,
}
