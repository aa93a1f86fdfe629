use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};
use crate::settings::locations::UserFile;

use super::in_environment;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "SR008",
    slug: "goenv-off",
    severity: Severity::Info,
    since: 13,
    until: None,
    summary: "GOENV=off: no go/env file is read",
    what_go_does: "With `GOENV=off` nothing that `go env -w` wrote counts; `$GOROOT/go.env` still does. Beware: under \
        it `go env -w` succeeds and writes the default file.",
    why: "Settings of the go/env file, such as GOPRIVATE, have no effect in this process.",
    bad: Example::environment("GOENV=off"),
    good: Example::file("GOPROXY=https://goproxy.cn,direct\n"),
    prevents: &["env-not-propagated"],
    links: &["https://go.dev/ref/mod#environment-variables"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    if context.machine.user_file != Some(UserFile::Off) {
        return;
    }
    found.push(Diagnostic {
        message: "GOENV=off: the go/env file has no effect".into(),
        label: "no file is read".into(),
        help: "unset GOENV to read the file again".into(),
        fix: Fix::unset_variable("GOENV", Applicability::Manual).ok(),
        ..in_environment(context, &META, "GOENV")
    });
}
