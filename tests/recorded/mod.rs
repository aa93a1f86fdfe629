//! Recorded runs of real go commands, read from the fixtures.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;

/// How each host answers, by name.
pub type Servers = BTreeMap<String, String>;

#[derive(Deserialize)]
struct Head {
    servers: Vec<Servers>,
}

/// One recorded run.
#[derive(Debug, Deserialize)]
pub struct Row {
    pub id: String,
    pub go: String,
    pub env: BTreeMap<String, String>,
    pub goenv: Option<String>,
    pub goroot_env: Option<String>,
    #[serde(default)]
    pub files: BTreeMap<String, String>,
    pub module: String,
    pub version: String,
    pub package: Option<String>,
    #[serde(default)]
    pub only_settings: bool,
    #[serde(rename = "server")]
    server_index: usize,
    #[serde(rename = "sumdb_server")]
    sumdb_index: usize,
    #[serde(skip)]
    pub server: Servers,
    #[serde(skip)]
    pub sumdb_server: Servers,
    pub contacts: Vec<String>,
    #[serde(default)]
    pub vcs: bool,
    pub exit: i32,
    pub error: Option<String>,
    pub settings: BTreeMap<String, Option<String>>,
}

/// The rows of `fixtures/corpus/NAME.jsonl`.
pub fn rows(name: &str) -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/corpus").join(format!("{name}.jsonl"));
    let text = fs::read_to_string(path).unwrap();
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

impl Row {
    /// The recorded answers as `--assume` arguments. Hosts that are not listed answered 404.
    pub fn assumptions(&self) -> Vec<String> {
        let status =
            |answer: &str| if answer == "refuse" { "unreachable".to_owned() } else { answer.to_owned() };
        let mut all = vec!["*=404".to_owned()];
        all.extend(self.server.iter().map(|(host, answer)| format!("{host}={}", status(answer))));
        let goproxy = self.settings.get("GOPROXY").and_then(Clone::clone).unwrap_or_default();
        for (host, answer) in &self.sumdb_server {
            for base in bases(&goproxy, host) {
                all.extend(["sumdb/", "lookup/"].map(|path| format!("{base}/{path}={}", status(answer))));
            }
        }
        // A proxy cannot sign for sum.golang.org here: it answers lookups with "no such database".
        for host in self.server.keys().chain(self.sumdb_server.keys()) {
            let lookups = bases(&goproxy, host)
                .into_iter()
                .map(|base| format!("{base}/sumdb/sum.golang.org/lookup/=404"));
            all.extend(lookups);
        }
        all
    }

    /// The contacts up to the first one of the module's origin, in the form of a prediction.
    pub fn contacts_before_origin(&self) -> Vec<String> {
        let origin = |contact: &String| contact.contains("?go-get=1");
        let end = self.contacts.iter().position(origin).unwrap_or(self.contacts.len());
        self.contacts[..end].to_vec()
    }
}
