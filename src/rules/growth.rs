//! How the work of all rules grows with a project: counted in steps, not in time.

use super::facts::{MachineFacts, ModuleFacts, ProjectFacts};
use super::{RuleInputs, check_all};
use crate::go::{GoVersion, Platform, pattern_lookups};
use crate::settings::{Layers, Scenario, ScenarioOrigin, VersionFrom};
use crate::source::{Assignment, Layer, Origin};

/// How often pattern lists are asked when the rules look at a project of so many modules whose GOPRIVATE
/// has a tenth as many patterns, half of them for modules that are not there.
fn lookups(modules: usize) -> u64 {
    let pattern = |number: usize| format!("github.com/owner{}/lib{}", number, number / 2);
    let patterns: Vec<String> = (0..modules / 10).map(pattern).collect();
    let variables = [
        ("GOPROXY", "https://proxy.example.com,direct".to_owned()),
        ("GOPRIVATE", patterns.join(",")),
        ("GONOPROXY", format!("corp.example.com,{}", patterns.join(","))),
        ("GONOSUMDB", format!("corp.example.com,{}", patterns.join(","))),
    ];
    let assignment =
        |(name, value): (&str, String)| Assignment::certain(name, value, Origin::of(Layer::Environment));
    let layers = Layers { environment: variables.into_iter().map(assignment).collect(), ..Layers::default() };
    let go = (Platform::host(GoVersion::NEWEST_KNOWN), VersionFrom::Assumed);
    let scenario = Scenario::new(ScenarioOrigin::Process, go, layers, vec![]);
    let module = |number: usize| ModuleFacts {
        path: format!("github.com/owner{number}/lib{number}"),
        version: "v1.0.0".into(),
        place: None,
        directory: None,
        is_summed: false,
        has_go_mod_hash: false,
        is_indirect: false,
    };
    let project = ProjectFacts { modules: (0..modules).map(module).collect(), ..ProjectFacts::default() };
    let paths: Vec<String> = project.modules.iter().map(|module| module.path.clone()).collect();
    let inputs = RuleInputs {
        scenario: &scenario,
        machine: &MachineFacts::default(),
        repository: None,
        project: &project,
        modules: &paths,
        suppressions: &[],
    };
    let before = pattern_lookups();
    check_all(&inputs);
    pattern_lookups() - before
}

#[test]
fn work_grows_with_the_project_and_not_with_its_square() {
    let (small, large) = (lookups(400), lookups(800));
    assert!(small > 400 && large <= 2 * small + 100, "{small} and {large}");
}
