use crate::rules::wording::quoted;
use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};
use crate::settings::locations::UserFile;

use super::in_environment;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "SR010",
    slug: "goenv-relative-config-home",
    severity: Severity::Error,
    since: 24,
    until: None,
    summary: "XDG_CONFIG_HOME is relative: no go/env file is read",
    what_go_does: "From Go 1.24 on a relative XDG_CONFIG_HOME is refused, and go reads no user file at all, \
        not even the one below the home directory. Before, it was relative to the working directory.",
    why: "Everything that `go env -w` wrote, GOPRIVATE included, has no effect, and nothing says so.",
    bad: Example::environment("XDG_CONFIG_HOME=.config"),
    good: Example::environment("XDG_CONFIG_HOME=/home/u/.config"),
    prevents: &["env-not-propagated", "home-or-cache-dir-undefined"],
    links: &["https://go.dev/ref/mod#environment-variables"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(UserFile::RelativeConfigHome(directory)) = &context.machine.user_file else { return };
    found.push(Diagnostic {
        message: format!("XDG_CONFIG_HOME={} is relative, so go reads no go/env file", quoted(directory)),
        label: "must begin with /".into(),
        help: "write an absolute path, or unset the variable".into(),
        ..in_environment(context, &META, "XDG_CONFIG_HOME")
    });
}
