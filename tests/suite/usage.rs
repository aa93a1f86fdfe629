//! Wrong usage and unreadable input: one clear line, exit status 2, nothing half-printed.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use std::fmt::Write;
use std::fs::File;

use crate::support::doctor::Doctor;

fn refused(doctor: &Doctor, arguments: &[&str]) -> String {
    let printed = doctor.run(arguments);
    assert_eq!(printed.status, 2, "{arguments:?}: {printed:?}");
    assert_eq!(printed.stdout, "", "{arguments:?}");
    assert_eq!(printed.stderr.lines().count(), 1, "{arguments:?}: {}", printed.stderr);
    printed.stderr
}

fn table(doctor: &Doctor, all: &[&[&str]]) -> String {
    let mut table = String::new();
    for arguments in all {
        write!(table, "$ goenv-doctor {}\n{}", arguments.join(" "), refused(doctor, arguments)).unwrap();
    }
    table.replace(doctor.path("").to_str().unwrap(), "$D/")
}

#[test]
fn usage_module_paths() {
    let doctor = Doctor::new().go("1.27.3");
    insta::assert_snapshot!(table(
        &doctor,
        &[
            &["explain", "https://github.com/gorilla/mux"],
            &["explain", "https://github.com/gorilla/mux.git"],
            &["explain", "git@github.com:gorilla/mux.git"],
            &["explain", "fmt"],
            &["explain", "net/http"],
            &["explain", "./cmd/tool"],
            &["explain", "github.com//mux"],
            &["explain", "github.com/gorilla/mux@"],
            &["explain", "github.com/gorilla/mux@v1 2"],
            &["explain", "github.com/gorilla/mux@v1\u{1b}[31m"],
            &["explain", "github.com/gorilla/mux@>=x"],
            &["explain", "--module", "gopkg.in/yaml@v3.0.1"],
            &["explain", "--module", "github.com/gorilla/mux/v1"],
            &["explain", "corp.example.com/\u{1b}[31mred"],
        ]
    ));
}

#[test]
fn usage_options() {
    let doctor = Doctor::new().go("1.27.3").file("home/env.txt", "GOPROXY='off'\n");
    let paste = doctor.path("home/env.txt");
    insta::assert_snapshot!(table(
        &doctor,
        &[
            &["explain", "golang.org/x/net", "--go-version", "latest"],
            &["explain", "golang.org/x/net", "--set", "GOPROXY"],
            &["explain", "golang.org/x/net", "--set", "=off"],
            &["explain", "golang.org/x/net", "--deny", "goproxy-spaces"],
            &["explain", "golang.org/x/net", "--fail-on", "never", "--allow", "["],
            &["explain", "golang.org/x/net", "--set", "GOPROXY=off", "--unset", "GOPROXY"],
            &["explain", "golang.org/x/net", "--assume", "goproxy.cn"],
            &["explain", "golang.org/x/net", "--assume", "goproxy.cn=maybe"],
            &["explain", "golang.org/x/net", "-C", "/no/such/directory"],
            &["explain", "golang.org/x/net", "--goroot", "/no/such/directory"],
            &["explain", "golang.org/x/net", "--goroot", "."],
            &["explain", "golang.org/x/net", "--goroot", ".", "--go-env", paste.to_str().unwrap()],
            &["explain", "--summary", "-", "--go-env", "-"],
            &["explain", "--summary", "-", "--format", "json"],
            &["explain", "--summary", "/no/such/file"],
            &["explain", "--summary", "."],
            &["env", "GOPROXYS"],
            &["env", "HOME"],
            &["rule", "goproxy-spaces"],
            &["rule", "--family", "XX"],
        ]
    ));
}

#[test]
fn usage_pasted_files() {
    let doctor =
        Doctor::new().file("work/latin1", b"GOPROXY='\xe9'\n").file("work/prose", "It does not work.\n");
    let huge = File::create(doctor.path("work/huge")).unwrap();
    huge.set_len(1 << 30).unwrap();
    insta::assert_snapshot!(table(
        &doctor,
        &[
            &["explain", "golang.org/x/net", "--go-env", "missing"],
            &["explain", "golang.org/x/net", "--go-env", "."],
            &["explain", "golang.org/x/net", "--go-env", "latin1"],
            &["explain", "golang.org/x/net", "--go-env", "prose"],
            &["explain", "golang.org/x/net", "--go-env", "huge"],
            &["explain", "golang.org/x/net", "--go-env", "/dev/zero"],
        ]
    ));
}

#[test]
fn usage_unreadable_settings_are_remarks_as_go_passes_over_them() {
    let doctor = Doctor::new().go("1.27.3").with("GOENV", "/dev/zero");
    let printed = doctor.run(&["env", "GOPROXY"]);
    assert_eq!(printed.status, 0);
    assert!(
        printed.stdout.contains("/dev/zero: not a regular file; go silently ignores it"),
        "{}",
        printed.stdout
    );
}

#[cfg(unix)]
#[test]
fn usage_without_a_working_directory() {
    let folder = tempfile::tempdir().unwrap();
    let gone = folder.path().join("gone");
    for command in ["check", "explain rsc.io/quote", "env GOPROXY"] {
        std::fs::create_dir(&gone).unwrap();
        let script = format!("rmdir \"$PWD\" && exec \"$0\" {command}");
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", &script, env!("CARGO_BIN_EXE_goenv-doctor")]).current_dir(&gone);
        let output = shell.output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{command}");
        assert_eq!(told, "goenv-doctor: the working directory is gone; change to one that is there\n");
    }
}
