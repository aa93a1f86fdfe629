//! What the name of a host tells.

/// Whom a host serves, as far as its name tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Everybody: what it has is public.
    Public,
    /// Everybody, but it holds private repositories too.
    Hosting,
    /// Members of an organisation.
    Private,
    /// The name does not tell.
    Unknown,
}

/// Hosts of module paths whose modules are all public, and of public services.
const PUBLIC: &[&str] = &[
    "golang.org",
    "google.golang.org",
    "go.googlesource.com",
    "k8s.io",
    "sigs.k8s.io",
    "gopkg.in",
    "go.uber.org",
    "cloud.google.com",
    "go.opentelemetry.io",
    "go.opencensus.io",
    "go.etcd.io",
    "rsc.io",
    "honnef.co",
    "modernc.org",
    "gonum.org",
    "gorm.io",
    "go.mongodb.org",
    "filippo.io",
    "mvdan.cc",
    "helm.sh",
    "istio.io",
    "knative.dev",
    "cuelang.org",
    "launchpad.net",
    "go.starlark.net",
    "gotest.tools",
    "gocloud.dev",
    "entgo.io",
    "gioui.org",
    "dario.cat",
    "xorm.io",
    "contrib.go.opencensus.io",
    "sum.golang.org",
    "storage.googleapis.com",
    "go.dev",
    "sum.golang.google.cn",
];

/// Hosts with repositories of everybody.
const HOSTING: &[&str] = &[
    "github.com",
    "gitlab.com",
    "bitbucket.org",
    "dev.azure.com",
    "codeberg.org",
    "gitee.com",
    "git.sr.ht",
    "hub.jazz.net",
    "api.bitbucket.org",
    "ssh.dev.azure.com",
    "sourceforge.net",
    "git.launchpad.net",
];

/// Endings of names that only a private network resolves.
const PRIVATE_ENDINGS: &[&str] =
    &[".local", ".internal", ".corp", ".lan", ".intra", ".intranet", ".home", ".private", ".localdomain"];

/// Parts of names that organisations give to their own servers.
const PRIVATE_PARTS: &[&str] = &[
    "private",
    "internal",
    "intranet",
    "corp",
    "mycompany",
    "company",
    "gitlab",
    "gitea",
    "artifactory",
    "nexus",
    "athens",
];

/// Module proxies that anybody may use.
const PUBLIC_PROXIES: &[&str] = &[
    "proxy.golang.org",
    "goproxy.io",
    "goproxy.cn",
    "gocenter.io",
    "mirrors.aliyun.com",
    "proxy.golang.com.cn",
    "mirrors.cloud.tencent.com",
    "goproxy.golang.org.cn",
    "athens.azurefd.net",
    "goproxy.baidu.com",
    "repo.huaweicloud.com",
    "mirrors.tencent.com",
    "goproxy.dev",
];

/// Whom a host serves. `host` has no port.
pub(super) fn reach(host: &str) -> Reach {
    let host = host.to_ascii_lowercase();
    if PUBLIC.contains(&host.as_str()) || is_public_proxy(&host) {
        return Reach::Public;
    }
    if HOSTING.contains(&host.as_str()) {
        return Reach::Hosting;
    }
    let is_address = host.contains(':')
        || host.split('.').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    let is_private = is_address
        || !host.contains('.')
        || PRIVATE_ENDINGS.iter().any(|ending| host.ends_with(ending))
        || host.split(['.', '-']).any(|part| PRIVATE_PARTS.contains(&part))
        || host.starts_with("git.");
    if is_private { Reach::Private } else { Reach::Unknown }
}

/// Whether a host is a module proxy that anybody may use.
pub(super) fn is_public_proxy(host: &str) -> bool {
    PUBLIC_PROXIES.contains(&host)
}

/// Whether a host is a mirror run by somebody other than the Go project.
pub(super) fn is_third_party_mirror(host: &str) -> bool {
    is_public_proxy(host) && host != "proxy.golang.org"
}

/// Whether a host is a mirror made for one country.
pub(super) fn is_regional_mirror(host: &str) -> bool {
    is_third_party_mirror(host) && !["gocenter.io", "athens.azurefd.net", "goproxy.dev"].contains(&host)
}

/// The host that a module path begins with.
pub(super) fn host_of(path: &str) -> &str {
    path.split('/').next().unwrap_or(path)
}

/// The shortest pattern that covers what belongs to the same owner as a module: the host, or on a
/// hosting service the host with the first element behind it.
pub(super) fn owner_prefix(path: &str) -> String {
    let host = host_of(path);
    if reach(host) != Reach::Hosting {
        return host.to_owned();
    }
    path.split('/').take(2).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reach_by_name() {
        for (host, expected) in [
            ("golang.org", Reach::Public),
            ("github.com", Reach::Hosting),
            ("gitlab.acme.org", Reach::Private),
            ("192.168.6.70", Reach::Private),
            ("localhost", Reach::Private),
            ("code.acme.internal", Reach::Private),
            ("gitern.com", Reach::Unknown),
        ] {
            assert_eq!(reach(host), expected, "{host}");
        }
    }

    #[test]
    fn owner_prefix_of_hosting_services_and_own_hosts() {
        assert_eq!(owner_prefix("github.com/acme/lib/v2"), "github.com/acme");
        assert_eq!(owner_prefix("git.acme.com/team/lib"), "git.acme.com");
    }
}
