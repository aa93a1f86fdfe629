//! Hosts that are known by name: who runs them and whom they serve.
//!
//! Mirrors nothing of the go command, which knows hosts only where
//! [`vcs.vcsPaths`](https://pkg.go.dev/cmd/go/internal/vcs) names them.

/// A module proxy that anyone may ask.
#[derive(Debug)]
pub struct PublicProxy {
    /// The host, in lower case.
    pub host: &'static str,
    /// The path below which the proxy answers, as in `/goproxy`; empty: the whole host is a proxy.
    pub path: &'static str,
    /// Who runs it.
    pub operator: Operator,
    /// The country that it is made for; elsewhere its nodes may answer differently. `None`: the world.
    pub region: Option<&'static str>,
    /// When it was shut down. `None`: it was not, as far as is known.
    pub retired: Option<Retired>,
}

/// Who runs a public proxy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// The Go project, which runs the checksum database too.
    GoProject,
    /// Somebody else.
    Other(&'static str),
}

/// The end of a public proxy.
#[derive(Debug)]
pub struct Retired {
    /// The day, as `YYYY-MM-DD`.
    pub since: &'static str,
    /// Where that can be read.
    pub source: &'static str,
}

impl PublicProxy {
    const fn new(host: &'static str, path: &'static str, operator: &'static str) -> Self {
        Self { host, path, operator: Operator::Other(operator), region: None, retired: None }
    }

    const fn for_china(self) -> Self {
        Self { region: Some("China"), ..self }
    }
}

/// Module proxies that anyone may ask, or could when they were alive.
pub const PUBLIC_PROXIES: &[PublicProxy] = &[
    PublicProxy {
        host: "proxy.golang.org",
        path: "",
        operator: Operator::GoProject,
        region: None,
        retired: None,
    },
    PublicProxy::new("athens.azurefd.net", "", "the Athens project"),
    PublicProxy {
        retired: Some(Retired {
            since: "2021-05-01",
            source: "https://github.com/algorand/go-algorand/pull/2127",
        }),
        ..PublicProxy::new("gocenter.io", "", "JFrog")
    },
    PublicProxy::new("goproxy.baidu.com", "", "Baidu").for_china(),
    PublicProxy::new("goproxy.cn", "", "Qiniu Cloud").for_china(),
    PublicProxy::new("goproxy.dev", "", "the goproxy.io project"),
    PublicProxy::new("goproxy.golang.org.cn", "", "someone outside the Go project").for_china(),
    PublicProxy::new("goproxy.io", "", "the goproxy.io project").for_china(),
    PublicProxy::new("mirrors.aliyun.com", "/goproxy", "Alibaba Cloud").for_china(),
    PublicProxy::new("mirrors.cloud.tencent.com", "/go", "Tencent Cloud").for_china(),
    PublicProxy::new("mirrors.tencent.com", "/go", "Tencent").for_china(),
    PublicProxy::new("proxy.golang.com.cn", "", "the goproxy.io project").for_china(),
    PublicProxy::new("repo.huaweicloud.com", "/repository/goproxy", "Huawei Cloud").for_china(),
];

/// A checksum database that anyone may ask.
#[derive(Debug)]
pub struct PublicDatabase {
    /// The host, in lower case.
    pub host: &'static str,
    /// Who runs it.
    pub operator: Operator,
    /// What go knows of it by name.
    pub known_to_go: KnownToGo,
}

