use crate::go::decision::HopKind;
use crate::rules::facts::ModuleFacts;
use crate::rules::wording::enumerated;
use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};

use super::{asked_here, to_download};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "MD003",
    slug: "module-blocked",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "GOPROXY=off, and a module of this project is missing",
    what_go_does: "Under GOPROXY=off go takes modules from the module cache and from a vendor directory. What neither \
        holds ends with `module lookup disabled by GOPROXY=off`.",
    why: "The build fails as soon as it needs the module.",
    bad: Example {
        environment: "GOPROXY=off,",
        go_mod: "module example.com/app\n\ngo 1.13\n\nrequire corp.example.com/lib v1.2.3\n",
        ..Example::NONE
    },
    good: Example {
        environment: "GOPROXY=https://proxy.corp.example.com,off",
        go_mod: "module example.com/app\n\ngo 1.13\n\nrequire golang.org/x/net v1.2.3\n",
        ..Example::NONE
    },
    prevents: &["goproxy-off"],
    links: &["https://go.dev/ref/mod#environment-variables"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let blocked =
        |module: &ModuleFacts| context.scenario.engine.first_hop(&module.path) == Some(HopKind::Off);
    let modules: Vec<&ModuleFacts> = to_download(context, blocked).collect();
    let (Some(first), Some(setting)) = (modules.first(), context.scenario.settings.get("GOPROXY")) else {
        return;
    };
    let names: Vec<&str> = modules.iter().map(|module| module.path.as_str()).collect();
    found.push(Diagnostic {
        message: format!(
            "no server may be asked for {}, and the module cache does not hold it",
            enumerated(&names)
        ),
        range: 0..setting.value.expose().len(),
        label: "nothing is downloaded".into(),
        related: asked_here(first).into_iter().collect(),
        notes: vec!["the build fails: module lookup disabled by GOPROXY=off".into()],
        help: "fill the module cache first: run go mod download where there is a network".into(),
        ..Diagnostic::about(&META, setting)
    });
}
