//! What holds for any settings at all.

use goenv_doctor::rules::{Diagnostic, widens_trust};
use proptest::prelude::*;

use crate::scene::Scene;

/// Values made of the pieces that rules look for, and of anything else.
fn value() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        ",",
        "|",
        ";",
        " ",
        "\t",
        "\r",
        "\u{a0}",
        "\u{feff}",
        "\u{202e}",
        "\"",
        "'",
        "\\",
        "#",
        "/",
        ":",
        "://",
        "*",
        "*.",
        "[",
        "]",
        "@",
        "+",
        "=",
        "https://a.example",
        "http",
        "htps",
        "direct",
        "off",
        "OFF",
        "none",
        "1",
        "true",
        "corp.example.com",
        "*.corp.example.com",
        "sum.golang.org",
        "ü",
        "\u{1b}[31m",
        "user:pw@",
        "export ",
        "GOPROXY",
        "/srv/proxy",
        "$HOME",
        "\0",
    ]);
    let piece = prop_oneof![9 => pieces.prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

fn name() -> impl Strategy<Value = String> {
    let names = prop::sample::select(vec![
        "GOPROXY",
        "GOSUMDB",
        "GOPRIVATE",
        "GONOPROXY",
        "GONOSUMDB",
        "GOINSECURE",
        "GOFLAGS",
        "GOPROXYS",
        "goproxy",
    ]);
    prop_oneof![9 => names.prop_map(str::to_owned), 1 => "GO[A-Z_]{0,12}"]
}

fn scene() -> impl Strategy<Value = Scene> {
    let variables = || prop::collection::vec((name(), value()), 0..4);
    let modules = prop::collection::vec("(corp|git)\\.example\\.com/[a-z]", 0..3);
    (variables(), variables(), value(), 13u32..=28, modules).prop_map(
        |(environment, lines, line, minor, modules)| {
            let file: String = lines.into_iter().map(|(name, value)| format!("{name}={value}\n")).collect();
            Scene { environment, user_file: Some(file + &line), modules, ..Scene::new() }.under(minor)
        },
    )
}

fn check(scene: &Scene, found: &Diagnostic) -> Result<(), TestCaseError> {
    prop_assert!(found.value.expose().get(found.range.clone()).is_some(), "{found:?}");
    for text in [&found.message, &found.label, &found.help] {
        prop_assert!(!text.is_empty() && !text.contains(char::is_control), "{found:?}");
    }
    if let Some(fix) = &found.fix {
        let settings = scene.settings();
        let before = settings.value(&fix.variable);
        let after = fix.value.as_ref().map_or("", |value| value.expose());
        prop_assert!(!widens_trust(&fix.variable, after) || widens_trust(&fix.variable, before), "{found:?}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn findings_are_sound_for_any_settings(scene in scene()) {
        for found in scene.findings() {
            check(&scene, &found)?;
        }
    }

    #[test]
    fn findings_come_in_the_same_order_every_time(scene in scene()) {
        prop_assert_eq!(scene.findings(), scene.findings());
    }
}

#[test]
fn long_values_draw_few_findings() {
    let long = |piece: &str| piece.repeat(100_000 / piece.len());
    for (name, value) in [
        ("GOPROXY", long("none,")),
        ("GOPROXY", long("https://a.example direct;")),
        ("GOPROXY", long("'")),
        ("GOSUMDB", long("off")),
        ("GOPRIVATE", long("https://a.example, ")),
        ("GOPRIVATE", long("*.a.example.com,")),
        ("GONOSUMDB", long("1,")),
    ] {
        let found = Scene::variable(name, &value).findings();
        assert!((1..=20).contains(&found.len()), "{name}: {}", found.len());
        assert!(found.iter().all(|found| found.message.len() < 300), "{name}");
    }
}