/// What the go command knows of a checksum database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownToGo {
    /// Nothing: GOSUMDB must hold its key.
    Nothing,
    /// Its verifier key (`cmd/go/internal/modfetch.knownGOSUMDB`).
    Key(&'static str),
    /// The GOSUMDB that this name, alone, stands for (`cmd/go/internal/modfetch.dbDial`).
    StandsFor(&'static str),
}

/// Checksum databases that anyone may ask.
pub const PUBLIC_DATABASES: &[PublicDatabase] = &[
    PublicDatabase {
        host: "sum.golang.org",
        operator: Operator::GoProject,
        known_to_go: KnownToGo::Key("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"),
    },
    PublicDatabase {
        host: "sum.golang.google.cn",
        operator: Operator::GoProject,
        known_to_go: KnownToGo::StandsFor("sum.golang.org https://sum.golang.google.cn"),
    },
    PublicDatabase {
        host: "gosum.io",
        operator: Operator::Other("the goproxy.io project"),
        known_to_go: KnownToGo::Nothing,
    },
];

/// Whose code lives at a host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// Public modules that many builds depend on, or services for everybody.
    Public,
    /// The public modules of one project or person, who may well treat them as their own.
    Project,
    /// Repositories of anyone, most of them public.
    Repositories,
    /// Repositories of anyone, most of them an organisation's own.
    PrivateRepositories,
}

/// Hosts of module paths and of repositories, and path prefixes below them.
const CODE_HOSTS: &[(&str, Code)] = &[
    ("api.bitbucket.org", Code::Repositories),
    ("bitbucket.org", Code::Repositories),
    ("cloud.google.com", Code::Project),
    ("codeberg.org", Code::Repositories),
    ("contrib.go.opencensus.io", Code::Project),
    ("cuelang.org", Code::Project),
    ("dario.cat", Code::Project),
    ("dev.azure.com", Code::PrivateRepositories),
    ("entgo.io", Code::Project),
    ("filippo.io", Code::Project),
    ("gioui.org", Code::Project),
    ("git.launchpad.net", Code::Repositories),
    ("git.sr.ht", Code::Repositories),
    ("gitea.com", Code::Repositories),
    ("gitee.com", Code::Repositories),
    ("github.com", Code::Repositories),
    ("gitlab.com", Code::Repositories),
    ("go.dev", Code::Public),
    ("go.etcd.io", Code::Project),
    ("go.googlesource.com", Code::Project),
    ("go.mongodb.org", Code::Project),
    ("go.opencensus.io", Code::Project),
    ("go.opentelemetry.io", Code::Project),
    ("go.starlark.net", Code::Project),
    ("go.uber.org", Code::Public),
    ("gocloud.dev", Code::Project),
    ("golang.org", Code::Public),
    ("gonum.org", Code::Project),
    ("google.golang.org", Code::Public),
    ("gopkg.in", Code::Public),
    ("gorm.io", Code::Project),
    ("gotest.tools", Code::Public),
    ("helm.sh", Code::Project),
    ("honnef.co", Code::Project),
    ("hub.jazz.net", Code::PrivateRepositories),
    ("istio.io", Code::Project),
    ("k8s.io", Code::Public),
    ("knative.dev", Code::Project),
    ("launchpad.net", Code::Public),
    ("modernc.org", Code::Project),
    ("mvdan.cc", Code::Project),
    ("rsc.io", Code::Project),
    ("sigs.k8s.io", Code::Public),
    ("sourceforge.net", Code::Repositories),
    ("sr.ht", Code::Repositories),
    ("ssh.dev.azure.com", Code::PrivateRepositories),
    ("storage.googleapis.com", Code::Public),
    ("xorm.io", Code::Project),
];

/// Endings of names that the public name system does not know.
const INTERNAL_ENDINGS: &[&str] = &[
    ".corp",
    ".home",
    ".home.arpa",
    ".internal",
    ".intra",
    ".intranet",
    ".lan",
    ".local",
    ".localdomain",
    ".private",
];

/// The public proxy at an address. `None`: no proxy that is known to be public answers there.
pub fn public_proxy(host: &str, path: &str) -> Option<&'static PublicProxy> {
    PUBLIC_PROXIES.iter().find(|known| {
        let below = path.strip_prefix(known.path);
        known.host.eq_ignore_ascii_case(host)
            && below.is_some_and(|rest| known.path.is_empty() || rest.is_empty() || rest.starts_with('/'))
    })
}

