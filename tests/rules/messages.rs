//! How findings read.

use std::fmt::Write;

use goenv_doctor::rules::{Applicability, Diagnostic};

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
    for note in &found.notes {
        let _ = writeln!(text, "  note: {note}");
    }
    let _ = writeln!(text, "  help: {}", found.help);
    if let Some(fix) = &found.fix {
        let value = fix.value.as_ref().map_or(String::new(), |value| format!(" {}={value}", fix.variable));
        let sure = if fix.applicability == Applicability::Safe { "fix" } else { "fix?" };
        let _ = writeln!(text, "  {sure}: {}{value}", fix.title);
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
    ]), @r#"
    warning[goproxy-space]: a blank beside an entry of GOPROXY; go ignores it, other readers may not
      GOPROXY=https://goproxy.cn, direct
                                 ^ go trims this
      note: go trims the entries of GOPROXY, but never the patterns of GOPRIVATE, GONOPROXY, GONOSUMDB and GOINSECURE
      help: write the list without white space
      fix: set GOPROXY GOPROXY=https://goproxy.cn,direct

    error[goproxy-empty-list]: GOPROXY names no proxy, so go can look nothing up
      GOPROXY=,
              ^ no entry in here
      note: every lookup fails: GOPROXY list is not the empty string, but contains no entries
      help: remove the setting to get back to go's default, or name a proxy
      fix: unset GOPROXY in the environment

    warning[goproxy-unreachable-entry]: go never gets beyond `direct`: "https://b.example" is not used
      GOPROXY=https://a.example,direct,https://b.example
                                       ^^^^^^^^^^^^^^^^^ behind `direct`, which ends the list
      help: put `direct` last, or drop what follows it
      fix?: set GOPROXY GOPROXY=https://a.example,https://b.example,direct

    warning[goproxy-unreachable-entry]: go never gets beyond `off`: "direct" is not used
      GOPROXY=off,direct
                  ^^^^^^ behind `off`, which ends the list
      help: put `off` last, or drop what follows it
      fix?: set GOPROXY GOPROXY=off

    error[goproxy-unknown-word]: go takes "Direct" for the URL of a proxy
      GOPROXY=https://a.example,Direct
                                ^^^^^^ neither a URL nor `direct` nor `off`
      note: every lookup fails: invalid proxy URL missing scheme: Direct
      help: write `direct`, in lower case
      fix?: set GOPROXY GOPROXY=https://a.example,direct

    error[goproxy-unknown-word]: go takes "none" for the URL of a proxy
      GOPROXY=none
              ^^^^ neither a URL nor `direct` nor `off`
      note: every lookup fails: invalid proxy URL missing scheme: none
      help: write a URL with its scheme, `direct` (the module's origin) or `off` (nobody)

    error[goproxy-unknown-word]: go takes "default" for the URL of a proxy
      GOPROXY=default
              ^^^^^^^ neither a URL nor `direct` nor `off`
      note: every lookup fails: invalid proxy URL missing scheme: default
      help: remove the setting to get go's default
      fix?: unset GOPROXY in the environment

    error[goproxy-bad-scheme]: go cannot ask a proxy over `htps`
      GOPROXY=htps://a.example,direct
              ^^^^ must be https, http or file
      note: every lookup fails: invalid proxy URL scheme (must be https, http, file): htps://a.example
      help: write `https`
      fix?: set GOPROXY GOPROXY=https://a.example,direct

    error[goproxy-bad-scheme]: go cannot ask a proxy over `socks5`
      GOPROXY=socks5://127.0.0.1:1080
              ^^^^^^ must be https, http or file
      note: every lookup fails: invalid proxy URL scheme (must be https, http, file): socks5://127.0.0.1:1080
      help: a forwarding proxy belongs in HTTPS_PROXY; GOPROXY names module proxies

    error[goproxy-bad-scheme]: "/srv/proxy" has no scheme
      GOPROXY=/srv/proxy
              ^^^^^^^^^^ go wants a URL, as in file:///srv/proxy
      note: every lookup fails: invalid proxy URL missing scheme: /srv/proxy
      help: put `file://` in front
      fix: set GOPROXY GOPROXY=file:///srv/proxy

    error[goproxy-quotes]: the quote marks are part of GOPROXY
      GOPROXY="https://a.example,direct"
              ^^^^^^^^^^^^^^^^^^^^^^^^^^ go takes quote marks as they are
      note: every lookup fails: parse "\"https://a.example": first path segment in URL cannot contain colon
      help: write the value without quote marks, or with those that the file or shell takes away
      fix: set GOPROXY GOPROXY=https://a.example,direct

    error[goproxy-quotes]: the quote marks are part of GOPROXY
      GOPROXY=https://a.example'
                               ^ go takes quote marks as they are
      note: go asks for modules at an address with the quote mark in it
      help: write the value without quote marks, or with those that the file or shell takes away
      fix: set GOPROXY GOPROXY=https://a.example

    error[goproxy-wrong-separator]: a blank does not separate entries of GOPROXY
      GOPROXY=https://a.example direct
                               ^ go reads on: this is one entry
      note: `,` moves on to the next entry after 404 and 410, `|` after any error
      help: separate entries by a comma
      fix: set GOPROXY GOPROXY=https://a.example,direct

    error[goproxy-wrong-separator]: a semicolon does not separate entries of GOPROXY
      GOPROXY=https://a.example;https://b.example
                               ^ go reads on: this is one entry
      note: `,` moves on to the next entry after 404 and 410, `|` after any error
      help: separate entries by a comma
      fix: set GOPROXY GOPROXY=https://a.example,https://b.example
    "#);
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
    error[goproxy-empty-list]: GOPROXY names no proxy, so go can look nothing up
      GOPROXY=,
              ^ no entry in here
      note: before Go 1.15 this works like GOPROXY=off: module lookup disabled
      help: remove the setting to get back to go's default, or name a proxy
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
      help: restore $GOROOT/go.env by installing Go anew, or set GOPROXY
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
    ]), @r#"
    warning[gosumdb-off]: GOSUMDB=off leaves every module that go.sum does not list unverified
      GOSUMDB=off
              ^^^ no checksum database is asked
      note: go.sum is still checked; only hashes that it does not hold yet go unverified
      note: toolchain downloads fail: checksum database disabled by GOSUMDB=off
      help: unset GOSUMDB, and name only private modules in GONOSUMDB
      fix?: unset GOSUMDB in the environment

    warning[gosumdb-off]: GOSUMDB=off leaves every module that go.sum does not list unverified
      GOSUMDB=off
              ^^^ no checksum database is asked
      note: go.sum is still checked; only hashes that it does not hold yet go unverified
      note: toolchain downloads fail: checksum database disabled by GOSUMDB=off
      help: unset GOSUMDB: GONOSUMDB already exempts corp.example.com (from GOPRIVATE)
      fix?: unset GOSUMDB in the environment

    error[gosumdb-off-misspelt]: "OFF" in GOSUMDB does not switch the checksum database off
      GOSUMDB=OFF
              ^^^ go takes this for the name of a database
      note: every lookup that needs the database fails: invalid GOSUMDB: malformed verifier id
      help: unset GOSUMDB, and name modules that no database can know in GONOSUMDB
      fix?: unset GOSUMDB in the environment

    error[gosumdb-off-misspelt]: " off" in GOSUMDB does not switch the checksum database off
      GOSUMDB= off
              ^^^^ the white space is part of the value
      note: every lookup that needs the database fails: invalid GOSUMDB: malformed verifier id
      help: unset GOSUMDB, and name modules that no database can know in GONOSUMDB
      fix?: unset GOSUMDB in the environment

    error[gosumdb-unknown-name]: go knows no checksum database "sum.goland.org"
      GOSUMDB=sum.goland.org
              ^^^^^^^^^^^^^^ no known name
      note: every lookup that needs the database fails: invalid GOSUMDB: malformed verifier id
      help: write sum.golang.org
      fix?: set GOSUMDB GOSUMDB=sum.golang.org

    error[gosumdb-unknown-name]: go knows sum.golang.google.cn only without white space around it
      GOSUMDB=sum.golang.google.cn 
              ^^^^^^^^^^^^^^^^^^^^^ white space around this name
      note: every lookup that needs the database fails: invalid GOSUMDB: malformed verifier id
      help: write sum.golang.google.cn
      fix?: set GOSUMDB GOSUMDB=sum.golang.google.cn

    error[gosumdb-unknown-name]: go knows no checksum database "proxy.golang.org"
      GOSUMDB=proxy.golang.org
              ^^^^^^^^^^^^^^^^ no known name
      note: every lookup that needs the database fails: invalid GOSUMDB: malformed verifier id
      help: unset GOSUMDB, or add the database's key: name+hash+key
      fix?: unset GOSUMDB in the environment
    "#);
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
    ]), @r#"
    error[pattern-space]: " b.example" never matches: go does not trim the patterns of GOPRIVATE
      GOPRIVATE=a.example, b.example, c.example
                          ^ a blank is part of the pattern
      note: the same holds for other patterns of this list
      help: separate patterns by a comma alone
      fix: set GOPRIVATE GOPRIVATE=a.example,b.example,c.example

    error[pattern-space]: "a.example b.example" never matches: go does not trim the patterns of GOPRIVATE
      GOPRIVATE=a.example b.example
                         ^ a blank is part of the pattern
      help: separate patterns by a comma alone
      fix?: set GOPRIVATE GOPRIVATE=a.example,b.example

    error[pattern-scheme]: "https://corp.example.com" never matches: module paths have no scheme
      GONOSUMDB=https://corp.example.com
                ^^^^^^^^ no part of a module path
      help: write corp.example.com
      fix: set GONOSUMDB GONOSUMDB=corp.example.com

    error[pattern-boolean]: GONOSUMDB is no switch: "1" is a pattern that matches no module
      GONOSUMDB=1
                ^ a module path prefix belongs here
      help: name the modules, as in GONOSUMDB=corp.example.com
      fix?: unset GONOSUMDB in the environment

    info[pattern-boolean]: GONOPROXY is no switch: "off" is a pattern that matches no module
      GONOPROXY=off
                ^^^ a module path prefix belongs here
      note: GONOPROXY replaces GOPRIVATE here, so the patterns of GOPRIVATE do not count
      help: unset GONOPROXY; a list that is to match nothing is usually written GONOPROXY=none
      fix?: unset GONOPROXY in the environment

    info[pattern-misses-apex]: "*.corp.example.com" does not match corp.example.com itself
      GOPRIVATE=*.corp.example.com
                ^^^^^^^^^^^^^^^^^^ needs one more name in front
      help: list corp.example.com too, if modules live there
      fix?: set GOPRIVATE GOPRIVATE=corp.example.com,*.corp.example.com

    warning[private-overridden]: GONOSUMDB replaces GOPRIVATE: corp.example.com and git.example.org go to the checksum database
      GONOSUMDB=partner.example
                ^^^^^^^^^^^^^^^ decides alone; GOPRIVATE does not count here
      note: GOPRIVATE=corp.example.com,git.example.org comes from: environment
      help: add corp.example.com and git.example.org to GONOSUMDB
      fix?: set GONOSUMDB GONOSUMDB=partner.example,corp.example.com,git.example.org

    warning[empty-does-not-clear]: an empty GONOPROXY does not clear the list: go uses GOPRIVATE=corp.example.com
      GONOPROXY=
                 counts as not set
      help: write GONOPROXY=none for a list that matches nothing
      fix?: set GONOPROXY GONOPROXY=none
    "#);
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

    error[goenv-line-ignored]: go passes over this line, so it does not set GOPROXY: it starts with `export`
      export GOPROXY=https://a.example
      ^^^^^^ a shell's word, not go's
      help: write GOPROXY=value from the first column on, or run go env -w GOPROXY=value
      fix?: set GOPROXY GOPROXY=https://a.example

    error[goenv-line-ignored]: go passes over this line, so it does not set GOPROXY: it starts with white space
       GOPROXY=https://a.example
      ^ must not be here
      help: write GOPROXY=value from the first column on, or run go env -w GOPROXY=value
      fix?: set GOPROXY GOPROXY=https://a.example

    error[goenv-line-ignored]: go passes over this line, so it does not set GOPROXY: a byte order mark stands in front of it
      ?GOPROXY=https://a.example
      ^ an invisible byte order mark
      help: write GOPROXY=value from the first column on, or run go env -w GOPROXY=value
      fix?: set GOPROXY GOPROXY=https://a.example

    error[goenv-line-ignored]: go passes over this line, so it does not set GOPROXY: its name is not in upper case
      goproxy=https://a.example
      ^^^^^^^ must be in upper case
      help: write GOPROXY=value from the first column on, or run go env -w GOPROXY=value
      fix?: set GOPROXY GOPROXY=https://a.example

    error[goenv-line-ignored]: go passes over this line, so it does not set GOPROXY: it has no `=`
      GOPROXY https://a.example
      ^^^^^^^^^^^^^^^^^^^^^^^^^ no `=` in here
      help: write GOPROXY=value from the first column on, or run go env -w GOPROXY=value

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
      help: GONOSUMCHECK does nothing from Go 1.13 on; the variable nearest to it is GONOSUMDB

    warning[unknown-variable]: go knows no variable "GOPROXYS"
      GOPROXYS=https://a.example
      ^^^^^^^^ go does not read this
      help: is it GOPROXY?
      fix?: set GOPROXY GOPROXY=https://a.example
    "#);
}
