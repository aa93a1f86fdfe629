use crate::rules::wording::quoted;
use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};

use super::defects::unexpanded;
use super::{List, Problem, failure};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "GP018",
    slug: "goproxy-unexpanded",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "GOPROXY holds an unexpanded variable or placeholder",
    what_go_does: "go expands nothing: not `$NAME`, not `%NAME%`, not `{{ name }}`. The text is part of the \
        address, which then is not a URL or names a host that does not exist.",
    why: "Every lookup fails. The go/env file, `docker --env-file`, single quotes and many CI files do not \
        expand variables either; a template that was never filled in looks the same.",
    bad: Example::environment("GOPROXY=https://${PROXY_HOST}/go,direct"),
    good: Example::environment("GOPROXY=https://proxy.corp.example.com/go,direct"),
    prevents: &["goproxy-malformed-entry", "env-not-propagated"],
    links: &["https://go.dev/ref/mod#environment-variables"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(list) = List::of(context) else { return };
    for entry in list.with(Problem::Unexpanded) {
        let Some(range) = unexpanded(entry.text) else { continue };
        let part = entry.text.get(range.clone()).unwrap_or("");
        found.push(Diagnostic {
            message: format!("{} was never replaced by its value", quoted(part)),
            range: entry.range.start + range.start..entry.range.start + range.end,
            label: "go takes this as it is".into(),
            notes: failure(context).into_iter().collect(),
            help: "write the address itself, or let the program that sets the variable expand it".into(),
            ..Diagnostic::about(&META, list.setting)
        });
    }
}
