//! Patterns of other dialects, and lists that do half of what was meant.

use goenv_doctor::go::{GoVersion, PatternList};
use goenv_doctor::rules::{Applicability, Severity};

use crate::scene::{Scene, fixed, marked};

fn private(value: &str) -> Scene {
    Scene::variable("GOPRIVATE", value)
}

/// A machine in a module that requires these.
fn project(environment: &str, modules: &[&str]) -> Scene {
    let requires: String = modules.iter().map(|path| format!("require {path} v1.2.3\n")).collect();
    Scene::environment(environment).with_go_mod(&format!("module example.com/app\n\ngo 1.13\n\n{requires}"))
}

/// A rule, a value that draws it, what is marked, the fix (`?` for none), and a path that was meant.
const NEVER_MATCH: &[(&str, &str, &str, &str, &str)] = &[
    (
        "pattern-port",
        "a.example,corp.example.com:8443/x",
        ":8443",
        "a.example,corp.example.com/x",
        "corp.example.com/x",
    ),
    ("pattern-port", "git@corp.example.com:team", "git@", "corp.example.com/team", "corp.example.com/team"),
    (
        "pattern-port",
        "corp.example.com/lib@v1.2.3",
        "@v1.2.3",
        "corp.example.com/lib",
        "corp.example.com/lib",
    ),
    ("pattern-quotes", "\"corp.example.com\"", "\"", "corp.example.com", "corp.example.com/x"),
    (
        "pattern-semicolon",
        "a.example;corp.example.com",
        ";",
        "a.example,corp.example.com",
        "corp.example.com/x",
    ),
    (
        "pattern-semicolon",
        "a.example|corp.example.com|",
        "|",
        "a.example,corp.example.com",
        "corp.example.com/x",
    ),
    ("pattern-invisible", "corp.example.com\u{200b}", "\u{200b}", "corp.example.com", "corp.example.com/x"),
    ("pattern-invisible", "\u{fc}.example.com", "\u{fc}", "?", "u.example.com/x"),
    ("pattern-malformed", "corp.example.com/[", "corp.example.com/[", "?", "corp.example.com/x"),
    (
        "pattern-braces",
        "x.example,{a,b}.example.com",
        "{a,b}.example.com",
        "x.example,a.example.com,b.example.com",
        "a.example.com/x",
    ),
    ("pattern-regex", "^corp", "^corp", "?", "corp.example.com/x"),
    ("pattern-regex", "corp.example.com/.*", "corp.example.com/.*", "?", "corp.example.com/x"),
    ("pattern-regex", "(a|b).example.com", "?", "?", "a.example.com/x"),
    (
        "pattern-leading-dot",
        ".corp.example.com",
        ".",
        "corp.example.com,*.corp.example.com",
        "git.corp.example.com/x",
    ),
    ("pattern-ellipsis", "corp.example.com/...", "...", "corp.example.com", "corp.example.com/x"),
    ("pattern-ellipsis", "corp.example.com...", "...", "?", "corp.example.com/x"),
];

#[test]
fn patterns_that_never_match_are_reported_once_and_mended() {
    for (slug, value, mark, fix, path) in NEVER_MATCH {
        assert!(!PatternList::parse(value, GoVersion::NEWEST_KNOWN).matches(path), "{value} matches {path}");
        for minor in [13, 27] {
            let all = private(value).under(minor).findings();
            if *mark == "?" {
                assert_eq!(all[0].rule.slug, "pattern-semicolon", "{value}: the bar comes first");
                continue;
            }
            assert_eq!(all.len(), 1, "{value}: {all:?}");
            assert_eq!((all[0].rule.slug, marked(&all[0])), (*slug, *mark), "{value}");
            let offered = all[0].fix.as_ref().map_or("?", |_| fixed(&all[0]));
            assert_eq!(offered, *fix, "{value}");
        }
    }
}

#[test]
fn patterns_that_are_right_are_silent() {
    for value in [
        "corp.example.com",
        "*.example.com,example.com",
        "git.corp.*",
        "corp.example.com/team-[a-c]",
        "c?rp.example.com",
        "corp\\.example.com",
        "none",
    ] {
        assert_eq!(private(value).slugs(), [""; 0], "{value}");
    }
}