/// A public proxy at some path of a host. `None`: none is known.
pub fn public_proxy_on(host: &str) -> Option<&'static PublicProxy> {
    PUBLIC_PROXIES.iter().find(|known| known.host == host)
}

/// Whether a proxy's host and path belong to one that anyone may ask.
pub fn is_public_proxy(host: &str, path: &str) -> bool {
    public_proxy(host, path).is_some()
}

/// The public checksum database of that name. `None`: none is known.
pub fn public_database(host: &str) -> Option<&'static PublicDatabase> {
    PUBLIC_DATABASES.iter().find(|known| known.host == host)
}

/// What go knows of a checksum database by its name alone.
pub fn known_to_go(name: &str) -> KnownToGo {
    public_database(name).map_or(KnownToGo::Nothing, |database| database.known_to_go)
}

/// Whether a checksum database is one that anyone may ask.
pub fn is_public_database(host: &str) -> bool {
    public_database(host).is_some()
}

/// Whose code lives at a host, or below a prefix such as `golang.org/x`. `None`: nothing is known.
pub fn code_at(host: &str) -> Option<Code> {
    CODE_HOSTS.iter().find(|(known, _)| *known == host).map(|(_, code)| *code)
}

/// Whether mostly public code lives at a host.
pub fn is_public_code(host: &str) -> bool {
    matches!(code_at(host), Some(Code::Public | Code::Repositories))
}

/// Whether the ending of a host's name, in lower case, is one that the public name system does not have.
pub fn has_internal_ending(host: &str) -> bool {
    INTERNAL_ENDINGS.iter().any(|ending| host.ends_with(ending))
}

/// Whether a name or address leads to the machine itself.
pub fn is_loopback(host: &str) -> bool {
    host == "localhost" || host == "::1" || host.starts_with("127.") && host.split('.').count() == 4
}

/// Whether a name means something inside one network only: no dot, a private address, or an ending that
/// the public name system does not have.
pub fn is_internal(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    is_loopback(&host)
        || !host.contains(['.', ':'])
        || host
            .parse()
            .is_ok_and(|address: std::net::Ipv4Addr| address.is_private() || address.is_link_local())
        || has_internal_ending(&host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proxies_are_known_by_host_and_path() {
        assert!(is_public_proxy("proxy.golang.org", ""));
        assert!(is_public_proxy("Mirrors.aliyun.com", "/goproxy/"));
        assert!(!is_public_proxy("mirrors.aliyun.com", "/other"));
        assert!(!is_public_proxy("mirrors.aliyun.com", "/goproxy2"));
        assert!(!is_public_proxy("proxy.golang.org.evil.example", ""));
    }

    #[test]
    fn a_host_stands_once_in_a_table() {
        let proxies: Vec<_> = PUBLIC_PROXIES.iter().map(|proxy| (proxy.host, proxy.path)).collect();
        let code: Vec<_> = CODE_HOSTS.iter().map(|(host, _)| (*host, "")).collect();
        for hosts in [proxies, code] {
            let distinct: std::collections::BTreeSet<_> = hosts.iter().collect();
            assert_eq!(distinct.len(), hosts.len(), "{hosts:?}");
        }
    }

    #[test]
    fn private_repositories_are_no_public_code() {
        assert!(is_public_code("github.com") && is_public_code("golang.org"));
        assert!(!is_public_code("dev.azure.com") && !is_public_code("github.com/acme"));
    }

    #[test]
    fn internal_names() {
        for host in
            ["athens", "localhost", "127.0.0.1", "10.1.2.3", "192.168.0.9", "git.corp", "x.svc.cluster.local"]
        {
            assert!(is_internal(host), "{host}");
        }
        for host in ["corp.example.com", "8.8.8.8", "localhost.example.com", "2001:db8::1"] {
            assert!(!is_internal(host), "{host}");
        }
    }
}
