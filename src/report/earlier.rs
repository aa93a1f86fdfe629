//! An earlier report of `check`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::files::{ReadError, Tree};

/// Why a file is no earlier report.
#[derive(Debug, thiserror::Error)]
pub enum EarlierError {
    /// It cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It holds something else.
    #[error("{}: {what}; write one with `goenv-doctor check --format json -o FILE`", path.display())]
    NoReport {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
}

/// The fingerprints of an earlier report, those of suppressed findings left out.
///
/// # Errors
/// A file that cannot be read, or that is no report of `check`.
pub fn fingerprints(path: &Path, tree: &dyn Tree) -> Result<BTreeSet<String>, EarlierError> {
    let report = report(path, tree)?;
    let found = report.get("diagnostics").and_then(Value::as_array).into_iter().flatten();
    let counts = |found: &&Value| found.get("state").and_then(Value::as_str) != Some("suppressed");
    let fingerprint = |found: &Value| Some(found.get("fingerprint")?.as_str()?.to_owned());
    Ok(found.filter(counts).filter_map(fingerprint).collect())
}

fn report(path: &Path, tree: &dyn Tree) -> Result<Value, EarlierError> {
    let text = tree.content(path)?.pasted(path)?;
    parse(&text, path)
}

/// Reads the text of a report.
///
/// # Errors
/// No JSON, no report of `check`, one of another schema version.
pub fn parse(text: &str, path: &Path) -> Result<Value, EarlierError> {
    let refused = |what: String| EarlierError::NoReport { path: path.to_owned(), what };
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
