//! GS: what is wrong with GOSUMDB.

pub(super) mod bad_key;
pub(super) mod empty_setting;
pub(super) mod invalid_url;
pub(super) mod is_a_proxy;
mod names;
pub(super) mod off;
pub(super) mod off_misspelt;
pub(super) mod plain_http;
pub(super) mod too_many_fields;
pub(super) mod unknown_name;
pub(super) mod url_bypasses_proxies;

use crate::go::database::DatabaseDefect;
use crate::settings::Setting;

use super::wording::go_message;
use super::written::written;
use super::{RuleInputs, sources};

/// GOSUMDB as somebody wrote it, and what is wrong with it; `None` where the go/env file's quote marks are
/// to blame, which another rule reports.
fn defect<'a>(context: &RuleInputs<'a>) -> Option<(&'a Setting, DatabaseDefect)> {
    let setting = written(context, "GOSUMDB")?;
    let error = context.scenario.engine.database().as_ref().err()?;
    (!sources::quotes::reports(context, setting)).then_some((setting, error.defect))
}

/// What every lookup that needs the database ends with, in the go command's own words.
fn failure(context: &RuleInputs<'_>) -> Vec<String> {
    let error = context.scenario.engine.database().as_ref().err();
    error
        .map(|error| format!("every lookup that needs the database fails: {}", go_message(&error.text)))
        .into_iter()
        .collect()
}
