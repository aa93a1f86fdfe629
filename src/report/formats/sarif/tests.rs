use serde_json::{Value, json};

use super::super::examples::{
    HOSTILE, at, document, hostile, in_environment, in_goenv_file, known, origin, suppressed,
};
use super::*;
use crate::report::document::{FindingDocument, RelatedDocument};
use crate::rules::RULES;
use crate::source::Layer;

/// The published schema. One regular expression in it, for a property that we do not write, is none
/// (`]` without `[`); the errata of the standard put it right as here.
fn schema() -> jsonschema::Validator {
    let text = include_str!("../../../../fixtures/schema/third-party/sarif-2.1.0.json");
    let mut schema: Value = serde_json::from_str(text).unwrap();
    for definition in ["run", "toolComponent"] {
        let pointer = format!("/definitions/{definition}/properties/language/pattern");
        *schema.pointer_mut(&pointer).unwrap() = json!("^[a-zA-Z]{2}(-[a-zA-Z]{2})?$");
    }
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

/// The log of the findings, held to the published schema.
fn valid_log(findings: Vec<FindingDocument>) -> Value {
    let log = serde_json::from_str(&sarif(&document(findings))).unwrap();
    let errors: Vec<String> = schema().iter_errors(&log).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}\n{log:#}");
    log
}

fn results(findings: Vec<FindingDocument>) -> Vec<Value> {
    valid_log(findings).pointer("/runs/0/results").unwrap().as_array().unwrap().clone()
}

#[test]
fn sarif_of_nothing_is_a_run_without_results() {
    let log = valid_log(vec![]);
    let driver = json!({ "name": "goenv-doctor", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": [] });
    assert_eq!(log["runs"][0]["tool"]["driver"], driver);
    assert_eq!(log["runs"][0]["results"], json!([]));
    assert_eq!(log["runs"][0]["columnKind"], "unicodeCodePoints");
}

#[test]
fn sarif_result_has_rule_place_and_fingerprint() {
    let log = valid_log(vec![at("my app/go.mod", 3), in_environment()]);
    let run = &log["runs"][0];
    let rules: Vec<_> =
        run["tool"]["driver"]["rules"].as_array().unwrap().iter().map(|rule| &rule["id"]).collect();
    assert_eq!(rules, ["GP009", "MD005"]);
    let expected = json!({
        "ruleId": "MD005",
        "ruleIndex": 1,
        "level": "warning",
        "message": { "text": "something is wrong here\nit has a reason\nhelp: put it right" },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": "my%20app/go.mod", "uriBaseId": "%SRCROOT%" },
            "region": { "startLine": 3, "startColumn": 9, "endColumn": 14 },
        }}],
        "partialFingerprints": { "goenvDoctor/v1": "00000000000000000000000000000003" },
    });
    assert_eq!(run["results"][0], expected);
    assert_eq!(run["results"][1]["level"], "error");
}