#[test]
fn pattern_quotes_of_a_file_are_the_files_matter() {
    assert_eq!(Scene::file("GOPRIVATE=\"a.example,b.example\"\n").slugs(), ["goenv-quotes"]);
    assert_eq!(Scene::file("GOPRIVATE=\"a.example\",b.example\n").slugs(), ["pattern-quotes"]);
}

#[test]
fn pattern_double_star_at_the_end_is_only_worth_knowing() {
    let found = private("corp.example.com/**").finding();
    assert_eq!(
        (found.rule.slug, found.severity, fixed(&found)),
        ("pattern-double-star", Severity::Info, "corp.example.com")
    );
    assert_eq!(private("a.example/**/b").under(13).finding().severity, Severity::Warning);
    assert_eq!(private("a.example/*/b").slugs(), [""; 0]);
}

#[test]
fn pattern_bang_class_means_the_opposite() {
    let found = private("[!x]orp.example.com").under(13).finding();
    assert_eq!(
        (found.rule.slug, marked(&found), fixed(&found)),
        ("pattern-bang-class", "!", "[^x]orp.example.com")
    );
    let matches = |list: &str, path: &str| PatternList::parse(list, GoVersion::NEWEST_KNOWN).matches(path);
    assert!(
        matches("[!x]orp.example.com", "xorp.example.com/a")
            && !matches("[^x]orp.example.com", "xorp.example.com/a")
    );
    assert_eq!(private("[^x]orp.example.com").slugs(), [""; 0]);
}

#[test]
fn pattern_trailing_slash_matters_before_1_18() {
    let found = private("corp.example.com/").under(17).finding();
    assert_eq!(
        (found.rule.slug, marked(&found), fixed(&found)),
        ("pattern-trailing-slash", "/", "corp.example.com")
    );
    assert_eq!(found.severity, Severity::Error);
    assert_eq!(private("corp.example.com/").under(18).slugs(), [""; 0]);
}

#[test]
fn pattern_too_deep_points_at_the_requirement() {
    let scene =
        project("GOPRIVATE=github.com/acme/tools/cmd/gen", &["github.com/acme/tools", "golang.org/x/net"]);
    let found = scene.clone().under(13).finding();
    assert_eq!((found.rule.slug, found.severity), ("pattern-too-deep", Severity::Warning));
    assert_eq!(fixed(&found), "github.com/acme/tools");
    let line = &found.related[0];
    assert_eq!(&line.value.expose()[line.range.clone()], "github.com/acme/tools");
    assert_eq!(line.origin.line().unwrap(), 5);
    let with_nested = project(
        "GOPRIVATE=github.com/acme/tools/cmd",
        &["github.com/acme/tools", "github.com/acme/tools/cmd"],
    );
    assert_eq!(with_nested.slugs(), [""; 0], "a module of its own matches");
    let only_asked = Scene::environment("GOPRIVATE=github.com/acme/tools").with_modules(&["github.com/acme"]);
    assert_eq!(only_asked.slugs(), [""; 0], "parents that are asked for by the way do not count");
}

#[test]
fn pattern_case_takes_the_modules_spelling() {
    let found =
        project("GOPRIVATE=github.com/ACME,corp.example.com", &["github.com/Acme/lib", "corp.example.com/x"]);
    let found = found.under(13).finding();
    assert_eq!((found.rule.slug, marked(&found)), ("pattern-case", "github.com/ACME"));
    assert_eq!(fixed(&found), "github.com/Acme,corp.example.com");
    let covered = project("GOPRIVATE=github.com/acme,github.com/Acme", &["github.com/Acme/lib"]);
    assert!(!covered.slugs().contains(&"pattern-case"));
}

#[test]
fn pattern_unused_only_within_a_project() {
    let found =
        project("GOPRIVATE=corp.example.com,git.example.org", &["git.example.org/x"]).under(13).finding();
    assert_eq!(
        (found.rule.slug, found.severity, marked(&found)),
        ("pattern-unused", Severity::Info, "corp.example.com")
    );
    assert_eq!(private("corp.example.com").slugs(), [""; 0]);
    assert_eq!(
        project("GOPRIVATE=example.com", &["golang.org/x/net"]).slugs(),
        [""; 0],
        "the main module counts"
    );
}

