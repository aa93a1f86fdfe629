use crate::rules::wording::quoted;
use crate::rules::written::MAX_FINDINGS;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

use super::switches::{is_negative, is_switch};
use super::{Written, lists};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "PT003",
    slug: "pattern-boolean",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "`1`, `true`, `off` and the like in a pattern list",
    what_go_does: "GOPRIVATE, GONOPROXY, GONOSUMDB and GOINSECURE hold patterns for module paths, not switches. `1`, \
        `true` or `off` is a pattern that matches no downloadable module, whose first path element has a dot.",
    why: "Nothing is switched on or off. In GONOPROXY and GONOSUMDB such a value even takes the place of GOPRIVATE, so \
        private modules go through the public proxy or the public checksum database.",
    bad: Example::environment("GONOSUMDB=1"),
    good: Example::environment("GOPRIVATE=corp.example.com"),
    prevents: &["goprivate-pattern-mismatch", "sumdb-rejects-private-module"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://go.dev/ref/mod#private-modules"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    for list in lists(context) {
        for item in list.items().filter(|item| is_switch(&item.text)).take(MAX_FINDINGS) {
            let negative = is_negative(&item.text);
            found.push(Diagnostic {
                severity: if negative && hides_goprivate(context, &list) {
                    Severity::Info
                } else {
                    META.severity
                },
                message: format!(
                    "{} is not a switch: {} is a pattern that matches no module",
                    list.setting.name,
                    quoted(&item.text)
                ),
                range: item.range.clone(),
                label: "a module path prefix belongs here".into(),
                notes: notes(context, &list),
                help: help(&list, negative),
                fix: fix(&list),
                ..Diagnostic::about(&META, list.setting)
            });
        }
    }
}

/// Whether the list takes the place of a GOPRIVATE that has patterns. A word for "no" then does what
/// `none` does, which may well be wanted.
fn hides_goprivate(context: &RuleInputs<'_>, list: &Written<'_>) -> bool {
    matches!(list.setting.name.as_str(), "GONOPROXY" | "GONOSUMDB")
        && !context.scenario.settings.value("GOPRIVATE").is_empty()
}

fn notes(context: &RuleInputs<'_>, list: &Written<'_>) -> Vec<String> {
    if !hides_goprivate(context, list) {
        return vec![];
    }
    vec![format!(
        "{} replaces GOPRIVATE here, so the patterns of GOPRIVATE have no effect",
        list.setting.name
    )]
}

fn help(list: &Written<'_>, negative: bool) -> String {
    let name = &list.setting.name;
    if negative {
        format!("unset {name}; a list that matches nothing is usually written {name}=none")
    } else {
        format!("name the modules, as in {name}=corp.example.com")
    }
}

/// The list without its switches; nothing left: unset.
fn fix(list: &Written<'_>) -> Option<Fix> {
    let kept: Vec<&str> =
        list.items().map(|item| item.text.as_str()).filter(|text| !is_switch(text)).collect();
    let name = &list.setting.name;
    if kept.is_empty() || name == "GOINSECURE" {
        return Fix::unset(list.setting, Applicability::Manual).ok();
    }
    Fix::set(name, kept.join(","), Applicability::Manual).ok()
}
