//! Which Go runs, and in which mode.

use goenv_doctor::rules::Severity;

use crate::scene::{Scene, fixed, marked};

fn go_mod(lines: &str) -> String {
    format!("module example.com/app\n\n{lines}")
}

fn module(environment: &str, lines: &str) -> Scene {
    Scene::environment(environment).with_go_mod(&go_mod(lines))
}

#[test]
fn toolchain_local_too_old_points_at_the_go_line() {
    let scene = module("GOTOOLCHAIN=local", "go 1.99.0\n");
    let found = scene.clone().under(21).finding();
    assert_eq!(
        (found.rule.slug, found.severity, marked(&found)),
        ("toolchain-local-too-old", Severity::Error, "local")
    );
    assert!(found.notes[0].ends_with("go.mod requires go >= 1.99.0 (running go 1.21.3; GOTOOLCHAIN=local)"));
    assert_eq!((found.related[0].value.expose(), found.related[0].range.clone()), ("go 1.99.0", 3..9));
    assert_eq!(scene.under(20).slugs(), ["toolchain-too-new-syntax"]);
    assert_eq!(module("GOTOOLCHAIN=local", "go 1.21\n").slugs(), [""; 0]);
    assert_eq!(module("", "go 1.99.0\n").slugs(), [""; 0], "auto fetches the toolchain");
    let default = module("", "go 1.99.0\n\ntoolchain default\n").finding();
    assert_eq!((default.rule.slug, default.related.len()), ("toolchain-local-too-old", 2));
    let empty = Scene::file("GOTOOLCHAIN=\n").with_go_mod(&go_mod("go 1.99.0\n")).finding();
    assert!(empty.notes[0].ends_with("(running go 1.27.3)"), "{:?}", empty.notes);
}

#[test]
fn toolchain_needs_sumdb_unless_it_is_there_or_exempt() {
    let scene = module("GOSUMDB=off", "go 1.99.0\n");
    let found = scene.clone().under(21).finding();
    assert_eq!((found.rule.slug, marked(&found), fixed(&found)), ("toolchain-needs-sumdb", "off", "-"));
    let mut there = scene.clone();
    there.toolchains = vec!["go1.99.0".into()];
    assert_eq!(there.slugs(), ["gosumdb-off"]);
    assert_eq!(scene.under(20).slugs(), ["gosumdb-off", "toolchain-too-new-syntax"]);
    let from_files = module("GOSUMDB=off\nGOPROXY=file:///srv/goproxy", "go 1.99.0\n");
    assert_eq!(from_files.slugs(), ["gosumdb-off"]);
    assert_eq!(module("GOSUMDB=off", "go 1.21\n").slugs(), ["gosumdb-off"]);
}

#[test]
fn toolchain_blocked_by_goproxy_off_or_by_path() {
    let off =
        module("GOPROXY=off", "go 1.21\n\ntoolchain go1.99.1\n").under(21).finding_of("toolchain-blocked");
    assert_eq!((off.variable.as_str(), off.severity), ("GOPROXY", Severity::Error));
    assert!(off.notes[0].ends_with("download go1.99.1: toolchain not available"));
    let path = module("GOTOOLCHAIN=path", "go 1.99.0\n");
    let found = path.clone().finding();
    assert_eq!((found.rule.slug, found.variable.as_str()), ("toolchain-blocked", "GOTOOLCHAIN"));
    assert!(found.notes[0].ends_with("cannot find \"go1.99.0\" in PATH"));
    let mut there = path;
    there.toolchains = vec!["go1.99.0".into()];
    assert_eq!(there.slugs(), [""; 0]);
    assert_eq!(module("GOPROXY=off", "go 1.21\n").slugs(), ["goproxy-off"]);
    assert_eq!(module("GOPROXY=off", "go 1.99\n").under(20).slugs(), ["goproxy-off"]);
}

#[test]
fn toolchain_too_new_syntax_before_1_21() {
    for (lines, mark) in [
        ("go 1.22.0\n", "1.22.0"),
        ("go 1.21rc1\n", "1.21rc1"),
        ("go 1.19\n\ntoolchain go1.21.0\n", "toolchain"),
    ] {
        let found = module("", lines).under(20).finding();
        assert_eq!((found.rule.slug, marked(&found)), ("toolchain-too-new-syntax", mark), "{lines}");
        assert!(module("", lines).under(14).slugs().contains(&"toolchain-too-new-syntax"));
        for minor in [13, 21] {
            assert!(!module("", lines).under(minor).slugs().contains(&"toolchain-too-new-syntax"), "{minor}");
        }
    }
    assert_eq!(module("", "go 1.22\n").under(20).slugs(), [""; 0], "two numbers are read");
}

