//! Module paths and versions as golang.org/x/mod judges them, in the copy that each go release carries.
//!
//! `fixtures/corpus/module-path.jsonl` was printed by programs built with the copies of Go 1.19.8,
//! 1.21.13, 1.22.10, 1.23.9, 1.24.11, 1.25.5, 1.26.6 and 1.27.3, which agree on every row; empty and
//! false parts are left out. `version-query.jsonl` was printed from inside the go command's own
//! package (1.19.8, 1.21.13, 1.24.11, 1.27.3).

use std::cmp::Ordering;

use crate::support::Score;
use goenv_doctor::go::module_path::{
    check_import_path, check_path, escape_path, prefixes, split_path_version,
};
use goenv_doctor::go::module_version::{
    canonical_version, check, check_path_major, escape_version, is_canonical_version, is_pseudo_version,
};
use goenv_doctor::go::semver::{self, Semver};
use goenv_doctor::go::version_query::{Comparison, Query};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

type Row = Map<String, Value>;

fn text<'a>(row: &'a Row, key: &str) -> &'a str {
    row.get(key).and_then(Value::as_str).unwrap_or("")
}

/// Go's error, or nothing.
fn message<T, E: ToString>(result: Result<T, E>) -> Value {
    json!(result.err().map(|error| error.to_string()).unwrap_or_default())
}

fn observe(path: &str, version: &str, other: &str) -> Row {
    let split = split_path_version(path);
    let (prefix, major) = split.unwrap_or_default();
    let semantic = Semver::parse(version);
    let order = match semver::compare(version, other) {
        Ordering::Less => -1,
        Ordering::Equal => 0,
        Ordering::Greater => 1,
    };
    let parts = [
        ("path", json!(path)),
        ("version", json!(version)),
        ("other", json!(other)),
        ("path_err", message(check_path(path))),
        ("import_err", message(check_import_path(path))),
        ("prefix", json!(prefix)),
        ("major", json!(major)),
        ("split", json!(split.is_some())),
        ("escaped", json!(escape_path(path).unwrap_or_default())),
        ("escaped_version", json!(escape_version(version).unwrap_or_default())),
        ("escaped_version_err", message(escape_version(version))),
        ("check", message(check(path, version))),
        ("major_err", message(check_path_major(version, major))),
        ("pseudo", json!(is_pseudo_version(version))),
        ("canonical_version", json!(canonical_version(version))),
        ("canonical", json!(semantic.map(|v| v.canonical()).unwrap_or_default())),
        ("vmajor", json!(semantic.map(|v| v.major()).unwrap_or_default())),
        ("vmm", json!(semantic.map(|v| v.major_minor()).unwrap_or_default())),
        ("pre", json!(semantic.map(|v| v.prerelease()).unwrap_or_default())),
        ("build", json!(semantic.map(|v| v.build()).unwrap_or_default())),
        ("cmp", json!(order)),
        ("candidates", json!(prefixes(path).collect::<Vec<_>>())),
    ];
    let written = |value: &Value| value != &json!("") && value != &json!(false);
    parts.into_iter().filter(|(_, v)| written(v)).map(|(k, v)| (k.to_owned(), v)).collect()
}

#[test]
fn module_path_agrees_with_go() {
    let mut score = Score::default();
    for row in crate::support::corpus::<Row>("module-path") {
        let (path, version, other) = (text(&row, "path"), text(&row, "version"), text(&row, "other"));
        let (about, ours) = (format!("{path:?} {version:?}"), observe(path, version, other));
        score.compare(about, &Value::Object(row), &Value::Object(ours));
    }
    score.finish("module path", 501);
}

/// What go's query matcher looks like from outside, from our class of the query.
fn matcher(query: &str) -> Row {
    let parsed = Query::parse(query);
    let mut row = Row::new();
    row.insert("query".into(), json!(query));
    // go judges a range by its first character, sound or not.
    let revision = parsed.as_ref().map(Query::is_revision).unwrap_or(false);
    row.insert("isrev".into(), json!(revision));
    let mut put = |stat: bool, prefix: String, latest: bool, lower: bool, filter: bool| {
        row.extend([
            ("stat".into(), json!(stat)),
            ("prefix".into(), json!(prefix)),
            ("latest".into(), json!(latest)),
            ("lower".into(), json!(lower)),
            ("filter".into(), json!(filter)),
        ]);
    };
    match parsed {
        Ok(Query::Latest | Query::Upgrade) => put(false, String::new(), true, false, false),
        Ok(Query::Patch) => {
            let message =
                "can't query version \"patch\" of module example.com/m: no existing version is required";
            row.insert("err".into(), json!(message));
        }
        Ok(Query::Range { comparison, .. }) => {
            let lower = matches!(comparison, Comparison::AtLeast | Comparison::Above);
            put(false, String::new(), false, lower, true);
        }
        Ok(Query::Prefix(text)) => put(false, format!("{text}."), false, false, true),
        Ok(Query::Version(text)) => {
            let canonical = Semver::parse(&text).map(|v| v.canonical()).unwrap_or_default();
            put(true, canonical, false, false, true);
        }
        Ok(Query::None | Query::Revision(_)) => {
            row.insert("class".into(), json!("revision"));
        }
        Err(error) => {
            row.insert("err".into(), json!(error.to_string()));
        }
    }
    row
}

