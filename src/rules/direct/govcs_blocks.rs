use crate::go::decision::{DownloadDecider, HopKind};
use crate::rules::wording::{gos_words, shown};
use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};

use super::to_fetch;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "DV002",
    slug: "govcs-blocks",
    severity: Severity::Error,
    since: 16,
    until: None,
    summary: "GOVCS does not allow the version control system of a module",
    what_go_does: "Before go starts a version control system it looks for the first rule of GOVCS that matches the \
        repository; behind GOVCS stand `private:all` and `public:git|hg`. One that is not listed ends the \
        download with `GOVCS disallows using …`. Proxies are not concerned.",
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
    let Some(setting) = context.scenario.settings.get("GOVCS") else { return };
    let goes_to_origin = |path: &&str| context.scenario.engine.first_hop(path) == Some(HopKind::Direct);
    for path in to_fetch(context).into_iter().filter(goes_to_origin) {
        let decision = context.scenario.engine.download(path);
        let is_blocked =
            decision.decided_by == DownloadDecider::Govcs && context.scenario.engine.govcs_error().is_none();
        let Some(error) = decision.error.filter(|_| is_blocked) else { continue };
        let module = context.project.modules.iter().find(|module| module.path == path);
        let line = module.and_then(|module| Some(module.line.as_ref()?.related(path, "asked for here")));
        found.push(Diagnostic {
            message: format!("GOVCS keeps go from fetching {}", shown(path)),
            range: 0..setting.value.expose().len(),
            label: "does not allow it".into(),
            related: line.into_iter().collect(),
            notes: vec![format!("the download fails: {}", gos_words(&error))],
            help: "allow it for this one repository, as in GOVCS=corp.example.com/lib:svn".into(),
            ..Diagnostic::about(&META, setting)
        });
        // One is enough to tell: the others have the same cause.
        return;
    }
}
