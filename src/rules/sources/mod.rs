//! SR: where values come from, and lines and names that set nothing.

pub(super) mod crlf;
pub(super) mod duplicate;
pub(super) mod env_hides_file;
pub(super) mod gocache_off;
pub(super) mod goenv_missing;
pub(super) mod goenv_off;
pub(super) mod goroot_env_edited;
pub(super) mod goroot_invalid;
pub(super) mod goroot_mismatch;
pub(super) mod home_unset;
pub(super) mod http_proxy_split;
pub(super) mod line_ignored;
pub(super) mod not_settable;
pub(super) mod quotes;
pub(super) mod relative_config_home;
pub(super) mod unknown_variable;
pub(super) mod variable_too_new;

use super::{Diagnostic, Edit, Edits, RuleInputs, RuleMeta};
use crate::files::Place;
use crate::source::goenv_file::GoEnvFile;
use crate::source::{Layer, Origin, Value};

/// A line of the user's go/env file written anew, where no other line of it sets the variable.
fn rewritten(context: &RuleInputs<'_>, origin: &Origin, name: &str, value: &str) -> Edits {
    let is_set = |file: &GoEnvFile| file.effective(name).is_some();
    let place = origin.place.as_ref().filter(|_| origin.layer == Layer::GoEnvFile);
    let place = place.filter(|_| !context.scenario.layers.user_file.as_ref().is_some_and(is_set));
    let edit = place.map(Place::line_with_its_end).map(|place| {
        let end = if place.text().ends_with('\n') { "\n" } else { "" };
        Edit { new_text: format!("{name}={value}{end}").into(), place }
    });
    Edits::new(edit.into_iter().collect()).unwrap_or_default()
}

/// A finding about a variable of the process environment, known to go or not, its texts still to be
/// filled in.
fn in_environment(context: &RuleInputs<'_>, rule: &'static RuleMeta, name: &str) -> Diagnostic {
    let written = context.scenario.environment.iter().find(|assignment| assignment.name == name);
    let setting =
        context.scenario.settings.get(name).filter(|setting| setting.origin.layer != Layer::Default);
    let (value, origin) = match (setting, written) {
        (Some(setting), _) => (setting.value.clone(), setting.origin.clone()),
        (None, Some(written)) => (written.value.clone(), written.origin.clone()),
        (None, None) => (Value::default(), Origin::of(Layer::Environment)),
    };
    Diagnostic {
        rule,
        severity: rule.severity,
        message: String::new(),
        variable: name.to_owned(),
        range: 0..value.expose().len(),
        value,
        origin,
        at_name: false,
        label: String::new(),
        related: vec![],
        notes: vec![],
        help: String::new(),
        fix: None,
    }
}
