//! The settings of one run, parsed once, and the decisions they lead to.

use super::config::{Platform, Values};
use super::database::{Database, DatabaseError};
use super::decision::{
    ChecksumDecider, ChecksumDecision, ChecksumVerdict, DownloadDecider, DownloadDecision, DownloadVerdict,
    Hop, HopKind, MatchedPattern, Reaction,
};
use super::error::GoError;
use super::govcs::{self, Govcs};
use super::pattern_list::{Item, PatternList};
use super::proxy_list::{Entry, FallBack, ProxyList, ProxyListError, Server};
use super::repository::Repository;
use super::toolchain::TOOLCHAIN_MODULE;
use super::url::Url;
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
    pub fn proxies(&self) -> &Result<ProxyList, ProxyListError> {
        &self.proxies
    }

    /// The checksum database that GOSUMDB names, or why every lookup fails.
    pub fn database(&self) -> &Result<Database, DatabaseError> {
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
            self.values.goproxy.starts_with("file://") && !self.values.goproxy.contains([',', '|']);
        lone_file || self.values.git_http_user_agent.contains("proxy.golang.org")
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
    pub fn repository(&self, path: &str) -> Result<Repository, GoError> {
        let repository = Repository::of(path, self.version())?;
        if let Some((root, vcs)) =
            repository.root_and_vcs().filter(|_| self.version().has(Behaviour::GovcsVariable))
        {
            let private = self.private.matches(root);
            let rules = self.govcs.as_ref().map_err(Clone::clone)?;
            if !rules.allows(root, private, vcs) {
                return Err(govcs::disallowed(vcs, private, root));
            }
        }
        Ok(repository)
    }

    /// The checksum decision for a module whose hashes are in nobody's go.sum.
    pub fn checksum(&self, path: &str) -> ChecksumDecision {
        let mut decision = ChecksumDecision {
            verdict: ChecksumVerdict::Skip,
            decided_by: ChecksumDecider::Gosumdb,
            pattern: None,
            database: None,
            route: vec![],
            error: None,
        };
        if !self.uses_database(path) {
            decision.pattern = self.nosumdb.first_match(path).map(matched);
            if decision.pattern.is_some() {
                decision.decided_by = ChecksumDecider::Gonosumdb;
            }
            return decision;
        }
        if path == TOOLCHAIN_MODULE {
            decision.decided_by = ChecksumDecider::Toolchain;
        }
        self.database_route(&mut decision);
        decision
    }

    /// How the database is reached. Mirrors `cmd/go/internal/modfetch.dbClient.initBase`.
    fn database_route(&self, decision: &mut ChecksumDecision) {
        decision.verdict = ChecksumVerdict::Verify;
        let error = match (&self.database, &self.proxies) {
            (Err(error), _) => error.text.clone(),
            (Ok(database), _) if database.explicit_url.is_some() => {
                decision.database = Some(database.name.clone());
                decision.route =
                    database.explicit_url.iter().map(|url| last_hop(HopKind::Direct, shown(url))).collect();
                return;
            }
            (Ok(_), Err(error)) => error.to_go_error().text().to_owned(),
            (Ok(database), Ok(list)) => {
                decision.database = Some(database.name.clone());
                let servers = list.entries.iter().filter_map(|entry| hop_through(entry, &database.name));
                decision.route = servers.collect();
                decision.route.push(last_hop(HopKind::Direct, format!("https://{}", database.name)));
                return;
            }
        };
        decision.verdict = ChecksumVerdict::Error;
        decision.error = Some(error);
    }

    /// From whom a module is downloaded.
    /// Mirrors `cmd/go/internal/modfetch.lookup` under `proxyList`.
    pub fn download(&self, path: &str) -> DownloadDecision {
        let pattern = self.noproxy.first_match(path).map(matched);
        let mut decision = DownloadDecision {
            verdict: DownloadVerdict::Error,
            decided_by: if pattern.is_some() { DownloadDecider::Gonoproxy } else { DownloadDecider::Goproxy },
            pattern,
            route: vec![],
            error: None,
        };
        match &self.proxies {
            Err(error) => {
                decision.decided_by = DownloadDecider::Goproxy;
                decision.error = Some(error.to_go_error().text().to_owned());
            }
            Ok(_) if decision.pattern.is_some() => {
                decision.route = vec![self.origin_hop(path)];
            }
            Ok(list) => decision.route = self.route(path, list),
        }
        self.judge(path, &mut decision);
        decision
    }

    fn route(&self, path: &str, list: &ProxyList) -> Vec<Hop> {
        let mut hops: Vec<Hop> = list
            .entries
            .iter()
            .map(|entry| match &entry.server {
                Server::Proxy(url) => hop(HopKind::Proxy, Some(shown(url)), entry.fall_back),
                Server::Direct => self.origin_hop(path),
                Server::Off => Hop { url: None, ..last_hop(HopKind::Off, String::new()) },
            })
            .collect();
        if let Some(last) = hops.last_mut() {
            last.on_not_found = Reaction::Stop;
            last.on_error = Reaction::Stop;
        }
        hops
    }

    fn origin_hop(&self, path: &str) -> Hop {
        let contact =
            self.repository(path).ok().map(|repository| repository.first_contact(self.is_insecure(path)));
        Hop { url: contact, ..last_hop(HopKind::Direct, String::new()) }
    }

    /// Fills in the verdict, with the errors that come before the first request.
    fn judge(&self, path: &str, decision: &mut DownloadDecision) {
        let first = match decision.route.first() {
            Some(hop) => hop.kind,
            None if decision.error.is_some() => return,
            None => HopKind::Off,
        };
        decision.verdict = match first {
            HopKind::Proxy => DownloadVerdict::Proxy,
            HopKind::Direct => DownloadVerdict::Direct,
            HopKind::Off => DownloadVerdict::Blocked,
        };
        if first == HopKind::Off {
            decision.error = Some(super::predict::PROXY_OFF.to_owned());
        }
        if let (HopKind::Direct, Err(error)) = (first, self.repository(path)) {
            let by_govcs = error.text().contains("GOVCS");
            decision.verdict = if by_govcs { DownloadVerdict::Blocked } else { DownloadVerdict::Error };
            decision.decided_by = if by_govcs { DownloadDecider::Govcs } else { decision.decided_by };
            decision.error = Some(error.text().to_owned());
        }
    }

    /// What the first https request ends with, whatever it is for, when GOAUTH is malformed.
    ///
    /// # Errors
    /// The go command's own words.
    pub fn check_goauth(&self) -> Result<(), GoError> {
        if self.version().has(Behaviour::GoauthVariable) {
            goauth::check(&self.values.goauth)
        } else {
            Ok(())
        }
    }
}

fn matched(item: &Item) -> MatchedPattern {
    MatchedPattern { text: item.text.clone(), range: item.range.clone() }
}

/// A server's URL for people: never with its credentials.
fn shown(url: &Url) -> String {
    let mut url = url.clone();
    url.user = None;
    url.fragment = Default::default();
    url.raw_fragment.clear();
    url.to_string()
}

fn hop(kind: HopKind, url: Option<String>, fall_back: FallBack) -> Hop {
    let on_error = if fall_back == FallBack::OnAnyError { Reaction::Next } else { Reaction::Stop };
    Hop { kind, url, on_not_found: Reaction::Next, on_error }
}

fn last_hop(kind: HopKind, url: String) -> Hop {
    Hop { kind, url: Some(url), on_not_found: Reaction::Stop, on_error: Reaction::Stop }
}

/// The hop that asks a proxy for the database; `direct` and `off` lead to the database itself.
fn hop_through(entry: &Entry, database: &str) -> Option<Hop> {
    let Server::Proxy(url) = &entry.server else { return None };
    let base = super::predict::join(url, &format!("sumdb/{database}"));
    Some(hop(HopKind::Proxy, Some(shown(&base)), entry.fall_back))
}
