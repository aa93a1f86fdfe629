use crate::go::Behaviour;
use crate::go::proxy_list::FallBack;
use crate::rules::wording::shown;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

use super::proxies;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "GP015",
    slug: "goproxy-comma-no-fallback",
    severity: Severity::Info,
    since: 15,
    until: None,
    summary: "a comma between two public proxies: no fall-back when the first is down",
    what_go_does: "Behind a comma go moves on after 404 and 410 only. A time-out, a refused connection, 403 or 500 ends \
        the lookup. From Go 1.15 on `|` moves on after any error.",
    why: "Two public mirrors in one list are mostly meant as a spare for each other, and a comma does not make \
        one of the other.",
    bad: Example::environment("GOPROXY=https://goproxy.cn,https://goproxy.io,direct"),
    good: Example::environment("GOPROXY=https://goproxy.cn|https://goproxy.io,direct"),
    prevents: &["comma-list-no-fallback", "proxy-unreachable"],
    links: &[
        "https://go.dev/ref/mod#environment-variables",
        "https://go.dev/ref/mod#goproxy-protocol",
        "https://github.com/golang/go/issues/37367",
    ],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    if !context.scenario.engine.version().has(Behaviour::PipeSeparator) {
        return;
    }
    let all = proxies(context);
    for (first, next) in all.iter().zip(all.iter().skip(1)) {
        let spare = first.is_public() && next.is_public() && first.host() != next.host();
        if !spare || first.entry.fall_back == FallBack::OnAnyError {
            continue;
        }
        let value = first.setting.value.expose();
        let between = value.get(first.entry.range.end..next.entry.range.start).unwrap_or("");
        let Some(at) = between.find(',').map(|at| first.entry.range.end + at) else { continue };
        let fixed = crate::rules::edit::replaced(value, &[(at..at + 1, "|".into())]);
        found.push(Diagnostic {
            message: format!("{} takes over after 404 and 410 only", shown(&next.host())),
            range: at..at + 1,
            label: "any other error ends the lookup".into(),
            help: "write | if the second is to help out when the first is down".into(),
            fix: Some(Fix::set("GOPROXY", fixed, Applicability::Manual)),
            ..Diagnostic::about(&META, first.setting)
        });
        return;
    }
}
