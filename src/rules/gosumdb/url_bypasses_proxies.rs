use crate::rules::wording::shown;
use crate::rules::written::written;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "GS010",
    slug: "gosumdb-url-bypasses-proxies",
    severity: Severity::Info,
    since: 13,
    until: None,
    summary: "a URL in GOSUMDB: the database is never asked through a proxy",
    what_go_does: "Without a URL go asks each proxy of GOPROXY for `/sumdb/NAME/supported` and then asks the \
        database through the first that says yes. With a URL it asks only that address.",
    why: "Right where a proxy's answers about the database are broken. In a network where only the proxy may \
        be reached, every lookup of a new module fails.",
    bad: Example::environment("GOSUMDB=sum.golang.org https://sum.golang.org"),
    good: Example::environment("GOSUMDB=sum.golang.org"),
    prevents: &["sumdb-unreachable", "proxy-sumdb-endpoint-broken"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://go.dev/ref/mod#checksum-database"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(setting), Ok(database)) = (written(context, "GOSUMDB"), context.scenario.engine.database())
    else {
        return;
    };
    let value = setting.value.expose();
    let (Some(url), Some(text)) = (&database.explicit_url, value.split_whitespace().nth(1)) else { return };
    if !matches!(url.scheme.as_str(), "" | "https") {
        return;
    }
    let start = value.rfind(text).unwrap_or(0);
    found.push(Diagnostic {
        message: format!("go asks {} itself, never through a proxy", shown(&url.hostname().to_text())),
        range: start..start + text.len(),
        label: "bypasses the proxies".into(),
        help: "leave the URL out to let go ask through the proxies of GOPROXY".into(),
        fix: value
            .split_whitespace()
            .next()
            .and_then(|name| Fix::set("GOSUMDB", name, Applicability::Manual).ok()),
        ..Diagnostic::about(&META, setting)
    });
}
