use crate::go::goflags::GoFlags;
use crate::rules::facts::VendorFacts;
use crate::rules::written::written;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "TC008",
    slug: "mod-vendor",
    severity: Severity::Warning,
    since: 13,
    until: None,
    summary: "GOFLAGS=-mod=vendor, and there is no vendor directory",
    what_go_does: "`-mod=vendor` makes every build take packages from the vendor directory alone. Where there is none, \
        a module with requirements ends in `inconsistent vendoring`, and `go install PATH@VERSION` in \
        `cannot query module due to -mod=vendor`. From Go 1.14 on a vendor directory is used without the \
        flag.",
    why: "A flag that one project needs breaks all others. Outside a module it is only information.",
    bad: Example {
        environment: "GOFLAGS=-mod=vendor",
        go_mod: "module example.com/app\n\ngo 1.13\n\nrequire golang.org/x/net v0.25.0\n",
        ..Example::NONE
    },
    good: Example {
        go_mod: "module example.com/app\n\ngo 1.13\n\nrequire golang.org/x/net v0.25.0\n",
        ..Example::NONE
    },
    prevents: &["goflags-mod-vendor", "vendor-inconsistent"],
    links: &["https://go.dev/ref/mod#vendoring", "https://go.dev/ref/mod#build-commands"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(setting) = written(context, "GOFLAGS") else { return };
    let value = setting.value.expose();
    let flags = GoFlags::parse(value, context.scenario.engine.version()).unwrap_or_default();
    let project = context.project;
    if flags.module_mode.as_deref() != Some("vendor") || project.vendor != VendorFacts::Missing {
        return;
    }
    let breaks = !project.modules.is_empty();
    let at = value.find("mod=vendor").unwrap_or(0);
    let start = value.get(..at).map_or(0, |before| before.trim_end_matches('-').len());
    found.push(Diagnostic {
        severity: if breaks { META.severity } else { Severity::Info },
        message: if breaks {
            "there is no vendor directory here, and GOFLAGS requires one".into()
        } else {
            "GOFLAGS makes every build use a vendor directory".into()
        },
        range: start..at + "mod=vendor".len(),
        label: "for all projects".into(),
        help: "remove it from GOFLAGS; from Go 1.14 on a vendor directory is used by default".into(),
        fix: (value.split_whitespace().count() == 1)
            .then(|| Fix::unset(setting, Applicability::Manual).ok())
            .flatten(),
        ..Diagnostic::about(&META, setting)
    });
}
