use crate::go::Behaviour;
use crate::go::tables::defaults::released;
use crate::rules::toolchains::needs_sumdb;
use crate::rules::trust::widens_trust;
use crate::rules::wording::{enumerated, shown};
use crate::rules::written::{modules, written};
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};
use crate::settings::Setting;
use crate::source::Layer;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "GS001",
    slug: "gosumdb-off",
    severity: Severity::Warning,
    since: 13,
    until: None,
    summary: "GOSUMDB=off: new modules are not verified",
    what_go_does: "With `GOSUMDB=off` no checksum database is asked. Hashes that go.sum already holds are \
        still compared; whatever else arrives is accepted and its hash is recorded. From Go 1.21 on \
        toolchains are still verified, so downloading one fails with `checksum database disabled by \
        GOSUMDB=off`.",
    why: "A proxy or repository that serves something different from what others got goes unnoticed the \
        first time. Usually only private modules were meant to be exempt, and GONOSUMDB (or GOPRIVATE) does \
        just that.",
    bad: Example::environment("GOSUMDB=off\nGOPRIVATE=corp.example.com"),
    good: Example::environment("GOPRIVATE=corp.example.com"),
    prevents: &["sumdb-rejects-private-module", "toolchain-needs-sumdb", "checksum-mismatch-mirror-content"],
    links: &[
        "https://go.dev/ref/mod#checksum-database",
        "https://go.dev/ref/mod#private-modules",
        "https://go.dev/ref/mod#environment-variables",
    ],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(setting) = written(context, "GOSUMDB").filter(|setting| setting.value.expose() == "off") else {
        return;
    };
    if needs_sumdb::reports(context) {
        return;
    }
    let (help, fix) = advice(context, setting);
    found.push(Diagnostic {
        severity: if deliberate(context, setting) { Severity::Info } else { META.severity },
        message: format!("GOSUMDB=off leaves {} unverified", unverified(context)),
        range: 0..3,
        label: "no checksum database is asked".into(),
        notes: notes(context, setting),
        help,
        fix,
        ..Diagnostic::about(&META, setting)
    });
}

/// A distribution's default, or a machine on which nothing is downloaded: not for the user to mend.
fn deliberate(context: &RuleInputs<'_>, setting: &Setting) -> bool {
    let is = |name: &str, value: &str| context.scenario.settings.value(name) == value;
    let as_shipped = is("GOPROXY", "direct") && is("GOTOOLCHAIN", "local");
    match setting.origin.layer {
        Layer::GorootGoEnv => true,
        Layer::GoEnvOutput if as_shipped => true,
        _ => is("GOPROXY", "off") && is("GONOPROXY", ""),
    }
}

/// The modules in sight that would be verified without it.
fn unverified(context: &RuleInputs<'_>) -> String {
    let engine = &context.scenario.engine;
    let exempt = |path: &str| engine.nosumdb_match(path).is_some() || engine.private_match(path).is_some();
    let names: Vec<&str> = modules(context).filter(|path| !exempt(path)).collect();
    if names.is_empty() { "every module that go.sum does not list".into() } else { enumerated(&names) }
}

fn notes(context: &RuleInputs<'_>, setting: &Setting) -> Vec<String> {
    let mut notes =
        vec!["go.sum is still checked; only hashes that it does not hold yet go unverified".into()];
    if context.scenario.engine.version().has(Behaviour::ToolchainSwitching) {
        notes.push("toolchain downloads fail: checksum database disabled by GOSUMDB=off".into());
    }
    if setting.origin.layer == Layer::GorootGoEnv {
        notes.push("this is the default of the installed Go, not a setting of yours".into());
    }
    notes
}

/// Narrows the exemption to the private prefixes in sight.
fn advice(context: &RuleInputs<'_>, setting: &Setting) -> (String, Option<Fix>) {
    let private = context.scenario.settings.value("GOPRIVATE");
    let exempt = context.scenario.settings.value("GONOSUMDB");
    if setting.origin.layer == Layer::GorootGoEnv {
        let default = released("GOSUMDB", context.scenario.engine.version()).unwrap_or("");
        let fix = Fix::set("GOSUMDB", default, Applicability::Manual).ok();
        return (format!("to verify all the same: GOSUMDB={default}"), fix);
    }
    let unset = Fix::unset(setting, Applicability::Manual).ok();
    if private.is_empty() || widens_trust("GOPRIVATE", private) {
        return ("unset GOSUMDB, and name only private modules in GONOSUMDB".into(), unset);
    }
    if exempt == private {
        let help = format!("unset GOSUMDB: GONOSUMDB already exempts {} (from GOPRIVATE)", shown(private));
        return (help, unset);
    }
    (format!("unset GOSUMDB, and exempt only private modules: GONOSUMDB={}", shown(private)), unset)
}
