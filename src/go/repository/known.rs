//! Hosts whose repositories go finds from the path alone.
//!
//! Mirrors the fixed hosts of `cmd/go/internal/vcs.vcsPaths`.

use super::found::Repository;
use super::words::{is_word, vcs_names};
use crate::go::error::GoError;
use crate::go::quote::quote;
use crate::go::tables::behaviours::Behaviour;
use crate::go::version::GoVersion;

/// A host whose paths go knows without asking.
struct KnownHost {
    prefix: &'static str,
    vcs: &'static str,
    /// How many path elements the root has, host included.
    root_elements: usize,
    shape: Shape,
}

/// What the elements of a known host's path may look like.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Any word; the root may not end in the name of a version control system.
    UserAndRepository,
    /// `git.apache.org/NAME.git`.
    Apache,
    /// `git.openstack.org/A/B`.
    OpenStack,
    /// `chiselapp.com/user/U/repository/R` and nothing after it.
    Chisel,
    /// `hub.jazz.net/git/USER/NAME`, the user in lower case.
    JazzHub,
}

const KNOWN_HOSTS: &[KnownHost] = &[
    KnownHost { prefix: "github.com", vcs: "git", root_elements: 3, shape: Shape::UserAndRepository },
    KnownHost { prefix: "bitbucket.org", vcs: "git", root_elements: 3, shape: Shape::UserAndRepository },
    KnownHost { prefix: "hub.jazz.net/git", vcs: "git", root_elements: 4, shape: Shape::JazzHub },
    KnownHost { prefix: "git.apache.org", vcs: "git", root_elements: 2, shape: Shape::Apache },
    KnownHost { prefix: "git.openstack.org", vcs: "git", root_elements: 3, shape: Shape::OpenStack },
    KnownHost { prefix: "chiselapp.com", vcs: "fossil", root_elements: 5, shape: Shape::Chisel },
];

/// The repository below a known host; `None`: the path leads to no such host.
///
/// # Errors
/// The go command's own words for a path that the host cannot have.
pub(super) fn find(path: &str, version: GoVersion) -> Option<Result<Repository, GoError>> {
    let host = KNOWN_HOSTS.iter().find(|host| has_path_prefix(path, host.prefix, version))?;
    Some(known(path, host, version))
}

/// Before Go 1.16 the prefixes ended in a slash, so a bare host was no match.
fn has_path_prefix(path: &str, prefix: &str, version: GoVersion) -> bool {
    match path.strip_prefix(prefix) {
        Some("") => version.has(Behaviour::ReservedHosts),
        Some(rest) => rest.starts_with('/'),
        None => false,
    }
}

fn known(path: &str, host: &KnownHost, version: GoVersion) -> Result<Repository, GoError> {
    let elements: Vec<&str> = path.split('/').collect();
    let (root, fits) = match elements.get(..host.root_elements) {
        Some(root) => (root.join("/"), fits(host.shape, &elements)),
        None => (String::new(), false),
    };
    let shown = if version.has(Behaviour::ReservedHosts) {
        host.prefix.to_owned()
    } else {
        format!("{}/", host.prefix)
    };
    if !fits {
        return Err(GoError::new(format!("invalid {shown} import path {}", quote(path))));
    }
    let no_suffix = matches!(host.shape, Shape::UserAndRepository | Shape::JazzHub);
    if no_suffix
        && vcs_names(version).any(|vcs| root.strip_suffix(vcs).is_some_and(|stem| stem.ends_with('.')))
    {
        return Err(GoError::new(format!("invalid version control suffix in {}/ path", host.prefix)));
    }
    let url = first_request(host, &root, &elements, version);
    Ok(Repository::Known { root, vcs: host.vcs, url })
}

/// Before Go 1.17 bitbucket.org was asked which system a repository uses.
fn first_request(host: &KnownHost, root: &str, elements: &[&str], version: GoVersion) -> String {
    if host.prefix == "bitbucket.org" && !version.has(Behaviour::BitbucketIsGit) {
        let name = elements.get(1..3).unwrap_or_default().join("/");
        return format!("https://api.bitbucket.org/2.0/repositories/{name}?fields=scm");
    }
    format!("https://{root}")
}

fn fits(shape: Shape, elements: &[&str]) -> bool {
    let words = |range: &[&str]| range.iter().all(|element| is_word(element));
    let lower =
        |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    match (shape, elements) {
        (Shape::UserAndRepository | Shape::OpenStack, [_, rest @ ..]) => words(rest),
        (Shape::JazzHub, [_, _, user, rest @ ..]) => lower(user) && words(rest),
        (Shape::Apache, [_, name, rest @ ..]) => {
            let stem = name.strip_suffix(".git").unwrap_or("");
            let allowed =
                |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'.' | b'-');
            !stem.is_empty() && stem.bytes().all(allowed) && words(rest)
        }
        (Shape::Chisel, [_, "user", user, "repository", name]) => {
            !user.is_empty() && user.bytes().all(|b| b.is_ascii_alphanumeric()) && is_word(name)
        }
        _ => false,
    }
}
