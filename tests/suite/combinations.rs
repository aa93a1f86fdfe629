//! The twelve combinations of GOPROXY {off, direct, mirror} × GOSUMDB {default, off} × GONOSUMDB {unset, *},
//! as one table to read. The recorded runs of the same combinations (`combo-…` in the corpus) prove it.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use std::fmt::Write;

use crate::support::doctor::Doctor;
use serde_json::Value;

/// Hosts that answer as they did when the combinations were recorded: the mirror has everything and
/// passes database requests on, but nobody can sign for sum.golang.org there.
const ASSUMED: &str = "goproxy.cn/sumdb/sum.golang.org/lookup=404";

fn explained(proxy: &str, sumdb: Option<&str>, nosumdb: Option<&str>) -> Value {
    let mut doctor = Doctor::new().go("1.27.3").with("GOPROXY", proxy);
    for (name, value) in [("GOSUMDB", sumdb), ("GONOSUMDB", nosumdb)] {
        if let Some(value) = value {
            doctor = doctor.with(name, value);
        }
    }
    let asked = ["explain", "--module", "golang.org/x/net@v0.25.0", "--format", "json"];
    let assumed = ["--assume", ASSUMED, "--assume", "sum.golang.org=404"];
    let printed = doctor.run(&[&asked[..], &assumed[..]].concat());
    assert_eq!(printed.status, 0, "{}", printed.stderr);
    serde_json::from_str(&printed.stdout).unwrap()
}

fn row(proxy: &str, sumdb: Option<&str>, nosumdb: Option<&str>) -> String {
    let document = explained(proxy, sumdb, nosumdb);
    let module = &document["modules"][0];
    let word = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let mut text = format!(
        "GOPROXY={proxy} GOSUMDB={} GONOSUMDB={}\n  checksum {} by {}, download {} by {}, {}\n",
        sumdb.unwrap_or("(default)"),
        nosumdb.unwrap_or("(unset)"),
        word(&module["checksum"]["verdict"]),
        word(&module["checksum"]["decided_by"]),
        word(&module["download"]["verdict"]),
        word(&module["download"]["decided_by"]),
        word(&module["prediction"]["outcome"]),
    );
    for contact in module["prediction"]["contacts"].as_array().unwrap() {
        writeln!(text, "  asks {}", word(&contact["url"])).unwrap();
    }
    if let Some(error) = module["prediction"]["error"].as_str() {
        writeln!(text, "  error {error}").unwrap();
    }
    text
}

#[test]
fn combinations_twelve() {
    let mut table = String::new();
    for proxy in ["off", "direct", "https://goproxy.cn,direct"] {
        for sumdb in [None, Some("off")] {
            for nosumdb in [None, Some("*")] {
                table.push_str(&row(proxy, sumdb, nosumdb));
            }
        }
    }
    insta::assert_snapshot!(table);
}
