//! Pattern lists against what real go commands answered, and the index against a plain loop.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use std::path::Path;

use crate::support::{Score, fixture, rows};
use goenv_doctor::go::{GoVersion, PatternList};
use proptest::prelude::*;

use crate::plain;

const NEWEST: GoVersion = GoVersion::NEWEST_KNOWN;

/// Position of the deciding item.
fn first(list: &str, path: &str, version: GoVersion) -> Option<usize> {
    let list = PatternList::parse(list, version);
    let range = list.first_match(path)?.range.clone();
    list.items().iter().position(|item| item.range == range)
}

/// Answers of `module.MatchPrefixPatterns`, Go 1.18 and later: list, path, answer.
#[test]
fn recorded_answers_all_agree() {
    let rows: Vec<(String, String, bool)> = rows(&fixture("patterns/recorded.jsonl"));
    assert_eq!(rows.len(), 6000);
    let mut score = Score::default();
    for (list, path, answer) in &rows {
        let ours = PatternList::parse(list, NEWEST).matches(path);
        score.compare(format!("{list:?} {path:?}"), answer, &ours);
    }
    score.finish("patterns", 6000);
}

/// What `go mod download` did with GONOSUMDB set to the list, Go 1.13 to 1.27: list, path, and the
/// first minor version that matches, or null.
#[test]
fn observed_downloads_agree_in_all_versions() {
    let rows: Vec<(String, String, Option<u32>)> = rows(&fixture("patterns/observed.jsonl"));
    assert_eq!(rows.len(), 106);
    for (list, path, since) in rows {
        for minor in 13..=27 {
            let answer = PatternList::parse(&list, GoVersion::new(1, minor, 0)).matches(&path);
            assert_eq!(answer, since.is_some_and(|since| since <= minor), "{list:?} {path:?} 1.{minor}");
        }
    }
}

/// Random rows of the go command's own matcher: version, list, path, position of the item or -1.
fn check_go_rows(file: &Path) -> usize {
    let rows: Vec<(String, String, String, i64)> = rows(file);
    for (version, list, path, answer) in &rows {
        let version = GoVersion::parse(version).unwrap();
        let expected = usize::try_from(*answer).ok();
        assert_eq!(first(list, path, version), expected, "{list:?} {path:?} {version}");
    }
    rows.len()
}

#[test]
fn go_rows_kept_here_agree() {
    assert_eq!(check_go_rows(&fixture("patterns/nasty.jsonl")), 4000);
}

#[test]
#[ignore = "needs rows from a Go toolchain: benches/matcher.sh GOROOT rows VERSION COUNT SEED > FILE"]
fn go_rows_of_a_toolchain_agree() {
    let file = std::env::var_os("GOENV_DOCTOR_PATTERN_ROWS").expect("GOENV_DOCTOR_PATTERN_ROWS names a file");
    println!("go rows: {} agree", check_go_rows(Path::new(&file)));
}

/// Text with everything the dialect knows and much that it does not.
fn nasty(length: usize) -> impl Strategy<Value = String> {
    let parts = [
        "a", "b", "ab", "A", "é", "\u{fffd}", "/", "/", "*", "*", "?", "[", "]", "[^a]", "[a-c]", "[/]", "^",
        "-", "\\", ",", ",", " ", ".",
    ];
    prop::collection::vec(prop::sample::select(parts.to_vec()), 0..length).prop_map(|parts| parts.concat())
}

/// Elements from so few parts that items share beginnings and paths often match several of them.
fn crowded(parts: &'static [&'static str], items: usize) -> impl Strategy<Value = String> {
    let element = prop::collection::vec(prop::sample::select(parts), 1..4).prop_map(|parts| parts.concat());
    let item = prop::collection::vec(element, 1..4).prop_map(|elements| elements.join("/"));
    prop::collection::vec(item, 1..=items).prop_map(|items| items.join(","))
}

fn version() -> impl Strategy<Value = GoVersion> {
    (13_u32..=27).prop_map(|minor| GoVersion::new(1, minor, 0))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn index_agrees_with_a_plain_loop_on_nasty_text(list in nasty(24), path in nasty(12), version in version()) {
        prop_assert_eq!(first(&list, &path, version), plain::first_match(&list, &path, version.minor() >= 18));
    }

    #[test]
    fn index_agrees_with_a_plain_loop_on_crowded_lists(
        list in crowded(&["a", "b", "*", "?", "ab", "aa", "[^b]"], 30),
        path in crowded(&["a", "b", "ab", "aa"], 1),
        version in version(),
    ) {
        prop_assert_eq!(first(&list, &path, version), plain::first_match(&list, &path, version.minor() >= 18));
    }
}
