//! What our built binary says about a case.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::case::{Case, LISTED, Version};
use super::server::{Reply, Table, reply, suitable_version};
use super::theirs::Laid;

/// The part of the document of `explain --format json` that is compared.
#[derive(Debug, Deserialize)]
pub(crate) struct Document {
    pub(crate) settings: BTreeMap<String, Setting>,
    pub(crate) modules: Vec<Module>,
}

/// A setting.
#[derive(Debug, Deserialize)]
pub(crate) struct Setting {
    pub(crate) value: String,
}

/// A module.
#[derive(Debug, Deserialize)]
pub(crate) struct Module {
    pub(crate) path: String,
    pub(crate) version: String,
    pub(crate) replaces: Option<String>,
    pub(crate) directory: Option<String>,
    pub(crate) prediction: Prediction,
}

/// A prediction.
#[derive(Debug, Deserialize)]
pub(crate) struct Prediction {
    pub(crate) contacts: Vec<Contact>,
    pub(crate) outcome: String,
    pub(crate) error: Option<String>,
}

impl Prediction {
    /// Whether the module's origin decides.
    pub(crate) fn is_open(&self) -> bool {
        self.outcome == "unknown"
    }

    /// Whether the last contact is a version control command's.
    pub(crate) fn asks_repository(&self) -> bool {
        self.contacts.last().is_some_and(|last| last.purpose == "vcs")
    }
}

/// A contact.
#[derive(Debug, Deserialize)]
pub(crate) struct Contact {
    pub(crate) url: String,
    #[serde(rename = "for")]
    pub(crate) purpose: String,
}

/// What came of asking.
#[derive(Debug)]
pub(crate) enum Told {
    /// The document.
    Explained(Document),
    /// The argument is refused, with these words after the program's name.
    Refused(String),
}

/// Runs the binary as a user would, in the surroundings of the case.
///
/// What servers would answer is given for the addresses that are probably asked. Where the prediction
/// asks others too, it is made again with their answers.
pub(crate) fn ask(case: &Case, laid: &Laid<'_>, argument: &str) -> Told {
    ask_about(case, laid, argument, &["--module"])
}

/// The same with other options.
pub(crate) fn ask_about(case: &Case, laid: &Laid<'_>, argument: &str, options: &[&str]) -> Told {
    let mut assumed = probable(case, laid);
    for _ in 0..60 {
        let told = run(laid, argument, options, &assumed);
        let Told::Explained(document) = &told else { return told };
        let contacts = document.modules.iter().flat_map(|module| &module.prediction.contacts);
        let before = assumed.len();
        assumed.extend(contacts.map(|contact| assumption(&case.table, laid, &contact.url)));
        if assumed.len() == before {
            return told;
        }
    }
    panic!("case {}: the prediction never settles", case.number);
}

fn run(laid: &Laid<'_>, argument: &str, options: &[&str], assumed: &BTreeSet<String>) -> Told {
    let mut command = laid.command(env!("CARGO_BIN_EXE_goenv-doctor"));
    command.arg("explain").args(options).args([
        "--format",
        "json",
        "--show-secrets",
        "--assume",
        "*=unreachable",
    ]);
    command.args(assumed.iter().flat_map(|text| ["--assume", text])).args(["--", argument]);
    let output = command.output().unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    match output.status.code() {
        Some(0) => Told::Explained(serde_json::from_slice(&output.stdout).unwrap()),
        Some(2) => Told::Refused(errors.strip_prefix("goenv-doctor: ").unwrap().to_owned()),
        other => panic!("{argument}: exit status {other:?}: {errors}"),
    }
}

/// The answers at the addresses that most cases ask.
fn probable(case: &Case, laid: &Laid<'_>) -> BTreeSet<String> {
    let Version { path, version } = &case.asked;
    let versions = [version, LISTED, &suitable_version(path)];
    let host = laid.addresses().0;
    let mut all = BTreeSet::new();
    for prefix in case.table.keys() {
        let mut add = |file: &str| {
            let url = format!("http://{host}/{prefix}/{}/{file}", path_escaped(path));
            all.insert(assumption(&case.table, laid, &url));
        };
        add("@v/list");
        add("@latest");
        for version in versions {
            ["info", "mod", "zip"].iter().for_each(|kind| add(&format!("@v/{version}.{kind}")));
        }
    }
    all
}

/// A module path in an address as it is sent: `A` as `!a`, percent-encoded.
fn path_escaped(path: &str) -> String {
    super::module::escaped(path).replace('!', "%21")
}

/// The `--assume` argument for one address.
fn assumption(table: &Table, laid: &Laid<'_>, url: &str) -> String {
    let (scheme, address) = url.split_once("://").unwrap_or(("", url));
    let address = address.split('?').next().unwrap_or(address);
    let path = address.split_once('/').map_or("", |(_, path)| path);
    let is_here = address.strip_prefix(laid.addresses().0).is_some_and(|rest| rest.starts_with('/'));
    let status = match scheme {
        "http" if is_here => match reply(table, path) {
            Reply::Ok => "ok".to_owned(),
            Reply::Status(code) => code.to_string(),
            Reply::Close => "unreachable".to_owned(),
        },
        // What the proxy for all other hosts says to plain http.
        "http" => "502".to_owned(),
        _ => "unreachable".to_owned(),
    };
    format!("{address}={status}")
}
