use crate::go::tables::separators::{self, FallBack};
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
    summary: "a comma between two public proxies: no fallback when the first is down",
    what_go_does: "After a comma go moves on only for 404 and 410. A timeout, a refused connection, 403 or \
        500 ends the lookup. From Go 1.15 on `|` moves on for any error.",
    why: "The second of two public mirrors is usually meant as a fallback for the first, and a comma does \
        not make it one.",
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
    let version = context.scenario.engine.version();
    let Some(bold) = separators::with(FallBack::OnAnyError, version) else { return };
    let all = proxies(context);
    for (first, next) in all.iter().zip(all.iter().skip(1)) {
        let spare = first.is_public() && next.is_public() && first.host() != next.host();
        if !spare || first.entry.fall_back == FallBack::OnAnyError {
            continue;
        }
        let Some(mark) = first.separator(version) else { continue };
        let value = first.setting.value.expose();
        let fixed = crate::rules::edit::replaced(value, &[(mark.clone(), bold.mark.into())]);
        found.push(Diagnostic {
            message: format!(
                "{} takes over after {} only",
                shown(&next.host()),
                first.entry.fall_back.words()
            ),
            range: mark,
            label: "any other error ends the lookup".into(),
            help: format!("write {} if the second is to help out when the first is down", bold.called),
            fix: Fix::set("GOPROXY", fixed, Applicability::Manual).ok(),
            ..Diagnostic::about(&META, first.setting)
        });
        return;
    }
}
