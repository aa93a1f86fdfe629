//! go.mod texts, fine and broken, against recorded answers of real go commands.
//!
//! Each row of `fixtures/corpus/go-mod.jsonl` has a text, and the answers of `go mod edit -json` and of
//! `go list -m`, each with the versions that gave it. Deprecation and retraction comments are left out.

#![allow(clippy::unwrap_used, reason = "broken fixtures should stop the test where they are met")]

use std::path::Path;

use crate::support::{Score, around};
use goenv_doctor::go::GoVersion;
use goenv_doctor::project::GoWork;
use goenv_doctor::project::go_mod::{GoMod, Godebug, Reading, parse_as};
use goenv_doctor::project::go_work;
use goenv_doctor::project::replace::Replacement;
use goenv_doctor::project::{Surroundings, discover};
use serde_json::{Map, Value, json};

struct Answer {
    text: String,
    version: GoVersion,
    expected: Value,
}

fn answers(file: &str, command: &str) -> Vec<Answer> {
    crate::support::corpus::<Value>(file).iter().flat_map(|row| groups(row, command)).collect()
}

fn groups(row: &Value, command: &str) -> Vec<Answer> {
    let mut found = Vec::new();
    for group in row[command].as_array().unwrap() {
        for version in group["go"].as_array().unwrap() {
            found.push(Answer {
                text: row[if row["mod"].is_null() { "work" } else { "mod" }].as_str().unwrap().to_owned(),
                version: GoVersion::parse(version.as_str().unwrap()).unwrap(),
                expected: group["answer"].clone(),
            });
        }
    }
    found
}

/// Counts and prints agreement; `None` of ours: the answer does not count.
fn compare(name: &str, answers: &[Answer], ours: impl Fn(&Answer) -> Option<Value>) {
    let mut score = Score::default();
    for answer in answers {
        if let Some(ours) = ours(answer) {
            let about = format!("{} {:?}", answer.version, answer.text);
            score.compare(about, &answer.expected, &ours);
        }
    }
    score.finish(name, 101);
}

#[test]
fn go_mod_reads_as_go_mod_edit() {
    compare("go-mod", &answers("go-mod", "edit"), |answer| {
        Some(match parse_as(&answer.text, "go.mod", answer.version, Reading::Edit) {
            Ok(file) => json!({ "json": as_json(&file, answer.version) }),
            Err(errors) => json!({ "error": format!("go: errors parsing go.mod:\n{errors}") }),
        })
    });
}

#[test]
fn go_mod_problems_as_go_list() {
    let folder = tempfile::tempdir().unwrap();
    let start = folder.path().canonicalize().unwrap();
    compare("go-mod-list", &answers("go-mod", "list"), |answer| {
        std::fs::write(start.join("go.mod"), &answer.text).unwrap();
        let ours = complaints(&start, answer.version);
        let theirs = answer.expected["error"].as_str();
        if theirs.is_some_and(asks_for_a_version) {
            return None;
        }
        match (ours, theirs) {
            (Some(ours), _) => Some(json!({ "error": ours })),
            (None, Some(theirs)) if !is_about_reading(theirs) => None,
            (None, _) => Some(json!({ "ok": module_of(&start, answer.version) })),
        }
    });
}

/// The words of the answer without the first line, which `go work edit` puts differently.
#[test]
fn go_work_reads_as_go_work_edit() {
    compare("go-work", &answers("go-work", "edit"), |answer| {
        Some(match go_work::parse(&answer.text, "go.work", answer.version) {
            Ok(file) => json!({ "json": work_as_json(&file, answer.version) }),
            Err(errors) => json!({ "error": errors.to_string() }),
        })
    });
}

/// The document that `go work edit -json` prints: toolchain and godebug lines from late versions only.
fn work_as_json(file: &GoWork, version: GoVersion) -> Value {
    let mut out = Map::new();
    if let Some(line) = &file.go {
        out.insert("Go".into(), json!(line.text));
    }
    if let Some(line) = file.toolchain.as_ref().filter(|_| version >= GoVersion::new(1, 27, 0)) {
        out.insert("Toolchain".into(), json!(line.text));
    }
    if !file.godebugs.is_empty() && version >= GoVersion::new(1, 27, 0) {
        let pair = |line: &Godebug| json!({ "Key": line.key, "Value": line.value });
        out.insert("Godebug".into(), json!(file.godebugs.iter().map(pair).collect::<Vec<_>>()));
    }
    if !file.uses.is_empty() {
        let uses: Vec<_> = file.uses.iter().map(|line| json!({ "DiskPath": line.text })).collect();
        out.insert("Use".into(), json!(uses));
    }
    if !file.replaces.is_empty() {
        out.insert("Replace".into(), json!(file.replaces.iter().map(replace).collect::<Vec<_>>()));
    }
    Value::Object(out)
}

