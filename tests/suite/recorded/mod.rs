//! Recorded runs of real go commands, read from the fixtures and laid out as files for our binary.

#![allow(dead_code, reason = "each test program uses its own part")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use goenv_doctor::go::GoVersion;
use goenv_doctor::go::tables::defaults::go_env_file;
use serde::Deserialize;
use serde_json::Value;

use crate::support::fixture;

/// How each host answers, by name.
pub(crate) type Servers = BTreeMap<String, String>;

#[derive(Deserialize)]
struct Head {
    servers: Vec<Servers>,
}

/// One recorded run. `fixtures/corpus/README.md` gives the meaning of the keys.
#[derive(Debug, Deserialize)]
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) go: String,
    pub(crate) env: BTreeMap<String, String>,
    pub(crate) goenv: Option<String>,
    goroot_env: Option<String>,
    #[serde(default)]
    pub(crate) files: BTreeMap<String, String>,
    pub(crate) module: String,
    pub(crate) version: String,
    pub(crate) package: Option<String>,
    #[serde(default)]
    pub(crate) only_settings: bool,
    #[serde(rename = "server")]
    server_index: usize,
    #[serde(rename = "sumdb_server")]
    sumdb_index: usize,
    #[serde(skip)]
    pub(crate) server: Servers,
    #[serde(skip)]
    pub(crate) sumdb_server: Servers,
    pub(crate) contacts: Vec<String>,
    /// Whether go started a version control command.
    #[serde(default)]
    pub(crate) vcs: bool,
    pub(crate) exit: i32,
    pub(crate) error: Option<String>,
    /// `go env -json`; empty where `go env` itself failed.
    pub(crate) settings: BTreeMap<String, String>,
}

/// The rows of `fixtures/corpus/NAME.jsonl`, whose first line holds the tables of servers.
pub(crate) fn runs(name: &str) -> Vec<Row> {
    let text = fs::read_to_string(fixture(&format!("corpus/{name}.jsonl"))).unwrap();
    let mut lines = text.lines();
    let head: Head = serde_json::from_str(lines.next().unwrap()).unwrap();
    let row = |line: &str| {
        let mut row: Row = serde_json::from_str(line).unwrap();
        row.server = head.servers[row.server_index].clone();
        row.sumdb_server = head.servers[row.sumdb_index].clone();
        row
    };
    lines.map(row).collect()
}

impl Row {
    /// What `$GOROOT/go.env` holds; `None`: the run had no such file.
    pub(crate) fn go_env(&self) -> Option<String> {
        match self.goroot_env.as_deref() {
            Some("__missing__") => None,
            text => Some(text.map_or_else(|| go_env_file(GoVersion::NEWEST_KNOWN), str::to_owned)),
        }
    }

    /// The recorded answers as `--assume` arguments. Hosts that are not listed answered 404; a proxy
    /// could not sign for sum.golang.org there, so it answered such lookups with 404.
    pub(crate) fn assumptions(&self) -> Vec<String> {
        let status = |answer: &str| if answer == "refuse" { "unreachable" } else { answer }.to_owned();
        let goproxy = self.settings.get("GOPROXY").cloned().unwrap_or_default();
        let mut all = vec!["*=404".to_owned()];
        all.extend(self.server.iter().map(|(host, answer)| format!("{host}={}", status(answer))));
        for (host, answer) in self.server.iter().chain(&self.sumdb_server) {
            for base in bases(&goproxy, host) {
                if self.sumdb_server.contains_key(host) || base.contains('/') {
                    all.extend(["sumdb/", "lookup/"].map(|path| format!("{base}/{path}={}", status(answer))));
                }
                all.push(format!("{base}/sumdb/sum.golang.org/lookup/=404"));
            }
        }
        all
    }

    /// Whether the run ended in something that nobody can foresee from settings: a wrong hash in
    /// go.sum, a database that signs with another key, a server that breaks the connection off.
    pub(crate) fn ends_unforeseeably(&self) -> bool {
        let error = self.error.as_deref().unwrap_or_default();
        ["checksum mismatch", "no verifiable signatures", ": EOF"].iter().any(|text| error.contains(text))
            || error.contains("module declares its path as")
    }

