//! `--diff`: what changed since an earlier report, or against the settings of another machine.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use super::super::error::UsageError;
use super::super::options::Options;
use super::baseline;
use super::run::Check;
use crate::audit::{Auditor, Contacted, Module, Side};
use crate::go::predict::Context;
use crate::inspect::Request;
use crate::inspect::graph::is_cached;
use crate::inspect::machine::Machine;
use crate::report::document::{ChangeDocument, CheckDocument, DiffDocument, FindingState};
use crate::source::go_env_output;

/// One side of the comparison.
#[derive(Debug, Default)]
struct State {
    settings: BTreeMap<String, String>,
    modules: BTreeMap<String, String>,
    hosts: BTreeSet<String>,
    /// By fingerprint; `None` where there is nothing to compare with.
    findings: Option<BTreeMap<String, String>>,
}

/// Compares with the file.
///
/// # Errors
/// A file that cannot be read, or that is neither a report nor `go env` output.
pub(super) fn against(
    base: &Path,
    check: &Check,
    document: &CheckDocument,
    options: &Options,
) -> Result<DiffDocument, UsageError> {
    let text = check.machine.tree.content(base)?.pasted(base)?;
    let before = match baseline::parse(&text, base) {
        Ok(report) => of_report(&report),
        Err(error) => {
            let output = go_env_output::parse(&text, Some(base));
            if output.assignments.is_empty() {
                return Err(error);
            }
            of_machine(
                &Machine::read(&Request { go_env: Some(output), ..options.request_without_paste()? })?,
                check,
            )
        }
    };
    let after = of_document(check, document);
    let removed =
        |ours: &BTreeSet<String>, other: &BTreeSet<String>| ours.difference(other).cloned().collect();
    let (findings_added, findings_removed) = match (&before.findings, &after.findings) {
        (Some(before), Some(after)) => (missing(after, before), missing(before, after)),
        _ => (vec![], vec![]),
    };
    Ok(DiffDocument {
        base: base.to_string_lossy().into_owned(),
        settings: changes(&before.settings, &after.settings),
        modules: changes(&before.modules, &after.modules),
        hosts_added: removed(&after.hosts, &before.hosts),
        hosts_removed: removed(&before.hosts, &after.hosts),
        findings_added,
        findings_removed,
    })
}

/// What a module comes to, in a few words: `verified, proxy.golang.org`.
fn words(side: &str, source: &str) -> String {
    if source.is_empty() { side.to_owned() } else { format!("{side}, {source}") }
}

fn of_module(module: &Module) -> String {
    let source = if module.side == Side::Blocked { String::new() } else { module.source() };
    words(module.side.word(), &source)
}

fn of_document(check: &Check, document: &CheckDocument) -> State {
    let mut state = State { findings: Some(BTreeMap::new()), ..State::default() };
    let settings = document.settings.iter();
    state.settings = settings.map(|(name, setting)| (name.clone(), setting.value.clone())).collect();
    check.for_each_module(|_, module| {
        state.modules.entry(module.seen.path.clone()).or_insert_with(|| of_module(module));
    });
    state.hosts = document.egress.iter().map(|found| format!("{}:{}", found.host, found.port)).collect();
    let found = document.diagnostics.iter().filter(|found| found.state != FindingState::Suppressed);
    let line = |found: &crate::report::document::FindingDocument| {
        let words = format!("{}: {}", found.diagnostic.name, found.diagnostic.message);
        (found.fingerprint.clone(), words)
    };
    state.findings = Some(found.map(line).collect());
    state
}

/// The same modules under the settings of another machine.
fn of_machine(machine: &Machine, check: &Check) -> State {
    let mut state = State::default();
    let settings = machine.settings.iter();
    state.settings =
        settings.map(|setting| (setting.name.clone(), check.secrets.value(&setting.value))).collect();
    // Settings are what differs; the files are those of this machine.
    let is_cached = is_cached(&check.machine);
    let auditor = Auditor {
        engine: &machine.engine,
        context: &Context::default(),
        answers: &check.answers,
        is_cached: &is_cached,
    };
    check.for_each_module(|_, module| {
        let other = auditor.decide(module.seen.clone());
        let hosts = other.touches.iter().filter(|touch| touch.contacted != Contacted::Behind);
        state.hosts.extend(hosts.map(|touch| touch.host.to_string()));
        state.modules.entry(module.seen.path.clone()).or_insert_with(|| of_module(&other));
    });
    state
}

fn of_report(report: &Value) -> State {
    let text = |value: &Value, key: &str| value.get(key)?.as_str().map(str::to_owned);
    let list = |key: &str| report.get(key).and_then(Value::as_array).into_iter().flatten();
    let settings = report.get("settings").and_then(Value::as_object).into_iter().flatten();
    let mut state = State {
        settings: settings
            .filter_map(|(name, setting)| Some((name.clone(), text(setting, "value")?)))
            .collect(),
        ..State::default()
    };
    for module in list("modules") {
        let (Some(path), Some(side)) = (text(module, "path"), text(module, "side")) else { continue };
        let source = if side == Side::Blocked.word() { String::new() } else { first_host(module) };
        state.modules.entry(path).or_insert_with(|| words(&side, &source));
    }
    for host in list("egress") {
        if let (Some(name), Some(port)) = (text(host, "host"), host.get("port").and_then(Value::as_u64)) {
            state.hosts.insert(format!("{name}:{port}"));
        }
    }
    let found = list("diagnostics").filter(|found| text(found, "state").as_deref() != Some("suppressed"));
    let line = |found: &Value| {
        let words = format!("{}: {}", text(found, "name")?, text(found, "message")?);
        Some((text(found, "fingerprint")?, words))
    };
    state.findings = Some(found.filter_map(line).collect());
    state
}

/// The first host that is contacted for a module.
fn first_host(module: &Value) -> String {
    let hosts = module.get("hosts").and_then(Value::as_array).into_iter().flatten();
    let mut contacted = hosts.filter(|host| {
        host.get("contacted").and_then(Value::as_str) == Some("will")
            && host.get("toolchain").and_then(Value::as_bool) != Some(true)
    });
    let first = contacted.next().and_then(|host| host.get("host")?.as_str());
    first.and_then(|host| host.rsplit_once(':')).map_or_else(String::new, |(name, _)| name.to_owned())
}

fn changes(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) -> Vec<ChangeDocument> {
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let changed = names.into_iter().filter(|name| before.get(*name) != after.get(*name));
    changed
        .map(|name| ChangeDocument {
            name: name.clone(),
            before: before.get(name).cloned(),
            after: after.get(name).cloned(),
        })
        .collect()
}

/// The findings of one side that the other does not have.
fn missing(ours: &BTreeMap<String, String>, other: &BTreeMap<String, String>) -> Vec<String> {
    ours.iter()
        .filter(|(fingerprint, _)| !other.contains_key(*fingerprint))
        .map(|(_, line)| line.clone())
        .collect()
}
