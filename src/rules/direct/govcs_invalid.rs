use crate::rules::sources;
use crate::rules::wording::go_message;
use crate::rules::written::written;
use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "DV003",
    slug: "govcs-invalid",
    severity: Severity::Error,
    since: 16,
    until: None,
    summary: "GOVCS cannot be read",
    what_go_does: "GOVCS is a list of `pattern:vcs|vcs` rules. A malformed one ends every download from an \
        origin, in Go's words such as `malformed entry in GOVCS (missing colon)`. Downloads through proxies \
        are not affected.",
    why: "Nothing can be downloaded from its origin.",
    bad: Example::environment("GOVCS=github.com"),
    good: Example::environment("GOVCS=github.com:git"),
    prevents: &["govcs-disallows-vcs"],
    links: &["https://go.dev/ref/mod#vcs-govcs"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(setting), Some(error)) = (written(context, "GOVCS"), context.scenario.engine.govcs_error())
    else {
        return;
    };
    if sources::quotes::reports(context, setting) {
        return;
    }
    found.push(Diagnostic {
        message: go_message(error.text()),
        range: 0..setting.value.expose().len(),
        label: "a list of pattern:vcs|vcs".into(),
        notes: vec!["every download from an origin fails like this".into()],
        help: "write each rule as github.com:git, separated by commas".into(),
        ..Diagnostic::about(&META, setting)
    });
}