fn project(start: &Path, version: GoVersion) -> goenv_doctor::project::Project {
    discover(&Surroundings { gowork: "off", ..around(start, version) })
}

fn complaints(start: &Path, version: GoVersion) -> Option<String> {
    let problem = project(start, version).problems.into_iter().next()?;
    let local = if problem.to_string().contains("requires go >=") { "; GOTOOLCHAIN=local)" } else { "" };
    let text = format!("go: {problem}").replace(&format!("{}/", start.display()), "");
    Some(if local.is_empty() { text } else { format!("{}{local}", text.trim_end_matches(')')) })
}

/// A version that is none, as `master`, is looked up while reading; what comes of that is no matter of
/// the file.
fn asks_for_a_version(error: &str) -> bool {
    [
        "module lookup disabled",
        ": malformed module path",
        ": invalid go version v",
        ": invalid toolchain version v",
    ]
    .iter()
    .any(|words| error.replace("invalid: malformed", "").contains(words))
}

fn is_about_reading(error: &str) -> bool {
    ["errors parsing", "error reading", "no module declaration", "requires go >="]
        .iter()
        .any(|words| error.contains(words))
}

fn module_of(start: &Path, version: GoVersion) -> String {
    let project = project(start, version);
    project.go_mods()[0].module.as_ref().map_or(String::new(), |module| module.text.clone())
}

/// The document that `go mod edit -json` prints.
fn as_json(file: &GoMod, version: GoVersion) -> Value {
    let mut out = Map::new();
    out.insert("Module".into(), json!({ "Path": file.module.as_ref().map_or("", |m| m.text.as_str()) }));
    for (key, line) in [("Go", &file.go), ("Toolchain", &file.toolchain)] {
        if let Some(line) = line {
            out.insert(key.into(), json!(line.text));
        }
    }
    let mut list = |key: &str, items: Vec<Value>| {
        if !items.is_empty() {
            out.insert(key.into(), json!(items));
        }
    };
    // Godebug lines are printed from Go 1.26 only, and lines with an empty path or key are dropped first.
    let godebugs =
        file.godebugs.iter().filter(|line| version >= GoVersion::new(1, 26, 0) && !line.key.is_empty());
    list("GoDebug", godebugs.map(|line| json!({ "Key": line.key, "Value": line.value })).collect());
    list("Require", file.requires.iter().map(require).collect());
    let exclude = |path: &str, version: &str| json!({ "Path": path, "Version": version });
    list("Exclude", file.excludes.iter().map(|e| exclude(&e.path, &e.version.text)).collect());
    list("Replace", file.replaces.iter().filter(|line| !line.old_path.is_empty()).map(replace).collect());
    list("Retract", file.retracts.iter().map(|r| retract(&r.low, &r.high)).collect());
    list("Tool", file.tools.iter().map(|t| json!({ "Path": t.text })).collect());
    list("Ignore", file.ignores.iter().map(|i| json!({ "Path": i.text })).collect());
    Value::Object(out)
}

fn retract(low: &str, high: &str) -> Value {
    json!({ "Low": low, "High": high })
}

fn require(line: &goenv_doctor::project::go_mod::Require) -> Value {
    let mut out = json!({ "Path": line.path, "Version": line.version.text });
    if line.indirect {
        out["Indirect"] = json!(true);
    }
    out
}

fn replace(line: &goenv_doctor::project::replace::Replace) -> Value {
    let mut old = json!({ "Path": line.old_path });
    if let Some(version) = &line.old_version {
        old["Version"] = json!(version.text);
    }
    let new = match &line.new {
        Replacement::Module { path, version } => json!({ "Path": path, "Version": version.text }),
        Replacement::Directory(path) => json!({ "Path": path }),
    };
    json!({ "Old": old, "New": new })
}
