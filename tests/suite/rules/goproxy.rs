//! GOPROXY.

use goenv_doctor::rules::{Applicability, Severity};

use crate::scene::{Scene, fixed, marked};

fn goproxy(value: &str) -> Scene {
    Scene::variable("GOPROXY", value)
}

#[test]
fn goproxy_space_marks_the_first_blank_and_removes_all() {
    let found = goproxy("https://a.example ,\thttps://b.example, direct").finding();
    assert_eq!(found.rule.slug, "goproxy-space");
    assert_eq!(found.severity, Severity::Warning);
    assert_eq!(found.range, 17..18);
    assert_eq!(fixed(&found), "https://a.example,https://b.example,direct");
    assert_eq!(found.fix.unwrap().applicability(), Applicability::Safe);
}

#[test]
fn goproxy_space_in_files_too_but_not_behind_the_end() {
    assert_eq!(Scene::file("GOPROXY= https://a.example\n").slugs(), ["goproxy-space"]);
    assert_eq!(goproxy("direct,").slugs(), [""; 0]);
    assert_eq!(goproxy("https://a.example,direct, ,").slugs(), [""; 0]);
}

#[test]
fn goproxy_space_before_1_15_not_around_a_pipe() {
    assert_eq!(goproxy("https://a.example | direct").under(15).slugs(), ["goproxy-space"]);
    assert_eq!(goproxy("https://a.example | direct").under(14).slugs(), ["goproxy-wrong-separator"]);
}

#[test]
fn goproxy_empty_list_of_separators_and_blanks() {
    for value in [",", " ", " , ,", "|", "\t"] {
        let found = goproxy(value).finding();
        assert_eq!(found.rule.slug, "goproxy-empty-list", "{value:?}");
        assert_eq!(marked(&found), value);
        assert_eq!(fixed(&found), "-");
    }
}

#[test]
fn goproxy_empty_list_before_1_15_is_like_off() {
    let found = goproxy(",").under(14).finding();
    assert_eq!(found.notes, ["before Go 1.15 this works like GOPROXY=off: module lookup disabled"]);
    assert!(!goproxy("|").under(14).slugs().contains(&"goproxy-empty-list"));
}

#[test]
fn goproxy_empty_setting_in_the_file_from_1_21() {
    let found = Scene::file("GOPROXY=\n").finding();
    assert_eq!(found.rule.slug, "goproxy-empty-setting");
    assert_eq!(found.origin.line().unwrap(), 1);
    assert_eq!(fixed(&found), "-");
    assert_eq!(Scene::file("GOPROXY=\n").under(20).slugs(), [""; 0]);
}

#[test]
fn goproxy_empty_setting_without_goroot_file() {
    let bare = Scene::new().with_goroot(None);
    assert_eq!(bare.finding().rule.slug, "goproxy-empty-setting");
    assert_eq!(Scene::new().with_goroot(Some("GOSUMDB=sum.golang.org\n")).slugs(), ["goproxy-empty-setting"]);
    assert_eq!(bare.clone().under(20).slugs(), [""; 0]);
    let with = Scene { environment: vec![("GOPROXY".into(), "direct".into())], ..bare };
    assert_eq!(with.slugs(), ["gosumdb-empty-setting"], "go says: missing GOSUMDB");
}

#[test]
fn goproxy_empty_setting_not_for_an_empty_environment_variable() {
    assert_eq!(goproxy("").slugs(), [""; 0]);
    assert_eq!(goproxy("").with_file("GOPROXY=\n").slugs(), ["goproxy-empty-setting"]);
}

#[test]
fn goproxy_empty_setting_in_pasted_output_when_it_is_there() {
    assert_eq!(Scene::pasted("GOPROXY=\nGOSUMDB=\n").slugs(), ["goproxy-empty-setting"]);
    assert_eq!(Scene::pasted("GOSUMDB=sum.golang.org\n").slugs(), [""; 0]);
}

#[test]
fn goproxy_unreachable_entry_behind_direct() {
    let found = goproxy("https://a.example,direct, https://b.example ,").finding();
    assert_eq!(found.rule.slug, "goproxy-unreachable-entry");
    assert_eq!(marked(&found), "https://b.example");
    assert_eq!(fixed(&found), "https://a.example,https://b.example,direct");
    assert_eq!(found.fix.unwrap().applicability(), Applicability::Manual);
}

#[test]
fn goproxy_unreachable_entry_behind_off_is_dropped() {
    let found = goproxy("off|direct").finding();
    assert_eq!((found.rule.slug, found.severity), ("goproxy-unreachable-entry", Severity::Warning));
    assert_eq!((marked(&found), fixed(&found)), ("direct", "off"));
}

#[test]
fn goproxy_unreachable_entry_off_behind_direct_loses_nothing() {
    let found = goproxy("https://a.example,direct,off").finding();
    assert_eq!((found.rule.slug, found.severity), ("goproxy-unreachable-entry", Severity::Info));
    assert_eq!(fixed(&found), "https://a.example,direct");
}

#[test]
fn goproxy_unreachable_entry_is_not_judged() {
    assert_eq!(goproxy("direct,Direct;none").slugs(), ["goproxy-unreachable-entry"]);
}

#[test]
fn goproxy_unknown_word_near_direct_and_off() {
    for (value, word, fix) in [
        ("https://a.example,Direct", "Direct", "https://a.example,direct"),
        ("OFF", "OFF", "off"),
        (
            "https://a.example,derect,https://b.example",
            "derect",
            "https://a.example,direct,https://b.example",
        ),
    ] {
        let found = goproxy(value).finding();
        assert_eq!(found.rule.slug, "goproxy-unknown-word", "{value}");
        assert_eq!((marked(&found), fixed(&found)), (word, fix));
        assert_eq!(found.fix.unwrap().applicability(), Applicability::Manual);
    }
}

