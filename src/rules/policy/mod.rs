//! PL: what a project's goenv-doctor.toml demands of the settings and of the module graph.

pub(super) mod egress;
pub(super) mod forbidden_value;
pub(super) mod private_leak;
pub(super) mod required_value;
pub(super) mod unused_entry;
pub(super) mod unverified;

use super::Related;
use crate::audit::Tally;
use crate::config::{Demand, DemandKind, Policy};
use crate::files::Place;
use crate::settings::Setting;
use crate::source::Layer;

use super::RuleInputs;

/// The demands of one kind, each with the setting that it is about.
fn demands<'a>(
    context: &RuleInputs<'a>,
    kind: DemandKind,
) -> impl Iterator<Item = (&'a Demand, &'a Setting)> {
    let policy = context.repository.and_then(|repository| repository.policy.as_ref());
    let demands = policy.into_iter().flat_map(|policy| &policy.demands);
    let settings = &context.scenario.settings;
    demands
        .filter(move |demand| demand.kind == kind)
        .filter_map(move |demand| Some((demand, settings.get(demand.variable)?)))
}

/// A place of goenv-doctor.toml as another place of a finding.
fn demanded_here(place: &Place) -> Related {
    Related::at(Layer::ProjectFile, place, "required here")
}

/// A value as a person reads it.
fn value_in_words(value: &str) -> String {
    if value.is_empty() { "empty".to_owned() } else { super::wording::shown(value) }
}

/// What is demanded, and what the module graph comes to, where both are known.
fn policy_and_graph<'a>(context: &RuleInputs<'a>) -> Option<(&'a Policy, &'a Tally)> {
    let repository = context.repository?;
    Some((repository.policy.as_ref()?, repository.graph.as_ref()?))
}
