use super::about;
use crate::rules::wording::shown;
use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "PL002",
    slug: "suppression-without-reason",
    severity: Severity::Warning,
    since: 13,
    until: None,
    summary: "an `ignore` that does not say why",
    what_go_does: "Nothing: go does not read `goenv-doctor: ignore[…]` comments and goenv-doctor.toml.",
    why: "The next reader cannot tell a decision from a leftover, and no one dares to remove it.",
    bad: Example {
        environment: "GOPROXY=https://goproxy.cn, direct",
        config: "[[ignore]]\nrule = \"goproxy-space\"\n",
        ..Example::NONE
    },
    good: Example {
        environment: "GOPROXY=https://goproxy.cn, direct",
        config: "[[ignore]]\nrule = \"goproxy-space\"\nreason = \"the list is generated\"\n",
        ..Example::NONE
    },
    prevents: &["env-not-propagated"],
    links: &["https://go.dev/ref/mod#environment-variables"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    for suppression in context.suppressions.iter().filter(|suppression| suppression.reason.is_empty()) {
        found.push(Diagnostic {
            message: format!("{} is ignored without a reason", shown(&suppression.rule)),
            label: "why?".into(),
            help: "write the reason after the bracket, or as reason = \"…\" in goenv-doctor.toml".into(),
            ..about(&META, suppression)
        });
    }
}
