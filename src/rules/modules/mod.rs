//! MD: what the settings make of the modules of this project.

pub(super) mod blocked;
pub(super) mod gosum_missing;
pub(super) mod private_to_proxy;
pub(super) mod private_to_sumdb;
pub(super) mod replaced_by_directory;
pub(super) mod unreadable_file;

use crate::rules::RuleInputs;

use super::facts::{ModuleFacts, VendorFacts};
use super::{Related, Severity};
use crate::go::tables::hosts::{is_internal, is_public_code};

/// Labels of hosts on which organisations keep their own code.
const CODE_LABELS: &[&str] = &["bitbucket", "git", "gitea", "gitlab", "private", "scm", "stash"];

/// The modules of go.mod that go would still have to download.
fn to_download<'a>(context: &RuleInputs<'a>) -> impl Iterator<Item = &'a ModuleFacts> {
    let project = context.project;
    let from_vendor = project.vendor == VendorFacts::Used;
    project
        .modules
        .iter()
        .filter(move |module| !from_vendor && !module.is_cached && module.directory.is_none())
}

/// How sure it is that a module is private: GOPRIVATE says so, its host means nothing outside one
/// network, or it merely looks so. None: it does not.
fn privacy(context: &RuleInputs<'_>, path: &str) -> Option<Severity> {
    if context.scenario.engine.private_match(path).is_some() {
        return Some(Severity::Error);
    }
    let host = path.split('/').next().unwrap_or(path);
    if is_internal(host) {
        return host.contains('.').then_some(Severity::Warning);
    }
    let label = host.split('.').next().unwrap_or(host);
    let own_host = CODE_LABELS.contains(&label) && host.split('.').count() > 2;
    (own_host && !is_public_code(host)).then_some(Severity::Info)
}

/// The line of go.mod, as another place of a finding.
fn asked_here(module: &ModuleFacts) -> Option<Related> {
    module.line.as_ref().map(|line| line.related(&module.path, "asked for here"))
}

/// GOPRIVATE with the host of a module added to it.
fn with_host(context: &RuleInputs<'_>, path: &str) -> String {
    let host = path.split('/').next().unwrap_or(path);
    match context.scenario.settings.value("GOPRIVATE") {
        "" => host.to_owned(),
        value => format!("{value},{host}"),
    }
}
