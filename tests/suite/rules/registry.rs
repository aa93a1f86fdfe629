//! The registry, and what every rule promises about itself.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use goenv_doctor::go::GoVersion;
use goenv_doctor::go::tables::failures::FailureClass;
use goenv_doctor::rules::{RULES, RuleMeta, find, select};

use crate::scene::Scene;

fn metas() -> impl Iterator<Item = &'static RuleMeta> {
    RULES.iter().map(|rule| rule.meta)
}

/// Rules about shells begin here; the numbers before it are free.
const FIRST_AFTER_GAP: &str = "SR020";

#[test]
fn codes_count_up_from_one_family_by_family() {
    let mut families: Vec<&str> = vec![];
    let mut last = 0;
    for meta in metas() {
        let (family, number) = meta.code.split_at(2);
        if families.last() != Some(&family) {
            assert!(!families.contains(&family), "family {family} stands in two places");
            families.push(family);
            last = 0;
        }
        last += 1;
        if meta.code == FIRST_AFTER_GAP {
            last = 20;
        }
        assert_eq!(number, format!("{last:03}"), "{}", meta.code);
    }
    assert_eq!(families, ["GP", "GS", "PT", "SR", "TC", "MD", "DV", "PL"]);
}

#[test]
fn slugs_are_unique_and_kebab_case() {
    let slugs: BTreeSet<_> = metas().map(|meta| meta.slug).collect();
    assert_eq!(slugs.len(), RULES.len());
    for slug in slugs {
        let words = slug.split('-').all(|word| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        });
        assert!(words && slug.contains('-'), "{slug}");
    }
}

#[test]
fn rules_are_documented() {
    for meta in metas() {
        for text in [meta.summary, meta.what_go_does, meta.why] {
            assert!(
                !text.is_empty() && !text.contains("  ") && !text.contains('\n'),
                "{}: {text:?}",
                meta.slug
            );
        }
        assert!(meta.summary.len() <= 90, "{}: one line", meta.slug);
        assert!(meta.what_go_does.ends_with(['.', ')']) && meta.why.ends_with('.'), "{}", meta.slug);
        assert!(!meta.prevents.is_empty() && !meta.links.is_empty(), "{}", meta.slug);
        let hosts = [
            "https://go.dev/",
            "https://github.com/golang/go/issues/",
            "https://pkg.go.dev/cmd/",
            "https://www.gnu.org/software/bash/manual/",
        ];
        assert!(
            meta.links.iter().all(|link| hosts.iter().any(|host| link.starts_with(host))),
            "{}",
            meta.slug
        );
        assert!(GoVersion::KNOWN_MINORS.contains(&meta.since), "{}", meta.slug);
    }
}

#[test]
fn prevented_classes_are_known() {
    for meta in metas() {
        let unknown: Vec<_> =
            meta.prevents.iter().filter(|class| FailureClass::find(class).is_none()).collect();
        assert!(unknown.is_empty(), "{}: {unknown:?}", meta.slug);
    }
}

#[test]
fn bad_example_draws_its_rule_and_only_it() {
    for meta in metas() {
        let scene = Scene::example(&meta.bad);
        let last = meta.until.map_or_else(|| scene.clone(), |until| scene.clone().under(until - 1));
        let mut slugs = last.slugs();
        slugs.dedup();
        assert_eq!(slugs, [meta.slug], "{}", meta.slug);
    }
}

#[test]
fn good_example_is_silent() {
    for meta in metas() {
        let loud: Vec<_> = Scene::example(&meta.good)
            .findings()
            .into_iter()
            .filter(|found| {
                found.rule.slug == meta.slug || found.severity > goenv_doctor::rules::Severity::Info
            })
            .collect();
        assert!(loud.is_empty(), "{}: {loud:?}", meta.slug);
    }
}

#[test]
fn examples_draw_their_rule_in_the_versions_it_holds_for() {
    for meta in metas() {
        for minor in GoVersion::KNOWN_MINORS {
            let drawn = Scene::example(&meta.bad).under(minor).slugs().contains(&meta.slug);
            let holds = meta.since <= minor && meta.until.is_none_or(|until| minor < until);
            assert_eq!(drawn, holds, "{} under 1.{minor}", meta.slug);
        }
    }
}

#[test]
fn every_rule_has_a_file_and_every_file_a_rule() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    for (family, folders) in [
        ("GP", &["goproxy"][..]),
        ("GS", &["gosumdb"]),
        ("PT", &["patterns"]),
        ("SR", &["sources", "shells"]),
        ("TC", &["toolchains"]),
        ("MD", &["modules"]),
        ("DV", &["direct"]),
        ("PL", &["suppressions", "policy"]),
    ] {
        let files = folders.iter().flat_map(|folder| fs::read_dir(source.join(folder)).unwrap());
        let files = files.map(|entry| entry.unwrap().path()).filter(|path| {
            !path.ends_with("mod.rs") && fs::read_to_string(path).unwrap().contains("const RULE:")
        });
        let rules = metas().filter(|meta| meta.code.starts_with(family)).count();
        assert_eq!(files.count(), rules, "{folders:?}");
    }
}

#[test]
fn find_takes_codes_and_slugs() {
    assert_eq!(find("GP001").unwrap().slug, "goproxy-space");
    assert_eq!(find("Goproxy-Space").unwrap().code, "GP001");
    assert!(find("GP999").is_none());
}

#[test]
fn select_takes_globs() {
    let slugs = |pattern: &str| select(pattern).unwrap().iter().map(|meta| meta.slug).collect::<Vec<_>>();
    assert_eq!(
        slugs("gosumdb-*"),
        [
            "gosumdb-off",
            "gosumdb-off-misspelt",
            "gosumdb-unknown-name",
            "gosumdb-empty-setting",
            "gosumdb-bad-key",
            "gosumdb-too-many-fields",
            "gosumdb-is-a-proxy",
            "gosumdb-invalid-url",
            "gosumdb-plain-http",
            "gosumdb-url-bypasses-proxies",
        ]
    );
    assert_eq!(slugs("gs0??"), slugs("gosumdb-*"));
    assert_eq!(slugs("*").len(), RULES.len());
    assert_eq!(slugs("PT001"), ["pattern-space"]);
}

#[test]
fn select_says_what_is_wrong() {
    let error = |pattern: &str| select(pattern).unwrap_err().to_string();
    assert_eq!(error("goproxy-spaces"), "no rule is called `goproxy-spaces`; is it `goproxy-space`?");
    assert_eq!(error("nothing-like-it"), "no rule is called `nothing-like-it`");
    assert!(error("[").starts_with("`[` cannot be read as a pattern: "), "{}", error("["));
}
