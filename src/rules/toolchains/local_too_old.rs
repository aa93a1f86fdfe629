use crate::files::Place;
use crate::go::toolchain::{Selection, select, too_new};
use crate::rules::Related;
use crate::rules::wording::go_message;
use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};
use crate::source::Layer;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "TC001",
    slug: "toolchain-local-too-old",
    severity: Severity::Error,
    since: 21,
    until: None,
    summary: "go.mod asks for a newer Go, and GOTOOLCHAIN keeps go from getting it",
    what_go_does: "With GOTOOLCHAIN=local, an older version, or an empty value, the installed go command \
        runs, and a newer `go` line ends every command in the module: `go.mod requires go >= 1.99.0 (running \
        go 1.27.3; GOTOOLCHAIN=local)`.",
    why: "Every build fails. The golang images and the Go of some distributions set GOTOOLCHAIN=local.",
    bad: Example {
        environment: "GOTOOLCHAIN=local",
        go_mod: "module example.com/app\n\ngo 1.99.0\n",
        ..Example::NONE
    },
    good: Example {
        environment: "GOTOOLCHAIN=local",
        go_mod: "module example.com/app\n\ngo 1.13\n",
        ..Example::NONE
    },
    prevents: &["toolchain-local-too-old", "distribution-defaults"],
    links: &["https://go.dev/doc/toolchain", "https://go.dev/ref/mod#go-mod-file-go"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let (project, version) = (context.project, context.scenario.engine.version());
    let value = context.scenario.settings.value("GOTOOLCHAIN");
    let Some(error) = too_new(&project.lines, value, version) else { return };
    let Some(setting) = context.scenario.settings.get("GOTOOLCHAIN") else { return };
    // Another toolchain takes over, and its own rules hold.
    if select(value, Some(&project.lines), version) != Ok(Selection::Local) {
        return;
    }
    let wanted = project.lines.go.as_deref().unwrap_or_default();
    let at = |place: &Place, label: &str| Related::at(Layer::ProjectFile, place, label);
    let mut related: Vec<Related> =
        project.go_line.iter().map(|place| at(place, "asks for this version")).collect();
    if project.lines.toolchain.as_deref() == Some("default") {
        related.extend(project.toolchain_line.iter().map(|place| at(place, "allows no other toolchain")));
    }
    found.push(Diagnostic {
        message: format!("{} asks for Go {wanted}, and this is go{version}", project.lines.file),
        range: 0..setting.value.expose().len(),
        label: "lets no newer toolchain take over".into(),
        related,
        notes: vec![format!("every command in this module fails: {}", go_message(error.text()))],
        help: format!("install Go {wanted} or later, or use an image that has it"),
        ..Diagnostic::about(&META, setting)
    });
}
