//! DV: origins, version control systems and credentials.

pub(super) mod goauth_invalid;
pub(super) mod govcs_blocks;
pub(super) mod govcs_invalid;
pub(super) mod insecure_flag;
pub(super) mod netrc_no_entry;
pub(super) mod netrc_unused;
pub(super) mod without_git;

use super::Context;
use super::facts::VendorFacts;
use super::written::modules;

/// The modules in sight that go would still have to fetch: not from a vendor directory, not from the
/// module cache, not from a directory that takes their place.
fn to_fetch<'a>(context: &Context<'a>) -> Vec<&'a str> {
    let project = &context.facts.project;
    let spared = |path: &str| {
        project.modules.iter().any(|module| {
            let is_there =
                module.is_cached || module.directory.is_some() || project.vendor == VendorFacts::Used;
            module.path == path && is_there
        })
    };
    modules(context).filter(|path| !spared(path)).collect()
}
