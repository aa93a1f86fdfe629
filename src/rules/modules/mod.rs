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
use crate::source::Layer;

/// Labels of hosts on which organisations keep their own code.
const CODE_LABELS: &[&str] = &["bitbucket", "git", "gitea", "gitlab", "private", "scm", "stash"];

/// The modules of go.mod that go would still have to download, of those that are `wanted`.
fn to_download<'a>(
    context: &RuleInputs<'a>,
    wanted: impl Fn(&ModuleFacts) -> bool,
) -> impl Iterator<Item = &'a ModuleFacts> {
    let project = context.project;
    let from_vendor = project.vendor == VendorFacts::Used;
    let modules = project.modules.iter().filter(move |module| !from_vendor && module.directory.is_none());
    // The module cache comes last: each question to it is a look at the disk.
    modules.filter(move |module| wanted(module) && !project.cached.hold(module))
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

/// Where go.mod asks for a module, as another place of a finding.
fn asked_here(module: &ModuleFacts) -> Option<Related> {
    module.place.as_ref().map(|place| Related::at(Layer::ProjectFile, place, "asked for here"))
}

/// GOPRIVATE with the host of a module added to it.
fn with_host(context: &RuleInputs<'_>, path: &str) -> String {
    let host = path.split('/').next().unwrap_or(path);
    match context.scenario.settings.value("GOPRIVATE") {
        "" => host.to_owned(),
        value => format!("{value},{host}"),
    }
}
