//! The go/env file as a file, GOENV, HOME, GOROOT, and variables that come too early or twice.

use goenv_doctor::rules::{Applicability, Severity};
use goenv_doctor::source::Layer;

use crate::scene::{Scene, fixed, marked};

#[test]
fn goenv_crlf_is_one_finding_for_the_file() {
    let found =
        Scene::file("GOPROXY=https://a.example\r\nGOPRIVATE=corp.example.com\r\nGOSUMDB=off\r\n").finding();
    assert_eq!((found.rule.slug, found.severity), ("goenv-crlf", Severity::Error));
    assert_eq!(
        (found.variable.as_str(), marked(&found), fixed(&found)),
        ("GOPRIVATE", "\r", "corp.example.com")
    );
    assert_eq!(found.notes.len(), 1);
    let harmless = Scene::file("GOPROXY=https://a.example\r\nGOFLAGS=-mod=mod\r\n").under(13).finding();
    assert_eq!((harmless.rule.slug, harmless.severity), ("goenv-crlf", Severity::Warning));
    assert_eq!(Scene::file("GOSUMDB=off\r\n").finding().fix, None, "a fix would switch verification off");
    assert_eq!(Scene::file("GOPRIVATE=corp.example.com\n").slugs(), [""; 0]);
}

#[test]
fn goenv_duplicate_with_two_values() {
    let found =
        Scene::file("GOPROXY=https://a.example\nGOPRIVATE=x.example\nGOPROXY=direct\n").under(13).finding();
    assert_eq!((found.rule.slug, found.origin.line().unwrap()), ("goenv-duplicate", 3));
    assert_eq!((found.related[0].origin.line().unwrap(), fixed(&found)), (1, "direct"));
    assert_eq!(Scene::file("GOPROXY=direct\nGOPROXY=direct\n").slugs(), [""; 0]);
    let hidden = Scene::environment("GOPROXY=off").with_file("GOPROXY=a.example\nGOPROXY=b.example\n");
    assert!(!hidden.slugs().contains(&"goenv-duplicate"), "the environment decides");
}

#[test]
fn goenv_not_settable_marks_the_name() {
    for line in ["GOENV=off", "GODEBUG=netdns=go", "HTTPS_PROXY=http://a.example:3128", "NETRC=/x"] {
        let found = Scene::file(&format!("{line}\n")).under(13).finding();
        assert_eq!((found.rule.slug, found.at_name, found.fix), ("goenv-not-settable", true, None), "{line}");
    }
    assert_eq!(Scene::file("GOROOT=\nGOFLAGS=-v\nCGO_ENABLED=0\n").slugs(), [""; 0]);
}

#[test]
fn goenv_off_and_missing() {
    let off = Scene::environment("GOENV=off").under(13).finding();
    assert_eq!((off.rule.slug, off.severity, fixed(&off)), ("goenv-off", Severity::Info, "-"));
    let missing = Scene::environment("GOENV=/etc/go/env");
    let found = missing.clone().under(13).finding();
    assert_eq!((found.rule.slug, marked(&found), fixed(&found)), ("goenv-file-missing", "/etc/go/env", "-"));
    assert_eq!(missing.with_file("").slugs(), [""; 0]);
    assert_eq!(Scene::environment("GOENV=/dev/null").slugs(), [""; 0]);
    assert_eq!(Scene::new().slugs(), [""; 0], "no file below home is the usual case");
}

#[test]
fn goenv_relative_config_home_from_1_24() {
    let scene = Scene::environment("XDG_CONFIG_HOME=cfg");
    let found = scene.clone().under(24).finding();
    assert_eq!(
        (found.rule.slug, found.severity, marked(&found)),
        ("goenv-relative-config-home", Severity::Error, "cfg")
    );
    assert_eq!(scene.under(23).slugs(), [""; 0]);
}

#[test]
fn home_unset_unless_something_takes_its_place() {
    let found = Scene::environment("HOME=").under(13).finding();
    assert_eq!((found.rule.slug, found.severity), ("home-unset", Severity::Error));
    assert_eq!(Scene::environment("HOME=\nGOPATH=/srv/go").slugs(), [""; 0]);
    assert_eq!(Scene::environment("HOME=\nGOMODCACHE=/srv/mod").slugs(), [""; 0]);
}

