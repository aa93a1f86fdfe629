//! What is known of the machine that a log tells of: this one, or the one that its reporter pasted.

use std::collections::BTreeMap;

use super::error::InspectError;
use super::inspection::Inspection;
use super::request::{Request, ScenarioRequest};
use crate::settings::Setting;
use crate::source::error_log::{LogContext, Mention, Syntax};
use crate::source::go_env_output::{self, GoEnvOutput};
use crate::source::{Assignment, Layer, Origin};
use crate::triage::{Finding, Known, Observed};

/// What is known where the log is of this machine.
///
/// # Errors
/// Those of [`Inspection::new`].
pub(crate) fn known_here(around: LogContext, request: Request) -> Result<Known, InspectError> {
    let inspection = Inspection::new(request)?;
    let scenario = &inspection.scenario;
    let value = |setting: &Setting| (setting.name.clone(), setting.value.expose().to_owned());
    Ok(Known {
        version: Some(scenario.version()),
        goos: Some(scenario.platform().goos.clone()),
        is_listing: true,
        given: scenario.settings.iter().map(value).collect(),
        ..described(&inspection, around)
    })
}

/// What is known where the log is of another machine: by the paste that is asked for, else by what the log
/// holds of `go env`.
///
/// # Errors
/// Those of [`Inspection::new`].
pub(crate) fn known_from_log(
    around: LogContext,
    observed: &Observed,
    request: Request,
) -> Result<Known, InspectError> {
    let mut paste = match &request.scenario {
        ScenarioRequest::Paste(paste) => paste.clone(),
        _ => inline(&around.paste),
    };
    let is_listing = !paste.assignments.is_empty();
    let version = request.go_version.or(paste.version());
    let named = paste.value("GOOS").or(paste.value("GOHOSTOS")).filter(|goos| !goos.is_empty());
    let goos = named.map(str::to_owned).or_else(|| observed.is_windows().then(|| "windows".to_owned()));
    paste.assignments.extend(set_in_passing(&around.mentions, &paste));
    let given = given(&paste, &request);
    let inspection = Inspection::new(Request { scenario: ScenarioRequest::Paste(paste), ..request })?;
    Ok(Known { version, goos, is_listing, given, ..described(&inspection, around) })
}

/// The variables that the reporter gives, with the what-ifs.
fn given(paste: &GoEnvOutput, request: &Request) -> BTreeMap<String, String> {
    let given = paste.assignments.iter().map(|set| (set.name.clone(), set.value.expose().to_owned()));
    let mut given: BTreeMap<_, _> = given.collect();
    for set in &request.overrides {
        match &set.value {
            Some(value) => given.insert(set.name.clone(), value.expose().to_owned()),
            None => given.remove(&set.name),
        };
    }
    given
}

/// The `go env` output in a log. A single line is no listing but something that the log sets in passing.
fn inline(text: &str) -> GoEnvOutput {
    let mut output = go_env_output::parse(text, None);
    let is_listing = output.assignments.len() >= 3 || output.form == Some(go_env_output::Form::Values);
    if !is_listing {
        output.assignments.clear();
    }
    output
}

/// The settings, with what the rules find.
fn described(inspection: &Inspection, around: LogContext) -> Known {
    let findings = inspection.findings_in_settings().into_iter().map(|found| Finding {
        rule: found.rule.slug,
        variable: found.variable,
        message: found.message,
    });
    Known {
        settings: inspection.scenario.settings.clone(),
        engine: Some(inspection.scenario.engine.clone()),
        mentions: around.mentions,
        findings: findings.collect(),
        is_image_build: around.is_image_build,
        ..Known::default()
    }
}

/// Variables that the log sets in passing and the paste does not have. The last mention counts.
fn set_in_passing(mentions: &[Mention], paste: &GoEnvOutput) -> Vec<Assignment> {
    let mut found: Vec<Assignment> = vec![];
    for mention in mentions {
        let is_value = !mention.value.starts_with(['(', '<', '$', '{', '%', '['])
            && !mention.value.contains("…")
            && !mention.value.contains("...");
        let takes_effect = !matches!(mention.syntax, Syntax::SetExport | Syntax::PowershellSet);
        if !is_value || !takes_effect || paste.value(&mention.name).is_some() {
            continue;
        }
        found.retain(|other| other.name != mention.name);
        found.push(Assignment::certain(
            &mention.name,
            mention.value.as_str(),
            Origin::of(Layer::GoEnvOutput),
        ));
    }
    found
}
