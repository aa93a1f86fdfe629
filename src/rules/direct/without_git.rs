use crate::go::decision::{DownloadVerdict, HopKind};
use crate::rules::wording::enumerated;
use crate::rules::written::{first_required, source_of};
use crate::rules::{Diagnostic, Example, Related, Rule, RuleInputs, RuleMeta, Severity};

use super::to_fetch;
use crate::source::Layer;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "DV001",
    slug: "direct-without-git",
    severity: Severity::Warning,
    since: 13,
    until: None,
    summary: "modules come from their origin, and there is no git",
    what_go_does: "For `direct`, and for modules that GONOPROXY matches, go starts git. Without it a download ends with \
        `exec: \"git\": executable file not found in $PATH`.",
    why: "Images such as alpine and distroless have no git. Public modules work there all the same, because a \
        proxy hides it.",
    bad: Example {
        environment: "GOPRIVATE=github.com/acme",
        go_mod: "module example.com/app\n\ngo 1.13\n\nrequire github.com/acme/lib v1.2.3\n",
        without_git: true,
        ..Example::NONE
    },
    good: Example {
        environment: "GOPRIVATE=github.com/acme",
        go_mod: "module example.com/app\n\ngo 1.13\n\nrequire github.com/acme/lib v1.2.3\n",
        ..Example::NONE
    },
    prevents: &["git-not-installed"],
    links: &["https://go.dev/ref/mod#vcs", "https://github.com/golang/go/issues/37314"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    if context.machine.has_git != Some(false) {
        return;
    }
    let needs_git = |path: &str| {
        if context.scenario.engine.first_hop(path) != Some(HopKind::Direct) {
            return false;
        }
        let repository = context.scenario.engine.repository(path).ok();
        let vcs = repository.as_ref().and_then(|found| found.root_and_vcs()).map(|(_, vcs)| vcs);
        context.scenario.engine.download(path).verdict == DownloadVerdict::Direct
            && vcs.is_none_or(|vcs| vcs == "git")
    };
    let fetched = to_fetch(context, needs_git);
    if fetched.is_empty() {
        return;
    }
    let by_pattern =
        fetched.first().is_some_and(|path| context.scenario.engine.noproxy_match(path).is_some());
    let variable = if by_pattern { "GONOPROXY" } else { "GOPROXY" };
    let Some(setting) = source_of(context, variable) else { return };
    let module = first_required(context, &fetched);
    let place = module.and_then(|module| module.place.as_ref());
    let asked = place.map(|place| Related::at(Layer::ProjectFile, place, "fetched with git"));
    found.push(Diagnostic {
        message: format!("there is no git on PATH, and go needs it for {}", enumerated(&fetched)),
        range: 0..setting.value.expose().len(),
        label: "leads to the origin".into(),
        related: asked.into_iter().collect(),
        help: "install git, or serve these modules from a proxy".into(),
        ..Diagnostic::about(&META, setting)
    });
}