#[test]
fn goroot_go_env_edited_names_what_differs() {
    let fedora = "GOPROXY=direct\nGOSUMDB=off\nGOTOOLCHAIN=local\n";
    let found = Scene::new().with_goroot(Some(fedora)).finding_of("goroot-go-env-edited");
    assert_eq!((found.severity, found.variable.as_str()), (Severity::Info, "GOPROXY"));
    assert_eq!(found.message, "this Go has its own defaults for GOPROXY and GOTOOLCHAIN");
    assert_eq!(found.related[0].variable, "GOTOOLCHAIN");
    assert_eq!(Scene::new().with_goroot(Some(fedora)).under(20).slugs(), [""; 0]);
    let own = Scene::environment("GOPROXY=https://goproxy.cn\nGOSUMDB=sum.golang.org\nGOTOOLCHAIN=auto");
    assert_eq!(own.with_goroot(Some(fedora)).slugs(), [""; 0], "the user's settings decide");
}

#[test]
fn goroot_mismatch_of_two_installations() {
    let found = Scene::environment("GOROOT=/opt/go1.22.10\nPATH=/opt/go1.21.13/bin").under(13).finding();
    assert_eq!((found.rule.slug, found.severity, fixed(&found)), ("goroot-mismatch", Severity::Error, "-"));
    assert_eq!(found.message, "GOROOT holds go1.22.10, and the go on PATH is go1.21.13");
    assert_eq!(Scene::environment("GOROOT=/opt/go1.22.10\nPATH=/opt/go1.22.10/bin").slugs(), [""; 0]);
}

#[test]
fn goroot_invalid_in_the_environment_and_in_the_file() {
    let found = Scene::environment("GOROOT=/usr/lib/go").under(13).finding();
    assert_eq!(
        (found.rule.slug, found.severity, marked(&found)),
        ("goroot-invalid", Severity::Error, "/usr/lib/go")
    );
    assert_eq!(found.fix.as_ref().unwrap().applicability(), Applicability::Safe);
    let found = Scene::file("GOROOT=/usr/lib/go\n").finding();
    assert_eq!((found.rule.slug, found.origin.layer), ("goroot-invalid", Layer::GoEnvFile));
    assert!(found.help.contains("by hand"), "go env -u cannot run");
    assert_eq!(Scene::environment("GOROOT=/opt/go1.22.10\nPATH=/opt/go1.22.10/bin").slugs(), [""; 0]);
    let bin = Scene::pasted("GOROOT=/usr/local/go/bin\nGOPROXY=direct").finding();
    assert_eq!(
        (bin.rule.slug, bin.notes[0].as_str()),
        ("goroot-invalid", "builds fail: package fmt is not in std")
    );
    assert_eq!(Scene::pasted("GOROOT=/usr/local/go\nGOPROXY=direct").slugs(), [""; 0]);
}

#[test]
fn variable_too_new_for_this_version() {
    for (name, minor) in [
        ("GOINSECURE", 14),
        ("GOMODCACHE", 15),
        ("GOVCS", 16),
        ("GOWORK", 18),
        ("GOTOOLCHAIN", 21),
        ("GOAUTH", 24),
    ] {
        let before =
            Scene::variable(name, "corp.example.com").under(minor - 1).finding_of("variable-too-new");
        assert_eq!((before.variable.as_str(), before.at_name), (name, true));
        let known = Scene::variable(name, "corp.example.com").under(minor).slugs();
        assert!(!known.contains(&"variable-too-new"), "{name}");
    }
    assert_eq!(Scene::variable("GOTOOLCHAIN", "local").under(20).slugs(), [""; 0]);
}

#[test]
fn http_proxy_split_between_cases() {
    let found =
        Scene::environment("HTTPS_PROXY=http://a.example:3128\nhttps_proxy=http://b.example:3128").under(13);
    let found = found.finding();
    assert_eq!((found.rule.slug, found.variable.as_str()), ("http-proxy-split", "HTTPS_PROXY"));
    assert_eq!(found.related[0].variable, "https_proxy");
    for right in [
        "HTTPS_PROXY=http://a.example:3128\nhttps_proxy=http://a.example:3128/",
        "NO_PROXY=localhost, corp.example.com\nno_proxy=corp.example.com,localhost",
        "https_proxy=http://a.example:3128",
        "HTTPS_PROXY=\nhttps_proxy=http://a.example:3128",
    ] {
        assert_eq!(Scene::environment(right).slugs(), [""; 0], "{right}");
    }
}
