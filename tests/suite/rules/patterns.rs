//! GOPRIVATE, GONOPROXY, GONOSUMDB, GOINSECURE.

use goenv_doctor::rules::{Applicability, Severity};
use goenv_doctor::source::Layer;

use crate::scene::{Scene, fixed, marked};

const LISTS: [&str; 4] = ["GOPRIVATE", "GONOPROXY", "GONOSUMDB", "GOINSECURE"];

#[test]
fn pattern_space_in_every_list() {
    for name in LISTS {
        let found = Scene::variable(name, "a.example, b.example,\tc.example").finding();
        assert_eq!((found.rule.slug, found.severity), ("pattern-space", Severity::Error), "{name}");
        assert_eq!((found.variable.as_str(), found.range.clone()), (name, 10..11));
        assert_eq!(found.notes.len(), 1);
        assert_eq!(found.fix.is_none(), name == "GOINSECURE");
    }
}

#[test]
fn pattern_space_fix_trims_safely_and_guesses_by_hand() {
    let found = Scene::variable("GOPRIVATE", "a.example , b.example").finding();
    assert_eq!(fixed(&found), "a.example,b.example");
    assert_eq!(found.fix.unwrap().applicability(), Applicability::Safe);
    let found = Scene::variable("GOPRIVATE", "a.example b.example").finding();
    assert_eq!((marked(&found), fixed(&found)), (" ", "a.example,b.example"));
    assert_eq!(found.fix.unwrap().applicability(), Applicability::Manual);
    assert_eq!(Scene::variable("GOPRIVATE", " ").finding().fix, None);
}

#[test]
fn pattern_space_goprivate_is_reported_once() {
    let found = Scene::environment("GOPRIVATE=a.example, b.example").finding();
    assert_eq!(found.variable, "GOPRIVATE");
    let pasted = "GOPRIVATE=a.example, b.example\nGONOPROXY=a.example, b.example\nGONOSUMDB=a.example, b.example\nGOPROXY=direct";
    assert_eq!(Scene::pasted(pasted).finding().variable, "GOPRIVATE");
}

#[test]
fn pattern_space_carriage_return_of_a_file() {
    let found = Scene::file("GOPRIVATE=corp.example.com\r\n").finding();
    assert_eq!((found.rule.slug, marked(&found)), ("goenv-crlf", "\r"));
    let both = Scene::file("GOPRIVATE=a.example, b.example\r\n");
    assert_eq!(both.slugs(), ["pattern-space", "goenv-crlf"]);
    assert_eq!(fixed(&found), "corp.example.com");
}

#[test]
fn pattern_space_in_goinsecure_from_1_14() {
    assert_eq!(Scene::variable("GOINSECURE", "a.example, b.example").under(13).slugs(), ["variable-too-new"]);
    assert_eq!(Scene::variable("GOINSECURE", "a.example, b.example").under(14).slugs(), ["pattern-space"]);
}

#[test]
fn pattern_scheme_keeps_host_and_path() {
    for (value, mark, fix) in [
        ("https://corp.example.com", "https://", "corp.example.com"),
        ("a.example,ssh://git@corp.example.com:2222/team/", "ssh://", "a.example,corp.example.com/team"),
    ] {
        let found = Scene::variable("GOPRIVATE", value).finding();
        assert_eq!((found.rule.slug, found.severity), ("pattern-scheme", Severity::Error));
        assert_eq!((marked(&found), fixed(&found)), (mark, fix));
    }
    assert_eq!(Scene::variable("GOINSECURE", "http://corp.example.com").finding().fix, None);
    assert_eq!(Scene::variable("GOPRIVATE", "corp.example.com").under(13).slugs(), [""; 0]);
    assert_eq!(
        Scene::variable("GOPRIVATE", "https://corp.example.com").under(13).slugs(),
        ["pattern-scheme"]
    );
}

#[test]
fn pattern_boolean_in_every_list() {
    for name in LISTS {
        for value in ["1", "true", "ON", "off", "all"] {
            let found = Scene::variable(name, value).finding();
            assert_eq!(
                (found.rule.slug, found.severity),
                ("pattern-boolean", Severity::Error),
                "{name}={value}"
            );
            assert_eq!((marked(&found), fixed(&found)), (value, "-"));
        }
    }
    assert_eq!(Scene::variable("GONOSUMDB", "1").under(13).slugs(), ["pattern-boolean"]);
}

#[test]
fn pattern_boolean_beside_patterns_is_dropped() {
    let found = Scene::variable("GONOSUMDB", "corp.example.com,true").finding();
    assert_eq!((marked(&found), fixed(&found)), ("true", "corp.example.com"));
}

#[test]
fn pattern_boolean_over_goprivate_reports_once() {
    let found = Scene::environment("GOPRIVATE=corp.example.com\nGONOSUMDB=1").finding();
    assert_eq!((found.rule.slug, found.severity), ("pattern-boolean", Severity::Error));
    assert_eq!(found.notes.len(), 1);
    let found = Scene::environment("GOPRIVATE=corp.example.com\nGONOPROXY=off").finding();
    assert_eq!((found.rule.slug, found.severity), ("pattern-boolean", Severity::Info));
}

#[test]
fn pattern_boolean_not_for_none() {
    for name in LISTS {
        assert_eq!(Scene::variable(name, "none").slugs(), [""; 0], "{name}");
    }
}

