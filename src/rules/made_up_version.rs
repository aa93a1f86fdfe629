//! A made-up Go 1.99 with another default, and with `^` between entries of GOPROXY: rows of the tables that
//! only tests have. No other room holds a line about it.

use crate::go::decision::{HopKind, Reaction};
use crate::go::{GoVersion, Platform};
use crate::rules::facts::{MachineFacts, ProjectFacts};
use crate::rules::{Diagnostic, RuleInputs, check_all};
use crate::settings::{Layers, Scenario, ScenarioOrigin, VersionFrom};
use crate::source::goenv_file::GoEnvFile;
use crate::source::mask::mask;
use crate::source::{Assignment, Layer, Origin};

const MADE_UP: GoVersion = GoVersion::new(1, 99, 0);

/// A machine that runs Linux, with this environment.
fn scenario(environment: &[Assignment], version: GoVersion) -> Scenario {
    let goroot_file = Some(GoEnvFile::shipped(version));
    let layers = Layers { environment: environment.to_vec(), goroot_file, ..Layers::default() };
    let platform = Platform { version, goos: "linux".into(), goarch: "amd64".into() };
    Scenario::new(ScenarioOrigin::Process, (platform, VersionFrom::Request), layers, vec![])
}

/// What rules say about this GOPROXY.
fn findings(goproxy: &str, version: GoVersion) -> Vec<Diagnostic> {
    let environment = [Assignment::certain("GOPROXY", goproxy, Origin::of(Layer::Environment))];
    let scenario = scenario(&environment, version);
    let context = RuleInputs {
        scenario: &scenario,
        machine: &MachineFacts::default(),
        repository: None,
        project: &ProjectFacts::default(),
        modules: &[],
        suppressions: &[],
    };
    check_all(&context)
}

#[test]
fn settings_have_its_defaults() {
    let Scenario { settings, .. } = scenario(&[], MADE_UP);
    assert_eq!(settings.value("GOPROXY"), "https://modules.example^direct");
    assert_eq!(settings.get("GOPROXY").unwrap().origin.layer, Layer::GorootGoEnv);
    assert_eq!(settings.value("GOSUMDB"), "sum.golang.google.cn");
    assert!(findings("https://modules.example^direct", MADE_UP).is_empty());
}

#[test]
fn the_route_moves_on_after_any_error() {
    let route = scenario(&[], MADE_UP).engine.download("rsc.io/quote").route;
    let kinds: Vec<_> = route.iter().map(|hop| (hop.kind, hop.on_error)).collect();
    assert_eq!(kinds, [(HopKind::Proxy, Reaction::Next), (HopKind::Direct, Reaction::Stop)]);
}

#[test]
fn passwords_are_masked_as_beside_a_comma() {
    let entries = [
        "https://user:secret@a.example",
        "user:secret@b.example/go",
        "https://0a1b2c3d4e5f6a7b8c9d0e@c.example",
        "https://d.example:8080/go",
        "https://d.example/go",
        "https://e.example?token=secret",
        "direct",
    ];
    for first in entries {
        for second in entries {
            let by_comma = mask(&format!("{first},{second}"));
            assert!(!by_comma.contains("secret"), "{by_comma}");
            let made_up = mask(&format!("{first}^{second}"));
            assert_eq!(made_up.replace('^', ","), by_comma);
        }
    }
}

#[test]
fn rules_take_it_for_a_separator() {
    let leak = "https://proxy.corp.example.com^https://proxy.golang.org,direct";
    let found = findings(leak, MADE_UP);
    assert_eq!(found.iter().map(|found| found.rule.slug).collect::<Vec<_>>(), ["goproxy-pipe-leaks"]);
    assert_eq!(leak.get(found[0].range.clone()), Some("^"));
    let found = findings("https://goproxy.cn^https://goproxy.cn^direct", MADE_UP);
    assert_eq!(found.iter().map(|found| found.rule.slug).collect::<Vec<_>>(), ["goproxy-duplicate"]);
    let earlier = findings(leak, GoVersion::NEWEST_KNOWN);
    assert_eq!(earlier[0].rule.slug, "goproxy-wrong-separator");
    assert_eq!(earlier[0].message, "before Go 1.99 `^` does not separate entries of GOPROXY");
}
