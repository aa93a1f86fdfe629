//! Settings that are suspect by themselves, for a report whose error no class knows.

use super::known::Known;

/// A setting that may be the cause.
pub(super) struct Suspect {
    /// The class.
    pub class: &'static str,
    /// Why.
    pub why: String,
}

/// Rules whose findings make a class likely.
const BY_RULE: &[(&str, &str)] = &[
    ("pattern-scheme", "goprivate-pattern-mismatch"),
    ("pattern-space", "goprivate-pattern-mismatch"),
    ("pattern-misses-apex", "goprivate-pattern-mismatch"),
    ("pattern-boolean", "goprivate-pattern-mismatch"),
    ("goproxy-wrong-separator", "goproxy-malformed-entry"),
    ("goproxy-quotes", "goproxy-malformed-entry"),
    ("goproxy-unknown-word", "goproxy-malformed-entry"),
    ("goproxy-bad-scheme", "goproxy-malformed-entry"),
    ("goproxy-empty-list", "goproxy-empty-list"),
    ("goproxy-empty-setting", "goproxy-empty-list"),
    ("gosumdb-unknown-name", "gosumdb-invalid-value"),
    ("gosumdb-off-misspelt", "gosumdb-invalid-value"),
];

/// The suspects, the worst first.
pub(super) fn suspects(known: &Known) -> Vec<Suspect> {
    let mut found: Vec<Suspect> = vec![];
    let mut add = |class: &'static str, why: String| {
        if !found.iter().any(|suspect| suspect.class == class) {
            found.push(Suspect { class, why });
        }
    };
    for name in ["GONOPROXY", "GOPRIVATE", "GONOSUMDB"] {
        if known.value(name).is_some_and(|value| value.split(',').any(|item| item == "*")) {
            add("gonoproxy-too-broad", format!("{name}=* matches every module"));
        }
    }
    for finding in &known.findings {
        if let Some((_, class)) = BY_RULE.iter().find(|(rule, _)| *rule == finding.rule) {
            add(class, finding.message.clone());
        }
    }
    if known.is("GOPROXY", "off") {
        add("goproxy-off", "GOPROXY=off forbids all downloads".into());
    }
    if known.is("GO111MODULE", "off") {
        add("modules-disabled-go111module-off", "GO111MODULE=off".into());
    }
    if known.value("GOFLAGS").is_some_and(|value| value.contains("-mod=vendor")) {
        add("goflags-mod-vendor", "GOFLAGS has -mod=vendor".into());
    }
    if known.is("GOPROXY", "direct") && known.is("GOSUMDB", "off") {
        add("distribution-defaults", "GOPROXY=direct and GOSUMDB=off together".into());
    }
    found
}
