//! PL: what a project's goenv-doctor.toml demands of the settings and of the module graph.

pub(super) mod egress;
pub(super) mod forbidden_value;
pub(super) mod private_leak;
pub(super) mod required_value;
pub(super) mod unused_entry;
pub(super) mod unverified;

use super::Related;
use crate::config::{Demand, DemandKind};
use crate::files::Place;
use crate::settings::Setting;
use crate::source::Layer;

use super::RuleInputs;

/// The demands of one kind, each with the setting that it is about.
fn demands<'a>(
    context: &RuleInputs<'a>,
    kind: DemandKind,
) -> impl Iterator<Item = (&'a Demand, &'a Setting)> {
    let demands = context.facts.policy.iter().flat_map(|policy| &policy.demands);
    let settings = context.settings;
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
