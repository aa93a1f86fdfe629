use crate::rules::written::written;
use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "GP016",
    slug: "goproxy-off",
    severity: Severity::Info,
    since: 13,
    until: None,
    summary: "GOPROXY=off: nothing is downloaded",
    what_go_does: "A module that neither the module cache nor a vendor directory holds ends with `module \
        lookup disabled by GOPROXY=off`. Modules that GONOPROXY matches are fetched from their origin all \
        the same.",
    why: "Right for a machine without a network. People also write it to go without a proxy, and that is \
        `direct`.",
    bad: Example::environment("GOPROXY=off"),
    good: Example::environment("GOPROXY=direct"),
    prevents: &["goproxy-off"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://github.com/golang/go/issues/71126"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(setting) = written(context, "GOPROXY").filter(|setting| setting.value.expose().trim() == "off")
    else {
        return;
    };
    let origins = match context.scenario.settings.value("GONOPROXY") {
        "" => vec![],
        _ => vec!["modules that GONOPROXY matches are still fetched from their origin".into()],
    };
    found.push(Diagnostic {
        message: "GOPROXY=off keeps go from downloading anything".into(),
        range: 0..setting.value.expose().len(),
        label: "no server is asked".into(),
        notes: origins,
        help: "without a proxy, but with the network, it is GOPROXY=direct".into(),
        ..Diagnostic::about(&META, setting)
    });
}
