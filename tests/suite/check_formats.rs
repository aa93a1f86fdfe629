//! Every format of `check`, as the built binary writes it, read as its readers do.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use std::fs;
use std::path::Path;

use crate::support::doctor::Doctor;
use serde_json::{Value, json};

/// A reason and a version control path that try to break out of every format.
const HOSTILE: &str = "%0A::error file=x::<b>&\u{202e}\u{1b}]0;x\u{7}, \"q\" |`";

/// A repository with findings in go.mod, in the environment and in the go/env file, and one that is ignored.
fn doctor() -> Doctor {
    let go_mod = "module example.com/app\n\ngo 1.22\n\nrequire corp.example.com/lib v1.0.0\n";
    let policy = format!(
        "private = [\"corp.example.com\"]\n\n[[ignore]]\nrule = \"goproxy-space\"\nreason = {}\n",
        serde_json::Value::from(HOSTILE.replace(['\u{1b}', '\u{7}'], ""))
    );
    Doctor::new()
        .go("1.27.3")
        .with("GOPROXY", "https://goproxy.cn, https://proxy.golang.org")
        .with("GONOSUMDB", "x%0A::error file=y,\r::stop-commands::z")
        .file("home/.config/go/env", "GOPRIVATE=git.example.org, other.example.org\n")
        .file("work/go.mod", go_mod)
        .file("work/go.sum", "")
        .file("work/goenv-doctor.toml", policy)
}

fn written(format: &str) -> String {
    let doctor = doctor();
    let printed = doctor.run(&["check", "-o", &format!("{format}=report")]);
    assert_eq!(printed.status, 1, "{}", printed.stderr);
    let text = fs::read_to_string(doctor.path("work/report")).unwrap();
    assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{format}: {text}");
    text
}

fn read(format: &str) -> Value {
    serde_json::from_str(&written(format)).unwrap()
}

fn schema(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/schema").join(name);
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn assert_valid(schema: &Value, document: &Value) {
    let validator = jsonschema::validator_for(schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(document).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}\n{document:#}");
}

/// The findings that count, by `check --format json`.
fn counting() -> Vec<Value> {
    let report = read("json");
    let all = report["diagnostics"].as_array().unwrap().clone();
    all.into_iter().filter(|found| found["state"] == "new").collect()
}

#[test]
fn json_keeps_to_its_schema() {
    let report = read("json");
    assert_valid(&schema("check-v1.json"), &report);
    assert!(report["diagnostics"].as_array().unwrap().iter().any(|found| found["state"] == "suppressed"));
    let mut broken = report;
    broken["counts"]["modules"] = json!("many");
    assert!(!jsonschema::is_valid(&schema("check-v1.json"), &broken), "the schema refuses something");
}

#[test]
fn sarif_keeps_to_the_published_schema() {
    let mut published = schema("third-party/sarif-2.1.0.json");
    for definition in ["run", "toolComponent"] {
        let pointer = format!("/definitions/{definition}/properties/language/pattern");
        // What is published there is no regular expression; the errata say this.
        *published.pointer_mut(&pointer).unwrap() = json!("^[a-zA-Z]{2}(-[a-zA-Z]{2})?$");
    }
    let log = read("sarif");
    assert_valid(&published, &log);
    let results = log["runs"][0]["results"].as_array().unwrap();
    let ignored: Vec<_> = results.iter().filter(|result| result["suppressions"].is_array()).collect();
    assert_eq!(ignored.len(), 1);
    assert_eq!(ignored[0]["suppressions"][0]["kind"], "external");
    assert_eq!(results.len(), counting().len() + 1);
    for result in results {
        let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
        assert!(["go.mod", "goenv-doctor.toml"].contains(&uri), "{uri}");
    }
    assert!(!written("sarif").contains("$D"), "no path of this machine");
}

#[test]
fn gitlab_keeps_to_its_schema() {
    let report = read("gitlab");
    assert_valid(&schema("gitlab-code-quality.json"), &report);
    assert_eq!(report.as_array().unwrap().len(), counting().len());
}

#[test]
fn junit_is_well_formed_and_counts_right() {
    let text = written("junit");
    let document = roxmltree::Document::parse(&text).unwrap();
    let count = |name: &str| document.descendants().filter(|node| node.has_tag_name(name)).count();
    let suite = document.descendants().find(|node| node.has_tag_name("testsuite")).unwrap();
    let told = |name: &str| suite.attribute(name).unwrap().parse::<usize>().unwrap();
    assert_eq!((told("tests"), told("failures")), (count("testcase"), count("failure")));
    assert_eq!(count("testcase"), counting().len() + 1, "the ignored one is skipped, not left out");
    assert_eq!(count("skipped"), 1);
}

#[test]
fn github_annotates_and_writes_the_summary_of_a_job() {
    let doctor = doctor();
    let summary = doctor.path("summary.md");
    fs::write(&summary, "before\n").unwrap();
    let doctor = doctor.with("GITHUB_STEP_SUMMARY", summary.to_str().unwrap());
    let printed = doctor.run(&["check", "--format", "github"]);
    assert_eq!(printed.status, 1);
    let lines: Vec<&str> = printed.stdout.lines().collect();
    assert_eq!(lines.len(), counting().len());
    for line in &lines {
        let command = line.strip_prefix("::").unwrap().split(' ').next().unwrap();
        assert!(["error", "warning", "notice"].contains(&command), "{line}");
        assert!(line.contains(" file=go") && line.matches("::").count() >= 2, "{line}");
    }
    assert!(!printed.stdout.contains('\r') && printed.stdout.contains("%250A"), "{}", printed.stdout);
    let text = fs::read_to_string(&summary).unwrap();
    assert!(text.starts_with("before\n") && text.contains("goproxy.cn"), "{text}");
    assert!(!text.contains("<b>"), "{text}");
}

#[test]
fn short_has_a_line_for_each_finding() {
    let text = written("short");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), counting().len() + 1);
    assert!(lines.iter().any(|line| line.contains("/.config/go/env:1:")), "{text}");
    assert!(lines.iter().any(|line| line.starts_with("go.mod:5:9: error[policy-private-leak] ")), "{text}");
}
