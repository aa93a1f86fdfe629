//! The two decisions about a module: who verifies it, and from whom it comes.

use super::Engine;
use crate::go::decision::{
    ChecksumDecider, ChecksumDecision, ChecksumVerdict, DownloadDecider, DownloadDecision, DownloadVerdict,
    Hop, HopKind, MatchedPattern, Reaction,
};
use crate::go::pattern_list::Item;
use crate::go::proxy_list::{PROXY_OFF, ProxyEntry, ProxyList, Server};
use crate::go::repository::Repository;
use crate::go::tables::separators::FallBack;
use crate::go::toolchain::TOOLCHAIN_MODULE;
use crate::go::url::{Decoded, Url, join};

impl Engine {
    /// The checksum decision for a module whose hashes no go.sum holds.
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

    /// Whom go turns to first for a module: the first hop of [`Engine::download`], without the work of the
    /// others. None: GOPROXY cannot be read. Mirrors the beginning of `cmd/go/internal/modfetch.lookup`.
    pub fn first_hop(&self, path: &str) -> Option<HopKind> {
        let list = self.proxies.as_ref().ok()?;
        let first = list.entries.first().map(|entry| &entry.server);
        Some(match first {
            _ if self.noproxy.matches(path) => HopKind::Direct,
            Some(Server::Proxy(_)) => HopKind::Proxy,
            Some(Server::Direct) => HopKind::Direct,
            Some(Server::Off) | None => HopKind::Off,
        })
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
        let Some(first) = self.first_hop(path) else { return };
        decision.verdict = match first {
            HopKind::Proxy => DownloadVerdict::Proxy,
            HopKind::Direct => DownloadVerdict::Direct,
            HopKind::Off => DownloadVerdict::Blocked,
        };
        if first == HopKind::Off {
            decision.error = Some(PROXY_OFF.to_owned());
        }
        if first == HopKind::Direct {
            self.judge_origin(path, decision);
        }
    }

    /// The errors of a module whose origin is asked first.
    fn judge_origin(&self, path: &str, decision: &mut DownloadDecision) {
        let error = match Repository::of(path, self.version()) {
            Err(error) => {
                decision.verdict = DownloadVerdict::Error;
                error
            }
            Ok(repository) => {
                let Err(error) = self.check_govcs(&repository) else { return };
                decision.verdict = DownloadVerdict::Blocked;
                decision.decided_by = DownloadDecider::Govcs;
                error
            }
        };
        decision.error = Some(error.text().to_owned());
    }
}

fn matched(item: &Item) -> MatchedPattern {
    MatchedPattern { text: item.text.clone(), range: item.range.clone() }
}

/// A server's URL for people: never with its credentials.
fn shown(url: &Url) -> String {
    let mut url = url.clone();
    url.user = None;
    url.fragment = Decoded::default();
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
fn hop_through(entry: &ProxyEntry, database: &str) -> Option<Hop> {
    let Server::Proxy(url) = &entry.server else { return None };
    let base = join(url, &format!("sumdb/{database}"));
    Some(hop(HopKind::Proxy, Some(shown(&base)), entry.fall_back))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::go::{GoVersion, Platform, Values};

    fn download(path: &str, govcs: &str) -> DownloadDecision {
        let values = Values { goproxy: "direct".into(), govcs: govcs.into(), ..Values::default() };
        Engine::new(values, Platform::host(GoVersion::NEWEST_KNOWN)).download(path)
    }

    #[test]
    fn download_blocked_by_govcs() {
        let decision = download("github.com/a/b", "github.com:off");
        assert_eq!(decision.verdict, DownloadVerdict::Blocked);
        assert_eq!(decision.decided_by, DownloadDecider::Govcs);
    }

    #[test]
    fn download_of_a_path_that_only_reads_like_govcs() {
        let decision = download("github.com/GOVCS", "");
        assert_eq!(decision.verdict, DownloadVerdict::Error);
        assert_eq!(decision.decided_by, DownloadDecider::Goproxy);
    }
}
