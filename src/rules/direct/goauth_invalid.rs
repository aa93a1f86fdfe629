use crate::rules::wording::go_message;
use crate::rules::written::written;
use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "DV004",
    slug: "goauth-invalid",
    severity: Severity::Error,
    since: 24,
    until: None,
    summary: "GOAUTH cannot be read",
    what_go_does: "GOAUTH is a list of commands separated by `;`: `netrc`, `git` with an absolute directory, a program, \
        or `off` alone. An empty command, `off` beside others or a relative directory ends every command at \
        its first https request.",
    why: "Nothing can be downloaded over https.",
    bad: Example::environment("GOAUTH=netrc;"),
    good: Example::environment("GOAUTH=netrc"),
    prevents: &["netrc-entry-not-matched"],
    links: &["https://go.dev/ref/mod#private-module-proxy-auth"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(setting), Err(error)) = (written(context, "GOAUTH"), context.scenario.engine.check_goauth())
    else {
        return;
    };
    found.push(Diagnostic {
        message: go_message(error.text()),
        range: 0..setting.value.expose().len(),
        label: "commands separated by ;".into(),
        notes: vec!["every command fails like this at its first https request".into()],
        help: "write netrc, off alone, git with an absolute directory, or a program".into(),
        ..Diagnostic::about(&META, setting)
    });
}
