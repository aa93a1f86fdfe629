//! How findings read.

use std::fmt::Write;

use goenv_doctor::rules::{Applicability, Diagnostic, RULES};

use crate::scene::Scene;

/// A finding as a reader sees it, without colours and places.
fn shown(found: &Diagnostic) -> String {
    let name = if found.variable.is_empty() { String::new() } else { format!("{}=", found.variable) };
    let before = found.value.expose()[..found.range.start].chars().count() + name.chars().count();
    let carets = found.value.expose()[found.range.clone()].chars().count();
    let (before, carets) = if found.at_name { (0, found.variable.chars().count()) } else { (before, carets) };
    let severity = format!("{:?}", found.severity).to_lowercase();
    let mut text = format!("{severity}[{}]: {}\n", found.rule.slug, found.message);
    let _ = writeln!(text, "  {name}{}", visible(found.value.expose()));
    let _ = writeln!(text, "  {}{} {}", " ".repeat(before), "^".repeat(carets), found.label);
    for related in &found.related {
        let name = if related.variable.is_empty() { String::new() } else { format!("{}=", related.variable) };
        let _ = writeln!(text, "  {}: {name}{}", related.label, visible(related.value.expose()));
    }
    for note in &found.notes {
        let _ = writeln!(text, "  note: {note}");
    }
    let _ = writeln!(text, "  help: {}", found.help);
    if let Some(fix) = &found.fix {
        let value = fix.value().map_or(String::new(), |value| format!(" {}={value}", fix.variable()));
        let sure = if fix.applicability() == Applicability::Safe { "fix" } else { "fix?" };
        let _ = writeln!(text, "  {sure}: {}{value}", fix.title());
    }
    text
}

fn visible(text: &str) -> String {
    let one = |c: char| if c.is_control() || c == '\u{feff}' { "?".to_owned() } else { c.to_string() };
    text.chars().map(one).collect()
}

fn shown_all(scenes: &[Scene]) -> String {
    scenes.iter().flat_map(Scene::findings).map(|found| shown(&found)).collect::<Vec<_>>().join("\n")
}

fn environments(lines: &[&str]) -> String {
    shown_all(&lines.iter().map(|lines| Scene::environment(lines)).collect::<Vec<_>>())
}

fn files(contents: &[&str]) -> String {
    shown_all(&contents.iter().map(|content| Scene::file(content)).collect::<Vec<_>>())
}

/// At least one message of every rule; the tests below have the others.
#[test]
fn bad_examples_read_like_this() {
    let examples = RULES.iter().map(|rule| Scene::example(&rule.meta.bad)).collect::<Vec<_>>();
    insta::assert_snapshot!(shown_all(&examples));
}

#[test]
fn goproxy_messages() {
    insta::assert_snapshot!(environments(&[
        "GOPROXY=https://goproxy.cn, direct",
        "GOPROXY=,",
        "GOPROXY=https://a.example,direct,https://b.example",
        "GOPROXY=off,direct",
        "GOPROXY=https://a.example,Direct",
        "GOPROXY=none",
        "GOPROXY=default",
        "GOPROXY=htps://a.example,direct",
        "GOPROXY=socks5://127.0.0.1:1080",
        "GOPROXY=/srv/proxy",
        "GOPROXY=\"https://a.example,direct\"",
        "GOPROXY=https://a.example'",
        "GOPROXY=https://a.example direct",
        "GOPROXY=https://a.example;https://b.example",
    ]));
}

#[test]
fn goproxy_messages_about_addresses() {
    insta::assert_snapshot!(environments(&[
        "GOPROXY=file:///srv/goproxy?x=1",
        "GOPROXY=https://ci:secret@proxy.corp.example.com",
        "GOPROXY=http://athens:3000",
        "GOPROXY=off\nGOPRIVATE=corp.example.com",
        "GOPROXY=%PROXY%,direct",
        "GOPROXY=\u{feff}https://a.example",
    ]));
}

