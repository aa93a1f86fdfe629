//! Settings that are suspect by themselves, for a report whose error no class knows.

use super::known::Known;
use crate::go::tables::failures::FailureClass;

/// A setting that may be the cause.
pub(super) struct Suspect {
    /// The class.
    pub class: FailureClass,
    /// Why.
    pub why: String,
}

/// Rules whose findings make a class likely.
const BY_RULE: &[(&str, FailureClass)] = &[
    ("pattern-scheme", FailureClass::GoprivatePatternMismatch),
    ("pattern-space", FailureClass::GoprivatePatternMismatch),
    ("pattern-misses-apex", FailureClass::GoprivatePatternMismatch),
    ("pattern-boolean", FailureClass::GoprivatePatternMismatch),
    ("goproxy-wrong-separator", FailureClass::GoproxyMalformedEntry),
    ("goproxy-quotes", FailureClass::GoproxyMalformedEntry),
    ("goproxy-unknown-word", FailureClass::GoproxyMalformedEntry),
    ("goproxy-bad-scheme", FailureClass::GoproxyMalformedEntry),
    ("goproxy-empty-list", FailureClass::GoproxyEmptyList),
    ("goproxy-empty-setting", FailureClass::GoproxyEmptyList),
    ("gosumdb-unknown-name", FailureClass::GosumdbInvalidValue),
    ("gosumdb-off-misspelt", FailureClass::GosumdbInvalidValue),
];

/// The suspects, the worst first.
pub(super) fn suspects(known: &Known) -> Vec<Suspect> {
    let mut found: Vec<Suspect> = vec![];
    let mut add = |class: FailureClass, why: String| {
        if !found.iter().any(|suspect| suspect.class == class) {
            found.push(Suspect { class, why });
        }
    };
    for name in ["GONOPROXY", "GOPRIVATE", "GONOSUMDB"] {
        if known.value(name).is_some_and(|value| value.split(',').any(|item| item == "*")) {
            add(FailureClass::GonoproxyTooBroad, format!("{name}=* matches every module"));
        }
    }
    for finding in &known.findings {
        if let Some((_, class)) = BY_RULE.iter().find(|(rule, _)| *rule == finding.rule) {
            add(*class, finding.message.clone());
        }
    }
    if known.is("GOPROXY", "off") {
        add(FailureClass::GoproxyOff, "GOPROXY=off forbids all downloads".into());
    }
    if known.is("GO111MODULE", "off") {
        add(FailureClass::ModulesDisabledGo111moduleOff, "GO111MODULE=off".into());
    }
    if known.value("GOFLAGS").is_some_and(|value| value.contains("-mod=vendor")) {
        add(FailureClass::GoflagsModVendor, "GOFLAGS has -mod=vendor".into());
    }
    if known.is("GOPROXY", "direct") && known.is("GOSUMDB", "off") {
        add(FailureClass::DistributionDefaults, "GOPROXY=direct and GOSUMDB=off together".into());
    }
    found
}
