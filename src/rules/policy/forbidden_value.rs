use super::{demanded_here, demands, value_in_words};
use crate::config::DemandKind;
use crate::rules::wording::shown;
use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "PL004",
    slug: "policy-forbidden-value",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "a setting has a value that the project's policy forbids",
    what_go_does: "go works with the value that it finds and does not know the policy in goenv-doctor.toml: the \
        effective value is compared with the globs below `[forbid]`, where `*` stands for any text.",
    why: "A forbidden value is easily left over in one environment, and goes unnoticed there.",
    bad: Example {
        environment: "GOPRIVATE=git.example.com/legacy",
        config: "[forbid]\nGOPRIVATE = \"*legacy*\"\n",
        ..Example::NONE
    },
    good: Example {
        environment: "GOPRIVATE=git.example.com/team",
        config: "[forbid]\nGOPRIVATE = \"*legacy*\"\n",
        ..Example::NONE
    },
    prevents: &["env-not-propagated", "goinsecure-misused"],
    links: &["https://go.dev/ref/mod#environment-variables"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    for (demand, setting) in demands(context, DemandKind::Forbid) {
        let (name, value) = (demand.variable, setting.value.expose());
        let Some(glob) = demand.values.iter().find(|glob| glob.matches(value)) else { continue };
        let forbidden = &glob.entry.text;
        let by = if forbidden == value {
            "the policy".to_owned()
        } else {
            format!("{} in the policy", shown(forbidden))
        };
        found.push(Diagnostic {
            message: format!("{name} is {}, which {by} forbids", value_in_words(value)),
            range: 0..value.len(),
            label: "forbidden here".into(),
            related: vec![demanded_here(&glob.entry.place)],
            help: format!("change {name} where this process gets its environment from"),
            ..Diagnostic::about(&META, setting)
        });
    }
}
