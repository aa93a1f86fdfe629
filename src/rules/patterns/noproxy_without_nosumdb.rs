use crate::go::PatternList;
use crate::rules::wording::enumerated;
use crate::rules::written::written;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

use super::{is_public_host, is_sound, lost, on_purpose};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "PT022",
    slug: "noproxy-without-nosumdb",
    severity: Severity::Warning,
    since: 13,
    until: None,
    summary: "GONOPROXY without GONOSUMDB: private names go to the checksum database",
    what_go_does: "GONOPROXY decides from whom a module comes, and nothing else. Its hashes are still looked up in the \
        checksum database, which is told path and version, cannot fetch a private module and answers 404 or \
        410: the download fails.",
    why: "The names of private modules leak, and go reports `verifying module: … 404 Not Found`. GOPRIVATE \
        covers both halves.",
    bad: Example::environment("GONOPROXY=corp.example.com"),
    good: Example::environment("GOPRIVATE=corp.example.com"),
    prevents: &["sumdb-rejects-private-module"],
    links: &[
        "https://go.dev/ref/mod#environment-variables",
        "https://go.dev/ref/mod#private-modules",
        "https://github.com/golang/go/issues/35164",
    ],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(setting) = written(context, "GONOPROXY") else { return };
    let list = PatternList::parse(setting.value.expose(), context.scenario.engine.version());
    let covered = context.scenario.settings.value("GONOSUMDB");
    if on_purpose(list.items())
        || !is_sound(context, &list)
        || !covered.is_empty()
        || context.scenario.settings.value("GOSUMDB") == "off"
    {
        return;
    }
    let uncovered = lost(&list, &PatternList::parse("", context.scenario.engine.version()));
    let private: Vec<&str> = uncovered.into_iter().filter(|text| is_private(text)).collect();
    if private.is_empty() {
        return;
    }
    found.push(Diagnostic {
        message: format!("the checksum database is asked about {}", enumerated(&private)),
        range: 0..setting.value.expose().len(),
        label: "keeps modules from the proxy, not from the database".into(),
        help: "set GOPRIVATE in place of GONOPROXY; for public modules write GONOSUMDB=none".into(),
        fix: Fix::set("GOPRIVATE", private.join(","), Applicability::Manual).ok(),
        ..Diagnostic::about(&META, setting)
    });
}

/// Whether a pattern can be meant for private modules: no host of public code, nothing below one of the
/// Go project, no sign of another dialect.
fn is_private(text: &str) -> bool {
    let plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~/*?".contains(&b));
    plain && !is_public_host(text) && !crate::rules::trust::matches_everything(text) && text.contains('.')
}
