use crate::go::database::DatabaseDefect;
use crate::go::tables::hosts::{KnownToGo, known_to_go};
use crate::rules::edit::wrapped_in_quotes;
use crate::rules::sources;
use crate::rules::wording::quoted;
use crate::rules::written::written;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

use super::is_a_proxy;
use super::names::{is_keyed, suggestion};
use super::off_misspelt::meant_off;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "GS003",
    slug: "gosumdb-unknown-name",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "GOSUMDB names a checksum database that go does not know",
    what_go_does: "go knows two names: `sum.golang.org`, and `sum.golang.google.cn` (the same database at another \
        address; nothing may stand around that name). Any other database needs its verifier key, \
        `name+hash+key`, optionally followed by a URL. Everything else ends every lookup that needs the database \
        with `invalid GOSUMDB: malformed verifier id`.",
    why: "Every module that go.sum does not list yet fails to download. A module proxy is not a checksum \
        database: it passes requests for one on without being told.",
    bad: Example::environment("GOSUMDB=sum.goland.org"),
    good: Example::environment("GOSUMDB=sum.golang.org"),
    prevents: &["gosumdb-invalid-value"],
    links: &[
        "https://go.dev/ref/mod#checksum-database",
        "https://go.dev/ref/mod#environment-variables",
        "https://github.com/golang/go/issues/68782",
    ],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(setting) = written(context, "GOSUMDB") else { return };
    let value = setting.value.expose();
    let unknown = matches!(context.scenario.engine.database(), Err(error) if error.defect == DatabaseDefect::MalformedKey);
    let Some(name) =
        value.split_whitespace().next().filter(|_| unknown && value != "off" && !meant_off(value))
    else {
        return;
    };
    if is_keyed(name)
        || is_a_proxy::is_one(context, name)
        || matches!(known_to_go(sources::crlf::without(setting)), KnownToGo::StandsFor(_))
            && sources::crlf::reports(setting)
        || sources::quotes::reports(context, setting)
    {
        return;
    }
    let start = value.find(name).unwrap_or(0);
    let near = suggestion(name);
    let whole = near.is_some_and(|near| near == name) || wrapped_in_quotes(value).is_some();
    let fix = match near {
        Some(near) => Fix::set("GOSUMDB", near, Applicability::Manual).ok(),
        None => Fix::unset(setting, Applicability::Manual).ok(),
    };
    found.push(Diagnostic {
        message: message(name, near),
        range: if whole { 0..value.len() } else { start..start + name.len() },
        label: if near == Some(name) {
            "white space around this name".into()
        } else {
            "no known name".into()
        },
        notes: vec![
            "every lookup that needs the database fails: invalid GOSUMDB: malformed verifier id".into(),
        ],
        help: match near {
            Some(near) => format!("write {near}"),
            None => "unset GOSUMDB, or add the database's key: name+hash+key".into(),
        },
        fix,
        ..Diagnostic::about(&META, setting)
    });
}

fn message(name: &str, near: Option<&str>) -> String {
    if near == Some(name) {
        return format!("go knows {name} only without white space around it");
    }
    format!("go knows no checksum database {}", quoted(name))
}
