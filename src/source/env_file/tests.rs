//! What real programs made of `.env` files; fixtures/README.md says how it was recorded.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::*;
use crate::files::{Place, TextFile};

type Variables = BTreeMap<String, String>;

#[derive(Deserialize)]
struct Row {
    content: String,
    /// None: docker refuses the file.
    docker: Option<Variables>,
    /// None: direnv refuses the file.
    direnv: Option<Variables>,
    python: Variables,
    node: Variables,
}

fn rows() -> Vec<Row> {
    let text = include_str!("../../../fixtures/env_file/recorded.jsonl");
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn known(name: &str) -> Option<String> {
    match name {
        "OTHER" => Some("o".to_owned()),
        "EMPTY" => Some(String::new()),
        _ => None,
    }
}

/// The last value of each name; an inner none: not known.
fn settled(file: &EnvFile) -> BTreeMap<&str, Option<&str>> {
    file.entries
        .iter()
        .map(|entry| {
            assert!(!entry.at.is_empty());
            (entry.name.as_str(), entry.value.as_ref().map(Value::expose))
        })
        .collect()
}

#[test]
fn docker_gives_what_the_docker_command_gave() {
    for (number, row) in (1..).zip(rows()) {
        let file = docker::read(&row.content, &known);
        let expected = row.docker.as_ref();
        assert_eq!(file.refused_at.is_none(), expected.is_some(), "row {number}: {:?}", row.content);
        let expected: BTreeMap<_, _> = expected
            .into_iter()
            .flatten()
            .map(|(name, value)| (name.as_str(), Some(value.as_str())))
            .collect();
        assert_eq!(settled(&file), expected, "row {number}: {:?}", row.content);
    }
}

#[test]
fn direnv_gives_what_direnv_gave_or_says_that_releases_differ() {
    let (mut known_values, mut all) = (0, 0);
    for (number, row) in (1..).zip(rows()) {
        let file = direnv::read(&row.content, &known);
        let Some(expected) = &row.direnv else {
            let is_open = file.entries.iter().any(|entry| entry.value.is_none());
            assert!(file.refused_at.is_some() || is_open, "row {number}: {:?}", row.content);
            continue;
        };
        assert_eq!(file.refused_at, None, "row {number}: {:?}", row.content);
        let found = settled(&file);
        assert_eq!(
            found.keys().copied().collect::<Vec<_>>(),
            expected.keys().map(String::as_str).collect::<Vec<_>>(),
            "row {number}: {:?}",
            row.content
        );
        for (name, value) in found {
            all += 1;
            let Some(value) = value else { continue };
            known_values += 1;
            assert_eq!(value, expected[name], "row {number}: {:?}", row.content);
        }
    }
    assert!(known_values * 10 >= all * 9, "{known_values} of {all} known");
    println!("direnv: {known_values}/{all} known, all of them right");
}

#[test]
fn loader_gives_what_both_libraries_gave_or_nothing() {
    let (mut known_values, mut all) = (0, 0);
    for (number, row) in (1..).zip(rows()) {
        let file = loader::read(&row.content);
        let found = settled(&file);
        for (name, value) in &found {
            let Some(value) = value else { continue };
            let both = (row.python.get(*name).map(String::as_str), row.node.get(*name).map(String::as_str));
            assert_eq!(both, (Some(*value), Some(*value)), "row {number}, {name}: {:?}", row.content);
        }
        for (name, value) in row.python.iter().filter(|(name, _)| name.starts_with("GO")) {
            assert!(found.contains_key(name.as_str()), "row {number}, {name}: {:?}", row.content);
            if row.node.get(name) == Some(value) {
                all += 1;
                known_values += usize::from(found[name.as_str()].is_some());
            }
        }
    }
    assert!(known_values * 10 >= all * 9, "{known_values} of {all} known");
}

#[test]
fn places_are_the_names() {
    let text = "# é\n  export GOPROXY=\"a\nb\"\nGOSUMDB=off\n";
    let places = |text: &str, file: EnvFile| {
        let text = TextFile::unnamed(text);
        let place = |entry: &Entry| {
            let place = Place::new(&text, entry.at.clone());
            (place.text().to_owned(), place.line(), place.column())
        };
        file.entries.iter().map(place).collect::<Vec<_>>()
    };
    let found = |name: &str, line, column| (name.to_owned(), line, column);
    assert_eq!(places(text, loader::read(text)), [found("GOPROXY", 2, 10), found("GOSUMDB", 4, 1)]);
    let text = "\u{feff}# é\r\n\r\nGOPROXY='a\r\nb'\r\n GOSUMDB=off\r\n";
    assert_eq!(places(text, loader::read(text)), [found("GOPROXY", 3, 1), found("GOSUMDB", 5, 2)]);
    let text = "\n  GOPROXY=a\n";
    assert_eq!(places(text, docker::read(text, &known)), [found("GOPROXY", 2, 3)]);
    let text = "#\n\n export GOPROXY=a\n";
    assert_eq!(places(text, direnv::read(text, &known)), [found("GOPROXY", 3, 9)]);
}

#[test]
fn hostile_files_end_in_bounded_time() {
    let doubling = "A=$A$A$A$A\n".repeat(100_000);
    let quotes = "A=\"\n".repeat(100_000);
    let nested = format!("A={}\n", "${".repeat(300_000));
    for text in [doubling, quotes, nested, "\u{0}=\"'\\$@{#;\r".repeat(100_000), "A='".repeat(200_000)] {
        loader::read(&text);
        docker::read(&text, &known);
        direnv::read(&text, &known);
    }
}
