use super::{demanded_here, demands, value_in_words};
use crate::config::{DemandKind, Glob};
use crate::rules::wording::shown;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "PL003",
    slug: "policy-required-value",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "a setting does not have a value that the project's policy asks for",
    what_go_does: "go works with the value that it finds and does not know the policy in goenv-doctor.toml: the \
        effective value is compared with those below `[require]`, where `*` stands for any text.",
    why: "A build that takes its modules from elsewhere than the other builds is not the one that was agreed \
        upon.",
    bad: Example {
        environment: "GOPROXY=https://goproxy.cn,direct",
        config: "[require]\nGOPROXY = \"https://proxy.golang.org,direct\"\n",
        ..Example::NONE
    },
    good: Example {
        environment: "GOPROXY=https://proxy.golang.org,direct",
        config: "[require]\nGOPROXY = \"https://proxy.golang.org,direct\"\n",
        ..Example::NONE
    },
    prevents: &["env-not-propagated", "env-file-shadowed-by-os-env"],
    links: &["https://go.dev/ref/mod#environment-variables"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    for (demand, setting) in demands(context, DemandKind::Require) {
        let value = setting.value.expose();
        if demand.values.iter().any(|wanted| wanted.matches(value)) {
            continue;
        }
        let name = demand.variable;
        found.push(Diagnostic {
            message: format!(
                "{name} is {}, and the policy asks for {}",
                value_in_words(value),
                wanted(&demand.values)
            ),
            range: 0..value.len(),
            label: "not what the policy asks for".into(),
            related: vec![demanded_here(&demand.place)],
            help: format!("set {name} where this process gets its environment from, or change the policy"),
            fix: fix(name, &demand.values),
            ..Diagnostic::about(&META, setting)
        });
    }
}

fn wanted(values: &[Glob]) -> String {
    let texts: Vec<String> = values.iter().map(|glob| value_in_words(&glob.entry.text)).collect();
    texts.join(" or ")
}

/// The one value that is asked for, unless it is a glob.
fn fix(name: &str, values: &[Glob]) -> Option<Fix> {
    let [only] = values else { return None };
    let text = only.entry.text.as_str();
    let is_plain = !text.is_empty() && !text.contains(['*', '?', '[', '{', '\\']);
    let fix = Fix::set(name, text, Applicability::Manual).ok().filter(|_| is_plain);
    fix.map(|fix| fix.titled(format!("set {name} to {}", shown(text))))
}
