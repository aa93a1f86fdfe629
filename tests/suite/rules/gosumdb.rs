//! GOSUMDB.

use goenv_doctor::rules::{Applicability, Severity};

use crate::scene::{Scene, fixed, marked};

fn gosumdb(value: &str) -> Scene {
    Scene::variable("GOSUMDB", value)
}

#[test]
fn gosumdb_off_warns_where_the_user_set_it() {
    for scene in [
        gosumdb("off"),
        Scene::file("GOSUMDB=off\n"),
        Scene::pasted("GOSUMDB=off\nGOPROXY=https://a.example"),
    ] {
        let found = scene.finding();
        assert_eq!((found.rule.slug, found.severity), ("gosumdb-off", Severity::Warning));
        assert_eq!((marked(&found), fixed(&found)), ("off", "-"));
        assert_eq!(found.fix.unwrap().applicability(), Applicability::Manual);
    }
}

#[test]
fn gosumdb_off_of_a_distribution_is_only_worth_knowing() {
    let fedora = "GOPROXY=direct\nGOSUMDB=off\nGOTOOLCHAIN=local\n";
    let found = Scene::new().with_goroot(Some(fedora)).finding_of("gosumdb-off");
    assert_eq!(found.severity, Severity::Info);
    assert_eq!(Scene::pasted(fedora).finding().severity, Severity::Info);
    assert_eq!(Scene::new().with_goroot(Some(fedora)).under(20).slugs(), [""; 0]);
}

#[test]
fn gosumdb_off_where_nothing_is_downloaded_is_only_worth_knowing() {
    let severity = |lines: &str| {
        let found = Scene::environment(lines).findings();
        found.iter().find(|found| found.rule.slug == "gosumdb-off").unwrap().severity
    };
    assert_eq!(severity("GOSUMDB=off\nGOPROXY=off"), Severity::Info);
    assert_eq!(severity("GOSUMDB=off\nGOPROXY=off\nGOPRIVATE=corp.example.com"), Severity::Warning);
}

#[test]
fn gosumdb_off_names_what_is_not_verified() {
    let modules = ["corp.example.com/lib", "golang.org/x/net", "rsc.io/quote"];
    let scene = Scene::environment("GOSUMDB=off\nGOPRIVATE=corp.example.com").with_modules(&modules);
    let found = scene.finding();
    assert_eq!(found.message, "GOSUMDB=off leaves golang.org/x/net and rsc.io/quote unverified");
    assert!(found.help.contains("already exempts corp.example.com"), "{}", found.help);
}

#[test]
fn gosumdb_off_offers_gonosumdb_for_private_prefixes() {
    let scene = Scene::environment("GOSUMDB=off\nGOPRIVATE=corp.example.com\nGONOSUMDB=none");
    assert!(scene.finding().help.ends_with("GONOSUMDB=corp.example.com"));
    let scene = Scene::environment("GOSUMDB=off\nGOPRIVATE=*");
    assert!(!scene.finding_of("gosumdb-off").help.contains('*'));
}

#[test]
fn gosumdb_off_breaks_toolchain_downloads_from_1_21() {
    let says =
        |minor| gosumdb("off").under(minor).finding().notes.iter().any(|note| note.contains("toolchain"));
    assert!(says(21));
    assert!(!says(20));
}

#[test]
fn gosumdb_off_misspelt() {
    for value in ["OFF", "Off", "false", "0", "none", " off", "off ", "off\r", "of", "\"off\"", "disabled"] {
        let found = gosumdb(value).finding();
        assert_eq!((found.rule.slug, found.severity), ("gosumdb-off-misspelt", Severity::Error), "{value:?}");
        assert_eq!((marked(&found), fixed(&found)), (value, "-"));
        assert!(!found.help.contains("GOSUMDB=off"), "{}", found.help);
    }
    assert_eq!(Scene::file("GOSUMDB=off\r\n").slugs(), ["goenv-crlf"]);
}

