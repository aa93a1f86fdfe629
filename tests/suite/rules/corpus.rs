//! The rules against recorded runs of real go commands.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use goenv_doctor::rules::{Diagnostic, Severity, widens_trust};

use crate::recorded::{Row, runs};
use crate::scene::Scene;

const CORPORA: [&str; 6] =
    ["go-named", "go-train", "go-old-train", "proxy-train", "sumdb-train", "goenv-train"];

/// Every recorded run with what the rules find in its settings.
fn all() -> impl Iterator<Item = (&'static Row, &'static [Diagnostic])> {
    static ALL: LazyLock<Vec<(Row, Vec<Diagnostic>)>> = LazyLock::new(|| {
        let judged = |row: Row| {
            let found = Scene::recorded(&row).findings();
            (row, found)
        };
        CORPORA.into_iter().flat_map(runs).map(judged).collect()
    });
    ALL.iter().map(|(row, found)| (row, found.as_slice()))
}

/// Whether a run got as far as GOPROXY (others end before it matters), and all of it can be seen.
fn looked_up(row: &Row) -> bool {
    let error = row.error.as_deref().unwrap_or("");
    let early = ["GOFLAGS", "GO111MODULE", "go.mod", "GOTOOLCHAIN", "toolchain", "GOROOT"];
    let invisible = row.env.get("GOPROXY").is_some_and(|value| value.contains('\u{200b}'));
    !row.only_settings && !invisible && !early.iter().any(|word| error.contains(word))
}

#[test]
fn every_lookup_fails_is_said_only_where_it_did() {
    let mut seen = BTreeMap::<&str, u32>::new();
    for (row, found) in all().filter(|(row, _)| !row.only_settings) {
        let claims =
            |found: &&Diagnostic| found.notes.iter().any(|note| note.starts_with("every lookup fails"));
        for found in found.iter().filter(claims) {
            assert_ne!(row.exit, 0, "{}: {} {:?}", row.id, found.rule.slug, row.env);
            *seen.entry(found.rule.slug).or_default() += 1;
        }
    }
    assert!(seen.len() >= 5 && seen.values().sum::<u32>() > 100, "{seen:?}");
}

#[test]
fn gosumdb_errors_only_where_go_failed_or_had_no_need_of_it() {
    let mut seen = 0;
    for (row, found) in all().filter(|(row, _)| row.exit == 0 && !row.only_settings) {
        let error = found
            .iter()
            .find(|found| found.severity == Severity::Error && found.rule.slug.starts_with("gosumdb-"));
        if let Some(error) = error {
            let exempt =
                Scene::recorded(row).engine().nosumdb_match(&row.module).is_some() || !row.files.is_empty();
            assert!(exempt, "{}: {} {:?}", row.id, error.rule.slug, row.env);
            seen += 1;
        }
    }
    assert!(seen > 10, "{seen}");
}

/// Texts of go, and the rules one of which must have something to say.
const TEXTS: &[(&str, &[&str])] = &[
    (
        "invalid proxy URL missing scheme",
        &[
            "goproxy-unknown-word",
            "goproxy-bad-scheme",
            "goproxy-quotes",
            "goproxy-wrong-separator",
            "goproxy-unexpanded",
            "goproxy-invisible",
            "goenv-quotes",
        ],
    ),
    (
        "invalid proxy URL scheme",
        &["goproxy-bad-scheme", "goproxy-wrong-separator", "goproxy-quotes", "goproxy-unexpanded"],
    ),
    (
        "first path segment in URL cannot contain colon",
        &[
            "goproxy-quotes",
            "goenv-quotes",
            "goproxy-wrong-separator",
            "goproxy-unexpanded",
            "goproxy-invisible",
        ],
    ),
    (
        "invalid port",
        &[
            "goproxy-invalid-url",
            "goproxy-wrong-separator",
            "goproxy-quotes",
            "goproxy-invisible",
            "goproxy-unexpanded",
        ],
    ),
    (
        "invalid URL escape",
        &["goproxy-invalid-url", "goproxy-unexpanded", "goproxy-quotes", "goproxy-wrong-separator"],
    ),
    ("non-path elements", &["goproxy-file-url", "goproxy-wrong-separator", "goproxy-unexpanded"]),
    ("GOPROXY list is not the empty string", &["goproxy-empty-list", "goproxy-empty-setting"]),
];

