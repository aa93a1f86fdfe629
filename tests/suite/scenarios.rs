//! Any number of scenarios in one run, on the same files.

#![allow(clippy::unwrap_used, reason = "a made-up machine that cannot be looked at stops a test")]

use goenv_doctor::files::{MemoryTree, SharedTree};
use goenv_doctor::inspect::{
    Inspection, Process, Repository, Request, Scenario, ScenarioOrigin, ScenarioRequest,
};
use goenv_doctor::source::go_env_output;
use goenv_doctor::source::startup::{Mode, Shell};

/// A machine with Go, where zsh exports another proxy than the process has.
fn files() -> MemoryTree {
    MemoryTree::default()
        .with_program("/usr/local/go/bin/go", "")
        .with("/usr/local/go/VERSION", "go1.27.3\n")
        .with("/usr/local/go/go.env", "GOPROXY=https://proxy.golang.org,direct\nGOSUMDB=sum.golang.org\n")
        .with("/home/gopher/.config/go/env", "GONOSUMDB=corp.example.com\n")
        .with("/home/gopher/.zshenv", "export PATH=/usr/local/go/bin GOPROXY=https://goproxy.example.com\n")
        .with("/home/gopher/.zprofile", "export GOFLAGS=$(cat ~/.goflags)\n")
}

fn request(files: MemoryTree) -> Request {
    let environment = [("HOME", "/home/gopher"), ("PATH", "/usr/local/go/bin"), ("GOPROXY", "direct")];
    Request {
        tree: SharedTree::new(files),
        process: Process::with(&environment, "/home/gopher/app"),
        ..Request::default()
    }
}

#[test]
fn a_process_a_shell_and_a_paste_are_looked_at_in_one_run() {
    let paste = go_env_output::parse("GOPROXY='off'\nGOVERSION='go1.22.4'\nGOOS='darwin'\n", None);
    let others = vec![
        ScenarioRequest::ShellStart(Shell::Zsh, Mode::NonInteractive),
        ScenarioRequest::ShellStart(Shell::Zsh, Mode::LoginInteractive),
        ScenarioRequest::Paste(paste),
    ];
    let inspection = Inspection::new(Request { others, ..request(files()) }).unwrap();
    let told = |scenario: &Scenario| {
        let value = |name| scenario.settings.value(name).to_owned();
        (scenario.version().to_string(), value("GOPROXY"), value("GONOSUMDB"))
    };
    let told: Vec<_> = inspection.scenarios().map(told).collect();
    let told: Vec<_> = told.iter().map(|(go, proxy, list)| [go.as_str(), proxy, list]).collect();
    assert_eq!(
        told,
        [
            ["1.27.3", "direct", "corp.example.com"],
            ["1.27.3", "https://goproxy.example.com", "corp.example.com"],
            ["1.27.3", "https://goproxy.example.com", "corp.example.com"],
            ["1.22.4", "off", ""],
        ]
    );
    let origins: Vec<_> = inspection.scenarios().map(|scenario| scenario.origin).collect();
    assert_eq!(origins[1], ScenarioOrigin::ShellStart(Shell::Zsh, Mode::NonInteractive));
    assert!(inspection.others[0].go.notes.is_empty());
    assert_eq!(
        inspection.others[1].go.notes,
        ["only a start of zsh tells its GOFLAGS; here it counts as unset"]
    );
}

#[test]
fn findings_about_the_repository_come_once_however_many_modules_it_has() {
    let go_mod = "module example.com/app\n\ngo 1.27\n\nrequire rsc.io/quote v1.5.2\n";
    let files = files()
        .with("/home/gopher/app/goenv-doctor.toml", "egress.allow = [\"goproxy.example.com\"]\n")
        .with("/home/gopher/app/go.mod", go_mod)
        .with("/home/gopher/app/tools/go.mod", go_mod);
    let inspection = Inspection::new(request(files)).unwrap();
    let roots = ["/home/gopher/app", "/home/gopher/app/tools"].map(Into::into).into();
    let repository = Repository::with_modules_in(inspection, roots).unwrap();
    assert_eq!(repository.module_files.len(), 2);
    let found = repository.judge().found;
    let unused = found.iter().filter(|found| found.rule.slug == "policy-unused-entry");
    assert_eq!(unused.count(), 1);
}
