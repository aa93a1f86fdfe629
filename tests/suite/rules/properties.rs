//! What holds for any settings at all.

use goenv_doctor::files::TextFile;
use goenv_doctor::rules::{Diagnostic, widens_trust};
use goenv_doctor::source::ignore_comment::ignore_comments;
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
        "${A}",
        "%A_B%",
        "{a,b}",
        "<x>",
        "...",
        "**",
        "[!a]",
        "^",
        "\u{ff0c}",
        "\u{201c}",
        "http://",
        ":8443",
        "go1.99.0",
        "local",
        "netrc;",
        "git",
        "-mod=vendor",
        "-insecure",
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
        "GO111MODULE",
        "GOAUTH",
        "GOCACHE",
        "GOENV",
        "GOROOT",
        "GOTOOLCHAIN",
        "GOVCS",
        "GOWORK",
        "HOME",
        "HTTPS_PROXY",
        "https_proxy",
        "XDG_CONFIG_HOME",
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
            let requires: String = modules.iter().map(|path| format!("require {path} v1.0.0\n")).collect();
            let go_mod = format!("module example.com/app\n\ngo 1.{minor}\n\n{requires}");
            let file: String = lines.into_iter().map(|(name, value)| format!("{name}={value}\n")).collect();
            let scene = Scene { environment, user_file: Some(file + &line), modules, ..Scene::new() };
            scene.with_go_mod(&go_mod).under(minor)
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
        let before = settings.value(fix.variable());
        let after = fix.value().map_or("", |value| value.expose());
        prop_assert!(
            !widens_trust(fix.variable(), after) || widens_trust(fix.variable(), before),
            "{found:?}"
        );
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

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn readers_of_comments_netrc_and_config_take_any_text(text in "[ -~\\n\u{ff0c}]{0,200}", rule in "[a-z*\\[,-]{0,12}") {
        let path = std::path::Path::new("x");
        let _ = goenv_doctor::config::parse(&text, path);
        let _ = goenv_doctor::config::parse(&format!("[[ignore]]\nrule = {rule:?}\n{text}"), path);
        let _ = goenv_doctor::source::netrc::machines(&format!("machine {text} login"));
        for comment in ignore_comments(&TextFile::new("go.mod", format!("// goenv-doctor: ignore[{rule}{text}")), "//") {
            prop_assert!(comment.rules.iter().all(|rule| rule.place.text() == rule.name && rule.place.line() <= comment.applies_to));
        }
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
