//! What go checks on this machine before it asks anyone: GOPATH, GOROOT, the module cache, GOAUTH.
//!
//! Nothing is checked for pasted settings, whose machine is another one.

use std::path::Path;

use crate::files::Tree;
use crate::go::decision::DownloadDecider;
use crate::go::quote::quote;
use crate::settings::{Scenario, System};
use crate::source::Layer;

/// What every go command ends with under such settings. Mirrors `cmd/go.main`.
pub(super) fn start_error(scenario: &Scenario, tree: &dyn Tree) -> Option<(DownloadDecider, String)> {
    if scenario.is_foreign() {
        return None;
    }
    let gopath = scenario.settings.value("GOPATH");
    let gopath = if is_default(scenario, "GOPATH") { "" } else { gopath };
    let entries = std::env::split_paths(gopath).filter(|entry| !entry.as_os_str().is_empty());
    if let Some(text) = entries.filter_map(|entry| refused_gopath_entry(&entry)).next() {
        return Some((DownloadDecider::Gopath, text));
    }
    let goroot = scenario.go.goroot.as_deref().filter(|goroot| !tree.is_directory(goroot))?;
    Some((DownloadDecider::Goroot, format!("cannot find GOROOT directory: {goroot}")))
}

fn refused_gopath_entry(entry: &Path) -> Option<String> {
    let text = entry.to_string_lossy();
    let shown = quote(text.as_bytes());
    if text.starts_with('~') {
        return Some(format!("GOPATH entry cannot start with shell metacharacter '~': {shown}"));
    }
    let relative = "GOPATH entry is relative; must be absolute path";
    (!entry.is_absolute()).then(|| format!("{relative}: {shown}.\nFor more details see: 'go help gopath'"))
}

fn is_default(scenario: &Scenario, name: &str) -> bool {
    scenario.settings.get(name).is_some_and(|setting| setting.origin.layer == Layer::Default)
}

/// What go says where it would put a module. Mirrors `modfetch.checkCacheDir`.
pub(super) fn module_cache_error(scenario: &Scenario) -> Option<String> {
    if scenario.is_foreign() {
        return None;
    }
    match scenario.settings.value("GOMODCACHE") {
        "" => Some("module cache not found: neither GOMODCACHE nor GOPATH is set".into()),
        cache if Path::new(cache).is_absolute() => None,
        cache => Some(format!("GOMODCACHE entry is relative; must be absolute path: {}.", quote(cache))),
    }
}

/// What go says where the database's state would be kept. Mirrors `modfetch.dbClient.ReadConfig`.
pub(super) fn database_error(scenario: &Scenario) -> Option<String> {
    let gopath = scenario.settings.value("GOPATH");
    let is_first_empty =
        std::env::split_paths(gopath).next().is_none_or(|first| first.as_os_str().is_empty());
    // One that was worked out from a relative home directory still counts here.
    let home = scenario.layers.process_value("HOME");
    if scenario.is_foreign() || !is_first_empty || scenario.system() == System::Windows {
        return None;
    }
    let named = !is_default(scenario, "GOPATH") && !gopath.is_empty();
    match home.as_str() {
        _ if named => Some("could not locate sumdb file: missing $GOPATH: ".into()),
        "" => Some("could not locate sumdb file: missing $GOPATH: HOME is not set".into()),
        _ => None,
    }
}

/// What the first https request ends with where GOAUTH names a directory that is not there; go works
/// through the commands from the last to the first. Mirrors `auth.runGoAuth`.
pub(super) fn goauth_error(scenario: &Scenario, tree: &dyn Tree) -> Option<String> {
    if scenario.is_foreign() {
        return None;
    }
    let missing = |command: &str| match command.split_whitespace().collect::<Vec<_>>()[..] {
        ["git", directory] if Path::new(directory).is_absolute() && !tree.exists(directory) => {
            Some(directory.to_owned())
        }
        _ => None,
    };
    let directory = scenario.settings.value("GOAUTH").split(';').rev().find_map(missing)?;
    let stat = format!("stat {directory}: no such file or directory");
    Some(format!("GOAUTH=git encountered an error; cannot stat {directory}: {stat}"))
}
