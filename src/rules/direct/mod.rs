//! DV: origins, version control systems and credentials.

pub(super) mod goauth_invalid;
pub(super) mod govcs_blocks;
pub(super) mod govcs_invalid;
pub(super) mod insecure_flag;
pub(super) mod netrc_no_entry;
pub(super) mod netrc_unused;
pub(super) mod without_git;

use std::collections::HashSet;

use super::RuleInputs;
use super::facts::{ModuleFacts, VendorFacts};
use super::written::modules;

/// The modules in sight that go would still have to fetch, of those that are `wanted`: not from a vendor
/// directory, not from the module cache, not from a directory that takes their place.
fn to_fetch<'a>(context: &RuleInputs<'a>, wanted: impl Fn(&str) -> bool) -> Vec<&'a str> {
    let project = context.project;
    let from_vendor = project.vendor == VendorFacts::Used;
    let mut paths: Vec<&str> = modules(context).filter(|path| wanted(path)).collect();
    let in_question: HashSet<&str> = paths.iter().copied().collect();
    // The module cache comes last: each question to it is a look at the disk.
    let is_there =
        |module: &&ModuleFacts| from_vendor || module.directory.is_some() || project.cached.hold(module);
    let required = project.modules.iter().filter(|module| in_question.contains(module.path.as_str()));
    let spared: HashSet<&str> = required.filter(is_there).map(|module| module.path.as_str()).collect();
    paths.retain(|path| !spared.contains(path));
    paths
}
