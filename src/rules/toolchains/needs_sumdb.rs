use crate::files::Place;
use crate::go::database::DatabaseDefect;
use crate::go::toolchain::TOOLCHAIN_MODULE;
use crate::rules::wording::shown;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Related, Rule, RuleInputs, RuleMeta, Severity};

use super::wanted;
use crate::source::Layer;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "TC002",
    slug: "toolchain-needs-sumdb",
    severity: Severity::Error,
    since: 21,
    until: None,
    summary: "a newer toolchain is needed, and GOSUMDB=off keeps it from being downloaded",
    what_go_does: "Toolchains are verified by the checksum database whatever GONOSUMDB says. With GOSUMDB=off the \
        download ends with `checksum database disabled by GOSUMDB=off`. (A lone `file://` proxy is exempt.)",
    why: "Every command in the module fails, also `go version`.",
    bad: Example {
        environment: "GOSUMDB=off\nGOPROXY=https://proxy.golang.org",
        go_mod: "module example.com/app\n\ngo 1.99.0\n",
        ..Example::NONE
    },
    good: Example { go_mod: "module example.com/app\n\ngo 1.13\n", ..Example::NONE },
    prevents: &["toolchain-needs-sumdb"],
    links: &["https://go.dev/doc/toolchain", "https://go.dev/ref/mod#checksum-database"],
};

/// Whether this rule reports GOSUMDB=off, so that no other rule need say anything about it.
pub(in crate::rules) fn reports(context: &RuleInputs<'_>) -> bool {
    let is_off =
        matches!(context.scenario.engine.database(), Err(error) if error.defect == DatabaseDefect::Off);
    is_off
        && context.scenario.engine.uses_database(TOOLCHAIN_MODULE)
        && context.project.has_toolchain != Some(true)
        && wanted(context).is_some_and(|wanted| !wanted.path_only)
}

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(toolchain), Some(setting)) = (wanted(context), context.scenario.settings.get("GOSUMDB")) else {
        return;
    };
    if !reports(context) {
        return;
    }
    let project = context.project;
    let lines = [&project.go_line, &project.toolchain_line].into_iter().flatten();
    let asks = |place: &Place| Related::at(Layer::ProjectFile, &place.whole_line(), "asks for a toolchain");
    found.push(Diagnostic {
        message: format!("{} cannot be downloaded: toolchains are always verified", shown(&toolchain.name)),
        range: 0..setting.value.expose().len(),
        label: "no checksum database is asked".into(),
        related: lines.map(asks).collect(),
        notes: vec![format!(
            "every command in this module fails: download {}: … checksum database disabled by GOSUMDB=off",
            shown(&toolchain.name)
        )],
        help: "unset GOSUMDB, and exempt only private modules with GONOSUMDB; or install that Go".into(),
        fix: Fix::unset(setting, Applicability::Manual).ok(),
        ..Diagnostic::about(&META, setting)
    });
}
