use crate::rules::wording::quoted;
use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};

use super::{List, Problem, failure};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "GP009",
    slug: "goproxy-invalid-url",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "an entry of GOPROXY that go cannot read as a URL",
    what_go_does: "Every entry except `direct` and `off` is parsed as a URL before the first one is asked. \
        One that does not parse ends every lookup with Go's own message, such as `invalid port \":port\" \
        after host` or `invalid URL escape \"%zz\"`.",
    why: "One bad entry spoils the whole list, also for modules that an earlier entry would have served.",
    bad: Example::environment("GOPROXY=https://goproxy.cn:port,direct"),
    good: Example::environment("GOPROXY=https://goproxy.cn,direct"),
    prevents: &["goproxy-malformed-entry"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://github.com/golang/go/issues/32191"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(list) = List::of(context) else { return };
    for entry in list.with(Problem::Url) {
        found.push(Diagnostic {
            message: format!("{} is not a URL to go", quoted(entry.text)),
            range: entry.range.clone(),
            label: "cannot be parsed".into(),
            notes: failure(context).into_iter().collect(),
            help: "write the address as https://host:port/path; a percent sign is written %25".into(),
            ..Diagnostic::about(&META, list.setting)
        });
    }
}
