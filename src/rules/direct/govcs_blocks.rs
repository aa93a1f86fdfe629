use crate::go::decision::{DownloadDecider, HopKind};
use crate::rules::wording::{go_message, shown};
use crate::rules::{Diagnostic, Example, Related, Rule, RuleInputs, RuleMeta, Severity};

use super::to_fetch;
use crate::source::Layer;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "DV002",
    slug: "govcs-blocks",
    severity: Severity::Error,
    since: 16,
    until: None,
    summary: "GOVCS does not allow the version control system of a module",
    what_go_does: "Before go starts a version control system it looks for the first rule of GOVCS that \
        matches the repository; after the rules of GOVCS come `private:all` and `public:git|hg`. A system \
        that the rule does not list ends the download with `GOVCS disallows using …`. Proxies are not \
        affected.",
    why: "The module cannot be downloaded from its origin.",
    bad: Example {
        environment: "GOPROXY=direct\nGOVCS=github.com:hg",
        go_mod: "module example.com/app\n\ngo 1.13\n\nrequire github.com/acme/lib v1.2.3\n",
        ..Example::NONE
    },
    good: Example {
        environment: "GOPROXY=direct\nGOVCS=github.com:git",
        go_mod: "module example.com/app\n\ngo 1.13\n\nrequire github.com/acme/lib v1.2.3\n",
        ..Example::NONE
    },
    prevents: &["govcs-disallows-vcs"],
    links: &["https://go.dev/ref/mod#vcs-govcs"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(setting) =
        context.scenario.settings.get("GOVCS").filter(|_| context.scenario.engine.govcs_error().is_none())
    else {
        return;
    };
    let blocked = |path: &str| {
        let goes_to_origin = context.scenario.engine.first_hop(path) == Some(HopKind::Direct);
        let decision = goes_to_origin.then(|| context.scenario.engine.download(path))?;
        decision.error.filter(|_| decision.decided_by == DownloadDecider::Govcs)
    };
    // One is enough to tell: the others have the same cause.
    let paths = to_fetch(context, |path| blocked(path).is_some());
    let Some((path, error)) = paths.first().and_then(|path| Some((*path, blocked(path)?))) else { return };
    let module = context.project.modules.iter().find(|module| module.path == path);
    let place = module.and_then(|module| module.place.as_ref());
    let asked = place.map(|place| Related::at(Layer::ProjectFile, place, "asked for here"));
    found.push(Diagnostic {
        message: format!("GOVCS keeps go from fetching {}", shown(path)),
        range: 0..setting.value.expose().len(),
        label: "does not allow it".into(),
        related: asked.into_iter().collect(),
        notes: vec![format!("the download fails: {}", go_message(&error))],
        help: "allow it for this one repository, as in GOVCS=corp.example.com/lib:svn".into(),
        ..Diagnostic::about(&META, setting)
    });
}
