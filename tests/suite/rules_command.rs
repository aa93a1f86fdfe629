//! `rule`: the table, its filters, and the documents.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use crate::support::doctor::Doctor;
use goenv_doctor::rules::RULES;
use serde_json::Value;

fn names(arguments: &[&str]) -> Vec<String> {
    let printed = Doctor::new().run(&[&["rule", "--format", "json"], arguments].concat());
    let document: Value = serde_json::from_str(&printed.stdout).unwrap();
    document["rules"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rule| rule["name"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn rules_without_a_filter_are_all_there() {
    let all: Vec<_> = RULES.iter().map(|rule| rule.meta.slug).collect();
    assert_eq!(names(&[]), all);
}

#[test]
fn rules_of_a_family_and_of_a_severity() {
    let family = names(&["--family", "dv"]);
    assert!(family.contains(&"govcs-blocks".to_owned()) && !family.contains(&"goproxy-space".to_owned()));
    let errors = names(&["--family", "GP", "--severity", "error"]);
    let expected = RULES.iter().map(|rule| rule.meta).filter(|meta| meta.family() == "GP");
    let expected = expected.filter(|meta| meta.severity == goenv_doctor::rules::Severity::Error);
    assert_eq!(errors, expected.map(|meta| meta.slug).collect::<Vec<_>>());
    assert!(names(&["goproxy-*", "--severity", "info"]).contains(&"goproxy-off".to_owned()));
}

#[test]
fn rules_for_people_have_a_line_each() {
    let printed = Doctor::new().run(&["rule", "--family", "PL"]);
    let rules = RULES.iter().filter(|rule| rule.meta.family() == "PL").count();
    assert_eq!(printed.stdout.lines().count(), rules);
    assert!(printed.stdout.starts_with("PL001  suppression-unused"), "{}", printed.stdout);
}

#[test]
fn pattern_that_nobody_writes_is_refused_in_one_line() {
    let nested = format!("{}a{}", "{".repeat(3_000), "}".repeat(3_000));
    let printed = Doctor::new().run(&["rule", &nested]);
    let told = "cannot be read as a pattern: it is longer or has more braces than names of rules need\n";
    assert_eq!((printed.status, printed.stdout.as_str()), (2, ""));
    assert!(printed.stderr.ends_with(told) && printed.stderr.len() < 200, "{}", printed.stderr);
}
