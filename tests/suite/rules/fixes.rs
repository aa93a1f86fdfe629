//! Fixes as edits of files: they come to what the setting says, and none widens trust.

use goenv_doctor::files::TextFile;
use goenv_doctor::rules::{Edits, RULES};

use crate::scene::Scene;

const GO_ENV: &str = "/home/u/.config/go/env";

/// The go/env file after the edits of a fix; `None`: they are not about it.
fn edited(edits: &Edits, content: &str) -> Option<String> {
    let is_about_it = edits.files() == [std::path::Path::new(GO_ENV)];
    is_about_it.then(|| edits.applied(&TextFile::new(GO_ENV, content)).unwrap())
}

#[test]
fn edits_of_the_go_env_file_come_to_the_value_of_the_fix() {
    let files = [
        "# mirror\nGOPROXY=https://a.example, direct\nGOSUMDB=sum.golang.org\n",
        "GOPROXY=https://a.example direct\r\nGOPRIVATE=corp.example.com",
        "GOPRIVATE=https://corp.example.com/team\n",
        "GOPROXY=\"https://proxy.golang.org,direct\"\n",
        "GOSUMDB=sum.golang.rog\n",
        "GOPROXY=off\nGOPROXY=direct\n",
        "\u{feff}GOPROXY=direct\n",
        "export GOPROXY=direct\r\n",
        "GOPROXYS=direct\nGOSUMDB=sum.golang.org\n",
    ];
    for content in files {
        let scene = Scene::file(content);
        let found = scene.findings();
        let fixes: Vec<_> =
            found.iter().filter_map(|found| Some((found.rule.slug, found.fix.as_ref()?))).collect();
        assert!(!fixes.is_empty(), "{content:?}");
        for (slug, fix) in fixes {
            let after = edited(fix.edits(), content).unwrap_or_else(|| panic!("{slug}: {content:?}"));
            let settings = Scene::file(&after).settings();
            let expected = fix.value().map_or_else(
                || Scene::new().settings().value(fix.variable()).to_owned(),
                |value| value.expose().to_owned(),
            );
            assert_eq!(settings.value(fix.variable()), expected, "{slug}: {content:?} became {after:?}");
            assert!(
                !Scene::file(&after).slugs().contains(&slug),
                "{slug} is still there: {content:?} became {after:?}"
            );
        }
    }
}

#[test]
fn examples_of_the_rules_have_edits_wherever_the_go_env_file_gave_the_value() {
    let mut seen = 0;
    for rule in RULES.iter().filter(|rule| !rule.meta.bad.goenv_file.is_empty()) {
        let scene = Scene::example(&rule.meta.bad);
        let found = scene.finding_of(rule.meta.slug);
        let Some(fix) = &found.fix else { continue };
        if let Some(after) = edited(fix.edits(), rule.meta.bad.goenv_file) {
            seen += 1;
            assert_ne!(after, rule.meta.bad.goenv_file, "{}", rule.meta.slug);
        }
    }
    assert!(seen >= 4, "{seen} rules with edits");
}

#[test]
fn no_fix_uncovers_a_value_that_trusts_more() {
    let hidden = Scene::environment("GOSUMDB=sum.golang.google.cn").with_file("GOSUMDB=off\n");
    let found = hidden.finding_of("env-hides-go-env-file");
    assert_eq!(found.fix, None, "without the variable nothing would be verified");
    assert!(!found.help.is_empty());
    let other = Scene::environment("GOSUMDB=off").with_file("GOSUMDB=sum.golang.google.cn\n");
    assert!(other.finding_of("env-hides-go-env-file").fix.is_some());
}

#[test]
fn variable_of_the_environment_has_no_place_without_a_start_up_file() {
    let found = Scene::variable("GOPROXY", "https://a.example, direct").finding();
    assert!(found.fix.unwrap().edits().is_empty());
}
