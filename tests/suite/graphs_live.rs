//! Modules of real graphs, asked for by a real go command on this machine: whom it asks first, and that it
//! asks nobody whom `check` does not list.
//!
//! Runs only where GOENV_DOCTOR_TEST_GO names go binaries, separated by `:`, of versions that can read these
//! graphs; GOENV_DOCTOR_TEST_COUNT says how many modules of each graph. Nothing leaves the machine: a loopback
//! server is the module proxy, and the proxy for every other host.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test tells what it sees")]

use crate::live::server;

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use server::Server;

const PROJECTS: &[&str] = &["prometheus", "caddy", "etcd"];

/// A scratch machine around a copy of a graph.
struct Machine<'a> {
    root: &'a Path,
    go: &'a Path,
    server: &'a Server,
    private: &'a str,
}

impl Machine<'_> {
    fn lay_out(&self, project: &str) {
        let graph = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/graphs").join(project);
        for directory in ["home", "work", "bin"] {
            fs::create_dir_all(self.root.join(directory)).unwrap();
        }
        for file in ["go.mod", "go.sum"] {
            fs::copy(graph.join(file), self.root.join("work").join(file)).unwrap();
        }
        let log = self.root.join("vcs.log");
        let git = self.root.join("bin/git");
        fs::write(&git, format!("#!/bin/sh\necho \"$@\" >>'{}'\nexit 1\n", log.display())).unwrap();
        fs::set_permissions(git, fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn command(&self, program: &Path) -> Command {
        let blocked = format!("http://{}", self.server.address);
        let mut command = Command::new(program);
        command.env_clear().current_dir(self.root.join("work"));
        command.env("HOME", self.root.join("home")).env("PATH", self.root.join("bin"));
        command.env("HTTPS_PROXY", &blocked).env("GOTOOLCHAIN", "local").env("GOPRIVATE", self.private);
        command.env("GOPROXY", format!("{blocked}/p1,direct")).env("GOROOT", self.goroot());
        command
    }

    fn goroot(&self) -> &Path {
        self.go.parent().and_then(Path::parent).unwrap()
    }

    fn report(&self) -> Value {
        let mut command = self.command(Path::new(env!("CARGO_BIN_EXE_goenv-doctor")));
        let output = command.args(["check", "--format", "json"]).output().unwrap();
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// The hosts that go asks about a module, in order; the proxy by its port.
    fn asked(&self, module: &str) -> Vec<String> {
        _ = self.server.take_log();
        _ = fs::remove_file(self.root.join("vcs.log"));
        self.command(self.go).args(["mod", "download", module]).output().unwrap();
        let log = self.server.take_log();
        let mut hosts: Vec<String> = log.iter().filter_map(|url| host(url)).collect();
        let vcs = fs::read_to_string(self.root.join("vcs.log")).unwrap_or_default();
        hosts.extend(vcs.split_whitespace().filter_map(host));
        hosts.dedup();
        hosts
    }
}

/// `host:port` of an address.
fn host(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let host = rest.split('/').next()?;
    let port = if scheme == "https" { ":443" } else { "" };
    Some(if host.contains(':') { host.to_owned() } else { format!("{host}{port}") })
}

fn hosts(module: &Value, contacted: &[&str]) -> Vec<String> {
    let all = module["hosts"].as_array().unwrap().iter();
    let chosen = all.filter(|host| contacted.contains(&host["contacted"].as_str().unwrap()));
    chosen.map(|host| host["host"].as_str().unwrap().to_owned()).collect()
}

/// How many modules were asked for, and what does not fit.
fn compare(machine: &Machine<'_>, project: &str, count: usize) -> (usize, Vec<String>) {
    machine.lay_out(project);
    let report = machine.report();
    let modules: Vec<&Value> = report["modules"].as_array().unwrap().iter().collect();
    let modules: Vec<&Value> =
        modules.into_iter().filter(|module| !module["directory"].is_string()).collect();
    let step = (modules.len() / count).max(1);
    // The private module comes first in each of the graphs.
    let chosen: Vec<&Value> = modules.into_iter().step_by(step).collect();
    let mut bad = vec![];
    for module in &chosen {
        let name = format!("{}@{}", module["path"].as_str().unwrap(), module["version"].as_str().unwrap());
        let asked = machine.asked(&name);
        let (will, may) = (hosts(module, &["will"]), hosts(module, &["will", "may", "behind"]));
        let allowed: BTreeSet<&String> = may.iter().collect();
        let fits = asked.first() == will.first() && asked.iter().all(|host| allowed.contains(host));
        if !fits {
            bad.push(format!("{project}: {name}: go asked {asked:?}, check lists {will:?} of {may:?}"));
        }
    }
    (chosen.len(), bad)
}

#[test]
fn hosts_of_real_graphs_as_the_go_command() {
    let Ok(binaries) = std::env::var("GOENV_DOCTOR_TEST_GO") else {
        eprintln!("skipped: live comparison of module graphs; GOENV_DOCTOR_TEST_GO names no go binary");
        return;
    };
    let count =
        std::env::var("GOENV_DOCTOR_TEST_COUNT").ok().and_then(|text| text.parse().ok()).unwrap_or(12);
    let server = Server::start();
    for go in binaries.split(':').filter(|binary| !binary.is_empty()).map(Path::new) {
        let version = fs::read_to_string(go.parent().unwrap().join("../VERSION")).unwrap_or_default();
        let minor = version.split('.').nth(1).and_then(|minor| minor.parse::<u32>().ok()).unwrap_or(0);
        if minor < 25 {
            eprintln!("skipped: {} cannot read these graphs", version.lines().next().unwrap_or("go"));
            continue;
        }
        for private in ["corp.example.com,*.corp.example.com", "*.example.com,github.com/p*", ""] {
            let scratch = tempfile::tempdir().unwrap();
            for project in PROJECTS {
                let root = scratch.path().join(project);
                fs::create_dir_all(&root).unwrap();
                let machine = Machine { root: &root, go, server: &server, private };
                let (total, bad) = compare(&machine, project, count);
                eprintln!("{project}, GOPRIVATE={private:?}: {}/{total}", total - bad.len());
                assert!(bad.is_empty(), "{}", bad.join("\n"));
            }
            // go makes its module cache read-only.
            _ = Command::new("chmod").args(["-R", "u+w"]).arg(scratch.path()).status();
        }
    }
}
