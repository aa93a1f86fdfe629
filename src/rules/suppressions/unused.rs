use super::about;
use crate::distance::nearest;
use crate::rules::wording::shown;
use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity, Suppression};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "PL001",
    slug: "suppression-unused",
    severity: Severity::Warning,
    since: 13,
    until: None,
    summary: "an `ignore` that matches no finding",
    what_go_does: "Nothing: go does not read `goenv-doctor: ignore[…]` comments and goenv-doctor.toml. A \
        suppression that names no rule is a warning; one that matches nothing here is only information, \
        because other machines have other settings.",
    why: "A suppression that is no longer needed hides the next finding of the same kind, and one whose name \
        is misspelt hides nothing.",
    bad: Example {
        config: "[[ignore]]\nrule = \"goproxy-spaces\"\nreason = \"the list is generated\"\n",
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

/// Which suppressions are used is known once all findings are there: `levels::judge` calls [`finding`].
fn check(_: &RuleInputs<'_>, _: &mut Vec<Diagnostic>) {}

/// The finding about a suppression that took nothing away. `names_a_rule`: whether it names one at all;
/// `slugs`: those of all rules.
pub(in crate::rules) fn finding(suppression: &Suppression, names_a_rule: bool, slugs: &[&str]) -> Diagnostic {
    let rule = shown(&suppression.rule);
    if names_a_rule {
        Diagnostic {
            severity: Severity::Info,
            message: format!("nothing to ignore: {rule} finds nothing here"),
            label: "matches no finding".into(),
            help: "remove it, unless another machine needs it".into(),
            ..about(&META, suppression)
        }
    } else {
        Diagnostic {
            message: format!("no rule is called {rule}, so nothing is ignored"),
            label: "no rule of that name".into(),
            help: match nearest(&suppression.rule, slugs, 3) {
                Some(near) => format!("is it {near}?"),
                None => "`goenv-doctor rule` lists the names".into(),
            },
            ..about(&META, suppression)
        }
    }
}