#[test]
fn goproxy_messages_of_files_and_old_versions() {
    let old = [
        Scene::environment("GOPROXY=,").under(14),
        Scene::environment("GOPROXY=https://a.example|direct").under(14),
        Scene::file("GOPROXY=\n"),
        Scene::new().with_goroot(None),
    ];
    insta::assert_snapshot!(shown_all(&old), @r"
    error[goproxy-empty-list]: GOPROXY names no proxy, so go cannot look anything up
      GOPROXY=,
              ^ no entry in here
      note: before Go 1.15 this works like GOPROXY=off: module lookup disabled
      help: remove the setting to return to go's default, or name a proxy
      fix: unset GOPROXY in the environment

    error[goproxy-wrong-separator]: before Go 1.15 `|` does not separate entries of GOPROXY
      GOPROXY=https://a.example|direct
                               ^ go reads on: this is one entry
      note: `|` came with Go 1.15: it moves on to the next entry after any error
      help: separate entries by a comma
      fix?: set GOPROXY GOPROXY=https://a.example,direct

    error[goproxy-empty-setting]: `GOPROXY=` in the go/env file leaves go without any proxy list
      GOPROXY=
               hides the default in $GOROOT/go.env
      note: every lookup fails: GOPROXY list is not the empty string, but contains no entries
      help: remove the line: go env -u GOPROXY
      fix: remove GOPROXY from the go/env file

    error[goproxy-empty-setting]: GOPROXY is empty, and Go 1.21 and later have no built-in default
      GOPROXY=
               no $GOROOT/go.env sets it
      note: every lookup fails: GOPROXY list is not the empty string, but contains no entries
      help: reinstall Go to restore $GOROOT/go.env, or set GOPROXY
      fix?: set GOPROXY GOPROXY=https://proxy.golang.org,direct
    ");
}

#[test]
fn gosumdb_messages() {
    insta::assert_snapshot!(environments(&[
        "GOSUMDB=off",
        "GOSUMDB=off\nGOPRIVATE=corp.example.com",
        "GOSUMDB=OFF",
        "GOSUMDB= off",
        "GOSUMDB=sum.goland.org",
        "GOSUMDB=sum.golang.google.cn ",
        "GOSUMDB=proxy.golang.org",
        "GOSUMDB= ",
        "GOSUMDB=sum.golang.org+033de0ae+AAAA",
        "GOSUMDB=sum.golang.org ftp://sums.example",
    ]));
}

#[test]
fn pattern_messages() {
    insta::assert_snapshot!(environments(&[
        "GOPRIVATE=a.example, b.example, c.example",
        "GOPRIVATE=a.example b.example",
        "GONOSUMDB=https://corp.example.com",
        "GONOSUMDB=1",
        "GOPRIVATE=corp.example.com\nGONOPROXY=off",
        "GOPRIVATE=*.corp.example.com",
        "GOPRIVATE=corp.example.com,git.example.org\nGONOSUMDB=partner.example",
        "GOPRIVATE=corp.example.com\nGONOPROXY=",
        "GOPRIVATE=corp.example.com/lib@v1.2.3",
        "GOPRIVATE=\u{fc}.example.com",
        "GOPRIVATE=corp.example.com/**",
        "GONOPROXY=*",
        "GONOSUMDB=*",
    ]));
}

#[test]
fn toolchain_messages() {
    let module = |environment: &str, lines: &str| {
        Scene::environment(environment).with_go_mod(&format!("module example.com/app\n\n{lines}"))
    };
    insta::assert_snapshot!(shown_all(&[
        module("", "go 1.99.0\n\ntoolchain default\n"),
        module("GOTOOLCHAIN=path", "go 1.99.0\n"),
        module("", "go 1.19\n\ntoolchain go1.21.0\n").under(20),
        Scene::environment("GO111MODULE=off"),
        Scene::environment("GO111MODULE=maybe"),
        Scene::environment("GOTOOLCHAIN=latest"),
        Scene::environment("GOFLAGS=-mod=vendor"),
    ]));
}

#[test]
fn module_messages() {
    let project = |environment: &str, path: &str| {
        let go_mod = format!("module example.com/app\n\ngo 1.13\n\nrequire {path} v1.2.3\n");
        Scene::environment(environment).with_go_mod(&go_mod)
    };
    let mut hidden = Scene::environment("NETRC=/etc/netrc");
    hidden.files = vec![("/home/u/.netrc".into(), "machine a.example login u password p\n".into())];
    insta::assert_snapshot!(shown_all(&[
        project("", "git.corp.internal/lib"),
        project("", "gitlab.example.org/team/lib"),
        project("GOPROXY=direct\nGOVCS=github.com:hg", "github.com/acme/lib"),
        Scene {
            netrc: Some("machine a.example login u password p\n".into()),
            ..Scene::variable("GOAUTH", "helper")
        },
        hidden,
        Scene::pasted("GOROOT=/usr/local/go/bin\nGOPROXY=direct"),
    ]));
}

#[test]
fn environment_messages() {
    let fedora = "GOPROXY=direct\nGOSUMDB=off\nGOTOOLCHAIN=local\n";
    insta::assert_snapshot!(shown_all(&[
        Scene::file("GOPROXY=https://a.example\r\nGOFLAGS=-mod=mod\r\n"),
        Scene::file("GOROOT=/usr/lib/go\n"),
        Scene::new().with_goroot(Some(fedora)),
    ]));
}

#[test]
fn source_messages() {
    let hidden = Scene::environment("GOPROXY=https://a.example").with_file("GOPROXY=https://b.example\n");
    let text = shown_all(&[hidden])
        + "\n"
        + &files(&[
            "export GOPROXY=https://a.example",
            " GOPROXY=https://a.example",
            "\u{feff}GOPROXY=https://a.example",
            "goproxy=https://a.example",
            "GOPROXY https://a.example",
            "GOPRIVATE=\"corp.example.com\"",
            "GOPROXY =https://a.example",
            "GONOSUMCHECK=1",
            "GOPROXYS=https://a.example",
        ]);
    insta::assert_snapshot!(text, @r#"
    warning[env-hides-go-env-file]: the environment's GOPROXY hides the one in the go/env file
      GOPROXY=https://a.example
              ^^^^^^^^^^^^^^^^^ go uses this value
      note: without effect: GOPROXY=https://b.example at /home/u/.config/go/env:1
      help: keep one: unset GOPROXY in the environment, or run go env -u GOPROXY
      fix?: unset GOPROXY in the environment

    error[goenv-line-ignored]: go ignores this line, so it does not set GOPROXY: it starts with `export`
      export GOPROXY=https://a.example
      ^^^^^^ a word for shells, not for go
      help: write GOPROXY=value in the first column, or run go env -w GOPROXY=value
      fix?: set GOPROXY GOPROXY=https://a.example

    error[goenv-line-ignored]: go ignores this line, so it does not set GOPROXY: it starts with white space
       GOPROXY=https://a.example
      ^ must not be here
      help: write GOPROXY=value in the first column, or run go env -w GOPROXY=value
      fix?: set GOPROXY GOPROXY=https://a.example

    error[goenv-line-ignored]: go ignores this line, so it does not set GOPROXY: a byte order mark comes before it
      ?GOPROXY=https://a.example
      ^ an invisible byte order mark
      help: write GOPROXY=value in the first column, or run go env -w GOPROXY=value
      fix?: set GOPROXY GOPROXY=https://a.example

    error[goenv-line-ignored]: go ignores this line, so it does not set GOPROXY: its name is not in upper case
      goproxy=https://a.example
      ^^^^^^^ must be in upper case
      help: write GOPROXY=value in the first column, or run go env -w GOPROXY=value
      fix?: set GOPROXY GOPROXY=https://a.example

    error[goenv-line-ignored]: go ignores this line, so it does not set GOPROXY: it has no `=`
      GOPROXY https://a.example
      ^^^^^^^^^^^^^^^^^^^^^^^^^ no `=` in here
      help: write GOPROXY=value in the first column, or run go env -w GOPROXY=value

    error[goenv-quotes]: the quote marks are part of GOPRIVATE
      GOPRIVATE="corp.example.com"
                ^^^^^^^^^^^^^^^^^^ go takes the line as it is
      help: write the value without quote marks
      fix: set GOPRIVATE GOPRIVATE=corp.example.com

    warning[unknown-variable]: go knows no variable "GOPROXY "
      GOPROXY =https://a.example
      ^^^^^^^^ go does not read this
      help: the name is GOPROXY, without white space before `=`
      fix?: set GOPROXY GOPROXY=https://a.example

    warning[unknown-variable]: go knows no variable "GONOSUMCHECK"
      GONOSUMCHECK=1
      ^^^^^^^^^^^^ go does not read this
      help: GONOSUMCHECK does nothing from Go 1.13 on; the closest variable is GONOSUMDB

    warning[unknown-variable]: go knows no variable "GOPROXYS"
      GOPROXYS=https://a.example
      ^^^^^^^^ go does not read this
      help: is it GOPROXY?
      fix?: set GOPROXY GOPROXY=https://a.example
    "#);
}

/// A project with a public, a private and a second private module, and what it demands.
fn held_to(environment: &str, config: &str) -> Scene {
    let go_mod = "module example.com/app\n\ngo 1.13\n\nrequire (\n\tcorp.example.com/a v1.0.0\n\tcorp.example.com/b v1.0.0\n\trsc.io/quote v1.5.2\n)\n";
    Scene { config: config.into(), ..Scene::environment(environment).with_go_mod(go_mod) }
}

#[test]
fn policy_messages() {
    let private = "private = [\"corp.example.com\"]\n";
    insta::assert_snapshot!(shown_all(&[
        held_to("", private),
        held_to("GONOPROXY=corp.example.com\nGOPROXY=https://goproxy.cn", private),
        held_to(
            "GONOSUMDB=corp.example.com\nGOPROXY=https://goproxy.example.net|https://goproxy.cn",
            private
        ),
        held_to("GOPROXY=direct\nGOPRIVATE=corp.example.com", "[egress]\nallow = []\n"),
        held_to(
            "GOPROXY=http://goproxy.example.net:3000",
            "[egress]\nallow = [\"goproxy.example.net:443\"]\n"
        ),
        held_to(
            "GOPROXY=https://goproxy.example.net\nGONOSUMDB=*",
            "private = [\"corp.example.com\"]\nverification.public = \"go.sum\"\n"
        ),
        held_to(
            "",
            "[require]\nGOPROXY = [\"off\", \"https://*.example.com\"]\nGOFLAGS = \"-mod=readonly\"\n"
        ),
        held_to("GOPROXY=direct", "[forbid]\nGOPROXY = \"direct\"\nGOSUMDB = [\"\", \"*golang*\"]\n"),
        held_to(
            "GOPRIVATE=corp.example.com",
            "[egress]\nallow = [\"*.golang.org\", \"corp.example.com\", \"rsc.io\", \"github.com\"]\n"
        ),
    ]));
}