#[test]
fn version_query_agrees_with_go() {
    let mut score = Score::default();
    for row in crate::support::corpus::<Row>("version-query") {
        let query = text(&row, "query").to_owned();
        let ours = matcher(&query);
        score.compare(query, &Value::Object(row), &Value::Object(ours));
    }
    score.finish("version query", 301);
}

#[test]
fn major_version_at_the_end_of_a_path() {
    for (path, expected) in [
        ("example.com/a", Some("")),
        ("example.com/a/v2", Some("/v2")),
        ("example.com/a/v1", None),
        ("example.com/a/v0", None),
        ("example.com/a/v02", None),
        ("example.com/a/v2.1", None),
        ("example.com/a/v.", None),
        ("example.com/av2", Some("")),
        ("gopkg.in/yaml.v3", Some(".v3")),
        ("gopkg.in/yaml.v0", Some(".v0")),
        ("gopkg.in/yaml.v2-unstable", Some(".v2-unstable")),
        ("gopkg.in/yaml", None),
        ("gopkg.in/yaml.v01", None),
        ("v2", Some("")),
        ("", Some("")),
    ] {
        assert_eq!(split_path_version(path).map(|(_, major)| major), expected, "{path}");
    }
}

#[test]
fn module_paths_that_go_asks_for() {
    for path in ["example.com", "example.com/A_b~c", "gopkg.in/yaml.v3", "a.b/v2"] {
        assert_eq!(check_path(path), Ok(()), "{path}");
    }
    for path in [
        "",
        "fmt",
        "net/http",
        "Example.com/a",
        "-a.com",
        "example.com/",
        "example.com//a",
        "example.com/.a",
        "example.com/a.",
        "example.com/con",
        "example.com/Com1.x",
        "example.com/a~1",
        "example.com/a+b",
        "example.com/v1",
        "gopkg.in/yaml",
        "/example.com",
        "example.com/ä",
    ] {
        assert!(check_path(path).is_err(), "{path}");
    }
    for path in ["example.com/c++", "fmt", "a/.b"] {
        assert_eq!(check_import_path(path), Ok(()), "{path}");
    }
}

#[test]
fn escape_capitals() {
    assert_eq!(escape_path("github.com/Azure/SDK").as_deref(), Ok("github.com/!azure/!s!d!k"));
    assert_eq!(escape_version("v1.0.0-RC1").as_deref(), Ok("v1.0.0-!r!c1"));
    assert!(escape_version("../x").is_err());
    assert!(escape_version("v1!").is_err());
}

#[test]
fn canonical_forms() {
    for (written, expected) in [
        ("v1", "v1.0.0"),
        ("v1.2", "v1.2.0"),
        ("v1.2.3-pre.1", "v1.2.3-pre.1"),
        ("v1.2.3+meta", "v1.2.3"),
        ("v2.0.0+incompatible", "v2.0.0+incompatible"),
        ("1.2.3", ""),
        ("v01.2.3", ""),
        ("v1.2.3-01", ""),
        ("v1.2-pre", ""),
        ("v1.2.3-", ""),
        ("v1.2.3+", ""),
        ("v1.2.3.4", ""),
        ("", ""),
    ] {
        assert_eq!(canonical_version(written), expected, "{written}");
        assert_eq!(is_canonical_version(written), written == expected && !written.is_empty(), "{written}");
    }
}

#[test]
fn semver_in_the_order_of_the_specification() {
    let ordered = [
        "bad",
        "v1.0.0-1",
        "v1.0.0-alpha",
        "v1.0.0-alpha.1",
        "v1.0.0-alpha.beta",
        "v1.0.0-beta.2",
        "v1.0.0-beta.11",
        "v1.0.0",
        "v1.0.9",
        "v1.0.10",
        "v10.0.0",
    ];
    assert!(ordered.is_sorted_by(|a, b| semver::compare(a, b).is_lt()));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn module_functions_take_any_text(path in ".{0,40}", version in ".{0,40}", other in "v[0-9.a+-]{0,12}") {
        let row = observe(&path, &version, &other);
        prop_assert_eq!(row.get("escaped").is_some(), check_path(&path).is_ok());
        let _ = Query::parse(&version);
    }

    #[test]
    fn escaped_paths_are_unlike_for_unlike_paths(one in "[a-cA-C]\\.[a-zA-Z/]{1,8}", other in "[a-cA-C]\\.[a-zA-Z/]{1,8}") {
        if let (Ok(a), Ok(b)) = (escape_path(&one), escape_path(&other)) {
            prop_assert_eq!(a == b, one == other);
            prop_assert!(!a.bytes().any(|byte| byte.is_ascii_uppercase()));
        }
    }

    #[test]
    fn semver_order_is_an_order(versions in prop::collection::vec("v[0-2]\\.[0-2]\\.[0-2](-[0-9a.]{1,4})?", 3)) {
        let [a, b, c] = versions.as_slice() else { unreachable!() };
        prop_assert_eq!(semver::compare(a, b), semver::compare(b, a).reverse());
        if semver::compare(a, b).is_le() && semver::compare(b, c).is_le() {
            prop_assert!(semver::compare(a, c).is_le());
        }
    }
}
