//! The hosts that a module leads to.

use std::fmt;

use crate::go::predict::Purpose;
use crate::go::tables::hosts::{is_public_database, is_public_proxy};
use crate::go::toolchain::TOOLCHAIN_MODULE;

/// A host and a port of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Host {
    /// The name or address, in lower case; an address of IPv6 in brackets.
    pub name: String,
    /// The port.
    pub port: u16,
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.name, self.port)
    }
}

/// Ports by the scheme of an address.
const PORTS: &[(&str, u16)] = &[("https", 443), ("http", 80), ("git", 9418), ("ssh", 22), ("git+ssh", 22)];

/// Splits an address into its host and what follows it; `None` for `file:` and for what is no address.
pub(super) fn split(url: &str) -> Option<(Host, &str)> {
    let (scheme, rest) = url.split_once("://")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at_checked(end)?;
    let authority = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let default = PORTS.iter().find(|(known, _)| *known == scheme).map(|(_, port)| *port);
    // The colon of a port stands after the brackets of an address.
    let (name, port) = match authority.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => {
            (name, if port.is_empty() { default } else { port.parse().ok() })
        }
        _ => (authority, default),
    };
    let host = Host { name: name.to_ascii_lowercase(), port: port? };
    (!host.name.is_empty()).then_some((host, path))
}

/// What a host is asked as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// A module proxy, for modules and for what the checksum database says.
    Proxy,
    /// The checksum database itself.
    ChecksumDatabase,
    /// The place where a module comes from.
    Origin,
}

impl Role {
    /// The role in a person's words.
    pub fn title(self) -> &'static str {
        match self {
            Self::Proxy => "module proxy",
            Self::ChecksumDatabase => "checksum database",
            Self::Origin => "origin",
        }
    }
}

/// Whether a host hears of a module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Contacted {
    /// It is contacted, if everything that comes before goes well.
    Will,
    /// It comes into play when others fail, or behind an origin.
    May,
    /// It is not contacted from here: a proxy passes the question on to it.
    Behind,
}

/// One host that has to do with one module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touch {
    /// The host.
    pub host: Host,
    /// As what.
    pub role: Role,
    /// Whether it is contacted.
    pub contacted: Contacted,
    /// Whether the request tells it the module's name.
    pub learns_name: bool,
    /// Whether anyone may ask it, so that what it learns the world may know.
    pub is_public: bool,
    /// Whether the request is for the Go toolchain and not for the module.
    pub is_toolchain: bool,
}

impl Touch {
    /// A request that would be made.
    pub(super) fn of_contact(url: &str, purpose: Purpose, asks_proxies: bool) -> Option<Self> {
        let is_sumdb = matches!(purpose, Purpose::SumdbSupported | Purpose::SumdbLookup);
        let role = match purpose {
            Purpose::GoImport | Purpose::Vcs => Role::Origin,
            _ if is_sumdb && !(asks_proxies && url.contains("/sumdb/")) => Role::ChecksumDatabase,
            _ => Role::Proxy,
        };
        let is_toolchain = url.contains(TOOLCHAIN_MODULE);
        let learns_name = !is_toolchain && purpose != Purpose::SumdbSupported;
        Some(Self { learns_name, is_toolchain, ..Self::of(url, role, Contacted::Will)? })
    }

    /// A host on a route, or behind one.
    pub(super) fn of(url: &str, role: Role, contacted: Contacted) -> Option<Self> {
        let (host, path) = split(url)?;
        let is_public = match role {
            Role::Proxy => is_public_proxy(&host.name, path),
            Role::ChecksumDatabase => is_public_database(&host.name),
            Role::Origin => false,
        };
        Some(Self { host, role, contacted, learns_name: true, is_public, is_toolchain: false })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_of_addresses() {
        let shown = |url: &str| split(url).map(|(host, path)| format!("{host} {path}"));
        assert_eq!(shown("https://proxy.golang.org/a/@v/list").unwrap(), "proxy.golang.org:443 /a/@v/list");
        assert_eq!(shown("http://Proxy:8081?x").unwrap(), "proxy:8081 ?x");
        assert_eq!(shown("https://user:pa@ss@host/x").unwrap(), "host:443 /x");
        assert_eq!(shown("http://[::1]:3000/x").unwrap(), "[::1]:3000 /x");
        assert_eq!(shown("https://[::1]/x").unwrap(), "[::1]:443 /x");
        assert_eq!(shown("https://host:/x").unwrap(), "host:443 /x");
        assert_eq!(shown("file:///var/cache"), None);
        assert_eq!(shown("https://host:port/x"), None);
    }

    #[test]
    fn touches_know_who_is_asked() {
        let touch = |url: &str, purpose| Touch::of_contact(url, purpose, true).unwrap();
        let proxy = touch("https://goproxy.cn/a/@v/list", Purpose::List);
        assert!(proxy.role == Role::Proxy && proxy.is_public && proxy.learns_name);
        let through = touch("https://goproxy.cn/sumdb/sum.golang.org/lookup/a@v1.0.0", Purpose::SumdbLookup);
        assert_eq!(through.role, Role::Proxy);
        let database = touch("https://sum.golang.org/lookup/a@v1.0.0", Purpose::SumdbLookup);
        assert!(database.role == Role::ChecksumDatabase && database.is_public);
        assert!(
            !touch("https://goproxy.cn/sumdb/sum.golang.org/supported", Purpose::SumdbSupported).learns_name
        );
        let toolchain = touch("https://goproxy.cn/golang.org/toolchain/@v/v0.0.1-go1.27.3.mod", Purpose::Mod);
        assert!(toolchain.is_toolchain && !toolchain.learns_name);
    }
}
