use crate::go::database::DatabaseDefect;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

use super::{defect, failure};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "GS006",
    slug: "gosumdb-too-many-fields",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "GOSUMDB holds more than a name or key and a URL",
    what_go_does: "GOSUMDB is split at white space: a name or key, and perhaps a URL. With a third word \
        every lookup that needs the database ends with `invalid GOSUMDB: too many fields`. There is no list \
        of databases.",
    why: "Every module that go.sum does not list yet fails to download.",
    bad: Example::environment("GOSUMDB=sum.golang.org https://sum.golang.google.cn off"),
    good: Example::environment("GOSUMDB=sum.golang.org https://sum.golang.google.cn"),
    prevents: &["gosumdb-invalid-value"],
    links: &[
        "https://go.dev/ref/mod#environment-variables",
        "https://go.dev/ref/mod#checksum-database",
        "https://github.com/golang/go/issues/44936",
    ],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some((setting, DatabaseDefect::TooManyFields)) = defect(context) else { return };
    let value = setting.value.expose();
    let Some(third) = value.split_whitespace().nth(2) else { return };
    // Words may repeat: the third one starts after the first two.
    let mut rest = 0;
    for word in value.split_whitespace().take(2) {
        rest = value.get(rest..).and_then(|text| text.find(word)).map_or(rest, |at| rest + at + word.len());
    }
    let start = value.get(rest..).and_then(|text| text.find(third)).map_or(rest, |at| rest + at);
    found.push(Diagnostic {
        message: "GOSUMDB takes a name or key and one URL, no more".into(),
        range: start..value.trim_end().len(),
        label: "too many fields".into(),
        notes: failure(context),
        help: "remove what follows the URL".into(),
        fix: value.get(..rest).and_then(|kept| Fix::set("GOSUMDB", kept, Applicability::Manual).ok()),
        ..Diagnostic::about(&META, setting)
    });
}