#[test]
fn pattern_too_wide_where_something_is_lost() {
    for value in ["*", "github.com", "github.com/*", "a.example,gitlab.com/"] {
        let found = private(value).finding_of("pattern-too-wide");
        assert_eq!((found.severity, found.fix), (Severity::Warning, None), "{value}");
    }
    for name in ["GONOPROXY", "GONOSUMDB"] {
        assert_eq!(Scene::variable(name, "*").under(13).slugs(), ["pattern-too-wide"], "{name}");
    }
    for right in [
        "GOPRIVATE=github.com/acme",
        "GOPROXY=file:///srv/goproxy\nGONOSUMDB=*",
        "GOPROXY=direct\nGONOPROXY=*",
        "GOSUMDB=off\nGONOSUMDB=*",
        "GOPRIVATE=*\nGONOPROXY=none\nGONOSUMDB=none",
    ] {
        assert!(!Scene::environment(right).slugs().contains(&"pattern-too-wide"), "{right}");
    }
    let shipped =
        "GOPROXY=https://proxy.golang.org,direct\nGOSUMDB=sum.golang.org\nGOTOOLCHAIN=auto\nGOPRIVATE=*\n";
    assert_eq!(Scene::new().with_goroot(Some(shipped)).finding().severity, Severity::Info);
}

#[test]
fn noproxy_without_nosumdb_leaks_to_the_database() {
    let found = Scene::variable("GONOPROXY", "corp.example.com,git.example.org").under(13).finding();
    assert_eq!(
        (found.rule.slug, found.fix.as_ref().unwrap().variable()),
        ("noproxy-without-nosumdb", "GOPRIVATE")
    );
    assert_eq!(fixed(&found), "corp.example.com,git.example.org");
    for right in [
        "GOPRIVATE=corp.example.com",
        "GONOPROXY=corp.example.com\nGONOSUMDB=none",
        "GONOPROXY=none",
        "GONOPROXY=corp.example.com\nGOSUMDB=off",
    ] {
        assert!(!Scene::environment(right).slugs().contains(&"noproxy-without-nosumdb"), "{right}");
    }
    assert_eq!(Scene::variable("GONOPROXY", "github.com").slugs(), ["pattern-too-wide"]);
}

#[test]
fn nosumdb_without_noproxy_leaks_to_public_proxies() {
    let found = Scene::variable("GONOSUMDB", "corp.example.com").under(13).finding();
    assert_eq!((found.rule.slug, found.severity), ("nosumdb-without-noproxy", Severity::Warning));
    assert_eq!(found.message, "proxy.golang.org is asked for corp.example.com");
    for right in [
        "GOPROXY=https://proxy.corp.example.com,https://proxy.golang.org,direct\nGONOSUMDB=corp.example.com",
        "GOPROXY=direct\nGONOSUMDB=corp.example.com",
        "GONOSUMDB=corp.example.com\nGONOPROXY=none",
        "GOPROXY=off\nGONOSUMDB=corp.example.com",
    ] {
        assert!(!Scene::environment(right).slugs().contains(&"nosumdb-without-noproxy"), "{right}");
    }
}

#[test]
fn insecure_patterns_from_1_14() {
    let scene = Scene::environment("GOINSECURE=git.corp.example.com\nGOPRIVATE=a.example");
    let found = scene.clone().finding();
    assert_eq!(
        (found.rule.slug, fixed(&found)),
        ("insecure-skips-no-checksum", "a.example,git.corp.example.com")
    );
    assert_eq!(scene.under(13).slugs(), ["variable-too-new"]);
    assert_eq!(
        Scene::environment("GOINSECURE=git.corp.example.com\nGOPRIVATE=*.corp.example.com,corp.example.com")
            .slugs(),
        [""; 0]
    );
    for value in ["*", "github.com", "*.*"] {
        let found = Scene::variable("GOINSECURE", value).under(14).finding();
        assert_eq!((found.rule.slug, fixed(&found)), ("insecure-too-wide", "-"), "{value}");
    }
    assert_eq!(Scene::variable("GOINSECURE", "*").under(13).slugs(), ["variable-too-new"]);
    let proxy =
        Scene::environment("GOPROXY=https://proxy.corp.example.com/go\nGOINSECURE=proxy.corp.example.com");
    let found = proxy.clone().finding();
    assert_eq!(
        (found.rule.slug, found.fix.unwrap().applicability()),
        ("insecure-not-for-proxies", Applicability::Manual)
    );
    assert_eq!(proxy.under(13).slugs(), ["variable-too-new"]);
}
