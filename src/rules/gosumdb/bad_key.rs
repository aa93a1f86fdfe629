use crate::go::database::DatabaseDefect;
use crate::go::tables::hosts::{KnownToGo, known_to_go};
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

use super::names::is_keyed;
use super::{defect, failure};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "GS005",
    slug: "gosumdb-bad-key",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "the verifier key in GOSUMDB is damaged",
    what_go_does: "A key is `name+hash+key`: eight hexadecimal digits that must match name and key, and \
        Base64 of the algorithm and the key. With any other text every lookup that needs the database ends \
        with `invalid GOSUMDB: invalid verifier hash`, `malformed verifier id` or `unknown verifier \
        algorithm`.",
    why: "Every module that go.sum does not list yet fails to download. Usually a letter was lost while \
        copying.",
    bad: Example::environment("GOSUMDB=sumdb.example+00000000+AfFl4eX3wpDlLy7e8/urYMuudL/TJ0+OXuHeM0XJVKFm"),
    good: Example::environment("GOSUMDB=sumdb.example+bcb7ab5b+AfFl4eX3wpDlLy7e8/urYMuudL/TJ0+OXuHeM0XJVKFm"),
    prevents: &["gosumdb-invalid-value"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://go.dev/ref/mod#checksum-database"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some((setting, defect)) = defect(context) else { return };
    let value = setting.value.expose();
    let key = value.split_whitespace().next().unwrap_or("");
    let is_damaged = match defect {
        DatabaseDefect::WrongHash | DatabaseDefect::Algorithm | DatabaseDefect::Name => true,
        DatabaseDefect::MalformedKey => is_keyed(key),
        _ => false,
    };
    if !is_damaged {
        return;
    }
    let start = value.find(key).unwrap_or(0);
    let name = key.split('+').next().unwrap_or("");
    let is_known = matches!(known_to_go(name), KnownToGo::Key(_));
    found.push(Diagnostic {
        message: "the key in GOSUMDB is not the one that its hash was made of".into(),
        range: start..start + key.len(),
        label: match defect {
            DatabaseDefect::WrongHash => "the hash does not match name and key",
            DatabaseDefect::Algorithm => "go does not know the algorithm",
            DatabaseDefect::Name => "the name is not a host with a path",
            _ => "cut short, or not Base64",
        }
        .into(),
        notes: failure(context),
        help: if is_known {
            format!("go knows the key of {name}: write the name alone")
        } else {
            "copy the whole key again from the database's operator".into()
        },
        fix: is_known.then(|| Fix::set("GOSUMDB", name, Applicability::Manual).ok()).flatten(),
        ..Diagnostic::about(&META, setting)
    });
}
