//! Where values come from.

use goenv_doctor::rules::{Applicability, Severity};
use goenv_doctor::source::Layer;

use crate::scene::{Scene, fixed, marked};

#[test]
fn env_hides_go_env_file_where_values_differ() {
    let scene = Scene::environment("GOPROXY=https://a.example").with_file("\n\nGOPROXY=https://b.example\n");
    let found = scene.finding();
    assert_eq!((found.rule.slug, found.severity), ("env-hides-go-env-file", Severity::Warning));
    assert_eq!((marked(&found), found.origin.layer), ("https://a.example", Layer::Environment));
    assert_eq!(found.notes, ["without effect: GOPROXY=https://b.example at /home/u/.config/go/env:3"]);
    assert_eq!((fixed(&found), found.fix.clone().unwrap().applicability()), ("-", Applicability::Manual));
}

#[test]
fn env_hides_go_env_file_only_the_line_that_would_count() {
    let file = "GOPROXY=https://b.example\nGOPROXY=https://a.example\n";
    assert_eq!(Scene::environment("GOPROXY=https://a.example").with_file(file).slugs(), [""; 0]);
}

#[test]
fn env_hides_go_env_file_not_for_equal_empty_or_absent_values() {
    let file = "GOPROXY=https://a.example\n";
    assert_eq!(Scene::environment("GOPROXY=https://a.example").with_file(file).slugs(), [""; 0]);
    assert_eq!(Scene::environment("GOPROXY=").with_file(file).slugs(), [""; 0]);
    assert_eq!(Scene::environment("GOPROXY=https://a.example").with_file("GOPROXY=\n").slugs(), [""; 0]);
    let off = Scene::environment("GOPROXY=https://b.example\nGOENV=off").with_file(file);
    assert_eq!(off.slugs(), ["goenv-off"]);
}

#[test]
fn env_hides_go_env_file_not_for_a_variable_this_go_does_not_know() {
    let scene = Scene::environment("GOTOOLCHAIN=local").with_file("GOTOOLCHAIN=auto\n");
    assert_eq!(scene.clone().under(21).slugs(), ["env-hides-go-env-file"]);
    assert_eq!(scene.under(20).slugs(), [""; 0]);
}

#[test]
fn env_hides_go_env_file_masks_the_hidden_value() {
    let scene = Scene::environment("GOPROXY=direct").with_file("GOPROXY=https://u:s3cret@b.example\n");
    assert!(!scene.finding().notes[0].contains("s3cret"));
}

#[test]
fn goenv_line_ignored_for_each_reason() {
    for (line, mark) in [
        ("export GOPROXY=https://a.example", "export"),
        ("  GOPROXY=https://a.example", "  "),
        ("goproxy=https://a.example", "goproxy"),
        ("GOPROXY: https://a.example", "GOPROXY: https://a.example"),
        ("\u{feff}GOPROXY=https://a.example", "\u{feff}"),
        ("$GOPROXY=https://a.example", "$"),
    ] {
        let found = Scene::file(line).finding();
        assert_eq!(found.rule.slug, "goenv-line-ignored", "{line}");
        assert_eq!((marked(&found), found.value.expose()), (mark, line));
        assert_eq!((found.variable.as_str(), found.origin.place.as_ref().unwrap().column()), ("", 1));
    }
}

#[test]
fn goenv_line_ignored_is_milder_for_names_that_are_not_gos() {
    assert_eq!(Scene::file("export GOPROXY=direct\n").finding().severity, Severity::Error);
    let found = Scene::file("export EDITOR=vi\n").finding();
    assert_eq!((found.severity, found.fix), (Severity::Warning, None));
}

#[test]
fn goenv_line_ignored_fix_says_what_the_line_meant_unless_it_widens_trust() {
    let found = Scene::file("export GOPROXY=\"https://a.example\"\n").finding();
    assert_eq!(fixed(&found), "https://a.example");
    for line in ["export GOSUMDB=off", "export GOPRIVATE=*", "gonosumdb=*", "export GOINSECURE=a.example"] {
        assert_eq!(Scene::file(line).finding().fix, None, "{line}");
    }
}

#[test]
fn goenv_line_ignored_not_for_comments_and_settings() {
    assert_eq!(Scene::file("# GOPROXY=x\n\n  # y\nGOPROXY=direct\nEDITOR=vi\n").slugs(), [""; 0]);
}

#[test]
fn goenv_line_ignored_in_goroot_from_1_21() {
    let scene = Scene::environment("GOPROXY=direct")
        .with_goroot(Some("export GOPROXY=direct\nGOSUMDB=sum.golang.org\n"));
    assert_eq!(scene.clone().finding().origin.layer, Layer::GorootGoEnv);
    assert_eq!(scene.under(20).slugs(), [""; 0]);
}

#[test]
fn goenv_quotes_around_a_value() {
    for (line, fix) in [
        ("GOPRIVATE=\"corp.example.com\"", "corp.example.com"),
        ("GOPROXY='https://a.example,direct'", "https://a.example,direct"),
        ("GOTOOLCHAIN=\"local\"", "local"),
    ] {
        let found = Scene::file(line).finding();
        assert_eq!((found.rule.slug, found.severity), ("goenv-quotes", Severity::Error), "{line}");
        assert_eq!((marked(&found), fixed(&found)), (line.split_once('=').unwrap().1, fix));
    }
}

