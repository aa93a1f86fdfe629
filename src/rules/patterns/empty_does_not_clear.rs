use crate::go::tables::variables::{Kind, holding};
use crate::rules::wording::shown;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};
use crate::settings::{Setting, ShadowReason, Shadowed};
use crate::source::{Assignment, Layer};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "PT006",
    slug: "empty-does-not-clear",
    severity: Severity::Warning,
    since: 13,
    until: None,
    summary: "an empty GONOPROXY or GONOSUMDB does not clear the list",
    what_go_does: "An empty environment variable counts as not set, so the go/env file decides. And wherever GONOPROXY \
        or GONOSUMDB is empty, also in a file, GOPRIVATE takes its place.",
    why: "The patterns that were meant to be removed still count. The usual way to clear a list is the word \
        `none`, which matches no module.",
    bad: Example::environment("GOPRIVATE=corp.example.com\nGONOPROXY="),
    good: Example::environment("GOPRIVATE=corp.example.com\nGONOPROXY=none"),
    prevents: &["private-proxy-internal-error", "git-credentials-missing"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://go.dev/ref/mod#private-modules"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let settings =
        holding(Kind::Patterns).filter_map(|variable| context.scenario.settings.get(variable.name));
    for setting in settings.filter(|setting| !setting.value.is_empty()) {
        let Some(empty) = cleared_in_vain(setting) else { continue };
        let instead = match setting.origin.from {
            Some(variable) => format!("go uses {variable}={}", shown(setting.value.expose())),
            None => format!("go uses {} from: {}", shown(setting.value.expose()), setting.origin.layer),
        };
        let name = &setting.name;
        found.push(Diagnostic {
            message: format!("an empty {name} does not clear the list: {instead}"),
            value: empty.value.clone(),
            origin: empty.origin.clone(),
            label: "counts as not set".into(),
            help: format!("write {name}=none for a list that matches nothing"),
            fix: (name != "GOINSECURE").then(|| Fix::set(name, "none", Applicability::Manual).ok()).flatten(),
            ..Diagnostic::about(&META, setting)
        });
    }
}

/// The empty value that somebody wrote above the effective one. In a file it is in vain only where
/// GOPRIVATE takes its place; in pasted output nobody wrote it.
fn cleared_in_vain(setting: &Setting) -> Option<&Assignment> {
    let is_written = |found: &&Shadowed| {
        found.assignment.value.is_empty() && found.assignment.origin.layer != Layer::GoEnvOutput
    };
    let mut empty = setting.shadowed.iter().filter(is_written);
    let derived = setting.origin.layer == Layer::Derived;
    let vain = |why: ShadowReason| match why {
        ShadowReason::EmptyMeansUnset => true,
        ShadowReason::EmptyMeansDefault => derived,
        _ => false,
    };
    empty.find(|shadowed| vain(shadowed.why)).map(|shadowed| &shadowed.assignment)
}
