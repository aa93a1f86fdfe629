//! What people see: whole outputs of the built binary.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use crate::support::doctor::Doctor;

fn shown(doctor: &Doctor, arguments: &[&str]) -> String {
    let printed = doctor.run(arguments);
    assert_eq!((printed.status, printed.stderr.as_str()), (0, ""), "{arguments:?}");
    printed.stdout
}

/// A developer's machine with a private host, a mirror, and a go/env file that the environment hides.
fn developer() -> Doctor {
    Doctor::new().go("1.24.11").with("GOPROXY", "https://goproxy.cn,direct").with("GONOPROXY", "").file(
        "home/.config/go/env",
        "GOPROXY=https://old.example\nGOPRIVATE=corp.example.com\nGOFLAGS=-mod=mod\nGOFLAGS=-mod=readonly\n",
    )
}

#[test]
fn explain_public_and_private_module() {
    let doctor = developer();
    insta::assert_snapshot!(shown(
        &doctor,
        &["explain", "--module", "golang.org/x/net@v0.25.0", "corp.example.com/lib@v1.0.0"]
    ));
}

#[test]
fn explain_failures_in_go_words() {
    let doctor = developer();
    let asked = ["explain", "--module", "golang.org/x/net@v0.25.0"];
    let set = [
        "--set",
        "GOPROXY=https://a.example,https://b.example|off",
        "--set",
        "GOSUMDB=off",
        "--assume",
        "*=404",
    ];
    insta::assert_snapshot!(shown(&doctor, &[&asked[..], &set[..]].concat()));
}

#[test]
fn explain_package_path_and_its_parents() {
    let doctor = developer().with("GOPRIVATE", "github.com/acme/tools");
    insta::assert_snapshot!(shown(&doctor, &["explain", "github.com/acme/tools/cmd/gen@v1.4.0"]));
}

#[test]
fn explain_within_a_module() {
    let go_mod = "module corp.example.com/app\n\ngo 1.24\n\nrequire (\n\tgolang.org/x/net v0.25.0\n\tgithub.com/acme/lib v1.0.0\n\tgithub.com/acme/local v1.0.0\n\tgithub.com/acme/gone v1.0.0\n)\n\n\
        replace github.com/acme/lib => github.com/fork/lib v1.0.1\n\nreplace github.com/acme/local => ../local\n\nreplace github.com/acme/gone => ../gone\n";
    let go_sum = "golang.org/x/net v0.25.0 h1:d/OCCoBEUq33pjydKrGQhw7IlUPI2Oylr+8qLx49kac=\n\
        golang.org/x/net v0.25.0/go.mod h1:JkAGAh7GEvH74S6FOH42FLoXpXbE/aqXSrIQjXgsiwM=\n";
    let doctor = developer().file("work/go.mod", go_mod).file("work/go.sum", go_sum);
    let doctor = doctor.file("local/go.mod", "module github.com/acme/local\n");
    let modules =
        ["golang.org/x/net/html", "github.com/acme/lib", "github.com/acme/local", "github.com/acme/gone"];
    insta::assert_snapshot!(shown(&doctor, &[&["explain"][..], &modules].concat()));
}

#[test]
fn explain_toolchain_comes_first() {
    let doctor = developer().file("work/go.mod", "module corp.example.com/app\n\ngo 1.99.0\n");
    insta::assert_snapshot!(shown(
        &doctor,
        &["explain", "--module", "golang.org/x/net@v0.25.0", "--set", "GOSUMDB=off"]
    ));
}

#[test]
fn explain_pasted_windows_settings() {
    let paste = "PS C:\\> go env\r\nset GOPROXY=https://goproxy.io, direct\r\nset GOPRIVATE=corp.example.com, git.example.org\r\nset GOVERSION=go1.20.6\r\n";
    let doctor = developer().input(paste);
    insta::assert_snapshot!(shown(
        &doctor,
        &["explain", "--module", "git.example.org/x@v1.0.0", "--go-env", "-"]
    ));
}

#[test]
fn env_with_what_is_shadowed() {
    let doctor = developer();
    insta::assert_snapshot!(shown(
        &doctor,
        &["env", "GOPROXY", "GONOPROXY", "GOPRIVATE", "GOFLAGS", "GOSUMDB"]
    ));
}

#[test]
fn env_without_any_go() {
    insta::assert_snapshot!(shown(&Doctor::new(), &["env", "GOPROXY", "GOROOT"]));
}
