use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};
use crate::settings::locations::UserFile;
use crate::source::Layer;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "SR011",
    slug: "home-unset",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "no home directory, and no variable that replaces it",
    what_go_does: "Without HOME go knows no GOPATH, no module cache, no build cache and no go/env file. Downloads end \
        with `module cache not found: neither GOMODCACHE nor GOPATH is set` (`missing $GOPATH` in older \
        versions), builds with `build cache is required, but could not be located`.",
    why: "Services, cron jobs and containers with a bare user id run like this. Every build fails.",
    bad: Example::environment("HOME="),
    good: Example::environment("HOME=\nGOPATH=/srv/go\nGOCACHE=/srv/cache\nXDG_CONFIG_HOME=/srv/config"),
    prevents: &["home-or-cache-dir-undefined"],
    links: &["https://go.dev/ref/mod#module-cache", "https://go.dev/ref/mod#environment-variables"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let is_homeless = context.machine.user_file == Some(UserFile::NoHome);
    let set = |name: &str| {
        context
            .scenario
            .settings
            .get(name)
            .is_some_and(|setting| setting.origin.layer != Layer::Default && !setting.value.is_empty())
    };
    let Some(gopath) = context.scenario.settings.get("GOPATH") else { return };
    if !is_homeless || set("GOPATH") || set("GOMODCACHE") {
        return;
    }
    found.push(Diagnostic {
        message: "HOME is not set, so go has no module cache and no build cache".into(),
        label: "cannot be determined".into(),
        help: "set HOME, or GOPATH and GOCACHE".into(),
        ..Diagnostic::about(&META, gopath)
    });
}
