//! GOPROXY: addresses, fall-backs and what looks like a proxy but is none.

use goenv_doctor::rules::{Applicability, Severity};

use crate::scene::{Scene, fixed, marked};

fn goproxy(value: &str) -> Scene {
    Scene::variable("GOPROXY", value)
}

/// Slug and severity of what is found.
fn found(scene: &Scene) -> Vec<(&'static str, Severity)> {
    scene.findings().iter().map(|found| (found.rule.slug, found.severity)).collect()
}

const SILENT: [(&str, Severity); 0] = [];

#[test]
fn goproxy_invalid_url_says_it_in_gos_words() {
    for (value, mark, words) in [
        ("https://a.example:port/x", "https://a.example:port/x", "invalid port \":port\" after host"),
        ("https://a.example,https://%zz/,direct", "https://%zz/", "invalid URL escape \"%zz\""),
    ] {
        let found = goproxy(value).finding();
        assert_eq!((found.rule.slug, marked(&found)), ("goproxy-invalid-url", mark), "{value}");
        assert!(found.notes[0].ends_with(words), "{:?}", found.notes);
        assert_eq!(found.fix, None);
    }
    assert_eq!(found(&goproxy("https://a.example:8443/%41")), SILENT);
    assert_eq!(goproxy("https://[::1").under(13).slugs(), ["goproxy-invalid-url"]);
}

#[test]
fn goproxy_missing_scheme_is_worth_knowing_and_mended_for_all_entries() {
    let found = goproxy("goproxy.cn, b.example/go,direct");
    let found =
        found.findings().into_iter().find(|found| found.rule.slug == "goproxy-missing-scheme").unwrap();
    assert_eq!((found.severity, marked(&found)), (Severity::Info, "goproxy.cn"));
    assert_eq!(fixed(&found), "https://goproxy.cn, https://b.example/go,direct");
    assert_eq!(goproxy("localhost:3000").under(13).slugs(), ["goproxy-missing-scheme"]);
    assert_eq!(goproxy("direct").slugs(), [""; 0]);
}

#[test]
fn goproxy_file_url_holds_a_path_and_nothing_else() {
    for (value, fix) in [
        ("file://srv/goproxy", "file:///srv/goproxy"),
        ("file:///srv/goproxy?x=1", "file:///srv/goproxy"),
        ("file:///srv/goproxy#x,direct", "file:///srv/goproxy,direct"),
    ] {
        let found = goproxy(value).finding();
        assert_eq!((found.rule.slug, fixed(&found)), ("goproxy-file-url", fix), "{value}");
        assert_eq!(found.fix.unwrap().applicability(), Applicability::Manual);
    }
    assert_eq!(found(&goproxy("file:///srv/goproxy,off")), SILENT);
    assert_eq!(goproxy("file://srv/x").under(13).slugs(), ["goproxy-file-url"]);
}

#[test]
fn goproxy_credentials_are_an_error_over_http_and_milder_elsewhere() {
    let found = goproxy("http://ci:secret@127.0.0.1:3000,direct").finding();
    assert_eq!((found.rule.slug, found.severity), ("goproxy-credentials", Severity::Error));
    assert_eq!((marked(&found), fixed(&found)), ("ci:secret", "https://127.0.0.1:3000,direct"));
    assert!(!found.message.contains("secret") && !found.help.contains("secret"));
    let https = "https://ci:s@proxy.corp.example.com";
    assert_eq!(goproxy(https).finding().severity, Severity::Info);
    assert_eq!(Scene::file(&format!("GOPROXY={https}\n")).finding().severity, Severity::Warning);
    assert_eq!(goproxy("http://u@a.example").under(13).slugs(), ["goproxy-credentials"]);
    assert_eq!(self::found(&goproxy("https://a.example/u:p@x")), SILENT);
}

