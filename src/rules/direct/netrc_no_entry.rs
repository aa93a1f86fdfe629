use crate::go::decision::DownloadVerdict;
use crate::rules::facts::NetrcFacts;
use crate::rules::wording::shown;
use crate::rules::written::source_of;
use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};

use super::to_fetch;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "DV005",
    slug: "netrc-no-entry",
    severity: Severity::Info,
    since: 13,
    until: None,
    summary: "the netrc file has no entry for the host of a private module",
    what_go_does: "Before it starts git, go asks the host of a module for `?go-get=1` over https, with login and \
        password of the netrc entry for that host. An entry without a password, and `default`, do not count. \
        (git has credentials of its own.)",
    why: "A host that hides private projects answers with a login page or with a shorter path, and the \
        module is not found. Nothing is wrong where it answers without a login.",
    bad: Example {
        environment: "GOPRIVATE=gitlab.corp.example.com",
        go_mod: "module example.com/app\n\ngo 1.13\n\nrequire gitlab.corp.example.com/group/lib v1.2.3\n",
        netrc: "machine proxy.corp.example.com login ci password secret\n",
        ..Example::NONE
    },
    good: Example {
        environment: "GOPRIVATE=gitlab.corp.example.com",
        go_mod: "module example.com/app\n\ngo 1.13\n\nrequire gitlab.corp.example.com/group/lib v1.2.3\n",
        netrc: "machine gitlab.corp.example.com login ci password secret\n",
        ..Example::NONE
    },
    prevents: &["gitlab-subgroup-needs-auth", "netrc-entry-not-matched", "vcs-host-api-needs-auth"],
    links: &["https://go.dev/ref/mod#private-module-proxy-auth", "https://github.com/golang/go/issues/29888"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(netrc) = context.machine.netrc.as_ref().filter(|netrc| !netrc.machines.is_empty()) else {
        return;
    };
    let Some(setting) = source_of(context, "GONOPROXY") else { return };
    let lacks_entry = |path: &str| {
        let is_private = context.scenario.engine.noproxy_match(path).is_some()
            && context.scenario.engine.download(path).verdict == DownloadVerdict::Direct;
        let discovers = is_private
            && context.scenario.engine.repository(path).is_ok_and(|found| found.root_and_vcs().is_none());
        discovers && !has_entry(netrc, host_of(path))
    };
    let Some(path) = to_fetch(context, lacks_entry).first().copied() else { return };
    let (file, host) = (netrc.path.to_string_lossy(), host_of(path));
    found.push(Diagnostic {
        message: format!("{} has no entry for {}", shown(&file), shown(host)),
        range: 0..setting.value.expose().len(),
        label: "asked without a login".into(),
        help: "add machine, login and password, if the host requires a login".into(),
        ..Diagnostic::about(&META, setting)
    });
}

fn host_of(path: &str) -> &str {
    path.split('/').next().unwrap_or(path)
}

fn has_entry(netrc: &NetrcFacts, host: &str) -> bool {
    netrc.machines.iter().any(|machine| machine.split([':', '/']).next() == Some(host))
}
