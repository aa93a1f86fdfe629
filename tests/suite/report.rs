//! What is handed to support: readable, masked, and read back.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use std::collections::BTreeMap;

use crate::support::doctor::Doctor;
use serde_json::Value;

/// A person's machine, with secrets and a name in every place.
fn machine() -> Doctor {
    let doctor = Doctor::new()
        .go("1.24.11")
        .with("USER", "wilhelmina")
        .with("GOFLAGS", "-tags=it's")
        .with("GOSUMDB", "")
        .with("GOTMPDIR", "/home/wilhelmina/tmp")
        .with("HTTPS_PROXY", "http://wilhelmina:hunter2hunter2@gateway.corp.example.com:3128")
        .file(
            "home/.config/go/env",
            "GOPROXY=https://ci:hunter2hunter2@goproxy.cn,direct\nGOPRIVATE=*.corp.example.com\n",
        );
    doctor.file(
        "work/go.mod",
        "module corp.example.com/app\n\ngo 1.24\n\nrequire golang.org/x/net \
        v0.25.0\n",
    )
}

fn report(doctor: &Doctor, arguments: &[&str]) -> String {
    let printed = doctor.run(&[&["report"], arguments].concat());
    assert_eq!((printed.status, printed.stderr.as_str()), (0, ""));
    printed.stdout
}

/// The values that `env` shows, by name.
fn values(doctor: &Doctor, arguments: &[&str]) -> BTreeMap<String, String> {
    let printed = doctor.run(&[&["env", "--format", "json"], arguments].concat());
    let document: Value = serde_json::from_str(&printed.stdout).unwrap();
    let settings = document["settings"].as_object().unwrap();
    settings
        .iter()
        .map(|(name, setting)| (name.clone(), setting["value"].as_str().unwrap().to_owned()))
        .collect()
}

#[test]
fn report_shows_settings_origins_and_go_mod() {
    insta::assert_snapshot!(report(&machine(), &["golang.org/x/net/html"]));
}

#[test]
fn report_holds_no_secret_and_no_name() {
    let doctor = machine();
    let text = report(&doctor, &["corp.example.com/wilhelmina/lib@v1.0.0"]);
    for hidden in ["hunter2", "wilhelmina"] {
        assert!(!text.contains(hidden), "{hidden}:\n{text}");
    }
    let json = report(&doctor, &["--format", "json"]);
    assert!(!json.contains("hunter2") && !json.contains("wilhelmina"), "{json}");
}

#[test]
fn settings_of_a_report_are_read_back() {
    let doctor = machine();
    let text = report(&doctor, &["golang.org/x/net@v0.25.0"]);
    let own = values(&doctor, &[]);
    let back = values(&Doctor::new().input(text), &["--go-env", "-"]);
    let deciding = [
        "GOPROXY",
        "GOPRIVATE",
        "GONOPROXY",
        "GONOSUMDB",
        "GOSUMDB",
        "GOFLAGS",
        "GOTOOLCHAIN",
        "GO111MODULE",
        "GOVCS",
        "GOINSECURE",
        "GOAUTH",
    ];
    for name in deciding {
        assert_eq!(back.get(name), own.get(name), "{name}");
    }
    assert_eq!(back["GOTMPDIR"], "/home/user/tmp");
}

#[test]
fn explain_of_a_report_is_that_of_the_machine() {
    let doctor = machine().with("GOFLAGS", "");
    let asked = ["explain", "--module", "corp.example.com/lib@v1.0.0", "--format", "json"];
    let own: Value = serde_json::from_str(&doctor.run(&asked).stdout).unwrap();
    let reader = Doctor::new().input(report(&doctor, &[]));
    let back: Value =
        serde_json::from_str(&reader.run(&[&asked[..], &["--go-env", "-"]].concat()).stdout).unwrap();
    assert_eq!(own["go"]["version"], back["go"]["version"]);
    for part in ["checksum", "download"] {
        assert_eq!(own["modules"][0][part], back["modules"][0][part], "{part}");
    }
}

#[test]
fn triage_reads_the_settings_of_a_report() {
    let error = "go: rsc.io/quote@v1.5.2: Get \"https://proxy.golang.org/rsc.io/quote/@v/v1.5.2.mod\": \
        dial tcp 1.2.3.4:443: i/o timeout\n\n";
    let log = error.to_owned() + &report(&machine().with("GOFLAGS", ""), &[]);
    let printed = Doctor::new().input(log).run(&["triage", "--format", "json"]);
    let answer: Value = serde_json::from_str(&printed.stdout).unwrap();
    assert_eq!(answer["causes"][0]["class"], "env-not-propagated", "{}", printed.stdout);
    assert_eq!(answer["go_version"], "1.24.11");
}