#[test]
fn goproxy_plain_http_depends_on_who_can_listen() {
    let found = goproxy("https://a.example,http://goproxy.io/x").finding();
    assert_eq!((found.rule.slug, found.severity), ("goproxy-plain-http", Severity::Warning));
    assert_eq!((marked(&found), fixed(&found)), ("http", "https://a.example,https://goproxy.io/x"));
    assert_eq!(found.fix.unwrap().applicability(), Applicability::Manual);
    for inside in ["http://athens:3000", "http://10.1.2.3", "http://goproxy.corp.local"] {
        assert_eq!(goproxy(inside).under(13).finding().severity, Severity::Info, "{inside}");
    }
    for own in ["http://localhost:3000", "http://127.0.0.1:3000/go", "http://[::1]:3000"] {
        assert_eq!(self::found(&goproxy(own)), SILENT, "{own}");
    }
}

#[test]
fn goproxy_pipe_leaks_from_a_proxy_of_ones_own_to_a_public_one() {
    let value = "https://proxy.corp.example.com | https://proxy.golang.org|direct";
    let all = goproxy(value).findings();
    let found = all.iter().find(|found| found.rule.slug == "goproxy-pipe-leaks").unwrap();
    assert_eq!((found.severity, marked(found)), (Severity::Warning, "|"));
    assert_eq!(fixed(found), "https://proxy.corp.example.com , https://proxy.golang.org|direct");
    for right in [
        "https://goproxy.cn|https://proxy.golang.org|direct",
        "https://proxy.corp.example.com|direct",
        "https://proxy.corp.example.com,https://proxy.golang.org,direct",
        "https://one.corp.example.com|https://two.corp.example.com",
    ] {
        assert!(!goproxy(right).slugs().contains(&"goproxy-pipe-leaks"), "{right}");
    }
    assert!(
        !goproxy("https://own.example|https://goproxy.cn").under(14).slugs().contains(&"goproxy-pipe-leaks")
    );
    assert_eq!(goproxy("https://own.example|https://goproxy.cn").under(15).slugs(), ["goproxy-pipe-leaks"]);
}

#[test]
fn goproxy_comma_no_fallback_between_two_public_proxies() {
    let found = goproxy("https://goproxy.cn,https://proxy.golang.org,direct").finding();
    assert_eq!((found.rule.slug, found.severity), ("goproxy-comma-no-fallback", Severity::Info));
    assert_eq!(fixed(&found), "https://goproxy.cn|https://proxy.golang.org,direct");
    for right in [
        "https://goproxy.cn,direct",
        "https://own.example,https://goproxy.cn,direct",
        "https://goproxy.cn|https://goproxy.io",
    ] {
        assert_eq!(self::found(&goproxy(right)), SILENT, "{right}");
    }
    let both = goproxy("https://goproxy.cn,https://goproxy.io");
    assert_eq!(both.clone().under(14).slugs(), [""; 0]);
    assert_eq!(both.under(15).slugs(), ["goproxy-comma-no-fallback"]);
}

#[test]
fn goproxy_off_says_what_is_still_fetched() {
    let found = Scene::environment("GOPROXY=off\nGOPRIVATE=corp.example.com").finding();
    assert_eq!((found.rule.slug, found.severity, found.notes.len()), ("goproxy-off", Severity::Info, 1));
    assert_eq!(goproxy(" off ").slugs().last(), Some(&"goproxy-off"));
    assert_eq!(goproxy("off").under(13).finding().fix, None);
    assert_eq!(found_slugs("https://a.example,off"), [""; 0]);
}

fn found_slugs(value: &str) -> Vec<&'static str> {
    goproxy(value).slugs()
}

