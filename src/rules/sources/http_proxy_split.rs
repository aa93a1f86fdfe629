use crate::rules::Related;
use crate::rules::wording::shown;
use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "SR016",
    slug: "http-proxy-split",
    severity: Severity::Warning,
    since: 13,
    until: None,
    summary: "a proxy variable in upper and in lower case, with two values",
    what_go_does: "Go looks at HTTPS_PROXY, HTTP_PROXY and NO_PROXY first and at the lower-case names only where those \
        are empty. git and curl look at the lower-case names first.",
    why: "go asks module proxies through one gateway and git, which go starts for `direct`, uses the other: \
        some of the downloads fail.",
    bad: Example::environment(
        "HTTPS_PROXY=http://new.corp.example.com:3128\nhttps_proxy=http://old.corp.example.com:3128",
    ),
    good: Example::environment(
        "HTTPS_PROXY=http://new.corp.example.com:3128\nhttps_proxy=http://new.corp.example.com:3128",
    ),
    prevents: &["http-proxy-misconfigured"],
    links: &["https://go.dev/pkg/net/http/#ProxyFromEnvironment"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    for (upper, lower) in
        [("HTTPS_PROXY", "https_proxy"), ("HTTP_PROXY", "http_proxy"), ("NO_PROXY", "no_proxy")]
    {
        let (Some(first), Some(second)) =
            (context.scenario.settings.get(upper), context.scenario.settings.get(lower))
        else {
            continue;
        };
        let written = !first.value.is_empty() && !second.value.is_empty();
        if !written || same(first.value.expose(), second.value.expose()) {
            continue;
        }
        found.push(Diagnostic {
            message: format!("go uses {upper}, git and curl use {lower}, and they differ"),
            range: 0..first.value.expose().len(),
            label: "go uses this value".into(),
            related: vec![Related {
                variable: lower.into(),
                value: second.value.clone(),
                origin: second.origin.clone(),
                range: 0..0,
                label: "git and curl use this one".into(),
            }],
            help: format!("give {} the same value", shown(lower)),
            ..Diagnostic::about(&META, first)
        });
    }
}

/// A slash at the end and the order of a list make no difference.
fn same(one: &str, other: &str) -> bool {
    let parts = |text: &str| {
        let mut parts: Vec<String> =
            text.split(',').map(|part| part.trim().trim_end_matches('/').to_owned()).collect();
        parts.sort();
        parts
    };
    parts(one) == parts(other)
}
