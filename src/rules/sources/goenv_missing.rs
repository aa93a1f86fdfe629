use crate::rules::wording::quoted;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};
use crate::settings::locations::UserFile;

use super::in_environment;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "SR009",
    slug: "goenv-file-missing",
    severity: Severity::Warning,
    since: 13,
    until: None,
    summary: "GOENV names a file that is not there",
    what_go_does: "go reads the file that GOENV names in place of the one below the home directory. If it is not there, \
        or cannot be read, go says nothing and goes on without one.",
    why: "No setting of any go/env file counts, neither the named one nor the usual one.",
    bad: Example::environment("GOENV=/etc/go/env"),
    good: Example {
        environment: "GOENV=/etc/go/env",
        goenv_file: "GOPROXY=https://goproxy.cn,direct\n",
        ..Example::NONE
    },
    prevents: &["env-not-propagated"],
    links: &["https://go.dev/ref/mod#environment-variables"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let machine = context.machine;
    let Some(UserFile::Named(path)) = &machine.user_file else { return };
    // An empty file, for whoever wants one.
    let is_empty_on_purpose = path.as_os_str() == "/dev/null" || path.as_os_str() == "NUL";
    if machine.has_user_file || is_empty_on_purpose {
        return;
    }
    found.push(Diagnostic {
        message: format!("GOENV names {}, which cannot be read", quoted(&path.to_string_lossy())),
        label: "no such file".into(),
        help: "unset GOENV, or write the file: go env -w creates it".into(),
        fix: Fix::unset_variable("GOENV", Applicability::Manual).ok(),
        ..in_environment(context, &META, "GOENV")
    });
}
