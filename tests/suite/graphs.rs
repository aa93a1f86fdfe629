//! `check` over the module graphs of well-known projects: what is decided about each module is what
//! `explain` says of it, and what the settings mean for it.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::doctor::Doctor;
use serde_json::Value;

/// The projects, each with its private module.
const PROJECTS: &[(&str, &str)] = &[
    ("prometheus", "corp.example.com/observability/exporter"),
    ("caddy", "git.corp.example.com/edge/plugin"),
    ("etcd", "corp.example.com/storage/audit"),
];

/// Settings, and what they mean for a public module that go.sum holds: side, first host.
const SETTINGS: &[(&str, &[(&str, &str)])] = &[
    ("default", &[]),
    ("private", &[("GOPRIVATE", "corp.example.com,*.corp.example.com")]),
    (
        "corporate",
        &[
            ("GOPROXY", "https://goproxy.corp.example.com"),
            ("GONOSUMDB", "corp.example.com,*.corp.example.com"),
        ],
    ),
    ("direct", &[("GOPROXY", "direct"), ("GOPRIVATE", "*.example.com")]),
    ("air-gap", &[("GOPROXY", "off"), ("GOSUMDB", "off")]),
];

fn copy(from: &Path, doctor: Doctor, to: &str) -> Doctor {
    let mut entries: Vec<PathBuf> = fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    entries.into_iter().fold(doctor, |doctor, path| {
        let name = format!("{to}/{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() { copy(&path, doctor, &name) } else { doctor.file(&name, fs::read(&path).unwrap()) }
    })
}

fn project(name: &str, settings: &[(&str, &str)]) -> Doctor {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/graphs").join(name);
    let doctor = copy(&from, Doctor::new().go("1.27.3"), "work");
    settings.iter().fold(doctor, |doctor, (name, value)| doctor.with(name, value))
}

fn json(doctor: &Doctor, arguments: &[&str]) -> Value {
    let printed = doctor.run(arguments);
    serde_json::from_str(&printed.stdout).unwrap_or_else(|error| panic!("{error}: {printed:?}"))
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap()
}

/// The verdicts of `explain --summary` for many paths.
fn summary(doctor: &Doctor, paths: &[&str]) -> BTreeMap<String, (String, String)> {
    let doctor_input = paths.join("\n");
    fs::write(doctor.path("paths.txt"), doctor_input).unwrap();
    let printed = doctor.run(&["explain", "--summary", doctor.path("paths.txt").to_str().unwrap()]);
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        (cells[0].to_owned(), (cells[1].to_owned(), cells[2].to_owned()))
    };
    printed.stdout.lines().map(row).collect()
}

#[test]
fn decisions_are_those_of_the_engine() {
    for (name, _) in PROJECTS {
        for (title, settings) in SETTINGS {
            let doctor = project(name, settings);
            let report = json(&doctor, &["check", "--format", "json"]);
            let modules = report["modules"].as_array().unwrap();
            assert!(modules.len() > 200, "{name}: {} modules", modules.len());
            let paths: Vec<&str> = modules.iter().map(|module| text(module, "path")).collect();
            let expected = summary(&doctor, &paths);
            for module in modules {
                let (checksum, download) = &expected[text(module, "path")];
                assert_eq!(text(&module["checksum"], "verdict"), checksum, "{name}, {title}: {module}");
                assert_eq!(text(&module["download"], "verdict"), download, "{name}, {title}: {module}");
            }
        }
    }
}

#[test]
fn sides_and_hosts_follow_from_the_settings() {
    for (name, private) in PROJECTS {
        for (title, settings) in SETTINGS {
            let report = json(&project(name, settings), &["check", "--format", "json"]);
            for module in report["modules"].as_array().unwrap() {
                let (path, side) = (text(module, "path"), text(module, "side"));
                let first = module["hosts"].as_array().unwrap().first().map_or("", |host| text(host, "host"));
                let is_private = path == *private;
                let is_local = module["directory"].is_string();
                let expected = match (*title, is_private, is_local) {
                    (_, _, true) => ("local", String::new()),
                    ("air-gap", ..) => ("blocked", String::new()),
                    ("default", ..) => ("verified", "proxy.golang.org:443".to_owned()),
                    ("private", true, _) => ("private", format!("{}:443", path.split('/').next().unwrap())),
                    ("private", ..) => ("verified", "proxy.golang.org:443".to_owned()),
                    ("corporate", ..) => (
                        if is_private { "private" } else { "verified" },
                        "goproxy.corp.example.com:443".to_owned(),
                    ),
                    // The pattern of one name more than the apex has.
                    (_, true, _) => ("private", format!("{}:443", path.split('/').next().unwrap())),
                    _ => ("verified", first.to_owned()),
                };
                assert_eq!((side, first), (expected.0, expected.1.as_str()), "{name}, {title}: {module}");
            }
        }
    }
}

#[test]
fn graphs_come_to_this() {
    let mut out = String::new();
    for (name, _) in PROJECTS {
        let doctor = project(name, SETTINGS[1].1);
        out.push_str(&format!("# {name}\n\n{}\n", doctor.run(&["check", "-A", "direct-*"]).stdout));
    }
    insta::assert_snapshot!(out);
}
