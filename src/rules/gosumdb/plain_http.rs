use crate::go::tables::hosts::{is_internal, is_loopback};
use crate::rules::wording::shown;
use crate::rules::written::written;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "GS009",
    slug: "gosumdb-plain-http",
    severity: Severity::Warning,
    since: 13,
    until: None,
    summary: "the checksum database is asked over http",
    what_go_does: "go asks a URL in GOSUMDB over http without a warning. What the database answers is \
        signed, so no one on the way can change it.",
    why: "Anyone on the way learns the name and version of every new module. Only information where the host \
        name exists inside one network only.",
    bad: Example::environment("GOSUMDB=sum.golang.org http://sums.example.com"),
    good: Example::environment("GOSUMDB=sum.golang.org"),
    prevents: &["insecure-http-host"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://go.dev/ref/mod#checksum-database"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(setting), Ok(database)) = (written(context, "GOSUMDB"), context.scenario.engine.database())
    else {
        return;
    };
    let Some(url) = database.explicit_url.as_ref().filter(|url| url.scheme == "http") else { return };
    let host = url.hostname().to_text().to_ascii_lowercase();
    if is_loopback(&host) {
        return;
    }
    let value = setting.value.expose();
    let Some(at) = value.to_ascii_lowercase().find("http://") else { return };
    let fixed = format!("{}https{}", value.get(..at).unwrap_or(""), value.get(at + 4..).unwrap_or(""));
    found.push(Diagnostic {
        severity: if is_internal(&host) { Severity::Info } else { META.severity },
        message: format!("go asks {} about modules over http", shown(&host)),
        range: at..at + 4,
        label: "anyone on the way can read it".into(),
        help: "use https, if the database offers it".into(),
        fix: Fix::set("GOSUMDB", fixed, Applicability::Manual).ok(),
        ..Diagnostic::about(&META, setting)
    });
}
