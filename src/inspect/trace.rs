//! The steps that led to a module's decisions, and who learns its name.

use crate::go::decision::{
    ChecksumDecider, ChecksumDecision, ChecksumVerdict, DownloadDecider, DownloadDecision, DownloadVerdict,
    Hop, MatchedPattern,
};
use crate::go::predict::{Contact, Prediction, Purpose};
use crate::go::toolchain::TOOLCHAIN_MODULE;
use crate::settings::Scenario;
use crate::source::{Origin, Value};

/// One step of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The variable (or file) looked at.
    pub variable: String,
    /// Its value.
    pub value: Value,
    /// Where the value comes from.
    pub origin: Option<Origin>,
    /// What came of it, in a few words.
    pub result: String,
}

/// The steps of both decisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// Towards the checksum verdict.
    pub checksum: Vec<Step>,
    /// Towards the download verdict.
    pub download: Vec<Step>,
}

/// Builds the trace in go's own order: GONOSUMDB, GOSUMDB, GONOPROXY, GOPROXY.
pub(super) fn trace(scenario: &Scenario, checksum: &ChecksumDecision, download: &DownloadDecision) -> Trace {
    let step = |variable: &str, result: String| step(scenario, variable, result);
    Trace { checksum: checksum_steps(checksum, &step), download: download_steps(download, &step) }
}

type MakeStep<'a> = &'a dyn Fn(&str, String) -> Step;

fn checksum_steps(decision: &ChecksumDecision, step: MakeStep<'_>) -> Vec<Step> {
    match decision.decided_by {
        ChecksumDecider::Replace => vec![step("replace", "replaced by a directory".into())],
        ChecksumDecider::GoSum => vec![step("go.sum", "holds both hashes".into())],
        ChecksumDecider::Gonosumdb => vec![step("GONOSUMDB", pattern_result(decision.pattern.as_ref()))],
        ChecksumDecider::Toolchain => {
            vec![
                step("GONOSUMDB", "has no effect on toolchains".into()),
                step("GOSUMDB", database_result(decision)),
            ]
        }
        ChecksumDecider::Gosumdb => {
            vec![step("GONOSUMDB", pattern_result(None)), step("GOSUMDB", database_result(decision))]
        }
    }
}

fn database_result(decision: &ChecksumDecision) -> String {
    match (&decision.verdict, &decision.database) {
        (ChecksumVerdict::Skip, _) => "off".into(),
        (_, Some(database)) => database.clone(),
        (_, None) => "cannot be used".into(),
    }
}

fn download_steps(decision: &DownloadDecision, step: MakeStep<'_>) -> Vec<Step> {
    let by_list =
        |result: &str| vec![step("GONOPROXY", pattern_result(None)), step("GOPROXY", result.into())];
    match (decision.decided_by, decision.verdict) {
        (DownloadDecider::Gonoproxy, _) => vec![step("GONOPROXY", pattern_result(decision.pattern.as_ref()))],
        (DownloadDecider::Goproxy, DownloadVerdict::Error) => vec![step("GOPROXY", "cannot be used".into())],
        (DownloadDecider::Goproxy, DownloadVerdict::Blocked) => by_list("off comes first"),
        (DownloadDecider::Goproxy, DownloadVerdict::Direct) => by_list("direct comes first"),
        (DownloadDecider::Goproxy, DownloadVerdict::Proxy) => by_list("a proxy comes first"),
        (DownloadDecider::Replace, _) => vec![step("replace", "replaced by a directory".into())],
        (DownloadDecider::Path, _) => vec![step("path", "refused".into())],
        (other, _) => vec![step(other.name(), "stops go before any request".into())],
    }
}

fn pattern_result(pattern: Option<&MatchedPattern>) -> String {
    pattern.map_or_else(|| "no match".into(), |pattern| format!("{} matches", pattern.text))
}

/// A step with the place where its value was written; a derived value names the place of its source.
fn step(scenario: &Scenario, variable: &str, result: String) -> Step {
    let setting = scenario.settings.get(variable);
    let origin = setting.map(|setting| {
        let source = setting.origin.from.and_then(|from| scenario.settings.get(from));
        let origin = source.map_or(&setting.origin, |source| &source.origin).clone();
        Origin { from: setting.origin.from, ..origin }
    });
    let value = setting.map_or_else(|| Value::from(""), |setting| setting.value.clone());
    Step { variable: variable.to_owned(), value, origin, result }
}

/// The hosts that learn the module's name: those that the prediction asks by name with the database
/// behind them, and those that come into play when they fail.
pub(super) fn learners(
    path: &str,
    checksum: &ChecksumDecision,
    download: &DownloadDecision,
    prediction: &Prediction,
) -> (Vec<String>, Vec<String>) {
    let is_toolchain = path == TOOLCHAIN_MODULE;
    let mut certain: Vec<String> = vec![];
    let mut possible: Vec<String> = vec![];
    // Neither the question for support nor the download of a toolchain tells the name.
    let named = prediction.contacts.iter().filter(|contact| {
        contact.purpose != Purpose::SumdbSupported
            && (is_toolchain || !contact.url.contains(TOOLCHAIN_MODULE))
    });
    for contact in named.clone() {
        add(&mut certain, host(&contact.url));
    }
    let is_lookup = |contact: &&Contact| contact.purpose == Purpose::SumdbLookup;
    if named.clone().any(|contact| is_lookup(&contact))
        && let Some(last) = checksum.route.last()
    {
        // A proxy passes the lookup on to the database.
        add(&mut certain, last.url.as_deref().and_then(host));
    }
    let hops = download.route.iter().chain(checksum.route.iter().filter(|_| !certain.is_empty()));
    for hop in hops {
        add(&mut possible, hop_host(hop));
    }
    possible.retain(|host| !certain.contains(host));
    (certain, possible)
}

fn hop_host(hop: &Hop) -> Option<String> {
    hop.url.as_deref().and_then(host)
}

fn add(list: &mut Vec<String>, host: Option<String>) {
    if let Some(host) = host.filter(|host| !list.contains(host)) {
        list.push(host);
    }
}

/// The host of an address; `None` for `file:` addresses.
fn host(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    (!host.is_empty()).then(|| host.to_owned())
}
