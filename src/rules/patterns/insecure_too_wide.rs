use crate::rules::trust::matches_everything;
use crate::rules::wording::quoted;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

use super::{is_public_host, lists};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "PT025",
    slug: "insecure-too-wide",
    severity: Severity::Warning,
    since: 14,
    until: None,
    summary: "GOINSECURE for everything, or for a whole host of public code",
    what_go_does: "Where go fetches a matching module from its origin, it takes any certificate, and plain http where \
        https fails.",
    why: "Anyone on the way can serve other code, and what go.sum and the checksum database do not know is \
        accepted unverified.",
    bad: Example::environment("GOINSECURE=*"),
    good: Example::environment("GOINSECURE=git.corp.example.com\nGOPRIVATE=git.corp.example.com"),
    prevents: &["goinsecure-misused", "insecure-http-host"],
    links: &["https://go.dev/ref/mod#environment-variables"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    for list in lists(context).filter(|list| list.setting.name == "GOINSECURE") {
        let wide = |text: &str| matches_everything(text) || is_public_host(text);
        let Some(item) = list.sound(context).find(|item| wide(&item.text)) else { continue };
        found.push(Diagnostic {
            message: format!(
                "{} in GOINSECURE lets go take unverified connections to public hosts",
                quoted(&item.text)
            ),
            range: item.range.clone(),
            label: "much wider than a single private host".into(),
            help: "install the certificate authority, or name the one host that has none".into(),
            fix: Fix::unset(list.setting, Applicability::Manual).ok(),
            ..Diagnostic::about(&META, list.setting)
        });
    }
}
