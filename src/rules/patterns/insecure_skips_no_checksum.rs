use crate::go::PatternList;
use crate::rules::trust::matches_everything;
use crate::rules::wording::enumerated;
use crate::rules::written::written;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

use super::{is_public_host, is_sound, lost, on_purpose};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "PT024",
    slug: "insecure-skips-no-checksum",
    severity: Severity::Warning,
    since: 14,
    until: None,
    summary: "GOINSECURE for modules that are still looked up in the checksum database",
    what_go_does: "GOINSECURE lets go use http and unverified certificates when it fetches matching modules \
        from their origin. They still go through the proxy and the checksum database.",
    why: "The database is told the names of modules on a host of your own, cannot fetch them, and the download \
        fails with 404 or 410.",
    bad: Example::environment("GOINSECURE=git.corp.example.com"),
    good: Example::environment("GOINSECURE=git.corp.example.com\nGOPRIVATE=git.corp.example.com"),
    prevents: &["insecure-http-host", "goinsecure-misused"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://go.dev/ref/mod#private-modules"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(setting) = written(context, "GOINSECURE") else { return };
    let version = context.scenario.engine.version();
    let list = PatternList::parse(setting.value.expose(), version);
    if on_purpose(list.items())
        || !is_sound(context, &list)
        || context.scenario.settings.value("GOSUMDB") == "off"
    {
        return;
    }
    let exempt = PatternList::parse(context.scenario.settings.value("GONOSUMDB"), version);
    let plain = |text: &&str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~/*?".contains(&b));
    let own = |text: &&str| {
        !is_public_host(text)
            && !matches_everything(text)
            && text.contains('.')
            && !super::insecure_not_for_proxies::is_host_of_proxy(context, text)
    };
    let asked: Vec<&str> = lost(&list, &exempt).into_iter().filter(plain).filter(own).collect();
    if asked.is_empty() {
        return;
    }
    let mut value = context.scenario.settings.value("GOPRIVATE").to_owned();
    for text in &asked {
        value = if value.is_empty() { (*text).to_owned() } else { format!("{value},{text}") };
    }
    let derived = written(context, "GONOSUMDB").is_none();
    found.push(Diagnostic {
        message: format!("the checksum database is still asked about {}", enumerated(&asked)),
        range: 0..setting.value.expose().len(),
        label: "only about http and certificates of origins".into(),
        help: "name them in GOPRIVATE too".into(),
        fix: derived.then(|| Fix::set("GOPRIVATE", value, Applicability::Manual).ok()).flatten(),
        ..Diagnostic::about(&META, setting)
    });
}