#[test]
fn modules_off_is_an_error_in_a_module() {
    assert_eq!(Scene::environment("GO111MODULE=off").under(13).finding().severity, Severity::Warning);
    let within = module("GO111MODULE=off", "go 1.13\n\nrequire golang.org/x/net v0.25.0\n").finding();
    assert_eq!((within.rule.slug, within.severity, fixed(&within)), ("modules-off", Severity::Error, "-"));
    for value in ["on", "auto", ""] {
        assert_eq!(Scene::variable("GO111MODULE", value).slugs(), [""; 0], "{value}");
    }
}

#[test]
fn go111module_unknown_suggests_the_nearest() {
    for (value, fix) in
        [("On", "on"), ("AUTO", "auto"), ("true", "on"), ("1", "on"), ("Off", "-"), ("maybe", "-")]
    {
        let found = Scene::variable("GO111MODULE", value).under(13).finding();
        assert_eq!(
            (found.rule.slug, found.severity, fixed(&found)),
            ("go111module-unknown", Severity::Error, fix),
            "{value}"
        );
    }
    assert_eq!(Scene::file("GO111MODULE=on\r\n").slugs(), ["goenv-crlf"]);
    assert_eq!(Scene::variable("GO111MODULE", "on").slugs(), [""; 0]);
}

#[test]
fn gotoolchain_invalid_suggests_a_name() {
    for (value, fix) in
        [("1.22.3", "go1.22.3"), ("Local", "local"), ("off", "local"), ("latest", "-"), ("go1.22.3+foo", "-")]
    {
        let found = Scene::variable("GOTOOLCHAIN", value).under(21).finding();
        assert_eq!((found.rule.slug, fixed(&found)), ("gotoolchain-invalid", fix), "{value}");
        assert!(found.message.starts_with("invalid GOTOOLCHAIN "), "{}", found.message);
    }
    for value in ["local", "auto", "path", "go1.22.3", "go1.22.3+auto", "local+path"] {
        assert_eq!(Scene::variable("GOTOOLCHAIN", value).slugs(), [""; 0], "{value}");
    }
    assert_eq!(Scene::variable("GOTOOLCHAIN", "latest").under(20).slugs(), ["variable-too-new"]);
}

#[test]
fn mod_vendor_without_a_vendor_directory() {
    let scene = module("GOFLAGS=-mod=vendor", "go 1.13\n\nrequire golang.org/x/net v0.25.0\n");
    let found = scene.clone().under(13).finding();
    assert_eq!((found.rule.slug, found.severity), ("mod-vendor", Severity::Warning));
    assert_eq!((marked(&found), fixed(&found)), ("-mod=vendor", "-"));
    let mut vendored = scene;
    vendored.is_vendored = true;
    assert_eq!(vendored.slugs(), [""; 0]);
    assert_eq!(Scene::environment("GOFLAGS=-v --mod=vendor").finding().severity, Severity::Info);
    assert_eq!(Scene::environment("GOFLAGS=-mod=mod").slugs(), [""; 0]);
}

#[test]
fn goflags_invalid_marks_the_field() {
    for (value, mark) in
        [("-tags integration", "integration"), ("-v -nosuch", "-nosuch"), ("mod=mod", "mod=mod")]
    {
        let found = Scene::variable("GOFLAGS", value).under(13).finding();
        assert_eq!(
            (found.rule.slug, found.severity, marked(&found)),
            ("goflags-invalid", Severity::Error, mark),
            "{value}"
        );
    }
    let quoted = Scene::variable("GOFLAGS", "'-ldflags=-s -w'");
    assert_eq!(quoted.clone().under(20).slugs(), [""; 0]);
    assert_eq!(quoted.under(19).slugs(), ["goflags-invalid"]);
}

#[test]
fn gowork_elsewhere_from_1_18() {
    let scene = module("GOWORK=/home/u/other/go.work", "go 1.18\n");
    let found = scene.clone().under(18).finding();
    assert_eq!(
        (found.rule.slug, found.severity, fixed(&found)),
        ("gowork-elsewhere", Severity::Warning, "off")
    );
    assert_eq!(scene.under(17).slugs(), ["variable-too-new"]);
    assert_eq!(module("GOWORK=/home/u/work/go.work", "go 1.18\n").slugs(), [""; 0]);
    assert_eq!(Scene::environment("GOWORK=/home/u/other/go.work").slugs(), [""; 0], "no module here");
}
