//! The ways for go to fail because of how it is configured: their stable names, and what happened.
//!
//! Mirrors nothing of the go command: its errors name no cause. Triage tells the classes apart, and rules
//! name those that they prevent.

/// Declares the classes once: the type, the list of all of them, names and titles.
macro_rules! failure_classes {
    ($($class:ident => $name:literal, $title:literal;)*) => {
        /// One way for go to fail because of how it is configured.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum FailureClass {
            $(#[doc = $title] $class,)*
        }

        impl FailureClass {
            /// All of them, sorted by name.
            pub const ALL: &[Self] = &[$(Self::$class),*];

            /// The stable name, as scripts read it.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$class => $name,)*
                }
            }

            /// What happened, in one short line.
            pub const fn title(self) -> &'static str {
                match self {
                    $(Self::$class => $title,)*
                }
            }
        }
    };
}

failure_classes! {
    ChecksumDbRejectsProxyVersion => "checksum-db-rejects-proxy-version", "the proxy made up a version that the checksum database refuses";
    ChecksumMismatchDirectVsProxy => "checksum-mismatch-direct-vs-proxy", "the tag was moved: the origin's content is no longer what was recorded first";
    ChecksumMismatchMirrorContent => "checksum-mismatch-mirror-content", "the mirror's content differs from what was recorded";
    CiTokenLacksRepoAccess => "ci-token-lacks-repo-access", "there are credentials, but they may not read that repository";
    CommaListNoFallback => "comma-list-no-fallback", "after a comma go moves on only for 404 and 410, so the next entry was never tried";
    DirectFetchBlockedByFirewall => "direct-fetch-blocked-by-firewall", "go fetches from the origin, which a firewall blocks";
    DirectNeedsProxyCachedVersion => "direct-needs-proxy-cached-version", "only the public proxy still has that version; the origin lost it";
    DistributionDefaults => "distribution-defaults", "the distribution's Go has other defaults";
    DnsFailureInContainer => "dns-failure-in-container", "names cannot be resolved where go runs";
    EnvFileShadowedByOsEnv => "env-file-shadowed-by-os-env", "the environment has the variable already, and wins over `go env -w`";
    EnvNotPropagated => "env-not-propagated", "the process that failed had different settings from those shown";
    GitCredentialsMisleadingRepoGone => "git-credentials-misleading-repo-gone", "the repository does not exist (any more), or not under that name";
    GitCredentialsMissing => "git-credentials-missing", "git has no credentials where go runs it";
    GitInsteadofNotMatched => "git-insteadof-not-matched", "git's insteadOf rule does not match the address that go uses";
    GitNotInstalled => "git-not-installed", "git is missing, and it is needed to fetch the module";
    GitlabSubgroupNeedsAuth => "gitlab-subgroup-needs-auth", "GitLab shows nested projects only after a login";
    GoTooOldForGoLine => "go-too-old-for-go-line", "this Go cannot read the go line of go.mod";
    GoWorkNotIncluded => "go-work-not-included", "a go.work is in effect that does not list this module";
    GoflagsModVendor => "goflags-mod-vendor", "GOFLAGS=-mod=vendor demands a vendor directory in every project";
    GoflagsParseError => "goflags-parse-error", "GOFLAGS holds something that is not a flag";
    GoinsecureMisused => "goinsecure-misused", "GOINSECURE applies neither to proxies nor to where they send go";
    GonoproxyTooBroad => "gonoproxy-too-broad", "a pattern sends public modules past the proxy and the checksum database";
    GopathEqualsGoroot => "gopath-equals-goroot", "GOPATH and GOROOT are the same directory";
    GopathModeIgnoresGoproxy => "gopath-mode-ignores-goproxy", "go runs in GOPATH mode, where GOPROXY is not used";
    GopathModePackageNotFound => "gopath-mode-package-not-found", "in GOPATH mode the package is in neither GOROOT nor GOPATH";
    GoprivatePatternMismatch => "goprivate-pattern-mismatch", "there is a pattern, but it does not match the module";
    GoproxyCredentialsOverHttp => "goproxy-credentials-over-http", "go does not send credentials over http";
    GoproxyEmptyList => "goproxy-empty-list", "GOPROXY has no entry at all";
    GoproxyIsNotAnHttpProxy => "goproxy-is-not-an-http-proxy", "GOPROXY names a forward proxy, which serves no modules";
    GoproxyMalformedEntry => "goproxy-malformed-entry", "an entry of GOPROXY cannot be read";
    GoproxyOff => "goproxy-off", "GOPROXY=off forbids all downloads";
    GorootInvalid => "goroot-invalid", "GOROOT leads to no Go installation";
    GorootVersionMismatch => "goroot-version-mismatch", "GOROOT belongs to a different Go than the command";
    GosumdbInvalidValue => "gosumdb-invalid-value", "the value of GOSUMDB is not a checksum database";
    GotmpdirNoexec => "gotmpdir-noexec", "programs may not run from the temporary directory";
    GovcsDisallowsVcs => "govcs-disallows-vcs", "GOVCS does not allow that version control system";
    HomeOrCacheDirUndefined => "home-or-cache-dir-undefined", "there is no home directory, so go does not know where to keep its files";
    HttpProxyMisconfigured => "http-proxy-misconfigured", "HTTP_PROXY or HTTPS_PROXY leads nowhere";
    InsecureHttpHost => "insecure-http-host", "the server has no https, and go is not allowed to use http";
    InvalidGotoolchain => "invalid-gotoolchain", "GOTOOLCHAIN names a toolchain that is not available";
    MirrorWrongForRegion => "mirror-wrong-for-region", "a mirror meant for one country is used from another";
    MissingGoSumEntry => "missing-go-sum-entry", "go.sum lacks a line, and go may not add it";
    ModReadonlyGoModOutOfDate => "mod-readonly-go-mod-out-of-date", "go.mod or go.sum is out of date, and go may not change it";
    ModcachePermissionDenied => "modcache-permission-denied", "go is not allowed to write to its module cache";
    ModulesDisabledGo111moduleOff => "modules-disabled-go111module-off", "GO111MODULE switches modules off";
    NetrcEntryNotMatched => "netrc-entry-not-matched", "the proxy requires a login that go does not send";
    PathAtVersionInGopathMode => "path-at-version-in-gopath-mode", "path@version needs module mode, which is off";
    PrivateHostUntrustedCertificate => "private-host-untrusted-certificate", "the private server's certificate is not trusted by go or git";
    PrivateProxy404 => "private-proxy-404", "the organisation's proxy cannot see that module and answers 404";
    PrivateProxyInternalError => "private-proxy-internal-error", "the organisation's proxy itself fails";
    ProxyBlockedByNetworkPolicy => "proxy-blocked-by-network-policy", "something between go and the public proxy answers in its place";
    ProxySumdbEndpointBroken => "proxy-sumdb-endpoint-broken", "the proxy (or a third party's database) answers checksum requests with an error";
    ProxyUnreachable => "proxy-unreachable", "the module proxy cannot be reached from there";
    SshAuth => "ssh-auth", "ssh has no key, no agent or no known host where go runs it";
    SumdbPublicModuleMissing => "sumdb-public-module-missing", "the checksum database could not build that version of a public module";
    SumdbRejectsPrivateModule => "sumdb-rejects-private-module", "the public checksum database was asked about a private module";
    SumdbUnreachable => "sumdb-unreachable", "the checksum database cannot be reached from there";
    ToolchainLocalTooOld => "toolchain-local-too-old", "go.mod asks for a newer Go, and GOTOOLCHAIN=local forbids fetching it";
    ToolchainNeedsSumdb => "toolchain-needs-sumdb", "toolchains are always verified, and GOSUMDB=off forbids that";
    ToolchainNotAvailable => "toolchain-not-available", "go wanted to switch to a toolchain that it cannot get";
    VariableNotSupportedByGoVersion => "variable-not-supported-by-go-version", "that Go does not know the variable";
    VcsHostApiNeedsAuth => "vcs-host-api-needs-auth", "the host says where the repository is only after a login";
    VcsStampingExit128 => "vcs-stamping-exit-128", "git refuses the work tree, so go cannot stamp the build";
    VendorInconsistent => "vendor-inconsistent", "the vendor directory does not match go.mod";
    VersionDoesNotExist => "version-does-not-exist", "there is no such version";
    X509UnknownAuthority => "x509-unknown-authority", "the certificate's issuer is not trusted where go runs";
}

impl FailureClass {
    /// The class of that name. `None`: there is none.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|class| class.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_sorted_and_their_names_are_words() {
        assert!(FailureClass::ALL.is_sorted_by_key(|class| class.name()));
        for class in FailureClass::ALL {
            let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
            assert!(class.name().bytes().all(fits), "{}", class.name());
            assert!(!class.title().is_empty() && !class.title().ends_with('.'), "{}", class.name());
            assert_eq!(FailureClass::find(class.name()), Some(*class));
        }
    }
}