    /// The error as a prediction words it: without the lines that only the server or the progress of
    /// the run knows. None where the simulated internet refused in words of its own.
    pub(crate) fn comparable_error(&self) -> Option<String> {
        let error = self.error.as_deref()?;
        let progress = ["\tserver response", "go: finding", "go: downloading"];
        let lines = error.lines().filter(|line| !progress.iter().any(|start| line.starts_with(start)));
        let text = lines.collect::<Vec<_>>().join("\n");
        let text = text.trim_end().strip_prefix("go: ").unwrap_or(text.trim_end()).to_owned();
        let own_words = text.ends_with("Bad Gateway") || text.contains("tls:") || text.contains("x509:");
        (!own_words && !self.ends_unforeseeably()).then_some(text)
    }

    /// The recorded contacts in the form of a prediction: repeats folded, hosts that refused as such.
    pub(crate) fn recorded_contacts(&self) -> Vec<String> {
        let mut contacts: Vec<String> = self.contacts.iter().map(|url| self.folded(url)).collect();
        contacts.dedup();
        // `go env` was recorded with the run; where it fetches a toolchain it does so once more.
        let half = contacts.len() / 2;
        if contacts.iter().any(|url| url.contains("golang.org/toolchain"))
            && contacts[..half] == contacts[half..]
        {
            contacts.truncate(half);
        }
        contacts
    }

    /// A contact as recorded: `!` unescaped, a host without an answer as `refused https://HOST`.
    pub(crate) fn folded(&self, url: &str) -> String {
        let url = url.replace("%21", "!");
        let refused = self.server.iter().chain(&self.sumdb_server).find(|(host, answer)| {
            answer.as_str() == "refuse"
                && url.strip_prefix("https://").is_some_and(|rest| rest.starts_with(&format!("{host}/")))
        });
        refused.map_or(url, |(host, _)| format!("refused https://{host}"))
    }

    /// Lays the run's files out below a directory and asks our binary.
    pub(crate) fn ask(&self, scratch: &Path, arguments: &[&str]) -> Value {
        let write = |path: &Path, text: &str| {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        if let Some(text) = &self.goenv {
            write(&scratch.join("home/.config/go/env"), text);
        }
        write(&scratch.join("goroot/VERSION"), &format!("go{}\n", self.go));
        if let Some(text) = self.go_env() {
            write(&scratch.join("goroot/go.env"), &text);
        }
        fs::create_dir_all(scratch.join("work")).unwrap();
        for (name, text) in &self.files {
            write(&scratch.join("work").join(name), text);
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_goenv-doctor"));
        command
            .env_clear()
            .envs(&self.env)
            .env("HOME", scratch.join("home"))
            .env("TMPDIR", scratch.join("tmp"));
        command
            .args(arguments)
            .args(["--format", "json", "--show-secrets", "--goroot"])
            .arg(scratch.join("goroot"));
        command.arg("-C").arg(scratch.join("work"));
        if arguments[0] == "explain" {
            command.args(self.assumptions().iter().flat_map(|text| ["--assume", text]));
        }
        let output = command.output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "{}: {}", self.id, String::from_utf8_lossy(&output.stderr));
        serde_json::from_str(&text.replace(scratch.to_str().unwrap(), "$D")).unwrap()
    }
}

/// The addresses below which a host serves modules: itself, and the paths that GOPROXY gives it.
fn bases(goproxy: &str, host: &str) -> Vec<String> {
    let mut found = vec![host.to_owned()];
    for entry in goproxy.split([',', '|']).chain(goproxy.split(',')) {
        let entry = entry.trim();
        let address = entry.split_once("://").map_or(entry, |(_, rest)| rest);
        let address = address.rsplit_once('@').map_or(address, |(_, rest)| rest);
        let address = address.split(['?', '#']).next().unwrap_or(address).trim_end_matches('/');
        if address.starts_with(&format!("{host}/")) || address.starts_with(&format!("{host}:")) {
            found.push(address.replace(' ', "%20").replace('|', "%7C"));
        }
    }
    found
}
