//! Puts everything together: the causes, best first, and what was recognised.

use super::case::Case;
use super::class::{Ask, Class, Trigger};
use super::families::CLASSES;
use super::fix::Fix;
use super::known::Known;
use super::observed::{Observed, Sighting};
use super::suspect::suspects;
use super::trouble::is_trouble;
use super::weigh::{Evidence, Source, Weigh};
use super::wording::Share;
use crate::go::tables::failures::FailureClass;
use crate::source::error_log::{Facts, ModuleAt, Statement};

/// Causes that are shown at most.
const MAX_CAUSES: usize = 3;

/// Causes less likely than this are not shown.
const MIN_CONFIDENCE: f64 = 0.2;

/// A possible cause.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cause {
    /// The class's stable name.
    pub class: &'static str,
    /// What happened, in one short line.
    pub title: &'static str,
    /// How sure this is, from 0 to 1.
    pub confidence: f64,
    /// What speaks for it, and what against it.
    pub evidence: Vec<Evidence>,
    /// What tells it from lookalikes.
    pub question: &'static str,
    /// The command that answers the question; empty: there is none.
    pub command: &'static str,
    /// The safest fix.
    pub fix: Fix,
    /// What not to do.
    pub avoid: &'static [&'static str],
}

/// What came out.
#[derive(Debug, Clone, Default)]
pub(crate) struct Diagnosis {
    /// The causes, best first.
    pub causes: Vec<Cause>,
    /// Modules that errors name, the one of the first cause first.
    pub modules: Vec<ModuleAt>,
    /// Hosts that errors name, with whether the settings lead to them, where that can be told.
    pub hosts: Vec<(String, Option<bool>)>,
    /// What go was doing.
    pub phases: Vec<&'static str>,
    /// Errors of go that no class knows.
    pub unknown: Vec<Statement>,
}

/// Finds the causes.
pub(crate) fn diagnose(observed: &Observed, known: &Known) -> Diagnosis {
    let mut causes: Vec<(usize, Cause)> = vec![];
    for sighting in &observed.sightings {
        let case = case(sighting, known, observed);
        for (index, class) in CLASSES.iter().enumerate() {
            let Some(cause) = judge(index, class, sighting, &case) else { continue };
            match causes.iter_mut().find(|(other, _)| *other == index) {
                Some((_, other)) if other.confidence >= cause.confidence => {}
                Some((_, other)) => *other = cause,
                None => causes.push((index, cause)),
            }
        }
    }
    let is_known = causes.iter().any(|(_, cause)| cause.confidence >= Share::Possible.confidence());
    if !is_known && observed.is_worth_suspecting() {
        for (index, cause) in suspected(observed, known) {
            causes.retain(|(other, _)| *other != index);
            causes.push((index, cause));
        }
    }
    causes.retain(|(_, cause)| cause.confidence >= MIN_CONFIDENCE);
    causes.sort_by(|(a, one), (b, two)| two.confidence.total_cmp(&one.confidence).then(a.cmp(b)));
    causes.truncate(MAX_CAUSES);
    let mut diagnosis =
        Diagnosis { causes: causes.into_iter().map(|(_, cause)| cause).collect(), ..Diagnosis::default() };
    recognise(observed, known, &mut diagnosis);
    diagnosis
}

fn case<'a>(sighting: &'a Sighting, known: &'a Known, log: &'a Observed) -> Case<'a> {
    Case {
        statement: &sighting.statement,
        facts: &sighting.facts,
        said: &sighting.said,
        answered: &sighting.answered,
        known,
        log,
    }
}

fn judge(index: usize, class: &Class, sighting: &Sighting, case: &Case<'_>) -> Option<Cause> {
    let found = sighting.matches.iter().find(|found| found.class == index);
    if found.is_none() && matches!(class.trigger, Trigger::Wordings(_)) {
        return None;
    }
    let is_hint = found.is_some_and(|found| found.share == Share::Hint);
    if is_hint && (case.log.has_code_errors || !is_trouble(&sighting.statement.text)) {
        return None;
    }
    let mut weigh = Weigh::new(found.map(|found| found.share));
    (class.weigh)(case, &mut weigh);
    let confidence = weigh.confidence()?;
    let mut evidence = vec![quotation(sighting, found.map_or(0, |found| found.word_at))];
    evidence.append(&mut weigh.evidence);
    if let Some(version) = case.known.version.filter(|_| case.known.is_listing)
        && let Some(found) = found
        && (version.minor() < found.since || found.until.is_some_and(|until| version.minor() >= until))
    {
        let text = format!(
            "go{version} does not print these words: the go that failed is not the one whose settings were \
             pasted"
        );
        evidence.push(Evidence { text, source: Source::Both, line: None, supports: None });
    }
    Some(cause(class, confidence, evidence, case))
}

