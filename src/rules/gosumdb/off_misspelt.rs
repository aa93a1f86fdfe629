use crate::distance::distance;
use crate::rules::edit::unquoted;
use crate::rules::sources;
use crate::rules::wording::quoted;
use crate::rules::written::written;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "GS002",
    slug: "gosumdb-off-misspelt",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "GOSUMDB holds a word that means \"off\" to people, not to go",
    what_go_does: "Only the exact word `off` switches the checksum database off: lower case, no white space, \
        no quote marks. `OFF`, `false`, `0`, `none` or `off` with a space are taken for the name of a \
        database, and every lookup that needs one fails with `invalid GOSUMDB: malformed verifier id`. \
        Modules that GONOSUMDB matches are not affected.",
    why: "Every module that go.sum does not list yet fails to download.",
    bad: Example::environment("GOSUMDB=OFF"),
    good: Example::environment("GOSUMDB=sum.golang.org"),
    prevents: &["gosumdb-invalid-value"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://github.com/golang/go/issues/68782"],
};

const WORDS: &[&str] = &["off", "false", "0", "no", "none", "null", "nil", "disable", "disabled", "never"];

/// Whether the value was most likely meant to switch the database off, but does not.
pub(super) fn meant_off(value: &str) -> bool {
    let word = unquoted(value.trim()).trim().to_ascii_lowercase();
    let near_off = word.len() > 1 && distance(&word, "off").is_some_and(|edits| edits <= 1);
    value != "off" && (WORDS.contains(&word.as_str()) || near_off)
}

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(setting) = written(context, "GOSUMDB") else { return };
    let value = setting.value.expose();
    if !meant_off(value) || sources::crlf::reports(setting) || sources::quotes::reports(context, setting) {
        return;
    }
    found.push(Diagnostic {
        message: format!("{} in GOSUMDB does not switch the checksum database off", quoted(value)),
        range: 0..value.len(),
        label: label(value).into(),
        notes: vec![
            "every lookup that needs the database fails: invalid GOSUMDB: malformed verifier id".into(),
        ],
        help: "unset GOSUMDB, and name modules that no database can know in GONOSUMDB".into(),
        fix: Fix::unset(setting, Applicability::Manual).ok(),
        ..Diagnostic::about(&META, setting)
    });
}

fn label(value: &str) -> &'static str {
    match value.trim() {
        "off" if value.ends_with('\r') => "the carriage return at its end is part of the value",
        "off" => "the white space is part of the value",
        _ => "go takes this for the name of a database",
    }
}
