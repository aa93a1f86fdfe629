use crate::rules::edit::replaced;
use crate::rules::wording::shown;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

use super::proxies;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "GP010",
    slug: "goproxy-missing-scheme",
    severity: Severity::Info,
    since: 13,
    until: None,
    summary: "an entry of GOPROXY without https:// before it",
    what_go_does: "An entry that holds a dot, a colon or a slash but no `:/` gets `https://` put before it, \
        so `goproxy.cn` works.",
    why: "Other programs that read GOPROXY may not do this, and a typo such as `dir.ect` turns into a host.",
    bad: Example::environment("GOPROXY=goproxy.cn,direct"),
    good: Example::environment("GOPROXY=https://goproxy.cn,direct"),
    prevents: &["goproxy-malformed-entry", "env-not-propagated"],
    links: &["https://go.dev/ref/mod#environment-variables"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let all = proxies(context);
    let bare: Vec<_> = all.iter().filter(|proxy| !proxy.text().contains(":/")).collect();
    let Some(first) = bare.first() else { return };
    let edits: Vec<_> =
        bare.iter().map(|proxy| (proxy.entry.range.clone(), format!("https://{}", proxy.text()))).collect();
    found.push(Diagnostic {
        message: format!("go puts https:// before {}", shown(first.text())),
        range: first.entry.range.clone(),
        label: "no scheme".into(),
        help: format!("write https://{}", shown(first.text())),
        fix: Fix::set("GOPROXY", replaced(first.setting.value.expose(), &edits), Applicability::Safe).ok(),
        ..Diagnostic::about(&META, first.setting)
    });
}
