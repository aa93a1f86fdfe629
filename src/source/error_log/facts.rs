//! What a statement names: modules, versions, addresses.

use super::statement::Statement;
use super::url::{self, LogUrl, Target};

/// A module or package path in a log, with its version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ModuleAt {
    /// The path.
    pub path: String,
    /// The version or query; empty: none is named.
    pub version: String,
}

/// What a statement names, the server's words left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    /// Modules and packages, in order.
    pub modules: Vec<ModuleAt>,
    /// Addresses, in order.
    pub urls: Vec<LogUrl>,
    /// Hosts whose address was looked for in vain.
    pub lookups: Vec<String>,
}

impl Facts {
    /// Reads a statement.
    pub(crate) fn of(statement: &Statement) -> Self {
        let text = statement.text.as_str();
        Self { modules: modules(text), urls: url::find(text), lookups: lookups(text) }
    }

    /// The first address of that kind.
    pub(crate) fn url(&self, target: Target) -> Option<&LogUrl> {
        self.urls.iter().find(|url| url.target == target)
    }

    /// The module that the statement is about.
    pub(crate) fn module(&self) -> Option<ModuleAt> {
        let asked = self.urls.iter().find_map(|url| {
            let version = url.version.clone().unwrap_or_default();
            Some(ModuleAt { path: url.module.clone()?, version })
        });
        asked.or_else(|| {
            self.modules
                .iter()
                .rev()
                .find(|module| !module.version.is_empty())
                .or(self.modules.first())
                .cloned()
        })
    }

    /// All hosts that are named, each once.
    pub(crate) fn hosts(&self) -> Vec<String> {
        let mut hosts: Vec<String> = vec![];
        for host in self.urls.iter().map(|url| &url.host).chain(&self.lookups) {
            if !host.is_empty() && !hosts.contains(host) {
                hosts.push(host.clone());
            }
        }
        hosts
    }
}

/// Modules of one statement at most.
const MAX_MODULES: usize = 16;

/// Words after which a path stands.
const INTRODUCTIONS: &[&str] = &[
    "unrecognized import path ",
    "module providing package ",
    "cannot load ",
    "go get ",
    "module ",
    "package ",
];

fn modules(text: &str) -> Vec<ModuleAt> {
    let mut found: Vec<ModuleAt> = vec![];
    let versioned = text.split_whitespace().filter_map(at_version);
    let introduced = INTRODUCTIONS.iter().filter_map(|words| {
        let (_, rest) = text.split_once(words)?;
        let path = path_of(rest.split_whitespace().next()?)?;
        Some(ModuleAt { path, version: String::new() })
    });
    for module in versioned.chain(introduced).take(MAX_MODULES) {
        if !found.iter().any(|other| {
            other.path == module.path && (other.version == module.version || module.version.is_empty())
        }) {
            found.push(module);
        }
    }
    found
}

/// `path@version`, with what prose and errors put around it.
fn at_version(word: &str) -> Option<ModuleAt> {
    if word.contains("://") {
        return None;
    }
    let (path, version) = word.split_once('@')?;
    let path = path_of(path)?;
    let version = version.trim_end_matches([':', ',', ';', '.', ')', '"', '\'', '`']);
    let is_version =
        version.strip_prefix('v').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let is_query = ["latest", "upgrade", "patch", "master", "main", "none"].contains(&version);
    (is_version || is_query || path.contains('/') && !version.contains(['@', ':']))
        .then(|| ModuleAt { path, version: version.to_owned() })
}

/// A word as a module or package path, if it can be one that is downloaded.
fn path_of(word: &str) -> Option<String> {
    let path = word.trim_matches(['"', '\'', '`', '(', ')', ':', ',', ';', '[', ']']);
    let first = path.split('/').next().unwrap_or("");
    let fits = |c: char| c.is_alphanumeric() || "-._~/+$!".contains(c);
    let is_path =
        first.contains('.') && !first.starts_with('.') && !first.ends_with('.') && path.chars().all(fits);
    let is_file = first.ends_with(".go")
        || first.ends_with(".mod")
        || first.ends_with(".sum")
        || first.ends_with(".work");
    (is_path && !is_file && path.len() > 3).then(|| path.to_owned())
}

/// `lookup HOST on …` and `Could not resolve host: HOST`.
fn lookups(text: &str) -> Vec<String> {
    ["lookup ", "resolve host: ", "resolve hostname "]
        .iter()
        .filter_map(|words| {
            let host = text.split_once(words)?.1.split_whitespace().next()?;
            let host = host.trim_end_matches([':', ',', '\'', '"']);
            (host.contains('.') && !host.contains('/')).then(|| host.to_ascii_lowercase())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(text: &str) -> Facts {
        Facts::of(&Statement { text: text.to_owned(), ..Statement::default() })
    }

    #[test]
    fn module_of_a_chain_is_the_last_one() {
        let found = facts(
            "go: github.com/openshift/hive@v1.0.5 requires\ngithub.com/openshift/api@v3.9.1-0.2019+incompatible: invalid pseudo-version",
        );
        let module = found.module().unwrap();
        assert_eq!(
            (module.path.as_str(), module.version.as_str()),
            ("github.com/openshift/api", "v3.9.1-0.2019+incompatible")
        );
    }

    #[test]
    fn module_from_words_and_quotes() {
        for (text, path) in [
            (
                "package golang.org/x/sys/unix: unrecognized import path \"golang.org/x/sys/unix\" (https fetch: …)",
                "golang.org/x/sys/unix",
            ),
            ("go: module github.com/a/b: git ls-remote -q origin in /x", "github.com/a/b"),
            (
                "x.go:3:2: missing go.sum entry for module providing package rsc.io/quote (imported by y); to add:",
                "rsc.io/quote",
            ),
        ] {
            assert_eq!(facts(text).module().unwrap().path, path, "{text}");
        }
    }

    #[test]
    fn words_that_are_no_modules() {
        for text in [
            "git@github.com: Permission denied",
            "go.mod:3: invalid go version",
            "x.go:3 package main",
            "user@host.example",
            "a@b",
        ] {
            assert_eq!(facts(text).module(), None, "{text}");
        }
    }

    #[test]
    fn lookups_name_their_host() {
        let found = facts(
            "dial tcp: lookup proxy.golang.org on 192.168.0.1:53: read udp 1.2.3.4:5->192.168.0.1:53: i/o timeout",
        );
        assert_eq!(found.hosts(), ["proxy.golang.org"]);
    }
}
