//! What is known of the machine that go failed on.

use std::collections::BTreeMap;

use super::hosts;
use crate::go::proxy_list::Server;
use crate::go::tables::separators::FallBack;
use crate::go::tables::variables::falls_back_on_goprivate;
use crate::go::{Engine, GoVersion};
use crate::settings::Settings;
use crate::source::error_log::{LogUrl, Mention, Target};

/// A finding of the rules about the settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    /// The rule's stable name.
    pub rule: &'static str,
    /// The variable.
    pub variable: String,
    /// What is wrong, one short line.
    pub message: String,
}

/// What is known of the machine: settings that were pasted or set in passing, and what follows from them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    /// The values that somebody gave, with secrets. A variable that is not here may have any value.
    pub given: BTreeMap<String, String>,
    /// Whether the values are those of a listing of `go env`; else they were only set in passing.
    pub is_listing: bool,
    /// The settings that follow from the values, defaults included.
    pub settings: Settings,
    /// What go decides with these settings.
    pub engine: Option<Engine>,
    /// The Go version, where something tells it.
    pub version: Option<GoVersion>,
    /// The system, GOOS, where something tells it.
    pub goos: Option<String>,
    /// Variables that the log sets in passing.
    pub mentions: Vec<Mention>,
    /// What the rules find wrong with the settings.
    pub findings: Vec<Finding>,
    /// Whether the log is that of an image build.
    pub is_image_build: bool,
}

/// Whether go with these settings would have asked somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Contacted {
    /// It would.
    Yes(String),
    /// It would not, and why.
    No(String),
    /// The settings do not tell.
    Unknown,
}

/// An entry of GOPROXY that names a proxy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ProxyHop {
    /// Its host, without its port.
    pub host: String,
    /// Whether another entry follows.
    pub has_next: bool,
    /// Whether any error moves on to it.
    pub moves_on: bool,
}

