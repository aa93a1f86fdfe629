//! `--baseline`: findings of an earlier report, which do not count.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use super::super::error::UsageError;
use crate::files::Tree;

/// The fingerprints of an earlier report, those of suppressed findings left out.
///
/// # Errors
/// A file that cannot be read, or that is no report of `check`.
pub(super) fn read(path: &Path, tree: &dyn Tree) -> Result<BTreeSet<String>, UsageError> {
    let report = report(path, tree)?;
    let found = report.get("diagnostics").and_then(Value::as_array).into_iter().flatten();
    let counts = |found: &&Value| found.get("state").and_then(Value::as_str) != Some("suppressed");
    let fingerprint = |found: &Value| Some(found.get("fingerprint")?.as_str()?.to_owned());
    Ok(found.filter(counts).filter_map(fingerprint).collect())
}

/// A report of `check --format json`.
pub(super) fn report(path: &Path, tree: &dyn Tree) -> Result<Value, UsageError> {
    let text = tree.content(path)?.pasted(path)?;
    parse(&text, path)
}

/// The same from its text.
pub(super) fn parse(text: &str, path: &Path) -> Result<Value, UsageError> {
    let refused = |what: String| UsageError::NoReport { path: path.to_owned(), what };
    let report: Value =
        serde_json::from_str(text).map_err(|error| refused(format!("no report ({error})")))?;
    let has = |key: &str| report.get(key).is_some();
    if !has("diagnostics") || !has("egress") {
        return Err(refused("JSON, but not a report of `check`".to_owned()));
    }
    match report.get("schema_version").and_then(Value::as_u64) {
        Some(1) => Ok(report),
        other => Err(refused(format!("a report of schema version {other:?}; this program reads 1"))),
    }
}