fn cause(class: &Class, confidence: f64, evidence: Vec<Evidence>, case: &Case<'_>) -> Cause {
    let Ask { question, command } = class.ask;
    let fix = (class.fix)(case);
    Cause {
        class: class.id.name(),
        title: class.id.title(),
        confidence,
        evidence,
        question,
        command,
        fix,
        avoid: class.avoid,
    }
}

/// Characters of the log that are quoted.
const QUOTED: usize = 240;

/// The words of the log, from the line on that has the telling word.
fn quotation(sighting: &Sighting, from: usize) -> Evidence {
    let statement = &sighting.statement;
    let before = statement.text.get(..from).unwrap_or("");
    let is_long = statement.text.len() > QUOTED;
    let start = if is_long { before.rfind('\n').map_or(0, |end| end + 1) } else { 0 };
    let skipped = statement.text.get(..start).unwrap_or("").matches('\n').count() as u64;
    let text = statement.text.get(start..).unwrap_or(&statement.text);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = text.chars().take(QUOTED).collect();
    let more = if short.len() < text.len() { "…" } else { "" };
    Evidence {
        text: format!("{short}{more}"),
        source: Source::Log,
        line: Some(statement.line + skipped),
        supports: Some(true),
    }
}

/// Causes that only the settings speak for.
fn suspected(observed: &Observed, known: &Known) -> Vec<(usize, Cause)> {
    let statement = observed.unknown.first().cloned().unwrap_or_default();
    let facts = Facts::of(&statement);
    let case = Case { statement: &statement, facts: &facts, said: "", answered: "", known, log: observed };
    let is_verifying = observed.speaks_of_checksums();
    let found = suspects(known)
        .into_iter()
        .filter(|suspect| is_verifying || suspect.class != FailureClass::GosumdbInvalidValue);
    let classes = found.filter_map(|suspect| {
        let (index, class) = CLASSES.iter().enumerate().find(|(_, class)| class.id == suspect.class)?;
        let evidence = vec![
            Evidence { text: suspect.why, source: Source::Settings, line: None, supports: None },
            Evidence {
                text: "no error in the log shows it: this is a suspicion".into(),
                source: Source::Log,
                line: None,
                supports: Some(false),
            },
        ];
        Some((index, cause(class, Share::Shared.confidence(), evidence, &case)))
    });
    classes.collect()
}

/// Fills in what was recognised, whatever the causes are.
fn recognise(observed: &Observed, known: &Known, diagnosis: &mut Diagnosis) {
    use super::known::Contacted;

    let first =
        diagnosis.causes.first().and_then(|cause| cause.evidence.first()).and_then(|evidence| evidence.line);
    let mut statements: Vec<(&Statement, Facts)> =
        observed.sightings.iter().map(|sighting| (&sighting.statement, sighting.facts.clone())).collect();
    statements.sort_by_key(|(statement, _)| {
        (first.is_none_or(|first| statement.line > first), std::cmp::Reverse(statement.line))
    });
    statements.extend(observed.unknown.iter().map(|statement| (statement, Facts::of(statement))));
    for (statement, facts) in &statements {
        let module = facts.module();
        if let Some(module) = module.clone().filter(|module| !diagnosis.modules.contains(module)) {
            diagnosis.modules.push(module);
        }
        for host in facts.hosts() {
            let url = facts.urls.iter().find(|url| url.host == host);
            let led = url.map(|url| known.contacted(url, module.as_ref().map(|module| module.path.as_str())));
            let led = match led {
                Some(Contacted::Yes(_)) => Some(true),
                Some(Contacted::No(_)) => Some(false),
                Some(Contacted::Unknown) | None => None,
            };
            if !diagnosis.hosts.iter().any(|(other, _)| *other == host) {
                diagnosis.hosts.push((host, led));
            }
        }
        for phase in phases(statement, facts) {
            if !diagnosis.phases.contains(&phase) {
                diagnosis.phases.push(phase);
            }
        }
    }
    diagnosis.modules.truncate(8);
    diagnosis.hosts.truncate(8);
    diagnosis.unknown.clone_from(&observed.unknown);
}

/// What go was doing, by what it asked for.
fn phases(statement: &Statement, facts: &Facts) -> Vec<&'static str> {
    use crate::source::error_log::Target;

    let mut phases = vec![];
    for url in &facts.urls {
        phases.push(match url.target {
            Target::Proxy => match url.extension() {
                "zip" => "downloading the module",
                "mod" => "reading its go.mod",
                _ => "looking for the version",
            },
            Target::ProxyStorage => "downloading the module",
            Target::Sumdb | Target::ProxySumdb => "verifying",
            Target::Discovery => "looking for the repository",
            Target::Other => continue,
        });
    }
    if phases.is_empty() && statement.text.contains("verifying") {
        phases.push("verifying");
    }
    if phases.is_empty() && statement.text.contains("git ") {
        phases.push("reading the repository");
    }
    phases
}