impl Known {
    /// A value that somebody gave.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.given.get(name).map(String::as_str)
    }

    /// Whether somebody gave this value.
    pub(super) fn is(&self, name: &str, value: &str) -> bool {
        self.value(name) == Some(value)
    }

    /// The value that go works with, if GOPROXY (or whatever else `name` is) was given or the listing is of
    /// a version whose default is known.
    pub(super) fn effective(&self, name: &str) -> Option<&str> {
        let is_known = self.given.contains_key(name)
            || falls_back_on_goprivate(name) && self.given.contains_key("GOPRIVATE");
        is_known.then(|| self.settings.value(name))
    }

    /// Whether the machine runs Windows.
    pub(super) fn is_windows(&self) -> bool {
        self.goos.as_deref() == Some("windows")
    }

    /// Whether the version is known and older than Go 1.`minor`.
    pub(super) fn is_before(&self, minor: u32) -> bool {
        self.version.is_some_and(|version| version.minor() < minor)
    }

    /// The proxies of GOPROXY, if it was given and can be read.
    pub(super) fn proxies(&self) -> Option<Vec<ProxyHop>> {
        self.value("GOPROXY")?;
        let list = self.engine.as_ref()?.proxies().as_ref().ok()?;
        let count = list.entries.len();
        let hop = |(index, entry): (usize, &crate::go::proxy_list::ProxyEntry)| match &entry.server {
            Server::Proxy(url) => Some(ProxyHop {
                host: crate::source::error_log::host_name(&url.host.to_text().to_ascii_lowercase())
                    .to_owned(),
                has_next: index + 1 < count,
                moves_on: entry.fall_back == FallBack::OnAnyError,
            }),
            Server::Direct | Server::Off => None,
        };
        Some(list.entries.iter().enumerate().filter_map(hop).collect())
    }

    /// The entry of GOPROXY for a host.
    pub(super) fn hop(&self, host: &str) -> Option<ProxyHop> {
        self.proxies()?.into_iter().find(|hop| hop.host == host)
    }

    /// Whether the first entry of GOPROXY is `direct`.
    pub(super) fn goes_direct_first(&self) -> bool {
        self.value("GOPROXY").is_some() && self.engine.as_ref().is_some_and(Engine::asks_origin_first)
    }

    /// Whether GOPROXY has `direct` in it; `None`: nobody gave GOPROXY.
    pub(super) fn has_direct(&self) -> Option<bool> {
        self.value("GOPROXY")?;
        let list = self.engine.as_ref()?.proxies().as_ref().ok()?;
        Some(list.entries.iter().any(|entry| entry.server == Server::Direct))
    }

    /// The pattern that keeps a module from the proxies.
    pub(super) fn noproxy_pattern(&self, path: &str) -> Option<String> {
        self.effective("GONOPROXY")?;
        self.engine.as_ref()?.noproxy_match(path).map(|item| item.text.clone())
    }

    /// The pattern that keeps a module from the checksum database.
    pub(super) fn nosumdb_pattern(&self, path: &str) -> Option<String> {
        self.effective("GONOSUMDB")?;
        self.engine.as_ref()?.nosumdb_match(path).map(|item| item.text.clone())
    }

    /// Whether go works without modules: GO111MODULE=off, or no go.mod where that decides.
    pub(super) fn is_gopath_mode(&self) -> bool {
        let no_module = self.is("GOMOD", "") && self.is_before(16) && !self.is("GO111MODULE", "on");
        self.is("GO111MODULE", "off") || no_module && self.is_listing
    }

    /// Whether go with these settings would have asked at this address for this module.
    pub(super) fn contacted(&self, url: &LogUrl, module: Option<&str>) -> Contacted {
        match url.target {
            Target::Proxy => self.asked_proxy(url.host_name(), module),
            Target::Sumdb => self.asked_database(url.host_name(), module),
            Target::Discovery => self.asked_origin(url.host_name(), module),
            Target::ProxyStorage | Target::ProxySumdb | Target::Other => Contacted::Unknown,
        }
    }

    fn asked_proxy(&self, host: &str, module: Option<&str>) -> Contacted {
        let (Some(proxies), Some(goproxy)) = (self.proxies(), self.masked("GOPROXY")) else {
            return Contacted::Unknown;
        };
        if let Some(pattern) = module.and_then(|module| self.noproxy_pattern(module)) {
            return Contacted::No(format!(
                "{host} was asked for a module that GONOPROXY ({pattern}) keeps from all proxies"
            ));
        }
        if proxies.iter().any(|hop| hop.host == host) {
            return Contacted::Yes(format!("{host} is an entry of GOPROXY={goproxy}"));
        }
        Contacted::No(format!("{host} was asked, but it is not an entry of GOPROXY={goproxy}"))
    }

    fn asked_database(&self, host: &str, module: Option<&str>) -> Contacted {
        if self.is("GOSUMDB", "off") && module != Some("golang.org/toolchain") {
            return Contacted::No(format!("{host} was asked, though GOSUMDB=off switches verification off"));
        }
        if let Some(pattern) = module.and_then(|module| self.nosumdb_pattern(module)) {
            return Contacted::No(format!(
                "{host} was asked for a module that GONOSUMDB ({pattern}) keeps from it"
            ));
        }
        let Some(gosumdb) = self.value("GOSUMDB") else { return Contacted::Unknown };
        if gosumdb == "sum.golang.google.cn" && host == "sum.golang.org" {
            return Contacted::No("sum.golang.org was asked, but GOSUMDB names sum.golang.google.cn".into());
        }
        Contacted::Yes(format!("GOSUMDB={gosumdb} leads to {host}"))
    }

    /// Whether proxies come first, and have the modules of a host because they are public.
    pub(super) fn asks_proxies_for(&self, host: &str) -> bool {
        let has_proxies = self.proxies().is_some_and(|proxies| !proxies.is_empty());
        has_proxies && !self.goes_direct_first() && hosts::reach(host) == hosts::Reach::Public
    }

    fn asked_origin(&self, host: &str, module: Option<&str>) -> Contacted {
        let (Some(has_direct), Some(goproxy)) = (self.has_direct(), self.masked("GOPROXY")) else {
            return Contacted::Unknown;
        };
        if let Some(pattern) = module.and_then(|module| self.noproxy_pattern(module)) {
            return Contacted::Yes(format!("GONOPROXY ({pattern}) leads to {host} directly"));
        }
        if !has_direct {
            return Contacted::No(format!(
                "{host} was asked directly, but GOPROXY={goproxy} never goes direct"
            ));
        }
        if self.asks_proxies_for(host) {
            return Contacted::Unknown;
        }
        Contacted::Yes(format!("GOPROXY={goproxy} leads to {host} directly"))
    }

    /// A given value for output.
    pub(super) fn masked(&self, name: &str) -> Option<String> {
        self.value(name).map(crate::source::mask::mask)
    }
}
