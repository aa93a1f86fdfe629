use crate::go::PatternList;
use crate::rules::wording::{enumerated, shown};
use crate::rules::written::{modules, written};
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};
use crate::settings::Setting;

use super::{lost, on_purpose};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "PT005",
    slug: "private-overridden",
    severity: Severity::Warning,
    since: 13,
    until: None,
    summary: "GONOPROXY or GONOSUMDB takes the place of GOPRIVATE and lacks some of its patterns",
    what_go_does: "GOPRIVATE is only the default of GONOPROXY and GONOSUMDB. As soon as one of them is set, its list \
        alone decides, and GOPRIVATE no longer counts for it; the lists are not added up.",
    why: "A proxy is asked for a module that GOPRIVATE was meant to keep private, or the checksum database \
        looks it up. `none` says that this is intended, and is not reported.",
    bad: Example::environment("GOPRIVATE=corp.example.com\nGONOSUMDB=git.example.org"),
    good: Example::environment("GOPRIVATE=corp.example.com\nGONOSUMDB=corp.example.com,git.example.org"),
    prevents: &["sumdb-rejects-private-module", "goprivate-pattern-mismatch"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://go.dev/ref/mod#private-modules"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(private) = written(context, "GOPRIVATE") else { return };
    for (name, leads_to) in [("GONOPROXY", "a proxy"), ("GONOSUMDB", "the checksum database")] {
        let Some(setting) = written(context, name) else { continue };
        let own = PatternList::parse(setting.value.expose(), context.scenario.engine.version());
        if on_purpose(own.items()) {
            continue;
        }
        let goprivate = PatternList::parse(private.value.expose(), context.scenario.engine.version());
        let lost = lost(&goprivate, &own);
        let moved = moved(context, &goprivate, &own);
        if lost.is_empty() && moved.is_empty() {
            continue;
        }
        let affected = if moved.is_empty() { &lost } else { &moved };
        let verb = if affected.len() == 1 { "goes" } else { "go" };
        found.push(Diagnostic {
            message: format!("{name} replaces GOPRIVATE: {} {verb} to {leads_to}", enumerated(affected)),
            range: 0..setting.value.expose().len(),
            label: "decides alone; GOPRIVATE has no effect here".into(),
            notes: vec![format!(
                "GOPRIVATE={} comes from: {}",
                shown(private.value.expose()),
                private.origin.layer
            )],
            help: help(name, &lost),
            fix: fix(setting, &lost),
            ..Diagnostic::about(&META, setting)
        });
    }
}

/// The modules in sight that GOPRIVATE matches and the list does not.
fn moved<'a>(context: &RuleInputs<'a>, goprivate: &PatternList, own: &PatternList) -> Vec<&'a str> {
    let changes = |path: &&str| goprivate.matches(path) && !own.matches(path);
    modules(context).filter(changes).collect()
}

fn help(name: &str, lost: &[&str]) -> String {
    match lost {
        [] => format!("add patterns for these modules to {name}"),
        _ => format!("add {} to {name}", enumerated(lost)),
    }
}

fn fix(setting: &Setting, lost: &[&str]) -> Option<Fix> {
    let value = format!("{},{}", setting.value.expose(), lost.join(","));
    (!lost.is_empty()).then(|| Fix::set(&setting.name, value, Applicability::Manual).ok()).flatten()
}
