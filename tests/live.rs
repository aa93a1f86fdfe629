//! Random cases, each run by a real go command on this machine and by our rules.
//!
//! Runs only where GOENV_DOCTOR_TEST_GO names go binaries, separated by `:`. GOENV_DOCTOR_TEST_SEED and
//! GOENV_DOCTOR_TEST_COUNT choose the cases, GOENV_DOCTOR_TEST_CASE a single one, GOENV_DOCTOR_TEST_SHOW how
//! many disagreements are printed, GOENV_DOCTOR_TEST_KEEP a directory for all of them. Nothing leaves the machine:
//! modules and databases are on a loopback server, which is also the proxy for every other host.

#[path = "live/case.rs"]
mod case;
#[path = "live/compare.rs"]
mod compare;
#[path = "live/generate.rs"]
mod generate;
#[path = "live/module.rs"]
mod module;
#[path = "live/ours.rs"]
mod ours;
#[path = "live/project.rs"]
mod project;
#[path = "live/random.rs"]
mod random;
#[path = "live/score.rs"]
mod score;
#[path = "live/server.rs"]
mod server;
#[path = "live/theirs.rs"]
mod theirs;

use std::path::Path;

use case::Case;
use goenv_doctor::go::GoVersion;
use goenv_doctor::settings::Settings;
use score::Score;
use server::Server;
use theirs::{Laid, Toolchain};

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

#[test]
fn prediction_and_settings_as_the_go_command() {
    let Ok(binaries) = std::env::var("GOENV_DOCTOR_TEST_GO") else {
        eprintln!("skipped: live comparison with go commands; GOENV_DOCTOR_TEST_GO names none");
        return;
    };
    let server = Server::start();
    let mut scores = vec![];
    for binary in binaries.split(':').filter(|binary| !binary.is_empty()) {
        let scratch = tempfile::tempdir().unwrap();
        let toolchain = Toolchain::of(Path::new(binary), scratch.path());
        scores.push(run_all(&toolchain, &server, scratch.path()));
    }
    scores.iter().for_each(|score| eprintln!("{score}"));
    scores.iter().for_each(Score::check);
}

fn run_all(toolchain: &Toolchain, server: &Server, scratch: &Path) -> Score {
    let (seed, count) = (number("GOENV_DOCTOR_TEST_SEED", 1), number("GOENV_DOCTOR_TEST_COUNT", 150));
    let only = std::env::var("GOENV_DOCTOR_TEST_CASE").ok().and_then(|text| text.parse::<u64>().ok());
    let version = GoVersion::parse(&toolchain.version).unwrap();
    let mut score = Score::new(&toolchain.version, seed);
    for number in only.map_or(0..count, |one| one..one + 1) {
        let case = generate::case(seed, number, version.minor());
        let root = scratch.join(number.to_string());
        run_one(&case, &Laid::new(&case, toolchain, server, &root), version, &mut score);
        theirs::remove(&root);
    }
    score
}

fn run_one(case: &Case, laid: &Laid<'_>, version: GoVersion, score: &mut Score) {
    if let (Some(text), Some(path)) = (&case.user_file, ours::user_file_path(laid, version)) {
        laid.write(&path.to_string_lossy(), laid.fill(text));
    }
    let settings = ours::settings(case, laid, version);
    laid.cache(settings.value("GOMODCACHE"), &case.pinned(), case.cached);
    compare_settings(case, laid, &settings, score);
    let prediction = ours::prediction(case, laid, &ours::engine(&settings, version), &settings);
    let asked = format!("{}@{}", case.asked.path, case.asked.version);
    let seen = laid.run(&["mod", "download", "-json", &asked]);
    let sides = compare::sides(&prediction, &seen, &|text| laid.unfill(text));
    score.prediction(case, compare::compare(&prediction, &seen, &sides), &sides, &prediction, &seen);
}

/// `go env` fails where the toolchain cannot be chosen; then there is nothing to compare.
fn compare_settings(case: &Case, laid: &Laid<'_>, settings: &Settings, score: &mut Score) {
    let seen = laid.run(&["env", "-json"]);
    let Ok(serde_json::Value::Object(theirs)) = serde_json::from_str(&seen.stdout) else { return };
    for setting in settings.iter() {
        let Some(value) = theirs.get(&setting.name).and_then(serde_json::Value::as_str) else { continue };
        // What a go.work file there leads to is found in the working directory, not in a layer.
        if setting.name != "GOWORK" {
            score.setting(case, &setting.name, &laid.unfill(setting.value.expose()), &laid.unfill(value));
        }
    }
}
