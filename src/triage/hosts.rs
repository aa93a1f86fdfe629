//! What the name of a host tells.

use crate::go::tables::hosts::{self, Code, Operator};

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

/// Whom a host serves. `host` has no port.
pub(super) fn reach(host: &str) -> Reach {
    let host = host.to_ascii_lowercase();
    match hosts::code_at(&host) {
        Some(Code::Public | Code::Project) => return Reach::Public,
        Some(Code::Repositories | Code::PrivateRepositories) => return Reach::Hosting,
        None if is_public_proxy(&host) || is_gos_database(&host) => return Reach::Public,
        None => {}
    }
    let is_address = host.contains(':')
        || host.split('.').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    let is_private = is_address
        || !host.contains('.')
        || hosts::has_internal_ending(&host)
        || host.split(['.', '-']).any(|part| PRIVATE_PARTS.contains(&part))
        || host.starts_with("git.");
    if is_private { Reach::Private } else { Reach::Unknown }
}

/// Whether a host is a module proxy that anyone may use.
pub(super) fn is_public_proxy(host: &str) -> bool {
    hosts::public_proxy_on(host).is_some()
}

/// Whether a host is the checksum database of the Go project. What others run may lack public modules.
fn is_gos_database(host: &str) -> bool {
    hosts::public_database(host).is_some_and(|database| database.operator == Operator::GoProject)
}

/// Whether a host is a mirror run by somebody other than the Go project.
pub(super) fn is_third_party_mirror(host: &str) -> bool {
    hosts::public_proxy_on(host).is_some_and(|proxy| proxy.operator != Operator::GoProject)
}

/// Whether a host is a mirror made for one country.
pub(super) fn is_regional_mirror(host: &str) -> bool {
    hosts::public_proxy_on(host).is_some_and(|proxy| proxy.region.is_some())
}

/// The host that a module path begins with.
pub(super) fn host_of(path: &str) -> &str {
    path.split('/').next().unwrap_or(path)
}

/// The shortest pattern that covers what belongs to the same owner as a module: the host, or on a
/// hosting service the host with the first element after it.
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