#[test]
fn gosumdb_off_misspelt_not_for_the_empty_value() {
    assert_eq!(gosumdb("").slugs(), [""; 0]);
    assert_eq!(gosumdb("off").under(13).slugs(), ["gosumdb-off"]);
    assert_eq!(gosumdb("OFF").under(13).slugs(), ["gosumdb-off-misspelt"]);
}

#[test]
fn gosumdb_quoted_in_the_file_is_the_files_matter() {
    let found = Scene::file("GOSUMDB=\"off\"\n").finding();
    assert_eq!(found.rule.slug, "goenv-quotes");
    assert_eq!(found.fix, None, "a fix would switch verification off");
    assert_eq!(Scene::file("GOSUMDB='sum.golang.org'\n").slugs(), ["goenv-quotes"]);
}

#[test]
fn gosumdb_unknown_name_suggests_the_known_one() {
    for (value, mark, fix) in [
        ("sum.goland.org", "sum.goland.org", "sum.golang.org"),
        ("https://sum.golang.org", "https://sum.golang.org", "sum.golang.org"),
        (
            "sum.golang.org+https://sum.golang.org/diskv",
            "sum.golang.org+https://sum.golang.org/diskv",
            "sum.golang.org",
        ),
        ("sum.golang.google.cn ", "sum.golang.google.cn ", "sum.golang.google.cn"),
        ("sum.golang.google.com", "sum.golang.google.com", "sum.golang.google.cn"),
    ] {
        let found = gosumdb(value).finding();
        assert_eq!((found.rule.slug, found.severity), ("gosumdb-unknown-name", Severity::Error), "{value}");
        assert_eq!((marked(&found), fixed(&found)), (mark, fix));
        assert_eq!(found.fix.unwrap().applicability(), Applicability::Manual);
    }
}

#[test]
fn gosumdb_unknown_name_without_a_near_one_is_unset() {
    for value in ["on", "true", "sums.example", "off,sum.golang.org"] {
        let found = gosumdb(value).finding();
        assert_eq!((found.rule.slug, fixed(&found)), ("gosumdb-unknown-name", "-"), "{value}");
    }
}

#[test]
fn gosumdb_unknown_name_not_for_keys_and_known_names() {
    let key = "sumdb.example+bcb7ab5b+AfFl4eX3wpDlLy7e8/urYMuudL/TJ0+OXuHeM0XJVKFm";
    let wrong = "sumdb.example+00000000+AfFl4eX3wpDlLy7e8/urYMuudL/TJ0+OXuHeM0XJVKFm";
    for value in ["sum.golang.org", " sum.golang.org ", "sum.golang.google.cn", key] {
        assert_eq!(gosumdb(value).slugs(), [""; 0], "{value}");
    }
    assert_eq!(gosumdb(wrong).slugs(), ["gosumdb-bad-key"]);
    assert_eq!(gosumdb("sum.goland.org").under(13).slugs(), ["gosumdb-unknown-name"]);
}

#[test]
fn gosumdb_empty_setting_is_an_error_from_1_21() {
    let found = Scene::file("GOSUMDB=\n").finding();
    assert_eq!(
        (found.rule.slug, found.severity, fixed(&found)),
        ("gosumdb-empty-setting", Severity::Error, "-")
    );
    assert_eq!(Scene::file("GOSUMDB=\n").under(20).slugs(), [""; 0]);
    assert_eq!(gosumdb(" ").under(21).slugs(), ["gosumdb-empty-setting"]);
    assert_eq!(gosumdb("").slugs(), [""; 0], "an empty variable counts as not set");
    let proxy_alone = gosumdb("").with_goroot(Some("GOPROXY=https://a.example\n"));
    assert_eq!(fixed(&proxy_alone.finding_of("gosumdb-empty-setting")), "sum.golang.org");
    assert_eq!(Scene::new().with_goroot(None).slugs(), ["goproxy-empty-setting"], "one cause, one finding");
    assert_eq!(Scene::pasted("GOPROXY=https://a.example\nGOSUMDB=").slugs(), ["gosumdb-empty-setting"]);
}