#[test]
fn errors_of_go_draw_their_rule() {
    let mut missed = vec![];
    let mut seen = BTreeMap::<&str, u32>::new();
    for (row, found) in all().filter(|(row, _)| looked_up(row)) {
        let error = row.error.as_deref().unwrap_or("");
        for (text, slugs) in TEXTS.iter().filter(|(text, _)| error.contains(text)) {
            *seen.entry(text).or_default() += 1;
            if !found.iter().any(|found| slugs.contains(&found.rule.slug)) {
                missed.push(format!("{}: {text}: {:?} {:?}", row.id, row.env, row.goenv));
            }
        }
    }
    assert!(missed.is_empty(), "{} missed:\n{}", missed.len(), missed.join("\n"));
    assert_eq!(seen.len(), TEXTS.len(), "{seen:?}");
}

#[test]
fn malformed_verifier_ids_draw_a_rule_unless_they_are_keys() {
    for (row, found) in all() {
        let error = row.error.as_deref().unwrap_or("");
        let value = Scene::recorded(row).settings().value("GOSUMDB").to_owned();
        let name = value.split_whitespace().next().unwrap_or("");
        let keyed = name.split('+').nth(1).is_some_and(|hash| hash.len() == 8);
        if error.contains("malformed verifier id") && !keyed {
            let slugs = [
                "goenv-crlf",
                "gosumdb-off-misspelt",
                "gosumdb-unknown-name",
                "gosumdb-is-a-proxy",
                "goenv-quotes",
            ];
            assert!(found.iter().any(|found| slugs.contains(&found.rule.slug)), "{}: {value:?}", row.id);
        }
    }
}

#[test]
fn findings_have_spans_texts_and_fixes_that_widen_no_trust() {
    for (row, found) in all() {
        for found in found {
            let about = format!("{} {}", row.id, found.rule.slug);
            assert!(found.value.expose().get(found.range.clone()).is_some(), "{about}: {:?}", found.range);
            for text in [&found.message, &found.label, &found.help] {
                assert!(
                    !text.is_empty() && !text.contains('\n') && !text.ends_with('.'),
                    "{about}: {text:?}"
                );
            }
            if let Some(fix) = &found.fix {
                let value = fix.value().map_or("", |value| value.expose());
                let before = Scene::recorded(row).settings().value(fix.variable()).to_owned();
                assert!(
                    before == value
                        || !widens_trust(fix.variable(), value)
                        || widens_trust(fix.variable(), &before),
                    "{about}: {fix:?}"
                );
            }
        }
    }
}

#[test]
fn fixes_that_are_safe_make_the_finding_go_away() {
    use goenv_doctor::rules::Applicability::Safe;
    for (row, found) in all() {
        let safe = found
            .iter()
            .filter_map(|found| Some((found, found.fix.as_ref().filter(|fix| fix.applicability() == Safe)?)));
        for (found, fix) in safe {
            let mut after = Scene::recorded(row);
            after.environment.retain(|(name, _)| name != fix.variable());
            if let Some(value) = fix.value() {
                after.environment.push((fix.variable().to_owned(), value.expose().to_owned()));
            } else if let Some(file) = &mut after.user_file {
                *file = file
                    .lines()
                    .filter(|line| !line.starts_with(fix.variable()))
                    .fold(String::new(), |all, line| all + line + "\n");
            }
            let again = |other: &Diagnostic| (other.rule, &other.variable) == (found.rule, &found.variable);
            assert!(!after.findings().iter().any(again), "{} {}: {fix:?}", row.id, found.rule.slug);
        }
    }
}
