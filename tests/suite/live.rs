//! Random cases, each run by a real go command on this machine and explained by our built binary.
//!
//! Runs only where GOENV_DOCTOR_TEST_GO names go binaries, separated by `:`. GOENV_DOCTOR_TEST_SEED and
//! GOENV_DOCTOR_TEST_COUNT choose the cases, GOENV_DOCTOR_TEST_CASE a single one, GOENV_DOCTOR_TEST_SHOW how
//! many disagreements are printed, GOENV_DOCTOR_TEST_KEEP a directory for all of them. Nothing leaves the machine:
//! modules and databases are on a loopback server, which is also the proxy for every other host.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test tells what it sees and stops where it cannot go on"
)]

pub(crate) mod case;
mod compare;
mod generate;
pub(crate) mod module;
mod ours;
mod packages;
mod project;
mod score;
pub(crate) mod server;
mod settings;
mod theirs;
mod vocabulary;

use std::path::Path;

use case::Case;
use ours::{Document, Told};
use score::Score;
use server::Server;
use theirs::{Laid, Seen, Toolchain};

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

#[test]
fn candidates_of_packages_as_the_go_command() {
    let Ok(binaries) = std::env::var("GOENV_DOCTOR_TEST_GO") else { return };
    let server = Server::start();
    for binary in binaries.split(':').filter(|binary| !binary.is_empty()) {
        let scratch = tempfile::tempdir().unwrap();
        let toolchain = Toolchain::of(Path::new(binary), scratch.path());
        let (seed, count) = (number("GOENV_DOCTOR_TEST_SEED", 1), number("GOENV_DOCTOR_TEST_COUNT", 150) / 3);
        let score = packages::run(&toolchain, &server, seed, count);
        eprintln!("{} seed {seed}: candidates {score:?}", toolchain.version);
        assert_eq!(score.agreed, score.total, "{}", toolchain.version);
    }
}

fn run_all(toolchain: &Toolchain, server: &Server, scratch: &Path) -> Score {
    let (seed, count) = (number("GOENV_DOCTOR_TEST_SEED", 1), number("GOENV_DOCTOR_TEST_COUNT", 150));
    let only = std::env::var("GOENV_DOCTOR_TEST_CASE").ok().and_then(|text| text.parse::<u64>().ok());
    let minor = toolchain.minor();
    let mut score = Score::new(&toolchain.version, seed);
    for number in only.map_or(0..count, |one| one..one + 1) {
        let case = generate::case(seed, number, minor);
        let root = scratch.join(number.to_string());
        run_one(&case, &Laid::new(&case, toolchain, server, &root), &mut score);
        theirs::remove(&root);
    }
    score
}

fn run_one(case: &Case, laid: &Laid<'_>, score: &mut Score) {
    let user_file = laid.asked_setting("GOENV").filter(|path| path != "off");
    if let (Some(text), Some(path)) = (&case.user_file, user_file) {
        laid.write(&laid.root.join("work").join(path).to_string_lossy(), laid.fill(text));
    }
    if let Some(module_cache) = laid.asked_setting("GOMODCACHE") {
        laid.cache(&module_cache, &case.pinned(), case.cached);
    }
    let asked = format!("{}@{}", case.asked.path, case.asked.version);
    let told = ours::ask(case, laid, &asked);
    let settings = laid.run(&["env", "-json"]);
    let document = match told {
        Told::Explained(document) => document,
        Told::Refused(ours) => {
            let seen = laid.run(&["mod", "download", "-json", &asked]);
            let error = compare::error(&seen).map(|text| laid.unfill(&text));
            return score.refusal(case, &laid.unfill(&ours), &seen, error.as_deref());
        }
    };
    compare_settings(case, laid, &document, &settings, score);
    let [module] = document.modules.as_slice() else { panic!("{asked}: not one module") };
    // What is replaced is downloaded under the other name.
    let download = ["mod", "download", "-json"];
    let seen = match (&module.replaces, &module.directory) {
        (Some(_), _) => {
            laid.run(&[&download[..], &[&format!("{}@{}", module.path, module.version)]].concat())
        }
        (None, Some(_)) if case.requires_only(&module.path) => laid.run(&download),
        (None, Some(_)) => return,
        (None, None) => laid.run(&[&download[..], &[&asked]].concat()),
    };
    let ours = &module.prediction;
    let sides = compare::sides(ours, &seen, &|text| laid.unfill(text));
    score.prediction(case, compare::compare(ours, &seen, &sides), &sides, ours, &seen);
}

/// `go env` fails where the toolchain cannot be chosen; then there is nothing to compare.
fn compare_settings(case: &Case, laid: &Laid<'_>, ours: &Document, seen: &Seen, score: &mut Score) {
    let Ok(serde_json::Value::Object(theirs)) = serde_json::from_str(&seen.stdout) else { return };
    for (name, setting) in &ours.settings {
        let Some(value) = theirs.get(name).and_then(serde_json::Value::as_str) else { continue };
        // Without a value of its own GOWORK is the go.work file that was found.
        if name == "GOWORK" && setting.value.is_empty() {
            continue;
        }
        score.setting(case, name, &laid.unfill(&setting.value), &laid.unfill(value));
    }
}
