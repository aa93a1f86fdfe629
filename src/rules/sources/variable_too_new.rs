use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};
use crate::settings::ShadowReason;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "SR015",
    slug: "variable-too-new",
    severity: Severity::Warning,
    since: 13,
    until: Some(24),
    summary: "a variable that this version of go does not know yet",
    what_go_does: "GOINSECURE came with Go 1.14, GOMODCACHE with 1.15, GOVCS with 1.16, GOWORK with 1.18, \
        GOTOOLCHAIN with 1.21, GOAUTH with 1.24. An older go command does not read them, wherever they are \
        set. (`GOTOOLCHAIN=local` says what an older one does anyway, and is not reported.)",
    why: "The setting has no effect, and nothing says so.",
    bad: Example::environment("GOAUTH=off"),
    good: Example { netrc: "machine corp.example.com login ci password secret\n", ..Example::NONE },
    prevents: &["variable-not-supported-by-go-version"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://go.dev/doc/devel/release"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    for setting in context.scenario.settings.iter() {
        let unknown = setting.shadowed.iter().find(|shadowed| {
            shadowed.why == ShadowReason::UnknownToVersion && !shadowed.assignment.value.is_empty()
        });
        let Some(written) = unknown.map(|shadowed| &shadowed.assignment) else { continue };
        let name = &setting.name;
        if name == "GOTOOLCHAIN" && written.value.expose() == "local" {
            continue;
        }
        let version = context.scenario.engine.version();
        found.push(Diagnostic {
            message: format!("go{version} does not know {name}"),
            value: written.value.clone(),
            origin: written.origin.clone(),
            at_name: true,
            label: "not read".into(),
            help: format!("use a newer Go, or do without {name}"),
            ..Diagnostic::about(&META, setting)
        });
    }
}
