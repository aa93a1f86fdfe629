use crate::go::database::DatabaseDefect;
use crate::rules::wording::quoted;
use crate::rules::written::written;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

use super::{defect, failure};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "GS008",
    slug: "gosumdb-invalid-url",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "go cannot use the URL in GOSUMDB",
    what_go_does: "The second word of GOSUMDB is the URL of the database, asked over https or http. One that does not \
        parse ends every lookup that needs the database with `invalid GOSUMDB URL`, another scheme with \
        `unsupported scheme`.",
    why: "Every module that go.sum does not list yet fails to download.",
    bad: Example::environment("GOSUMDB=sum.golang.org 127.0.0.1:8401/db"),
    good: Example::environment("GOSUMDB=sum.golang.org https://127.0.0.1:8401/db"),
    prevents: &["gosumdb-invalid-value"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://go.dev/ref/mod#checksum-database"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let label = match (context.scenario.engine.database(), defect(context)) {
        (_, Some((_, DatabaseDefect::Url))) => "cannot be parsed",
        (Ok(database), _) => match &database.explicit_url {
            Some(url) if !matches!(url.scheme.as_str(), "" | "http" | "https") => "must be https or http",
            _ => return,
        },
        _ => return,
    };
    let Some(setting) = written(context, "GOSUMDB") else { return };
    let value = setting.value.expose();
    let Some(url) = value.split_whitespace().nth(1) else { return };
    let start = value.rfind(url).unwrap_or(0);
    let bare = !url.contains("://") && !url.starts_with('/');
    let fixed = bare.then(|| format!("{}https://{url}", value.get(..start).unwrap_or("")));
    found.push(Diagnostic {
        message: format!("go cannot ask for the database at {}", quoted(url)),
        range: start..start + url.len(),
        label: label.into(),
        notes: failure(context),
        help: "write the address as https://host/path".into(),
        fix: fixed.and_then(|value| Fix::set("GOSUMDB", value, Applicability::Manual).ok()),
        ..Diagnostic::about(&META, setting)
    });
}
