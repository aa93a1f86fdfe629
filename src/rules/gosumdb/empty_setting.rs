use crate::go::Behaviour;
use crate::go::tables::defaults::released;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};
use crate::source::Layer;

use super::failure;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "GS004",
    slug: "gosumdb-empty-setting",
    severity: Severity::Error,
    since: 21,
    until: None,
    summary: "GOSUMDB is empty: set so in a file, or $GOROOT/go.env does not set it",
    what_go_does: "From Go 1.21 on the default of GOSUMDB stands in `$GOROOT/go.env` and nowhere else. A line \
        `GOSUMDB=` in the go/env file hides it, and every lookup that needs the database ends with `missing \
        GOSUMDB`; so does a value of nothing but white space. It does not mean `off`. An empty environment \
        variable counts as not set.",
    why: "Every module that go.sum does not list yet fails to download.",
    bad: Example::file("GOSUMDB=\n"),
    good: Example::file("GOSUMDB=sum.golang.org\n"),
    prevents: &["goproxy-empty-list", "distribution-defaults"],
    links: &[
        "https://go.dev/ref/mod#environment-variables",
        "https://go.dev/ref/mod#checksum-database",
        "https://github.com/golang/go/issues/62274",
    ],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(setting) = context.scenario.settings.get("GOSUMDB") else { return };
    let is_blank = setting.value.expose().trim().is_empty();
    if !is_blank || !context.scenario.engine.version().has(Behaviour::GorootGoEnv) {
        return;
    }
    // Where GOPROXY has no value either, the missing go.env is reported there.
    let with_goproxy = context.scenario.settings.value("GOPROXY").is_empty();
    let pasted = context.scenario.settings.iter().any(|setting| setting.origin.layer == Layer::GoEnvOutput);
    let below = context.scenario.layers.goroot_file.as_ref().and_then(|file| file.effective("GOSUMDB"));
    let has_default = below.is_some_and(|line| !line.value.expose().trim().is_empty());
    let (label, fix) = match setting.origin.layer {
        Layer::GoEnvFile if has_default => {
            ("hides the default in $GOROOT/go.env", Fix::unset(setting, Applicability::Safe).ok())
        }
        Layer::Default if with_goproxy || pasted => return,
        Layer::GoEnvOutput | Layer::GorootGoEnv if with_goproxy => return,
        Layer::Default => ("no $GOROOT/go.env sets it", set_default(context)),
        _ => ("names no database", set_default(context)),
    };
    found.push(Diagnostic {
        message: "GOSUMDB names no checksum database; that does not mean off".into(),
        label: label.into(),
        notes: failure(context),
        help: match setting.origin.layer {
            Layer::GoEnvFile if has_default => "remove the line: go env -u GOSUMDB".into(),
            _ => format!("set GOSUMDB={}, go's default", default(context)),
        },
        fix,
        ..Diagnostic::about(&META, setting)
    });
}

fn set_default(context: &RuleInputs<'_>) -> Option<Fix> {
    Fix::set("GOSUMDB", default(context), Applicability::Manual).ok()
}

fn default(context: &RuleInputs<'_>) -> &'static str {
    released("GOSUMDB", context.scenario.engine.version()).unwrap_or("")
}