#[test]
fn sarif_names_the_true_place_outside_the_repository() {
    let found = results(vec![in_environment(), in_goenv_file()]);
    let logical = |result: &Value| result["locations"][0]["logicalLocations"].clone();
    let expected = json!([{ "name": "GOPROXY", "fullyQualifiedName": "environment GOPROXY" }]);
    assert_eq!(logical(&found[0]), expected);
    let name = "go/env file /home/gopher/.config/go/env:2:9 GOPROXY";
    assert_eq!(logical(&found[1])[0]["fullyQualifiedName"], name);
    assert_eq!(found[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "go.mod");
}

#[test]
fn sarif_says_what_is_new_only_where_there_is_a_baseline() {
    let states = |found: Vec<Value>| -> Vec<Value> {
        found.iter().map(|result| result["baselineState"].clone()).collect()
    };
    assert_eq!(states(results(vec![at("go.mod", 3)])), [Value::Null]);
    assert_eq!(states(results(vec![at("go.mod", 3), known()])), ["new", "unchanged"]);
}

#[test]
fn sarif_carries_suppressions() {
    let found = results(vec![suppressed(true, "as agreed"), suppressed(false, ""), at("go.mod", 3)]);
    let in_source = json!([{ "kind": "inSource", "status": "accepted", "justification": "as agreed" }]);
    assert_eq!(found[0]["suppressions"], in_source);
    assert_eq!(found[1]["suppressions"], json!([{ "kind": "external", "status": "accepted" }]));
    assert_eq!(found[2]["suppressions"], Value::Null);
}

#[test]
fn sarif_related_places_are_files_of_the_repository_or_words() {
    let mut finding = at("go.mod", 3);
    let place = |path: &str, layer| RelatedDocument {
        message: "it bites here".into(),
        variable: String::new(),
        origin: origin(layer, Some((path, 5))),
    };
    finding.diagnostic.related =
        vec![place("sub/go.mod", Layer::ProjectFile), place("/home/gopher/.config/go/env", Layer::GoEnvFile)];
    let found = results(vec![finding]);
    let related = found[0]["relatedLocations"].as_array().unwrap();
    assert_eq!(related.len(), 1);
    assert_eq!(related[0]["physicalLocation"]["artifactLocation"]["uri"], "sub/go.mod");
    assert_eq!(related[0]["message"]["text"], "it bites here");
    let text = found[0]["message"]["text"].as_str().unwrap();
    assert!(text.ends_with("\nsee also: /home/gopher/.config/go/env:5:9: it bites here"), "{text}");
}

#[test]
fn sarif_documents_every_rule_validly() {
    let of_rule = |(line, rule): (u32, &crate::rules::Rule)| {
        let mut finding = at("go.mod", line);
        finding.diagnostic.code = rule.meta.code;
        finding.diagnostic.name = rule.meta.slug;
        finding.diagnostic.severity = rule.meta.severity;
        finding
    };
    let log = valid_log((1..).zip(RULES).map(of_rule).collect());
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), RULES.len());
    for result in log["runs"][0]["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert_eq!(rules[index]["defaultConfiguration"]["level"], result["level"]);
        assert!(rules[index]["help"]["markdown"].as_str().unwrap().contains("## What go does"));
        assert!(rules[index]["helpUri"].as_str().unwrap().starts_with("https://"));
    }
}

#[test]
fn sarif_of_an_unknown_rule_has_its_name() {
    let mut finding = at("go.mod", 3);
    finding.diagnostic.code = "XX999";
    finding.diagnostic.name = "not-in-the-registry";
    let log = valid_log(vec![finding]);
    let rule =
        json!({ "id": "XX999", "name": "NotInTheRegistry", "defaultConfiguration": { "level": "warning" } });
    assert_eq!(log["runs"][0]["tool"]["driver"]["rules"][0], rule);
}

#[test]
fn sarif_takes_any_text_and_any_number() {
    for text in HOSTILE {
        let mut finding = hostile(text);
        finding.state = FindingState::Suppressed;
        (finding.location.line, finding.location.column, finding.location.end_column) = (0, 0, 0);
        let out = sarif(&document(vec![finding.clone()]));
        assert!(!out.contains(|c: char| c.is_control() && c != '\n'), "{out:?}");
        let log = valid_log(vec![finding]);
        let message = log["runs"][0]["results"][0]["message"]["text"].as_str().unwrap();
        assert!(!message.contains("]("), "a link from outside: {message}");
    }
}

#[test]
fn schema_refuses_what_is_no_sarif() {
    let good = valid_log(vec![at("go.mod", 3)]);
    for (pointer, bad) in [
        ("/version", json!("2.0.0")),
        ("/runs/0/results/0/level", json!("info")),
        ("/runs/0/results/0/message", json!("text")),
        ("/runs/0/results/0/locations/0/physicalLocation/region/startLine", json!(0)),
        ("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri", json!("a b")),
        ("/runs/0/tool/driver/rules/0/helpUri", json!("no address")),
        ("/runs/0/tool/driver", json!({})),
    ] {
        let mut broken = good.clone();
        *broken.pointer_mut(pointer).unwrap() = bad;
        assert!(!schema().is_valid(&broken), "{pointer}");
    }
    let mut broken = good;
    broken["runs"][0]["unknown"] = json!(1);
    assert!(!schema().is_valid(&broken));
}
