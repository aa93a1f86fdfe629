//! What the name of a host tells: who runs it, and whether the world can see it.

/// Module proxies that anybody may ask, as `host` or `host/path`.
const PUBLIC_PROXIES: &[&str] = &[
    "athens.azurefd.net",
    "gocenter.io",
    "goproxy.cn",
    "goproxy.io",
    "mirrors.aliyun.com/goproxy",
    "mirrors.cloud.tencent.com/go",
    "mirrors.tencent.com/go",
    "proxy.golang.com.cn",
    "proxy.golang.org",
    "repo.huaweicloud.com/repository/goproxy",
];

/// Checksum databases that anybody may ask.
const PUBLIC_DATABASES: &[&str] = &["gosum.io", "sum.golang.google.cn", "sum.golang.org"];

/// Hosts and path prefixes where mostly public code lives.
const PUBLIC_CODE: &[&str] = &[
    "bitbucket.org",
    "codeberg.org",
    "gitea.com",
    "gitee.com",
    "github.com",
    "gitlab.com",
    "go.uber.org",
    "golang.org",
    "google.golang.org",
    "gopkg.in",
    "gotest.tools",
    "k8s.io",
    "sigs.k8s.io",
    "sr.ht",
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

/// Whether a proxy's host and path belong to one that anybody may ask.
pub(crate) fn is_public_proxy(host: &str, path: &str) -> bool {
    let address = format!("{}{}", host.to_ascii_lowercase(), path.trim_end_matches('/'));
    PUBLIC_PROXIES
        .iter()
        .any(|known| address.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// Whether a checksum database is one that anybody may ask.
pub(crate) fn is_public_database(host: &str) -> bool {
    PUBLIC_DATABASES.contains(&host)
}

/// Whether mostly public code lives at a host, or below a prefix such as `golang.org/x`.
pub(crate) fn is_public_code(host: &str) -> bool {
    PUBLIC_CODE.contains(&host)
}

/// Whether a name or address leads to the machine itself.
pub(crate) fn is_loopback(host: &str) -> bool {
    host == "localhost" || host == "::1" || host.starts_with("127.") && host.split('.').count() == 4
}

/// Whether a name means something inside one network only: no dot, a private address, or an ending that
/// the public name system does not have.
pub(crate) fn is_internal(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    is_loopback(&host)
        || !host.contains(['.', ':'])
        || host
            .parse()
            .is_ok_and(|address: std::net::Ipv4Addr| address.is_private() || address.is_link_local())
        || INTERNAL_ENDINGS.iter().any(|ending| host.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proxies_are_known_by_host_and_path() {
        assert!(is_public_proxy("proxy.golang.org", ""));
        assert!(is_public_proxy("Mirrors.aliyun.com", "/goproxy/"));
        assert!(!is_public_proxy("mirrors.aliyun.com", "/other"));
        assert!(!is_public_proxy("proxy.golang.org.evil.example", ""));
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