#[test]
fn goproxy_is_http_proxy_by_the_port_alone() {
    for value in [
        "http://127.0.0.1:7890",
        "127.0.0.1:1080",
        "https://localhost:8118/",
        "http://gateway.corp.example.com:3128",
    ] {
        let all = goproxy(value).findings();
        let found = all.iter().find(|found| found.rule.slug == "goproxy-is-http-proxy").unwrap();
        assert_eq!((found.severity, fixed(found)), (Severity::Warning, "-"), "{value}");
        assert!(found.help.contains("HTTPS_PROXY"));
        assert!(!all.iter().any(|found| found.rule.slug == "goproxy-plain-http"));
    }
    for value in ["http://127.0.0.1:3000", "http://127.0.0.1:7890/go", "https://a.example:8081"] {
        assert!(!found_slugs(value).contains(&"goproxy-is-http-proxy"), "{value}");
    }
    assert_eq!(goproxy("http://127.0.0.1:7890").under(13).slugs(), ["goproxy-is-http-proxy"]);
}

#[test]
fn goproxy_unexpanded_names_and_placeholders() {
    for (value, mark) in [
        ("$PROXY,direct", "$PROXY"),
        ("https://${HOST}/go", "${HOST}"),
        ("$(proxy-address)", "$(proxy-address)"),
        ("%GOPROXY%,direct", "%GOPROXY%"),
        ("https://{{ .Host }}/go", "{{ .Host }}"),
        ("<your proxy>", "<your proxy>"),
    ] {
        let found = goproxy(value).finding();
        assert_eq!((found.rule.slug, marked(&found)), ("goproxy-unexpanded", mark), "{value}");
    }
    for value in ["https://a.example/%41%42", "https://a.example/$", "https://a.example/%2Fgo%2F"] {
        assert_eq!(found_slugs(value), [""; 0], "{value}");
    }
    assert_eq!(goproxy("${A}").under(13).slugs(), ["goproxy-unexpanded"]);
}

#[test]
fn goproxy_invisible_characters_are_typed_anew() {
    for (value, mark, fix) in [
        ("https://a.example\u{200b},direct", "\u{200b}", "https://a.example,direct"),
        ("https://a.example\u{ff0c}direct", "\u{ff0c}", "https://a.example,direct"),
        ("\u{201c}https://a.example\u{201d}", "\u{201c}", "https://a.example"),
        ("\u{feff}https://a.example", "\u{feff}", "https://a.example"),
    ] {
        let found = goproxy(value).finding();
        assert_eq!((found.rule.slug, marked(&found), fixed(&found)), ("goproxy-invisible", mark, fix));
        assert!(!found.message.contains(|c: char| !c.is_ascii()), "{}", found.message);
    }
    assert_eq!(found_slugs("https://b\u{fc}cher.example"), [""; 0]);
    assert_eq!(goproxy("https://a.example\u{200b}").under(13).slugs(), ["goproxy-invisible"]);
}

#[test]
fn goproxy_retired_mirror_goes_out_of_the_list() {
    for (value, fix) in [
        ("https://gocenter.io,direct", "direct"),
        ("https://a.example,https://gocenter.io", "https://a.example"),
        ("https://gocenter.io", "-"),
    ] {
        let found = goproxy(value).under(13).finding();
        assert_eq!((found.rule.slug, fixed(&found)), ("goproxy-retired-mirror", fix), "{value}");
    }
    assert_eq!(found_slugs("https://gocenter.io.example"), [""; 0]);
}

#[test]
fn goproxy_duplicate_entry_goes() {
    let found = goproxy("https://a.example, https://b.example|https://a.example/ ,direct");
    let found = found.findings().into_iter().find(|found| found.rule.slug == "goproxy-duplicate").unwrap();
    assert_eq!((found.severity, marked(&found)), (Severity::Info, "https://a.example/"));
    assert_eq!(fixed(&found), "https://a.example, https://b.example ,direct");
    assert_eq!(found_slugs("https://a.example/x,https://a.example/y"), [""; 0]);
    assert_eq!(goproxy("https://a.example,https://a.example").under(13).slugs(), ["goproxy-duplicate"]);
}
