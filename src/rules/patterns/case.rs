use crate::go::PatternList;
use crate::rules::edit::replaced;
use crate::rules::wording::{quoted, shown};
use crate::rules::written::{MAX_FINDINGS, modules};
use crate::rules::{Applicability, Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};

use super::{NAMES_LEAK, lists};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "PT018",
    slug: "pattern-case",
    severity: Severity::Warning,
    since: 13,
    until: None,
    summary: "a module differs from a pattern in upper and lower case only",
    what_go_does: "Patterns are compared character by character: `github.com/acme` does not match \
        `github.com/Acme/lib`, although GitHub treats both as the same.",
    why: NAMES_LEAK,
    bad: Example {
        environment: "GOPRIVATE=github.com/acme",
        go_mod: "module example.com/app\n\ngo 1.13\n\nrequire github.com/Acme/lib v1.2.3\n",
        ..Example::NONE
    },
    good: Example {
        environment: "GOPRIVATE=github.com/Acme",
        go_mod: "module example.com/app\n\ngo 1.13\n\nrequire github.com/Acme/lib v1.2.3\n",
        ..Example::NONE
    },
    prevents: &["goprivate-pattern-mismatch", "sumdb-rejects-private-module"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://go.dev/ref/mod#private-modules"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    for list in lists(context) {
        for item in list.sound(context).take(MAX_FINDINGS) {
            let lower =
                PatternList::parse(&item.text.to_ascii_lowercase(), context.scenario.engine.version());
            let differs = |path: &&str| !list.list.matches(path) && lower.matches(&path.to_ascii_lowercase());
            let Some(path) = modules(context).find(differs) else { continue };
            let line = context.project.modules.iter().find(|module| module.path == path);
            let spelt = spelt(&item.text, path);
            let fix = spelt.as_ref().and_then(|new| {
                let value = replaced(list.value(), &[(item.range.clone(), new.clone())]);
                list.offer(value, Applicability::Manual)
            });
            found.push(Diagnostic {
                message: format!("{} does not match {}: case matters", quoted(&item.text), shown(path)),
                range: item.range.clone(),
                label: "spelt otherwise".into(),
                related: line.and_then(|module| super::bites(module, "not covered")).into_iter().collect(),
                help: "spell the pattern as the module path".into(),
                fix,
                ..Diagnostic::about(&META, list.setting)
            });
        }
    }
}

/// The elements of the path that a plain pattern stands for.
fn spelt(pattern: &str, path: &str) -> Option<String> {
    if pattern.contains(['*', '?', '[', '\\']) {
        return None;
    }
    let count = pattern.trim_end_matches('/').split('/').count();
    Some(path.split('/').take(count).collect::<Vec<_>>().join("/"))
}
