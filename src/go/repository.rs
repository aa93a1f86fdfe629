//! Direct mode: how go finds the repository of a module path, and whom it asks first.
//!
//! Mirrors `cmd/go/internal/vcs.repoRootFromVCSPaths` with its table `vcsPaths` (package `get` before
//! Go 1.16), up to the first request or command; what the origin answers decides the rest.

mod found;
mod known;
mod words;

use super::error::GoError;
use super::quote::quote;
use super::tables::behaviours::Behaviour;
use super::version::GoVersion;
pub(crate) use found::Repository;
use words::{is_tilde_word, vcs_names};

impl Repository {
    /// Finds the repository of a module path without asking any server.
    ///
    /// # Errors
    /// Paths that go refuses before the first request, in its own words.
    pub(crate) fn of(path: &str, version: GoVersion) -> Result<Self, GoError> {
        if version.has(Behaviour::ReservedHosts) {
            refuse_reserved(path)?;
        }
        if let Some(found) = known::find(path, version) {
            return found;
        }
        if let Some(found) = suffix(path, version) {
            return Ok(found);
        }
        discovery(path)
    }
}

fn refuse_reserved(path: &str) -> Result<(), GoError> {
    if path == "example.net" || path.starts_with("example.net/") {
        return Err(GoError::new("no modules on example.net"));
    }
    if path == "rsc.io" {
        return Err(GoError::new("rsc.io is not a module"));
    }
    Ok(())
}

/// The first element after the host that ends in `.git`, `.hg` …
fn suffix(path: &str, version: GoVersion) -> Option<Repository> {
    let elements: Vec<&str> = path.split('/').collect();
    let (host, rest) = elements.split_first()?;
    let host_fits = host.contains('.')
        && host
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-' | b':'));
    if !host_fits || !rest.iter().all(|element| is_tilde_word(element)) {
        return None;
    }
    for (index, element) in rest.iter().enumerate() {
        for vcs in vcs_names(version) {
            let stem = element.strip_suffix(vcs).and_then(|stem| stem.strip_suffix('.'));
            if stem.is_some_and(is_tilde_word) {
                let root = elements.get(..=index + 1)?.join("/");
                let location = root.strip_suffix(vcs)?.strip_suffix('.')?.to_owned();
                return Some(Repository::Suffix { root, vcs, location });
            }
        }
    }
    None
}

fn discovery(path: &str) -> Result<Repository, GoError> {
    let (host, rest) = path.split_once('/').map_or((path, ""), |(host, rest)| (host, rest));
    if !host.contains('.') {
        let text =
            format!("unrecognized import path {}: import path does not begin with hostname", quote(path));
        return Err(GoError::new(text));
    }
    Ok(Repository::Discovery { url: format!("https://{host}/{rest}?go-get=1") })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: GoVersion = GoVersion::NEWEST_KNOWN;

    fn contact(path: &str, version: GoVersion) -> String {
        match Repository::of(path, version) {
            Ok(repository) => repository.first_contact(false),
            Err(error) => error.text().to_owned(),
        }
    }

    #[test]
    fn known_hosts_are_asked_nothing() {
        assert_eq!(contact("github.com/gorilla/mux/v2", NEW), "https://github.com/gorilla/mux");
        assert_eq!(
            contact("github.com/gorilla", NEW),
            "invalid github.com import path \"github.com/gorilla\""
        );
        let asked = "https://api.bitbucket.org/2.0/repositories/u/r?fields=scm";
        assert_eq!(contact("bitbucket.org/u/r/sub", GoVersion::new(1, 16, 8)), asked);
        assert_eq!(contact("bitbucket.org/u/r/sub", NEW), "https://bitbucket.org/u/r");
    }

    #[test]
    fn suffix_ends_the_repository() {
        assert_eq!(
            contact("git.corp.example.com/platform/auth.git/v2", NEW),
            "https://git.corp.example.com/platform/auth"
        );
        let suffix = Repository::of("corp.example.com/a.git", NEW).unwrap();
        assert_eq!(suffix.first_contact(true), "git://corp.example.com/a");
        assert_eq!(suffix.root_and_vcs(), Some(("corp.example.com/a.git", "git")));
    }

    #[test]
    fn suffix_bzr_until_1_26() {
        assert_eq!(contact("corp.example.com/a.bzr", GoVersion::new(1, 26, 6)), "https://corp.example.com/a");
        assert_eq!(contact("corp.example.com/a.bzr", NEW), "https://corp.example.com/a.bzr?go-get=1");
    }

    #[test]
    fn discovery_asks_the_full_path() {
        assert_eq!(contact("golang.org/x/net", NEW), "https://golang.org/x/net?go-get=1");
        assert_eq!(contact("corp.example.com", NEW), "https://corp.example.com/?go-get=1");
        assert_eq!(contact("rsc.io", NEW), "rsc.io is not a module");
        assert_eq!(contact("rsc.io", GoVersion::new(1, 15, 11)), "https://rsc.io/?go-get=1");
    }
}
