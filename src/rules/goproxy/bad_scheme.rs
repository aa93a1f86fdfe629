use std::ops::Range;

use crate::distance::nearest;
use crate::go::proxy_list::RawEntry;
use crate::rules::wording::{quoted, shown};
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

use super::{List, Problem, failure};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "GP006",
    slug: "goproxy-bad-scheme",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "an entry of GOPROXY with a scheme other than https, http or file",
    what_go_does: "A module proxy is asked over https, http or file. Any other scheme, and a path without one, ends \
        every lookup with `invalid proxy URL scheme (must be https, http, file)` or `invalid proxy URL missing \
        scheme`.",
    why: "One bad entry makes the whole list unusable. A socks5 address is a forward proxy: it belongs in \
        HTTPS_PROXY.",
    bad: Example::environment("GOPROXY=htps://goproxy.cn,direct"),
    good: Example::environment("GOPROXY=https://goproxy.cn,direct"),
    prevents: &["goproxy-malformed-entry"],
    links: &[
        "https://go.dev/ref/mod#environment-variables",
        "https://go.dev/ref/mod#goproxy-protocol",
        "https://github.com/golang/go/issues/32191",
    ],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(list) = List::of(context) else { return };
    for entry in list.with(Problem::Scheme) {
        found.push(match entry.text.split_once(':').filter(|_| !entry.text.starts_with('/')) {
            Some((scheme, _)) => unknown_scheme(context, &list, entry, scheme),
            None => bare_path(context, &list, entry),
        });
    }
}

fn unknown_scheme(
    context: &RuleInputs<'_>,
    list: &List<'_>,
    entry: &RawEntry<'_>,
    scheme: &str,
) -> Diagnostic {
    let near = nearest(scheme, &["https", "http", "file"], 1);
    let range: Range<usize> = entry.range.start..entry.range.start + scheme.len();
    let fixed = near.map(|near| list.replacing(entry, &entry.text.replacen(scheme, near, 1)));
    Diagnostic {
        message: format!("go cannot ask a proxy over `{}`", shown(scheme)),
        range,
        label: "must be https, http or file".into(),
        notes: failure(context).into_iter().collect(),
        help: match near {
            Some(near) => format!("write `{near}`"),
            None if scheme.starts_with("socks") => {
                "a forward proxy belongs in HTTPS_PROXY; GOPROXY names module proxies".into()
            }
            None => "name a module proxy by its https URL, or write `direct`".into(),
        },
        fix: fixed.and_then(|value| Fix::set("GOPROXY", value, Applicability::Manual).ok()),
        ..Diagnostic::about(&META, list.setting)
    }
}

fn bare_path(context: &RuleInputs<'_>, list: &List<'_>, entry: &RawEntry<'_>) -> Diagnostic {
    let path = entry.text.starts_with('/') && !entry.text.starts_with("//");
    let prefix = if path { "file://" } else { "https:" };
    Diagnostic {
        message: format!("{} has no scheme", quoted(entry.text)),
        range: entry.range.clone(),
        label: format!(
            "go needs a URL, as in {prefix}{}",
            if path { "/srv/proxy" } else { "//proxy.example" }
        ),
        notes: failure(context).into_iter().collect(),
        help: format!("put `{prefix}` before it"),
        fix: Fix::set(
            "GOPROXY",
            list.replacing(entry, &format!("{prefix}{}", entry.text)),
            if path { Applicability::Safe } else { Applicability::Manual },
        )
        .ok(),
        ..Diagnostic::about(&META, list.setting)
    }
}
