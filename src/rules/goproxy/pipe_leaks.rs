use crate::go::tables::separators::{self, FallBack};
use crate::rules::wording::shown;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

use super::proxies;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "GP014",
    slug: "goproxy-pipe-leaks",
    severity: Severity::Warning,
    since: 15,
    until: None,
    summary: "`|` between a private proxy and a public one",
    what_go_does: "After `|` go moves on for any error: a timeout, a wrong password, 403, 500. After a comma \
        it moves on only for 404 and 410.",
    why: "Whenever the first proxy fails for a moment, go asks the public one for the modules that the first \
        was to serve: their names leak, and a public module of that name may be taken instead.",
    bad: Example::environment("GOPROXY=https://proxy.corp.example.com|https://proxy.golang.org,direct"),
    good: Example::environment("GOPROXY=https://proxy.corp.example.com,https://proxy.golang.org,direct"),
    prevents: &["private-proxy-internal-error", "comma-list-no-fallback"],
    links: &[
        "https://go.dev/ref/mod#environment-variables",
        "https://go.dev/ref/mod#goproxy-protocol",
        "https://github.com/golang/go/issues/37367",
    ],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let version = context.scenario.engine.version();
    let Some(careful) = separators::with(FallBack::OnNotFound, version) else { return };
    let all = proxies(context);
    for (own, next) in all.iter().zip(all.iter().skip(1)) {
        if own.is_public() || !next.is_public() || own.entry.fall_back != FallBack::OnAnyError {
            continue;
        }
        let Some(mark) = own.separator(version) else { continue };
        let value = own.setting.value.expose();
        let fixed = crate::rules::edit::replaced(value, &[(mark.clone(), careful.mark.into())]);
        found.push(Diagnostic {
            message: format!("any error of {} sends go on to {}", shown(&own.host()), shown(&next.host())),
            range: mark,
            label: format!("moves on after {}", own.entry.fall_back.words()),
            help: format!(
                "write {}, which moves on after {} only",
                careful.called,
                careful.fall_back.words()
            ),
            fix: Fix::set("GOPROXY", fixed, Applicability::Safe).ok(),
            ..Diagnostic::about(&META, own.setting)
        });
        return;
    }
}
