use crate::files::Place;
use crate::go::decision::DownloadVerdict;
use crate::go::toolchain::TOOLCHAIN_MODULE;
use crate::rules::wording::{quoted, shown};
use crate::rules::{Diagnostic, Example, Related, Rule, RuleInputs, RuleMeta, Severity};

use super::wanted;
use crate::source::Layer;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "TC003",
    slug: "toolchain-blocked",
    severity: Severity::Error,
    since: 21,
    until: None,
    summary: "a newer toolchain is needed that may not be downloaded and is not installed",
    what_go_does: "A newer `go` or `toolchain` line sends go to the toolchain of that name: on PATH, \
        otherwise (unless GOTOOLCHAIN ends in `path`) as the module golang.org/toolchain through GOPROXY. \
        Under GOPROXY=off that ends with `toolchain not available`, under `path` with `cannot find \
        \"go1.99.0\" in PATH`.",
    why: "Every command in the module fails, also `go version`.",
    bad: Example {
        environment: "GOTOOLCHAIN=path",
        go_mod: "module example.com/app\n\ngo 1.99.0\n",
        ..Example::NONE
    },
    good: Example {
        environment: "GOTOOLCHAIN=path",
        go_mod: "module example.com/app\n\ngo 1.13\n",
        ..Example::NONE
    },
    prevents: &["toolchain-not-available", "goproxy-off"],
    links: &["https://go.dev/doc/toolchain"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let project = context.project;
    let Some(toolchain) = wanted(context).filter(|_| project.has_toolchain != Some(true)) else { return };
    let is_off = context.scenario.engine.download(TOOLCHAIN_MODULE).verdict == DownloadVerdict::Blocked;
    let name = shown(&toolchain.name);
    let (variable, error, label) = match (toolchain.path_only, is_off) {
        (true, _) => {
            ("GOTOOLCHAIN", format!("cannot find {} in PATH", quoted(&toolchain.name)), "looks on PATH only")
        }
        (false, true) => (
            "GOPROXY",
            format!("download {name}: toolchain not available"),
            "no server is \
            asked",
        ),
        (false, false) => return,
    };
    let Some(setting) = context.scenario.settings.get(variable) else { return };
    let lines = [&project.go_line, &project.toolchain_line].into_iter().flatten();
    let asks = |place: &Place| Related::at(Layer::ProjectFile, &place.whole_line(), "asks for a toolchain");
    found.push(Diagnostic {
        message: format!("{name} is needed here, and go may not download it"),
        range: 0..setting.value.expose().len(),
        label: label.into(),
        related: lines.map(asks).collect(),
        notes: vec![format!("every command in this module fails: {error}")],
        help: format!("install {name}, or put it on PATH under that name"),
        ..Diagnostic::about(&META, setting)
    });
}
