//! SARIF 2.1.0, which code scanning services read.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

mod result;
mod rule;
mod terms;
#[cfg(test)]
mod tests;
mod uri;

use serde_json::{Map, Value, json};

use crate::report::document::{CheckDocument, FindingState};
use crate::report::safe_json;
use result::{Baseline, result};
use rule::Rules;
use terms::ROOT;

/// A log of one run, with a result for every finding, those that do not count included.
pub fn sarif(document: &CheckDocument) -> String {
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run(document)],
    });
    safe_json(&format!("{log:#}")) + "\n"
}

fn run(document: &CheckDocument) -> Value {
    let rules = Rules::of(&document.diagnostics);
    let has_known = document.diagnostics.iter().any(|finding| finding.state == FindingState::Known);
    let baseline = if has_known { Baseline::Given } else { Baseline::None };
    let root = uri::top(&document.diagnostics);
    let results: Vec<Value> = document
        .diagnostics
        .iter()
        .map(|finding| result(finding, rules.index(finding.diagnostic.code), baseline, root))
        .collect();
    json!({
        "tool": { "driver": driver(&rules) },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": { ROOT: { "description": { "text": "the top of the repository" } } },
        "results": results,
    })
}

fn driver(rules: &Rules<'_>) -> Value {
    let mut driver = Map::new();
    driver.insert("name".into(), json!(env!("CARGO_PKG_NAME")));
    driver.insert("semanticVersion".into(), json!(env!("CARGO_PKG_VERSION")));
    let pages = [env!("CARGO_PKG_HOMEPAGE"), env!("CARGO_PKG_REPOSITORY")];
    if let Some(page) = pages.iter().find(|page| !page.is_empty()) {
        driver.insert("informationUri".into(), json!(page));
    }
    driver.insert("rules".into(), rules.documented());
    Value::Object(driver)
}
