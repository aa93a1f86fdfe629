use crate::go::Behaviour;
use crate::go::tables::defaults::released;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};
use crate::settings::Setting;
use crate::source::Layer;

use super::failure;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "GP003",
    slug: "goproxy-empty-setting",
    severity: Severity::Error,
    since: 21,
    until: None,
    summary: "GOPROXY is empty: set so in a file, or $GOROOT/go.env is missing",
    what_go_does: "From Go 1.21 on the default of GOPROXY stands in `$GOROOT/go.env` and nowhere else. A line \
        `GOPROXY=` in the go/env file (what `go env -w GOPROXY=` writes) hides it, and so does a missing go.env. The \
        value is then the empty string and every lookup fails. Before, an empty value gave the built-in default; \
        an empty environment variable still counts as not set.",
    why: "Nothing can be downloaded, and the error says that the list is not the empty string when it is.",
    bad: Example::file("GOPROXY=\n"),
    good: Example::file("GOPROXY=https://proxy.golang.org,direct\n"),
    prevents: &["goproxy-empty-list", "distribution-defaults"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://github.com/golang/go/issues/62274"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(setting) = context.scenario.settings.get("GOPROXY") else { return };
    let version = context.scenario.engine.version();
    if !setting.value.is_empty() || !version.has(Behaviour::GorootGoEnv) {
        return;
    }
    let (message, help, fix) = match setting.origin.layer {
        Layer::GoEnvFile => (
            "`GOPROXY=` in the go/env file leaves go without any proxy list",
            "remove the line: go env -u GOPROXY",
            Fix::unset(setting, Applicability::Safe).ok(),
        ),
        Layer::Default if pasted(context) => return,
        _ => (
            "GOPROXY is empty, and Go 1.21 and later have no built-in default",
            "reinstall Go to restore $GOROOT/go.env, or set GOPROXY",
            Fix::set("GOPROXY", released("GOPROXY", version).unwrap_or(""), Applicability::Manual).ok(),
        ),
    };
    found.push(Diagnostic {
        message: message.into(),
        label: label(setting).into(),
        notes: failure(context).into_iter().collect(),
        help: help.into(),
        fix,
        ..Diagnostic::about(&META, setting)
    });
}

fn label(setting: &Setting) -> &'static str {
    match setting.origin.layer {
        Layer::GoEnvFile => "hides the default in $GOROOT/go.env",
        Layer::Default => "no $GOROOT/go.env sets it",
        _ => "empty",
    }
}

/// Whether the settings come from pasted `go env` output, where a variable that is not there says
/// nothing.
fn pasted(context: &RuleInputs<'_>) -> bool {
    context.scenario.settings.iter().any(|setting| setting.origin.layer == Layer::GoEnvOutput)
}
