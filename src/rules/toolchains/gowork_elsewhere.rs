use crate::go::Behaviour;
use crate::rules::wording::shown;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};
use crate::source::Value;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "TC010",
    slug: "gowork-elsewhere",
    severity: Severity::Warning,
    since: 18,
    until: None,
    summary: "a workspace is in effect that this module does not belong to",
    what_go_does: "GOWORK, or a go.work in a directory above, makes its modules the main ones. A build in another \
        module ends with `current directory is contained in a module that is not one of the workspace \
        modules listed in go.work`.",
    why: "Builds and editors fail in this directory, and the cause is in another one.",
    bad: Example {
        environment: "GOWORK=/home/u/other/go.work",
        go_mod: "module example.com/app\n\ngo 1.18\n",
        ..Example::NONE
    },
    good: Example {
        environment: "GOWORK=off",
        go_mod: "module example.com/app\n\ngo 1.18\n",
        ..Example::NONE
    },
    prevents: &["go-work-not-included"],
    links: &["https://go.dev/ref/mod#workspaces", "https://github.com/golang/go/issues/49632"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let project = context.project;
    let Some(workspace) = project.workspace.as_ref().filter(|found| found.has_current == Some(false)) else {
        return;
    };
    let knows_it = context.scenario.engine.version().has(Behaviour::Workspaces);
    let Some(setting) = context.scenario.settings.get("GOWORK").filter(|_| knows_it) else { return };
    let path = workspace.path.to_string_lossy().into_owned();
    let is_named = !setting.value.is_empty();
    let value = if is_named { setting.value.clone() } else { Value::from(path.clone()) };
    found.push(Diagnostic {
        message: format!("the module here does not belong to the workspace {}", shown(&path)),
        range: 0..value.expose().len(),
        value,
        label: if is_named { "names this workspace" } else { "found in a directory above" }.into(),
        notes: vec!["builds here fail: current directory is contained in a module that is not one of the workspace modules".into()],
        help: "go work use . adds the module; GOWORK=off ignores the workspace".into(),
        fix: Fix::set("GOWORK", "off", Applicability::Manual).ok(),
        ..Diagnostic::about(&META, setting)
    });
}
