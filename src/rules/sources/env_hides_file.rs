use crate::go::tables::variables::find;
use crate::rules::wording::shown;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};
use crate::settings::{Setting, ShadowReason};
use crate::source::{Assignment, Layer, Origin};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "SR001",
    slug: "env-hides-go-env-file",
    severity: Severity::Warning,
    since: 13,
    until: None,
    summary: "an environment variable hides another value in the go/env file",
    what_go_does: "A variable that is not empty in the process environment wins over the go/env file, where `go env -w` \
        writes. `go env -w` says so only at the moment of writing.",
    why: "The value that was written with `go env -w` has no effect here, but has one in a shell, editor or \
        service without the variable: the same command does different things.",
    bad: Example {
        environment: "GOPROXY=https://goproxy.cn,direct",
        goenv_file: "GOPROXY=https://proxy.golang.org,direct\n",
        ..Example::NONE
    },
    good: Example::file("GOPROXY=https://proxy.golang.org,direct\n"),
    prevents: &["env-file-shadowed-by-os-env", "env-not-propagated"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://github.com/golang/go/issues/68270"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    for setting in
        context.scenario.settings.iter().filter(|setting| setting.origin.layer == Layer::Environment)
    {
        let Some(hidden) = hidden(setting) else { continue };
        let name = &setting.name;
        found.push(Diagnostic {
            message: format!("the environment's {name} hides the one in the go/env file"),
            range: 0..setting.value.expose().len(),
            label: "go uses this value".into(),
            notes: vec![format!(
                "without effect: {name}={} at {}",
                shown(hidden.value.expose()),
                place(&hidden.origin)
            )],
            help: format!("keep one: unset {name} in the environment, or run go env -u {name}"),
            fix: Fix::unset(setting, Applicability::Manual).ok(),
            ..Diagnostic::about(&META, setting)
        });
    }
}

/// The line of the user's file that would count without the environment, if it says something else.
fn hidden(setting: &Setting) -> Option<&Assignment> {
    find(&setting.name)?;
    let mut lower = setting.shadowed.iter().filter(|shadowed| shadowed.why == ShadowReason::LowerLayer);
    let line = lower.find(|shadowed| shadowed.assignment.origin.layer == Layer::GoEnvFile)?;
    let differs = line.assignment.value != setting.value && !line.assignment.value.is_empty();
    differs.then_some(&line.assignment)
}

fn place(origin: &Origin) -> String {
    let path = origin.path().map_or(String::new(), |path| path.display().to_string());
    match origin.line() {
        Some(line) => format!("{path}:{line}"),
        None => path,
    }
}
