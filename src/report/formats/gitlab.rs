//! The Code Quality report of GitLab.
//!
//! <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>

use std::collections::HashSet;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::finding::{counting, place_outside};
use crate::report::document::{CheckDocument, FindingDocument};
use crate::report::{safe, safe_json};
use crate::rules::Severity;

/// One issue of the report.
#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
}

/// A JSON array with an entry for each finding that counts.
pub fn gitlab(document: &CheckDocument) -> String {
    let mut taken = HashSet::new();
    let entries: Vec<_> = counting(document).map(|finding| entry(finding, &mut taken)).collect();
    // Nothing in the entries can fail to become JSON.
    safe_json(&serde_json::to_string_pretty(&entries).unwrap_or_default()) + "\n"
}

fn entry<'a>(finding: &'a FindingDocument, taken: &mut HashSet<String>) -> Issue<'a> {
    Issue {
        description: description(finding),
        check_name: finding.diagnostic.name,
        fingerprint: unique(&finding.fingerprint, taken),
        severity: match finding.diagnostic.severity {
            Severity::Error => "critical",
            Severity::Warning => "major",
            Severity::Info => "info",
        },
        location: Location {
            path: &finding.location.path,
            lines: Lines { begin: finding.location.line.max(1) },
        },
    }
}

/// The message and what to do: GitLab shows it on one line.
fn description(finding: &FindingDocument) -> String {
    let place = place_outside(finding).map(|place| format!(" (in: {place})")).unwrap_or_default();
    let found = &finding.diagnostic;
    let help: Vec<String> = found.help.lines().map(safe).collect();
    format!("{}{place}; {}", safe(&found.message), help.join("; "))
}

/// GitLab shows only one of several issues with the same fingerprint: later ones get one made from it
/// and the number of their occurrence.
fn unique(fingerprint: &str, taken: &mut HashSet<String>) -> String {
    let mut found = fingerprint.to_owned();
    let mut occurrence: u64 = 1;
    while !taken.insert(found.clone()) {
        occurrence += 1;
        let digest = Sha256::digest(format!("{fingerprint}#{occurrence}"));
        found = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::examples::{HOSTILE, at, document, hostile, in_environment, known, suppressed};
    use super::*;

    fn schema() -> jsonschema::Validator {
        let text = include_str!("../../../fixtures/schema/gitlab-code-quality.json");
        jsonschema::validator_for(&serde_json::from_str(text).unwrap()).unwrap()
    }

    fn report(findings: Vec<FindingDocument>) -> Value {
        serde_json::from_str(&gitlab(&document(findings))).unwrap()
    }

    fn assert_valid(report: &Value) {
        let errors: Vec<String> = schema().iter_errors(report).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }

    #[test]
    fn gitlab_holds_what_the_schema_demands() {
        let mut info = at("sub/go.mod", 4);
        info.diagnostic.severity = Severity::Info;
        let found = report(vec![in_environment(), at("go.mod", 3), info, known(), suppressed(true, "")]);
        assert_valid(&found);
        let short = |entry: &Value| [&entry["severity"], &entry["location"]].map(Clone::clone);
        let entries: Vec<_> = found.as_array().unwrap().iter().map(short).collect();
        let at = |path: &str, line: u32| json!({ "path": path, "lines": { "begin": line } });
        let expected = [
            [json!("critical"), at("go.mod", 1)],
            [json!("major"), at("go.mod", 3)],
            [json!("info"), at("sub/go.mod", 4)],
        ];
        assert_eq!(entries, expected);
        assert_eq!(found[1]["check_name"], "replaced-by-directory");
        assert_eq!(
            found[0]["description"],
            "something is wrong here (in: environment GOPROXY); put it right"
        );
        assert_eq!(found[1]["description"], "something is wrong here; put it right");
    }

    #[test]
    fn gitlab_without_findings_is_an_empty_array() {
        assert_eq!(gitlab(&document(vec![known()])), "[]\n");
        assert_valid(&report(vec![]));
    }

    #[test]
    fn gitlab_fingerprints_are_unique_and_stay_the_same() {
        let twice = || report(vec![at("go.mod", 3), at("go.mod", 3), at("go.mod", 3)]);
        assert_valid(&twice());
        let of = |found: &Value| -> Vec<String> {
            let entries = found.as_array().unwrap().iter();
            entries.map(|entry| entry["fingerprint"].as_str().unwrap().to_owned()).collect()
        };
        let found = of(&twice());
        assert_eq!(found.first().unwrap(), &at("go.mod", 3).fingerprint);
        assert_eq!(found.iter().collect::<HashSet<_>>().len(), 3);
        assert_eq!(found, of(&twice()));
    }

    #[test]
    fn gitlab_takes_any_text() {
        for text in HOSTILE {
            let out = gitlab(&document(vec![hostile(text)]));
            assert!(!out.contains(|c: char| c.is_control() && c != '\n'), "{out:?}");
            let found: Value = serde_json::from_str(&out).unwrap();
            assert_eq!(found[0]["location"]["path"], *text);
        }
    }

    #[test]
    fn schema_refuses_what_gitlab_would_not_take() {
        let good = report(vec![at("go.mod", 3)]);
        for (pointer, bad) in [
            ("/0/severity", json!("error")),
            ("/0/fingerprint", json!("")),
            ("/0/location/lines/begin", json!(0)),
            ("/0/location/path", json!("./go.mod")),
            ("/0/location/path", json!("/builds/go.mod")),
        ] {
            let mut broken = good.clone();
            *broken.pointer_mut(pointer).unwrap() = bad;
            assert!(!schema().is_valid(&broken), "{broken}");
        }
        assert!(!schema().is_valid(&json!({})));
        let mut broken = good;
        broken[0].as_object_mut().unwrap().remove("check_name");
        assert!(!schema().is_valid(&broken));
    }
}
