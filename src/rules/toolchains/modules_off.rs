use crate::rules::written::written;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "TC005",
    slug: "modules-off",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "GO111MODULE=off switches modules off",
    what_go_does: "Under GO111MODULE=off go works as it did before modules: imports are looked for below \
        GOPATH, go.mod is not read, GOPROXY, GOSUMDB and GOPRIVATE have no effect, and `go mod` ends with \
        `modules disabled by GO111MODULE=off`.",
    why: "Nothing that go.mod requires is found. The variable has not been needed since Go 1.16. Outside a \
        module only a warning.",
    bad: Example {
        environment: "GO111MODULE=off",
        go_mod: "module example.com/app\n\ngo 1.13\n\nrequire golang.org/x/net v0.25.0\n",
        ..Example::NONE
    },
    good: Example {
        go_mod: "module example.com/app\n\ngo 1.13\n\nrequire golang.org/x/net v0.25.0\n",
        ..Example::NONE
    },
    prevents: &["modules-disabled-go111module-off", "gopath-mode-ignores-goproxy"],
    links: &["https://go.dev/ref/mod#mod-commands", "https://go.dev/ref/mod#environment-variables"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(setting) = written(context, "GO111MODULE").filter(|setting| setting.value.expose() == "off")
    else {
        return;
    };
    let in_module = !context.project.modules.is_empty();
    found.push(Diagnostic {
        severity: if in_module { META.severity } else { Severity::Warning },
        message: "GO111MODULE=off: go.mod, GOPROXY and GOSUMDB have no effect".into(),
        range: 0..setting.value.expose().len(),
        label: "switches modules off".into(),
        help: "unset GO111MODULE".into(),
        fix: Fix::unset(setting, Applicability::Manual).ok(),
        ..Diagnostic::about(&META, setting)
    });
}
