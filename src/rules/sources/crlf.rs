use crate::go::tables::variables::{self, Role};
use crate::rules::written::in_file;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};
use crate::settings::Setting;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "SR005",
    slug: "goenv-crlf",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "the go/env file has Windows line ends: a carriage return is part of each value",
    what_go_does: "Lines end at the line feed, and everything before it is the value, a carriage return \
        included. GOPROXY, GOFLAGS, GOVCS and a GOSUMDB other than `off` survive that, because go trims \
        them; a pattern never matches, `off` no longer means off, and GO111MODULE, GOTOOLCHAIN and \
        directories are taken with the extra character.",
    why: "The settings look right in every editor and do nothing, or make every command fail. A warning \
        where no value is affected.",
    bad: Example::file("GOPRIVATE=corp.example.com\r\n"),
    good: Example::file("GOPRIVATE=corp.example.com\n"),
    prevents: &["goprivate-pattern-mismatch", "gosumdb-invalid-value", "env-not-propagated"],
    links: &["https://go.dev/ref/mod#environment-variables"],
};

/// Whether this rule reports the setting, so that no other rule need say anything about its last character.
pub(in crate::rules) fn reports(setting: &Setting) -> bool {
    in_file(setting) && setting.value.expose().ends_with('\r')
}

/// The value without the carriage return that this rule reports.
pub(in crate::rules) fn without(setting: &Setting) -> &str {
    let value = setting.value.expose();
    if reports(setting) { value.trim_end_matches('\r') } else { value }
}

/// Whether go trims the value, so that nothing comes of it.
fn is_harmless(setting: &Setting) -> bool {
    match setting.name.as_str() {
        "GOFLAGS" | "GOPROXY" | "GOVCS" => true,
        "GOSUMDB" => !matches!(without(setting), "off" | "sum.golang.google.cn"),
        _ => without(setting).is_empty(),
    }
}

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let settings =
        variables::of(Role::Modules).filter_map(|variable| context.scenario.settings.get(variable.name));
    let mut broken: Vec<&Setting> = settings.filter(|setting| reports(setting)).collect();
    // One finding for the file, at the first value that is harmed.
    broken.sort_by(|one, other| {
        let order = |setting: &Setting| (is_harmless(setting), setting.origin.place.clone());
        order(one).cmp(&order(other))
    });
    let Some(first) = broken.first() else { return };
    let value = first.value.expose();
    let kept = without(first);
    let others = broken.len() - 1;
    let offered = !kept.is_empty();
    found.push(Diagnostic {
        severity: if is_harmless(first) { Severity::Warning } else { META.severity },
        message: format!("a carriage return is part of {}", first.name),
        range: kept.len()..value.len(),
        label: "the line ends with CR LF".into(),
        notes: match others {
            0 => vec![],
            _ => vec!["the same holds for other lines of this file".into()],
        },
        help: "save the file with Unix line ends".into(),
        fix: offered.then(|| Fix::set(&first.name, kept, Applicability::Safe).ok()).flatten(),
        ..Diagnostic::about(&META, first)
    });
}
