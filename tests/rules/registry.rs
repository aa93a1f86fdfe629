//! The registry, and what every rule promises about itself.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use goenv_doctor::rules::{RULES, RuleMeta, find, select};

use crate::scene::Scene;

fn metas() -> impl Iterator<Item = &'static RuleMeta> {
    RULES.iter().map(|rule| rule.meta)
}

/// SR020 to SR029 are kept for rules about shells.
const FIRST_BEHIND_GAP: &str = "SR030";

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
        if meta.code == FIRST_BEHIND_GAP {
            last = 30;
        }
        assert_eq!(number, format!("{last:03}"), "{}", meta.code);
    }
    assert_eq!(families, ["GP", "GS", "PT", "SR", "PL"]);
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
        let hosts = ["https://go.dev/", "https://github.com/golang/go/issues/"];
        assert!(
            meta.links.iter().all(|link| hosts.iter().any(|host| link.starts_with(host))),
            "{}",
            meta.slug
        );
        assert!((13..=27).contains(&meta.since), "{}", meta.slug);
    }
}

/// The names of failure classes that rules may claim to prevent.
const CLASSES: &[&str] = &[
    "checksum-mismatch-mirror-content",
    "comma-list-no-fallback",
    "distribution-defaults",
    "env-file-shadowed-by-os-env",
    "env-not-propagated",
    "git-credentials-missing",
    "git-not-installed",
    "goprivate-pattern-mismatch",
    "goproxy-credentials-over-http",
    "goproxy-empty-list",
    "goproxy-is-not-an-http-proxy",
    "goproxy-malformed-entry",
    "goproxy-off",
    "gosumdb-invalid-value",
    "http-proxy-misconfigured",
    "insecure-http-host",
    "netrc-entry-not-matched",
    "private-proxy-internal-error",
    "proxy-unreachable",
    "sumdb-rejects-private-module",
    "toolchain-needs-sumdb",
    "variable-not-supported-by-go-version",
];

#[test]
fn prevented_classes_are_known() {
    let claimed: BTreeSet<_> = metas().flat_map(|meta| meta.prevents).copied().collect();
    assert_eq!(claimed.into_iter().collect::<Vec<_>>(), CLASSES);
}

#[test]
fn bad_example_draws_its_rule_and_only_it() {
    for meta in metas() {
        assert_eq!(Scene::example(&meta.bad).slugs(), [meta.slug], "{}", meta.slug);
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
        for minor in 13..=27 {
            let drawn = Scene::example(&meta.bad).under(minor).slugs().contains(&meta.slug);
            let holds = meta.since <= minor && meta.until.is_none_or(|until| minor < until);
            assert_eq!(drawn, holds, "{} under 1.{minor}", meta.slug);
        }
    }
}

#[test]
fn every_rule_has_a_file_and_every_file_a_rule() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    for (family, folder) in
        [("GP", "goproxy"), ("GS", "gosumdb"), ("PT", "patterns"), ("SR", "sources"), ("PL", "suppressions")]
    {
        let files = fs::read_dir(source.join(folder)).unwrap().filter(|entry| {
            let name = entry.as_ref().unwrap().file_name();
            name != "mod.rs"
                && fs::read_to_string(source.join(folder).join(&name)).unwrap().contains("const RULE:")
        });
        let rules = metas().filter(|meta| meta.code.starts_with(family)).count();
        assert_eq!(files.count(), rules, "{folder}");
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
    assert_eq!(slugs("gosumdb-*"), ["gosumdb-off", "gosumdb-off-misspelt", "gosumdb-unknown-name"]);
    assert_eq!(slugs("gs00?"), slugs("gosumdb-*"));
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
