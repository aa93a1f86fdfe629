//! Pasted `go env` output of public reports: those whose cause is a setting draw its rule, and none draws
//! an error that is no cause.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests may panic; figures are for people"
)]

use crate::support::doctor::Doctor;
use crate::support::{fixture, rows};
use serde::Deserialize;
use serde_json::Value;

/// One row of `fixtures/rules/reports.jsonl`.
#[derive(Deserialize)]
struct Report {
    /// Where it was written.
    source: String,
    /// What its cause was found to be.
    class: String,
    /// The module that it is about; may be empty.
    module: String,
    /// The lines of its `go env` that decide about modules.
    go_env: String,
    /// The rule that names the cause; `None`: the cause is no setting that `go env` shows.
    draws: Option<String>,
}

/// Names and severities of what is found in a report's settings.
fn findings(report: &Report) -> Vec<(String, String)> {
    let module = if report.module.is_empty() { "golang.org/x/net" } else { &report.module };
    let doctor = Doctor::new().input(report.go_env.as_str());
    let printed = doctor.run(&["explain", "--module", module, "--go-env", "-", "--format", "json"]);
    assert_eq!(printed.status, 0, "{}: {}", report.source, printed.stderr);
    let document: Value = serde_json::from_str(&printed.stdout).unwrap();
    let text = |found: &Value, key: &str| found[key].as_str().unwrap().to_owned();
    let found = document["diagnostics"].as_array().unwrap().iter();
    found.map(|found| (text(found, "name"), text(found, "severity"))).collect()
}

#[test]
fn reports_draw_the_rule_of_their_cause_and_no_false_alarm() {
    let (mut causes, mut others) = (0, 0);
    for report in rows::<Report>(&fixture("rules/reports.jsonl")) {
        let found = findings(&report);
        let errors: Vec<_> = found.iter().filter(|(_, severity)| severity == "error").collect();
        match &report.draws {
            Some(rule) => {
                assert!(
                    found.iter().any(|(name, _)| name == rule),
                    "{} ({}): {found:?}",
                    report.source,
                    report.class
                );
                assert!(errors.iter().all(|(name, _)| name == rule), "{}: {errors:?}", report.source);
                causes += 1;
            }
            None => {
                assert!(errors.is_empty(), "{} ({}): {errors:?}", report.source, report.class);
                others += 1;
            }
        }
    }
    println!("reports: {causes} draw the rule of their cause, {others} draw no error");
    assert!(causes >= 7 && others >= 7, "too few to prove anything");
}