#[test]
fn pattern_misses_apex_warns_where_a_module_is_in_sight() {
    let scene = Scene::environment("GOPRIVATE=a.example,*.corp.example.com");
    let found = scene.finding();
    assert_eq!((found.rule.slug, found.severity), ("pattern-misses-apex", Severity::Info));
    assert_eq!(
        (marked(&found), fixed(&found)),
        ("*.corp.example.com", "a.example,corp.example.com,*.corp.example.com")
    );
    assert_eq!(found.fix.unwrap().applicability(), Applicability::Manual);
    let found = scene
        .with_modules(&["git.corp.example.com/x", "corp.example.com/team/lib", "corp.example.com/team/lib"])
        .finding();
    assert_eq!(found.severity, Severity::Warning);
    assert_eq!(found.notes, ["not covered: corp.example.com/team/lib"]);
}

#[test]
fn pattern_misses_apex_not_where_the_apex_is_covered_or_impossible() {
    for value in [
        "corp.example.com,*.corp.example.com",
        "*.corp.example.com,*.com",
        "*.internal",
        "*.*.example.com",
        "*",
    ] {
        let slugs = Scene::variable("GOPRIVATE", value).slugs();
        assert!(!slugs.contains(&"pattern-misses-apex"), "{value}");
    }
}

#[test]
fn pattern_misses_apex_trailing_slash_covers_from_1_18() {
    let scene = Scene::environment("GOPRIVATE=corp.example.com/,*.corp.example.com");
    assert_eq!(scene.clone().under(18).slugs(), [""; 0]);
    assert_eq!(scene.under(17).slugs(), ["pattern-trailing-slash", "pattern-misses-apex"]);
}

#[test]
fn private_overridden_names_what_moves() {
    let scene = Scene::environment("GOPRIVATE=corp.example.com,git.example.org\nGONOPROXY=git.example.org");
    let found = scene.clone().finding();
    assert_eq!((found.rule.slug, found.severity), ("private-overridden", Severity::Warning));
    assert_eq!(found.variable, "GONOPROXY");
    assert_eq!(found.message, "GONOPROXY replaces GOPRIVATE: corp.example.com goes to a proxy");
    assert_eq!(fixed(&found), "git.example.org,corp.example.com");
    let found = scene.with_modules(&["corp.example.com/team/lib"]).finding();
    assert_eq!(found.message, "GONOPROXY replaces GOPRIVATE: corp.example.com/team/lib goes to a proxy");
}

#[test]
fn private_overridden_for_each_list() {
    let both = "GOPRIVATE=corp.example.com\nGONOPROXY=a.example\nGONOSUMDB=a.example";
    assert_eq!(Scene::environment(both).slugs(), ["private-overridden"; 2]);
}

#[test]
fn private_overridden_not_where_nothing_moves() {
    for own in
        ["none", "corp.example.com", "*.example.com,corp.example.com/", "corp.example.com,a.example", "*"]
    {
        let lines = format!("GOPRIVATE=corp.example.com\nGONOPROXY={own}");
        assert!(!Scene::environment(&lines).slugs().contains(&"private-overridden"), "{own}");
    }
    assert!(!Scene::environment("GONOSUMDB=corp.example.com").slugs().contains(&"private-overridden"));
}

#[test]
fn private_overridden_trailing_slash_covers_nothing_before_1_18() {
    let scene = Scene::environment("GOPRIVATE=corp.example.com\nGONOSUMDB=*.example.com/")
        .with_modules(&["corp.example.com/lib"]);
    assert!(!scene.clone().under(18).slugs().contains(&"private-overridden"));
    assert!(scene.under(17).slugs().contains(&"private-overridden"));
}

#[test]
fn private_overridden_never_offers_everything() {
    let found = Scene::environment("GOPRIVATE=*\nGONOSUMDB=corp.example.com");
    let found = found.finding_of("private-overridden");
    assert_eq!((found.rule.slug, found.fix), ("private-overridden", None));
}

#[test]
fn empty_does_not_clear_in_the_environment_and_in_the_file() {
    let found = Scene::environment("GOPRIVATE=corp.example.com\nGONOPROXY=").finding();
    assert_eq!((found.rule.slug, found.severity), ("empty-does-not-clear", Severity::Warning));
    assert_eq!((found.value.expose(), found.origin.layer), ("", Layer::Environment));
    assert_eq!(fixed(&found), "none");
    let found = Scene::environment("GOPRIVATE=corp.example.com").with_file("GONOSUMDB=\n").finding();
    assert_eq!((found.rule.slug, found.origin.layer), ("empty-does-not-clear", Layer::GoEnvFile));
    assert_eq!(found.origin.line().unwrap(), 1);
}

#[test]
fn empty_does_not_clear_what_the_file_sets() {
    let found = Scene::environment("GOPRIVATE=").with_file("GOPRIVATE=corp.example.com\n").finding();
    assert_eq!(found.rule.slug, "empty-does-not-clear");
    assert!(found.message.ends_with("go uses corp.example.com from: go/env file"), "{}", found.message);
}

#[test]
fn empty_does_not_clear_is_silent_where_there_is_nothing_to_clear() {
    assert_eq!(Scene::environment("GONOPROXY=\nGOPRIVATE=").slugs(), [""; 0]);
    assert_eq!(Scene::environment("GOPRIVATE=corp.example.com\nGONOPROXY=none").slugs(), [""; 0]);
    assert_eq!(Scene::file("GOINSECURE=\n").slugs(), [""; 0]);
}

#[test]
fn empty_does_not_clear_before_1_21_too() {
    let scene = Scene::environment("GOPRIVATE=corp.example.com").with_file("GONOSUMDB=\n");
    assert_eq!(scene.under(20).slugs(), ["empty-does-not-clear"]);
}