#[test]
fn gosumdb_bad_key_offers_the_known_name() {
    for (value, label) in [
        ("sum.golang.org+033de0ae+AAAA", "the hash does not match name and key"),
        ("sum.golang.org+033de0ae+A", "cut short, or not Base64"),
    ] {
        let found = gosumdb(value).finding();
        assert_eq!((found.rule.slug, found.label.as_str()), ("gosumdb-bad-key", label), "{value}");
        assert_eq!(fixed(&found), "sum.golang.org");
    }
    let own = "sumdb.example+bcb7ab5b+AfFl4eX3wpDlLy7e8/urYMuudL/TJ0+OXuHeM0XJVKFn https://sums.example";
    let found = gosumdb(own).under(13).finding();
    assert_eq!((found.rule.slug, found.fix.is_none()), ("gosumdb-bad-key", true));
    assert_eq!(gosumdb(&own.replace("Fn ", "Fm ")).slugs(), ["gosumdb-url-bypasses-proxies"]);
}

#[test]
fn gosumdb_too_many_fields() {
    let found = gosumdb("sum.golang.org https://a.example a.example").finding();
    assert_eq!((found.rule.slug, marked(&found)), ("gosumdb-too-many-fields", "a.example"));
    assert_eq!((found.range.start, fixed(&found)), (33, "sum.golang.org https://a.example"));
    assert_eq!(gosumdb("a b c d").under(13).slugs(), ["gosumdb-too-many-fields"]);
    assert_eq!(gosumdb("sum.golang.org https://a.example").slugs(), ["gosumdb-url-bypasses-proxies"]);
}

#[test]
fn gosumdb_is_a_proxy_by_scheme_or_by_name() {
    for value in
        ["proxy.golang.org", "https://goproxy.cn", "http://athens.corp.example.com:3000", "goproxy.io"]
    {
        let found = gosumdb(value).under(13).finding();
        assert_eq!((found.rule.slug, fixed(&found)), ("gosumdb-is-a-proxy", "-"), "{value}");
    }
    let own = Scene::environment("GOPROXY=https://proxy.corp.example.com\nGOSUMDB=proxy.corp.example.com");
    assert_eq!(own.slugs(), ["gosumdb-is-a-proxy"]);
    assert_eq!(gosumdb("https://sum.golang.org").slugs(), ["gosumdb-unknown-name"]);
}

#[test]
fn gosumdb_invalid_url_does_not_parse_or_has_another_scheme() {
    let found = gosumdb("sum.golang.org 127.0.0.1:8401/db").under(13).finding();
    assert_eq!((found.rule.slug, marked(&found)), ("gosumdb-invalid-url", "127.0.0.1:8401/db"));
    assert_eq!(fixed(&found), "sum.golang.org https://127.0.0.1:8401/db");
    let found = gosumdb("sum.golang.org ftp://sums.example").finding();
    assert_eq!((found.rule.slug, found.label.as_str()), ("gosumdb-invalid-url", "must be https or http"));
    assert_eq!(gosumdb("sum.golang.org sums.example.com").slugs(), ["gosumdb-url-bypasses-proxies"]);
}

#[test]
fn gosumdb_plain_http_depends_on_who_can_listen() {
    let found = gosumdb("sum.golang.org http://sums.example.com").under(13).finding();
    assert_eq!((found.rule.slug, found.severity), ("gosumdb-plain-http", Severity::Warning));
    assert_eq!((marked(&found), fixed(&found)), ("http", "sum.golang.org https://sums.example.com"));
    assert_eq!(gosumdb("sum.golang.org http://sums.corp").finding().severity, Severity::Info);
    assert_eq!(gosumdb("sum.golang.org http://127.0.0.1:8080").slugs(), [""; 0]);
}

#[test]
fn gosumdb_url_takes_the_proxies_out() {
    let found = gosumdb("sum.golang.org https://sum.golang.org").under(13).finding();
    assert_eq!((found.rule.slug, found.severity), ("gosumdb-url-bypasses-proxies", Severity::Info));
    assert_eq!(
        (marked(&found), found.range.start, fixed(&found)),
        ("https://sum.golang.org", 15, "sum.golang.org")
    );
    assert_eq!(gosumdb("sum.golang.google.cn").slugs(), [""; 0]);
}