#[test]
fn goenv_quotes_of_goflags_mean_something_from_1_20() {
    let scene = Scene::file("GOFLAGS='-ldflags=-s -w'\n");
    assert_eq!(scene.clone().under(19).slugs(), ["goenv-quotes"]);
    assert_eq!(scene.under(20).slugs(), [""; 0]);
}

#[test]
fn goenv_quotes_not_in_the_environment_not_unpaired() {
    assert!(!Scene::variable("GOPRIVATE", "\"corp.example.com\"").slugs().contains(&"goenv-quotes"));
    assert!(!Scene::file("GOPRIVATE=\"corp.example.com\n").slugs().contains(&"goenv-quotes"));
}

#[test]
fn goenv_quotes_not_for_a_value_that_does_not_count() {
    let scene = Scene::environment("GOPROXY=https://a.example").with_file("GOPROXY=\"https://a.example\"\n");
    assert_eq!(scene.slugs(), ["env-hides-go-env-file"]);
}

#[test]
fn unknown_variable_near_misses() {
    for (name, meant) in [
        ("GOPROXYS", "GOPROXY"),
        ("GO_PROXY", "GOPROXY"),
        ("goproxy", "GOPROXY"),
        ("GOPRVIATE", "GOPRIVATE"),
        ("GONOSUMDBS", "GONOSUMDB"),
        ("GONOSUM", "GONOSUMDB"),
        ("GO111MODULES", "GO111MODULE"),
        ("GOFLAG", "GOFLAGS"),
    ] {
        let found = Scene::variable(name, "x.example").finding();
        assert_eq!((found.rule.slug, found.severity), ("unknown-variable", Severity::Warning), "{name}");
        assert_eq!((found.variable.as_str(), found.help), (name, format!("is it {meant}?")));
        let fix = found.fix.unwrap();
        assert_eq!((fix.variable(), fix.applicability()), (meant, Applicability::Manual));
    }
}

#[test]
fn unknown_variable_names_that_never_did_anything() {
    for name in ["GONOSUMCHECK", "GONOVERIFY", "GOSUMCHECK", "GOINSECUREHOSTS"] {
        let found = Scene::variable(name, "1").finding();
        assert_eq!((found.rule.slug, found.fix), ("unknown-variable", None), "{name}");
        assert!(found.help.starts_with(&format!("{name} does nothing")));
    }
}

#[test]
fn unknown_variable_no_false_alarm() {
    let others = "GOOGLE_APPLICATION_CREDENTIALS GOBIN GOPATH GOLANG_VERSION GOPLS_FLAGS GOTESTSUM_FORMAT \
         GOLANGCI_LINT_CACHE GODOT GODEBUG GOREMAN_PORT GORELEASER_KEY GO_VERSION GO_ENV GO_FLAGS GO_TEST_TIMEOUT \
         GOARCH GOOS GOMAXPROCS GOGC GOCACHE GOTMPDIR GOROOT_BOOTSTRAP GOROOT_FINAL GOSU_VERSION GOVC_URL GOPASS_X \
         GO15VENDOREXPERIMENT gopath gobin go golang HTTP_PROXY https_proxy NO_PROXY GOPROXY_CACHE_DIR GOTELEMETRY \
         GOVERSION GOAMD64 GOEXPERIMENT GOCOVERDIR GOFIPS140 GOCACHEPROG GOWORK GOAUTH LANGO MYGOPROXY";
    for name in others.split_whitespace() {
        assert_eq!(Scene::variable(name, "/x").slugs(), [""; 0], "{name}");
    }
}

#[test]
fn unknown_variable_in_the_file() {
    let found = Scene::file("GOPROXY = https://a.example\n").finding();
    assert_eq!((found.rule.slug, found.variable.as_str()), ("unknown-variable", "GOPROXY "));
    assert_eq!(fixed(&found), "https://a.example");
    let found = Scene::file("SET GOSUMDB=off\n").finding();
    assert_eq!((found.rule.slug, found.fix), ("unknown-variable", None));
}

#[test]
fn unknown_variable_not_offered_where_the_real_one_is_set() {
    let found = Scene::environment("GOPROXYS=https://a.example\nGOPROXY=direct").finding();
    assert_eq!((found.rule.slug, found.fix), ("unknown-variable", None));
}

#[test]
fn unknown_variable_case_does_not_matter_on_windows() {
    let mut scene = Scene::environment("GoProxy=https://a.example");
    assert_eq!(scene.slugs(), ["unknown-variable"]);
    scene.goos = "windows".into();
    assert_eq!(scene.slugs(), [""; 0]);
}

#[test]
fn unknown_variable_under_every_version() {
    assert_eq!(Scene::variable("GOPROXYS", "direct").under(13).slugs(), ["unknown-variable"]);
    assert_eq!(Scene::variable("GOPROXY", "direct").under(13).slugs(), [""; 0]);
}