#[test]
fn goproxy_unknown_word_each_one_is_reported() {
    let found = goproxy("none,localhost,https://a.example").findings();
    let marks: Vec<_> = found.iter().map(marked).collect();
    assert_eq!(marks, ["none", "localhost"]);
    assert!(found.iter().all(|found| found.rule.slug == "goproxy-unknown-word" && found.fix.is_none()));
}

#[test]
fn goproxy_unknown_word_default_is_unset() {
    assert_eq!(fixed(&goproxy("default").finding()), "-");
    assert_eq!(goproxy("https://a.example,default").finding().fix, None);
}

#[test]
fn goproxy_unknown_word_not_for_hosts() {
    for value in ["proxy.corp.example", "localhost:8080", "a.example/go,direct"] {
        assert_eq!(goproxy(value).slugs(), ["goproxy-missing-scheme"], "{value}");
    }
}

#[test]
fn goproxy_bad_scheme_suggests_the_nearest() {
    for (value, mark, fix) in [
        ("htps://a.example,direct", "htps", "https://a.example,direct"),
        ("https://a.example,hhtp://b.example", "hhtp", "https://a.example,http://b.example"),
    ] {
        let found = goproxy(value).finding();
        assert_eq!(found.rule.slug, "goproxy-bad-scheme", "{value}");
        assert_eq!((marked(&found), fixed(&found)), (mark, fix));
    }
}

#[test]
fn goproxy_bad_scheme_forwarding_proxies_belong_elsewhere() {
    let found = goproxy("socks5://127.0.0.1:1080").finding();
    assert_eq!(found.rule.slug, "goproxy-bad-scheme");
    assert!(found.help.contains("HTTPS_PROXY") && found.fix.is_none());
    assert_eq!(goproxy("ftp://a.example").finding().fix, None);
}

#[test]
fn goproxy_bad_scheme_path_wants_a_file_url() {
    let found = goproxy("/srv/proxy,direct").finding();
    assert_eq!((marked(&found), fixed(&found)), ("/srv/proxy", "file:///srv/proxy,direct"));
    assert_eq!(goproxy("file:///srv/proxy,HTTPS://a.example").slugs(), [""; 0]);
}

#[test]
fn goproxy_quotes_around_the_value_or_an_entry() {
    for (value, mark, fix) in [
        ("\"https://a.example,direct\"", "\"https://a.example,direct\"", "https://a.example,direct"),
        ("https://a.example,'direct'", "'", "https://a.example,direct"),
        ("\\\"https://a.example, direct\\\"", "\\\"", "https://a.example, direct"),
        ("\"off\"", "\"off\"", "off"),
        ("https://a.example,direct\"", "\"", "https://a.example,direct"),
    ] {
        let found = goproxy(value).finding();
        assert_eq!(found.rule.slug, "goproxy-quotes", "{value}");
        assert_eq!((marked(&found), fixed(&found)), (mark, fix));
    }
}

#[test]
fn goproxy_quotes_inside_a_url_are_characters() {
    assert_eq!(goproxy("https://a.example/it's/here").slugs(), [""; 0]);
}

#[test]
fn goproxy_quotes_in_the_file_are_the_files_matter() {
    assert_eq!(Scene::file("GOPROXY=\"https://a.example\"\n").slugs(), ["goenv-quotes"]);
    assert_eq!(Scene::file("GOPROXY=https://a.example,\"direct\"\n").slugs(), ["goproxy-quotes"]);
}

#[test]
fn goproxy_wrong_separator_blank_semicolon_and_comment() {
    for (value, mark, fix) in [
        ("https://a.example direct", " ", "https://a.example,direct"),
        ("https://a.example;https://b.example;direct", ";", "https://a.example,https://b.example,direct"),
        ("https://a.example ; direct", " ; ", "https://a.example,direct"),
        ("https://a.example,direct;", ";", "https://a.example,direct"),
        ("https://a.example,direct # mirror", " ", "https://a.example,direct"),
    ] {
        let found = goproxy(value).finding();
        assert_eq!(
            (found.rule.slug, found.severity),
            ("goproxy-wrong-separator", Severity::Error),
            "{value}"
        );
        assert_eq!((marked(&found), fixed(&found)), (mark, fix));
    }
}

#[test]
fn goproxy_wrong_separator_not_for_a_semicolon_of_a_url() {
    assert_eq!(goproxy("https://a.example/go;v=1/x,direct").slugs(), [""; 0]);
}

#[test]
fn goproxy_wrong_separator_pipe_before_1_15() {
    let found = goproxy("https://a.example|direct").under(14).finding();
    assert_eq!((found.rule.slug, marked(&found)), ("goproxy-wrong-separator", "|"));
    assert_eq!(fixed(&found), "https://a.example,direct");
    assert_eq!(found.fix.unwrap().applicability(), Applicability::Manual);
    assert_eq!(goproxy("https://a.example|direct").under(15).slugs(), [""; 0]);
}

#[test]
fn goproxy_messages_show_no_credentials() {
    for value in [
        "https://user:s3cret@a.example, direct",
        "https://user:s3cret@a.example direct",
        "direct,https://user:s3cret@a.example",
        "htps://user:s3cret@a.example",
        "\"https://user:s3cret@a.example\"",
    ] {
        for found in goproxy(value).findings() {
            let texts = [&found.message, &found.label, &found.help].into_iter().chain(&found.notes);
            texts.for_each(|text| assert!(!text.contains("s3cret"), "{text}"));
        }
    }
}
