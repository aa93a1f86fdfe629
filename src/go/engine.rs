//! The settings of one run, parsed once, and the decisions they lead to.

mod decide;

use super::config::{Platform, Values};
use super::database::{Database, DatabaseError};
use super::error::GoError;
use super::govcs::{self, Govcs};
use super::pattern_list::{Item, PatternList};
use super::proxy_list::{ProxyList, ProxyListError, Server};
use super::repository::Repository;
use super::tables::separators::is_separator;
use super::toolchain::TOOLCHAIN_MODULE;
use super::version::GoVersion;
use super::{Behaviour, goauth};

/// What the go command knows about its settings once it looks at them: lists parsed, defects kept as
/// the errors that they will become.
#[derive(Debug, Clone)]
pub struct Engine {
    pub(super) values: Values,
    pub(super) platform: Platform,
    pub(super) proxies: Result<ProxyList, ProxyListError>,
    pub(super) database: Result<Database, DatabaseError>,
    pub(super) noproxy: PatternList,
    pub(super) nosumdb: PatternList,
    insecure: PatternList,
    private: PatternList,
    govcs: Result<Govcs, GoError>,
    goauth: Result<(), GoError>,
}

impl Engine {
    /// Parses the settings as this version of the go command does.
    pub fn new(values: Values, platform: Platform) -> Self {
        let version = platform.version;
        let list = |value: &str| PatternList::parse(value, version);
        Self {
            proxies: ProxyList::parse(&values.goproxy, version),
            database: Database::parse(&values.gosumdb, version),
            noproxy: list(&values.gonoproxy),
            nosumdb: list(&values.gonosumdb),
            insecure: list(&values.goinsecure),
            private: list(&values.goprivate),
            govcs: Govcs::parse(&values.govcs, version),
            goauth: goauth::check(&values.goauth),
            values,
            platform,
        }
    }

    /// The same settings under another version of the go command.
    pub fn with_version(&self, version: GoVersion) -> Self {
        Self::new(self.values.clone(), Platform { version, ..self.platform.clone() })
    }

    /// The same settings without GONOPROXY and GONOSUMDB: what is decided where no pattern matches.
    pub fn without_patterns(&self) -> Self {
        let values = Values { gonoproxy: String::new(), gonosumdb: String::new(), ..self.values.clone() };
        Self::new(values, self.platform.clone())
    }

    /// Whether every module's origin is asked first, as with `GOPROXY=direct`.
    pub fn asks_origin_first(&self) -> bool {
        let first = self.proxies.as_ref().ok().and_then(|list| list.entries.first());
        first.is_some_and(|entry| entry.server == Server::Direct)
    }

    /// The version whose rules are followed.
    pub fn version(&self) -> GoVersion {
        self.platform.version
    }

    /// The settings.
    pub fn values(&self) -> &Values {
        &self.values
    }

    /// What runs.
    pub fn platform(&self) -> &Platform {
        &self.platform
    }

    /// The proxies that GOPROXY names, or why every lookup fails.
    pub(crate) fn proxies(&self) -> &Result<ProxyList, ProxyListError> {
        &self.proxies
    }

    /// The checksum database that GOSUMDB names, or why every lookup fails.
    pub(crate) fn database(&self) -> &Result<Database, DatabaseError> {
        &self.database
    }

    /// The pattern of GONOPROXY that matches a module path first.
    pub fn noproxy_match(&self, path: &str) -> Option<&Item> {
        self.noproxy.first_match(path)
    }

    /// The pattern of GONOSUMDB that matches a module path first.
    pub fn nosumdb_match(&self, path: &str) -> Option<&Item> {
        self.nosumdb.first_match(path)
    }

    /// The pattern of GONOSUMDB that keeps a module from the checksum database.
    pub fn skips_database(&self, path: &str) -> Option<&Item> {
        self.nosumdb.first_match(path).filter(|_| path != TOOLCHAIN_MODULE || !self.uses_database(path))
    }

    /// The pattern of GOPRIVATE that matches a module path first.
    pub fn private_match(&self, path: &str) -> Option<&Item> {
        self.private.first_match(path)
    }

    /// Whether a checksum database is asked about a module whose hash is not known yet.
    ///
    /// Mirrors `cmd/go/internal/modfetch.useSumDB`. Toolchains are always verified, except through
    /// a lone `file://` proxy or by the public proxy itself.
    pub fn uses_database(&self, path: &str) -> bool {
        if path == TOOLCHAIN_MODULE
            && self.version().has(Behaviour::ToolchainSwitching)
            && !self.toolchains_exempt()
        {
            return true;
        }
        self.values.gosumdb != "off" && !self.nosumdb.matches(path)
    }

    fn toolchains_exempt(&self) -> bool {
        let lone_file =
            self.values.goproxy.starts_with("file://") && !self.values.goproxy.contains(is_separator);
        lone_file || self.values.git_http_user_agent.contains("proxy.golang.org")
    }

    /// The parsed list of a variable that holds one.
    pub(crate) fn pattern_list(&self, name: &str) -> Option<&PatternList> {
        match name {
            "GOPRIVATE" => Some(&self.private),
            "GONOPROXY" => Some(&self.noproxy),
            "GONOSUMDB" => Some(&self.nosumdb),
            "GOINSECURE" => Some(&self.insecure),
            _ => None,
        }
    }

    /// Whether GOINSECURE lets the module's origin be asked without a verified certificate.
    pub fn is_insecure(&self, path: &str) -> bool {
        self.version().has(Behaviour::GoinsecureVariable) && self.insecure.matches(path)
    }

    /// How a module's origin is found, with GOVCS applied where the path alone tells the version
    /// control system. Mirrors `cmd/go/internal/vcs.RepoRootForImportPath` up to the first request.
    ///
    /// # Errors
    /// What the lookup fails with before the first request.
    pub(crate) fn repository(&self, path: &str) -> Result<Repository, GoError> {
        let repository = Repository::of(path, self.version())?;
        self.check_govcs(&repository)?;
        Ok(repository)
    }

    /// What GOVCS says to the version control system of a repository, where the path alone tells it.
    /// Mirrors `cmd/go/internal/vcs.checkGOVCS`.
    fn check_govcs(&self, repository: &Repository) -> Result<(), GoError> {
        let told = repository.root_and_vcs().filter(|_| self.version().has(Behaviour::GovcsVariable));
        let Some((root, vcs)) = told else { return Ok(()) };
        let private = self.private.matches(root);
        let rules = self.govcs.as_ref().map_err(Clone::clone)?;
        if rules.allows(root, private, vcs) { Ok(()) } else { Err(govcs::disallowed(vcs, private, root)) }
    }

    /// What every direct download ends with when GOVCS is malformed (Go 1.16 and later).
    pub(crate) fn govcs_error(&self) -> Option<&GoError> {
        self.govcs.as_ref().err().filter(|_| self.version().has(Behaviour::GovcsVariable))
    }

    /// What the first https request ends with, whatever it is for, when GOAUTH is malformed.
    ///
    /// # Errors
    /// The go command's own words.
    pub fn check_goauth(&self) -> Result<(), GoError> {
        if self.version().has(Behaviour::GoauthVariable) { self.goauth.clone() } else { Ok(()) }
    }
}
