//! One finding as a result.

use serde_json::{Map, Value, json};

use super::terms::{ROOT, level, message};
use super::uri;
use crate::report::document::{
    FindingDocument, FindingState, LocationDocument, RelatedDocument, SuppressionDocument,
};
use crate::report::formats::finding::{place_of, place_outside, words};
use crate::report::safe;

/// Whether the findings were compared with earlier ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Baseline {
    /// They were: each result says whether it is new.
    Given,
    /// They were not.
    None,
}

/// The result of a finding whose rule stands at `rule_index`; `top` is the top of the repository as
/// places of values name it.
pub(super) fn result(
    finding: &FindingDocument,
    rule_index: Option<usize>,
    baseline: Baseline,
    top: Option<&str>,
) -> Value {
    let found = &finding.diagnostic;
    let mut result = Map::new();
    result.insert("ruleId".into(), json!(found.code));
    if let Some(index) = rule_index {
        result.insert("ruleIndex".into(), json!(index));
    }
    result.insert("level".into(), json!(level(found.severity)));
    let (related, elsewhere): (Vec<_>, Vec<_>) = found
        .related
        .iter()
        .map(|place| (place, related(place, top)))
        .partition(|(_, place)| place.is_some());
    let mut text = words(finding);
    for (place, _) in elsewhere {
        text.push_str(&format!("\nsee also: {}: {}", place_of(&place.origin), safe(&place.message)));
    }
    result.insert("message".into(), message(&text));
    result.insert("locations".into(), json!([location(finding)]));
    if !related.is_empty() {
        let places: Vec<Value> = related.into_iter().filter_map(|(_, place)| place).collect();
        result.insert("relatedLocations".into(), json!(places));
    }
    result.insert("partialFingerprints".into(), json!({ "goenvDoctor/v1": finding.fingerprint }));
    if baseline == Baseline::Given {
        let is_known = finding.state == FindingState::Known;
        result.insert("baselineState".into(), json!(if is_known { "unchanged" } else { "new" }));
    }
    if finding.state == FindingState::Suppressed {
        result.insert("suppressions".into(), json!([suppression(finding.suppression.as_ref())]));
    }
    Value::Object(result)
}

/// The file and the part of it; for a finding from outside the repository also its own place in words.
fn location(finding: &FindingDocument) -> Value {
    let LocationDocument { path, line, column, end_column, .. } = &finding.location;
    let region = region(*line, Some(*column), Some(*end_column));
    let mut location = Map::new();
    location.insert("physicalLocation".into(), physical(path, region));
    if let Some(place) = place_outside(finding) {
        let mut logical = Map::new();
        if !finding.diagnostic.variable.is_empty() {
            logical.insert("name".into(), json!(safe(&finding.diagnostic.variable)));
        }
        logical.insert("fullyQualifiedName".into(), json!(place));
        location.insert("logicalLocations".into(), json!([logical]));
    }
    Value::Object(location)
}

/// Another place, where it is inside the repository; readers want a file of it.
fn related(place: &RelatedDocument, top: Option<&str>) -> Option<Value> {
    let origin = &place.origin;
    let path = uri::inside(origin.path.as_deref()?, top)?;
    let region = region(origin.line.unwrap_or(1), origin.column, origin.end_column);
    let physical = physical(path, region);
    Some(json!({ "physicalLocation": physical, "message": message(&safe(&place.message)) }))
}

fn physical(path: &str, region: Value) -> Value {
    let artifact = json!({ "uri": uri::relative(path), "uriBaseId": ROOT });
    json!({ "artifactLocation": artifact, "region": region })
}

/// Part of a line; numbers are from 1.
fn region(line: u32, column: Option<u32>, end_column: Option<u32>) -> Value {
    let mut region = Map::new();
    region.insert("startLine".into(), json!(line.max(1)));
    if let Some(column) = column {
        region.insert("startColumn".into(), json!(column.max(1)));
        if let Some(end) = end_column.filter(|end| *end >= column.max(1)) {
            region.insert("endColumn".into(), json!(end));
        }
    }
    Value::Object(region)
}

fn suppression(said: Option<&SuppressionDocument>) -> Value {
    let is_in_source = said.is_some_and(|said| said.in_source);
    let mut suppression = Map::new();
    suppression.insert("kind".into(), json!(if is_in_source { "inSource" } else { "external" }));
    suppression.insert("status".into(), json!("accepted"));
    if let Some(said) = said.filter(|said| !said.reason.is_empty()) {
        suppression.insert("justification".into(), json!(safe(&said.reason)));
    }
    Value::Object(suppression)
}
