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

/// The modules in sight that go would still have to fetch: not from a vendor directory, not from the
/// module cache, not from a directory that takes their place.
fn to_fetch<'a>(context: &RuleInputs<'a>) -> Vec<&'a str> {
    let project = context.project;
    let from_vendor = project.vendor == VendorFacts::Used;
    let is_there = |module: &&ModuleFacts| from_vendor || module.is_cached || module.directory.is_some();
    let spared: HashSet<&str> =
        project.modules.iter().filter(is_there).map(|module| module.path.as_str()).collect();
    modules(context).filter(|path| !spared.contains(path)).collect()
}
