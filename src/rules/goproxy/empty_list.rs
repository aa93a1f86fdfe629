use crate::go::tables::separators;
use crate::rules::written::written;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

use super::failure;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "GP002",
    slug: "goproxy-empty-list",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "GOPROXY holds only separators or white space",
    what_go_does: "From Go 1.15 on every lookup ends with `GOPROXY list is not the empty string, but contains no \
        entries`, also for modules that GONOPROXY sends to their origin. Before, such a list worked like `off`.",
    why: "Nothing can be downloaded. Such a value is often what is left of `$A,$B` when both are empty.",
    bad: Example::environment("GOPROXY=,"),
    good: Example::environment("GOPROXY=https://proxy.golang.org,direct"),
    prevents: &["goproxy-empty-list"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://github.com/golang/go/issues/62274"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(setting) = written(context, "GOPROXY") else { return };
    let version = context.scenario.engine.version();
    let separator = |c: char| separators::find(c, version).is_some();
    if !setting.value.expose().chars().all(|c| c.is_whitespace() || separator(c)) {
        return;
    }
    let as_off = || "before Go 1.15 this works like GOPROXY=off: module lookup disabled".into();
    found.push(Diagnostic {
        message: "GOPROXY names no proxy, so go cannot look anything up".into(),
        range: 0..setting.value.expose().len(),
        label: "no entry in here".into(),
        notes: vec![failure(context).unwrap_or_else(as_off)],
        help: "remove the setting to return to go's default, or name a proxy".into(),
        fix: Fix::unset(setting, Applicability::Safe).ok(),
        ..Diagnostic::about(&META, setting)
    });
}
