//! Every recorded run of a real go command, given to the built binary: settings, contacts, outcomes
//! and errors must be those of the go command.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "broken rows stop a test; figures are for people"
)]

use std::collections::BTreeSet;

use crate::recorded::{Row, runs};
use serde_json::Value;

/// Agreement of one kind of answer.
#[derive(Default)]
struct Tally {
    agree: usize,
    total: usize,
}

impl Tally {
    fn count(&mut self, agrees: bool) -> bool {
        self.total += 1;
        self.agree += usize::from(agrees);
        agrees
    }

    fn assert_at_least(&self, what: &str, per_mille: usize) {
        println!("{what}: {}/{}", self.agree, self.total);
        assert!(self.agree * 1000 >= self.total * per_mille, "{what}: {}/{}", self.agree, self.total);
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Everything that one kind of rows is measured by.
#[derive(Default)]
struct Board {
    settings: Tally,
    contacts: Tally,
    outcomes: Tally,
    errors: Tally,
}

impl Board {
    fn add(&mut self, row: &Row, document: &Value) {
        for (name, value) in &row.settings {
            let ours = text(&document["settings"][name]["value"]);
            if !self.settings.count(ours == *value) {
                println!("{}: {name} is {value:?}, ours {ours:?}", row.id);
            }
        }
        if !row.only_settings {
            self.add_prediction(row, &document["modules"][0]);
        }
    }

    fn add_prediction(&mut self, row: &Row, module: &Value) {
        assert_eq!(module["path"], row.module, "{}", row.id);
        let prediction = &module["prediction"];
        let outcome = text(&prediction["outcome"]);
        let (ours, theirs) = contacts(row, prediction);
        let asked_origin = outcome != "unknown" || reaches_origin(row, prediction);
        let mut agrees = self.contacts.count(ours == theirs && asked_origin);
        if !row.ends_unforeseeably() {
            let fits = match outcome.as_str() {
                "success" => row.exit == 0,
                "failure" => row.exit != 0,
                _ => true,
            };
            agrees &= self.outcomes.count(fits);
        }
        let error = text(&prediction["error"]);
        if let (Some(theirs), "failure") = (row.comparable_error(), outcome.as_str()) {
            agrees &= self.errors.count(error.trim_end() == theirs);
        }
        if !agrees {
            println!(
                "{} {:?} {:?}\n  ours {outcome} {error} {ours:?}\n  go {} {:?} {theirs:?}",
                row.id, row.env, row.goenv, row.exit, row.error
            );
        }
    }

    fn finish(self, kind: &str) {
        self.settings.assert_at_least(&format!("{kind} settings"), 1000);
        self.contacts.assert_at_least(&format!("{kind} contacts"), 995);
        self.outcomes.assert_at_least(&format!("{kind} outcomes"), 995);
        self.errors.assert_at_least(&format!("{kind} errors"), 980);
    }
}

/// The contacts of both sides up to where they can be compared: the first one of the module's origin,
/// or the point where the run ended in something unforeseeable.
fn contacts(row: &Row, prediction: &Value) -> (Vec<String>, Vec<String>) {
    let all = prediction["contacts"].as_array().unwrap();
    let is_command = all.last().is_some_and(|last| last["for"] == "vcs");
    let urls = all
        .iter()
        .take(all.len() - usize::from(is_command))
        .map(|contact| row.folded(&text(&contact["url"])));
    let mut ours: Vec<String> = urls.collect();
    ours.dedup();
    let mut theirs = row.recorded_contacts();
    if prediction["outcome"] == "unknown" {
        theirs.truncate(ours.len());
    }
    if row.ends_unforeseeably() {
        ours.truncate(theirs.len());
    }
    (ours, theirs)
}

/// Where we say that a version control command decides, go must have started one or gone on.
fn reaches_origin(row: &Row, prediction: &Value) -> bool {
    let contacts = prediction["contacts"].as_array().unwrap();
    let is_command = contacts.last().is_some_and(|last| last["for"] == "vcs");
    let no_protocol =
        row.error.as_deref().is_some_and(|error| error.contains("protocol found for repository"));
    !is_command || row.vcs || no_protocol || row.contacts.len() >= contacts.len()
}

fn measure(kind: &str, at_least: usize) {
    let rows = runs(kind);
    assert!(rows.len() >= at_least, "{kind}: {} rows are too few to prove anything", rows.len());
    let mut board = Board::default();
    for row in &rows {
        let scratch = tempfile::tempdir().unwrap();
        let module = format!("{}@{}", row.module, row.version);
        board.add(row, &row.ask(scratch.path(), &["explain", &module]));
    }
    board.finish(kind);
}

#[test]
fn corpus_named_runs_agree() {
    measure("go-named", 1881);
}

#[test]
fn corpus_random_runs_agree() {
    measure("go-train", 1495);
}

#[test]
fn corpus_runs_of_old_versions_agree() {
    measure("go-old-train", 900);
}

#[test]
fn corpus_proxy_lists_agree() {
    measure("proxy-train", 500);
}

#[test]
fn corpus_checksum_databases_agree() {
    measure("sumdb-train", 400);
}

#[test]
fn corpus_settings_files_agree() {
    measure("goenv-train", 400);
}

/// Module paths that go asked anyone about, from the addresses of its requests.
fn asked_paths(row: &Row) -> BTreeSet<String> {
    let path = |url: &String| {
        let rest = url.split_once("://")?.1;
        match rest.split_once("/@v/") {
            Some((address, _)) => Some(address.split_once('/')?.1.to_owned()),
            None => rest.strip_suffix("?go-get=1").map(|path| path.trim_end_matches('/').to_owned()),
        }
    };
    row.contacts.iter().filter_map(path).collect()
}

/// What the first contacts of all our candidates are, in the same form.
fn predicted_paths(row: &Row, document: &Value) -> BTreeSet<String> {
    let modules = document["modules"].as_array().unwrap();
    let asks = |module: &&Value| {
        let contacts = module["prediction"]["contacts"].as_array().unwrap();
        assert_eq!(module["candidate_of"], *row.package.as_ref().unwrap(), "{}", row.id);
        contacts.iter().any(|contact| contact["for"] != "vcs")
    };
    modules.iter().filter(asks).map(|module| text(&module["path"])).collect()
}

#[test]
fn corpus_candidates_of_packages_agree() {
    let mut tally = Tally::default();
    for row in runs("pkg-train") {
        let scratch = tempfile::tempdir().unwrap();
        let package = format!("{}@{}", row.package.as_deref().unwrap(), row.version);
        let document = row.ask(scratch.path(), &["explain", &package]);
        let (ours, theirs) = (predicted_paths(&row, &document), asked_paths(&row));
        // Where a version control command failed, go may stop before it asks for the other candidates.
        if !tally.count(if row.vcs { theirs.is_subset(&ours) } else { ours == theirs }) {
            println!(
                "{} {} {:?}\n  ours {ours:?}\n  go   {theirs:?}\n {:?}",
                row.id, package, row.env, row.contacts
            );
        }
    }
    assert_eq!(tally.total, 160);
    tally.assert_at_least("pkg-train candidates", 990);
}
