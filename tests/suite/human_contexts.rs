//! What people see of start-up files: whole outputs of the built binary.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use crate::support::doctor::Doctor;
use crate::support::fixture;

fn shown(doctor: &Doctor, arguments: &[&str]) -> String {
    let printed = doctor.run(arguments);
    assert_eq!((printed.status, printed.stderr.as_str()), (0, ""), "{arguments:?}");
    printed.stdout
}

/// The same about the machine below `fixtures/contexts`.
fn of_machine(arguments: &[&str]) -> String {
    let root = fixture("contexts");
    let machine = ["--root", root.to_str().unwrap(), "--initial", "HOME=/home/gopher"];
    let user = ["--initial", "USER=gopher", "--initial", "SHELL=/bin/bash"];
    shown(&Doctor::new(), &[arguments, &machine, &user].concat())
}

/// Somebody who uses this shell, with a Go installation.
fn user(shell: &str) -> Doctor {
    Doctor::new().go("1.24.11").with("SHELL", shell).with("USER", "gopher").with("PATH", "/usr/bin:/bin")
}

#[test]
fn contexts_of_a_machine_where_every_file_says_something_else() {
    insta::assert_snapshot!(of_machine(&["env", "--contexts", "--initial", "PWD=/home/gopher/app"]));
}

#[test]
fn contexts_of_one_variable() {
    insta::assert_snapshot!(of_machine(&["env", "--contexts", "GOPROXY"]));
}

#[test]
fn contexts_without_a_shell_say_what_is_missing() {
    insta::assert_snapshot!(shown(&Doctor::new(), &["env", "--contexts"]));
}

#[test]
fn shell_of_another_machine_as_login_shell_and_as_terminal() {
    let login = of_machine(&["env", "--shell", "bash", "--mode", "login-interactive"]);
    let terminal = of_machine(&["env", "--shell", "bash", "--mode", "interactive"]);
    let zsh = of_machine(&["env", "--shell", "zsh", "--mode", "interactive", "--initial", "GOPROXY=off"]);
    insta::assert_snapshot!(format!("{login}\n{terminal}\n{zsh}"));
}

#[test]
fn env_names_the_file_with_certainty() {
    // zsh reads ~/.zshenv however it is started.
    let doctor = user("/usr/bin/zsh").with("GOPROXY", "https://goproxy.corp.example,direct");
    let doctor = doctor.file("home/.zshenv", "# work\nexport GOPROXY=https://goproxy.corp.example,direct\n");
    insta::assert_snapshot!(shown(&doctor, &["env", "GOPROXY"]));
}

#[test]
fn env_and_explain_name_the_file_that_likely_or_possibly_set_it() {
    let doctor = user("/bin/bash")
        .with("GOPROXY", "https://goproxy.corp.example,direct")
        .with("GOPRIVATE", "git.corp.example")
        .with("GOSUMDB", "sum.golang.org")
        .with("GOFLAGS", "-mod=mod")
        .file("home/.bash_profile", ". ~/.bashrc\n")
        .file(
            "home/.bashrc",
            "export GOPROXY=https://goproxy.corp.example,direct\n\
             if ping -c1 git.corp.example >/dev/null; then\n    export GOPRIVATE=git.corp.example\nfi\n",
        )
        .file("work/.env", "GOFLAGS=-mod=mod\n");
    let env = shown(&doctor, &["env", "GOPROXY", "GOPRIVATE", "GOSUMDB", "GOFLAGS"]);
    let explain = shown(&doctor, &["explain", "--module", "golang.org/x/net@v0.25.0"]);
    insta::assert_snapshot!(format!("{env}\n{explain}"));
}

#[test]
fn env_names_the_envrc_that_direnv_has_loaded() {
    let doctor = user("/bin/bash").with("GOPROXY", "https://goproxy.corp.example,direct");
    let directory = format!("-{}", doctor.path("work").to_str().unwrap());
    let doctor = doctor
        .with("DIRENV_DIR", &directory)
        .with("GOFLAGS", "-v")
        .file("work/.envrc", "export GOPROXY=https://goproxy.corp.example,direct\nexport GOFLAGS=-mod=mod\n");
    insta::assert_snapshot!(shown(&doctor, &["env", "GOPROXY", "GOFLAGS"]));
}

#[test]
fn env_says_that_file_and_process_disagree() {
    let doctor = user("/bin/bash")
        .with("GOPROXY", "direct")
        .with("GOSUMDB", "off")
        .file("home/.config/environment.d/50-go.conf", "GOSUMDB=sum.golang.org\n");
    let doctor = doctor
        .file("home/.bash_profile", ". ~/.bashrc\n")
        .file("home/.bashrc", "export GOPROXY=https://goproxy.corp.example,direct\n");
    insta::assert_snapshot!(shown(&doctor, &["env", "GOPROXY", "GOSUMDB"]));
}
