//! A policy to start from.

use super::{Secrets, safe_json};
use crate::audit::Contacted;
use crate::inspect::Repository;
use crate::settings::Setting;
use crate::source::Layer;

/// Settings that a policy is usually about.
const USUAL: &[&str] =
    &["GOPROXY", "GOSUMDB", "GOPRIVATE", "GONOPROXY", "GONOSUMDB", "GOINSECURE", "GOVCS", "GOTOOLCHAIN"];

/// A goenv-doctor.toml made of what is seen, with a comment on each part. What somebody might not have
/// meant is there as a comment only.
pub fn policy(repository: &Repository, secrets: Secrets) -> String {
    let mut out = String::from(
        "# What this project demands of Go's environment. Checked by: goenv-doctor check\n\
         # Made from the settings of one machine: read it before you commit it.\n\n\
         # Findings of this severity or worse make `check` fail: error, warning, info or never.\n\
         fail-on = \"warning\"\n\n",
    );
    out.push_str(&private(repository));
    out.push_str(&require(repository, secrets));
    out.push_str(&egress(repository));
    out.push_str(&verification(repository));
    out.push_str(
        "# Findings that are intended, each with its reason:\n# [[ignore]]\n# rule = \"goproxy-off\"\n# \
         reason = \"the build machines have no network\"\n",
    );
    out
}

/// A text as a TOML string.
fn quoted(text: &str) -> String {
    // A string of JSON is one of TOML, but for DEL.
    safe_json(&serde_json::Value::from(text).to_string())
}

fn list(texts: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let quoted: Vec<String> = texts.into_iter().map(|text| quoted(text.as_ref())).collect();
    if quoted.len() < 2 {
        return format!("[{}]", quoted.join(""));
    }
    format!("[\n    {},\n]", quoted.join(",\n    "))
}

fn private(repository: &Repository) -> String {
    let head = "# Modules whose names no public server may learn, in the patterns of GOPRIVATE.\n";
    let value = repository.inspection.scenario.settings.value("GOPRIVATE");
    let patterns: Vec<&str> = value.split(',').map(str::trim).filter(|text| !text.is_empty()).collect();
    if patterns.is_empty() {
        return format!("{head}# private = [\"corp.example.com\"]\n\n");
    }
    format!("{head}private = {}\n\n", list(patterns))
}

fn require(repository: &Repository, secrets: Secrets) -> String {
    let mut out = String::from(
        "# Values that settings must have; a list allows any of its values, and * stands for any \
         text.\n[require]\n",
    );
    for name in USUAL {
        let Some(setting) = repository.inspection.scenario.settings.get(name) else { continue };
        let line = format!("{name} = {}\n", quoted(&secrets.value(&setting.value)));
        // What nobody set is not demanded, and what holds a secret cannot be written down.
        out.push_str(&if is_set(setting) && !line.contains("xxxxx") { line } else { format!("# {line}") });
    }
    out.push('\n');
    out
}

fn is_set(setting: &Setting) -> bool {
    !matches!(setting.origin.layer, Layer::Default | Layer::Derived | Layer::GorootGoEnv)
        && !setting.value.is_empty()
}

fn egress(repository: &Repository) -> String {
    let hosts = |contacted| {
        let found = repository.tally.hosts.iter().filter(move |(_, found)| found.contacted == contacted);
        let mut names: Vec<String> = found
            .map(|((host, _), _)| if host.port == 443 { host.name.clone() } else { host.to_string() })
            .collect();
        names.dedup();
        names
    };
    let (will, may) = (hosts(Contacted::Will), hosts(Contacted::May));
    let may: Vec<String> = may.into_iter().filter(|name| !will.contains(name)).collect();
    let mut out =
        String::from("# The only hosts that may be contacted, as HOST, *.HOST or HOST:PORT.\n[egress]\n");
    out.push_str(&format!("allow = {}\n", list(&will)));
    if !may.is_empty() {
        out.push_str("# Those come into play when others fail:\n");
        may.iter().for_each(|name| out.push_str(&format!("#   {}\n", quoted(name))));
    }
    out.push('\n');
    out
}

fn verification(repository: &Repository) -> String {
    let all_verified = repository.module_files.iter().all(|file| file.counts.unverified == 0);
    let asks_database = repository.tally.without_database.total == 0;
    let word = if asks_database { "database" } else { "go.sum" };
    let mark = if all_verified { "" } else { "# " };
    format!(
        "# How modules that are not private are verified: \"database\" (a checksum database is asked) or\n\
         # \"go.sum\" (a hash in go.sum is enough).\n\
         {mark}[verification]\n{mark}public = \"{word}\"\n\n"
    )
}
