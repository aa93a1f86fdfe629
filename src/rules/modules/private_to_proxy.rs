use std::collections::{BTreeSet, HashSet};

use crate::go::proxy_list::{ProxyEntry, Server};
use crate::go::tables::hosts::is_public_proxy;
use crate::rules::wording::{enumerated, shown};
use crate::rules::written::{first_required, modules};
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

use super::{asked_here, privacy, to_download, with_host};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "MD001",
    slug: "private-name-to-public-proxy",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "a public proxy is asked for a private module of this project",
    what_go_does: "Every module that GONOPROXY does not match is requested from the proxies of GOPROXY, in \
        order, by its path and version. A public proxy cannot fetch a private module and answers 404 or 410.",
    why: "Names and versions of private modules leak. An error where GOPRIVATE says that the module is \
        private, a warning where its host exists inside one network only, and only information where it \
        merely looks private.",
    bad: Example {
        environment: "GOPRIVATE=corp.example.com\nGONOPROXY=none",
        go_mod: "module example.com/app\n\ngo 1.13\n\nrequire corp.example.com/lib v1.2.3\n",
        ..Example::NONE
    },
    good: Example {
        environment: "GOPRIVATE=corp.example.com",
        go_mod: "module example.com/app\n\ngo 1.13\n\nrequire corp.example.com/lib v1.2.3\n",
        ..Example::NONE
    },
    prevents: &["sumdb-rejects-private-module", "private-proxy-404"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://go.dev/ref/mod#private-modules"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(entry), Some(setting)) = (public_entry(context), context.scenario.settings.get("GOPROXY"))
    else {
        return;
    };
    let leak = |path: &str| {
        let is_asked_for = context.scenario.engine.noproxy_match(path).is_none();
        privacy(context, path).filter(|_| is_asked_for)
    };
    let paths = asked_for(context, |path| leak(path).is_some()).into_iter();
    let leaks: Vec<(&str, Severity)> = paths.filter_map(|path| Some((path, leak(path)?))).collect();
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        // What GOPRIVATE loses to a list of GONOPROXY's own is reported there.
        if severity == Severity::Error && context.scenario.settings.value("GONOPROXY") != "none" {
            continue;
        }
        let names: Vec<&str> =
            leaks.iter().filter(|(_, of)| *of == severity).map(|(path, _)| *path).collect();
        let Some(first) = names.first() else { continue };
        let module = first_required(context, &names);
        let range = entry.range.clone();
        let address = setting.value.expose().get(range.clone()).unwrap_or("");
        found.push(Diagnostic {
            severity,
            message: format!("{} is asked for {}", shown(address), enumerated(&names)),
            range,
            label: "a public proxy".into(),
            related: module.and_then(asked_here).into_iter().collect(),
            notes: vec![why(severity).into()],
            help: help(severity).into(),
            fix: (severity != Severity::Error)
                .then(|| Fix::set("GOPRIVATE", with_host(context, first), Applicability::Manual).ok())
                .flatten(),
            ..Diagnostic::about(&META, setting)
        });
    }
}

/// The modules of go.mod that go would download, and those asked about, in order, as far as they are `wanted`.
fn asked_for<'a>(context: &RuleInputs<'a>, wanted: impl Fn(&str) -> bool) -> BTreeSet<&'a str> {
    let project = context.project;
    let required: HashSet<&str> = project.modules.iter().map(|module| module.path.as_str()).collect();
    let asked = modules(context).filter(|path| !required.contains(path) && wanted(path));
    let downloaded = to_download(context, |module| wanted(&module.path));
    downloaded.map(|module| module.path.as_str()).chain(asked).collect()
}

/// The first proxy, if it is a public one.
fn public_entry<'a>(context: &RuleInputs<'a>) -> Option<&'a ProxyEntry> {
    let entry = context.scenario.engine.proxies().as_ref().ok()?.entries.first()?;
    let Server::Proxy(url) = &entry.server else { return None };
    is_public_proxy(&url.hostname().to_text(), &url.path.to_text()).then_some(entry)
}

fn why(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "GOPRIVATE says that it is private, and GONOPROXY=none sends it to the proxy",
        Severity::Warning => "its host exists inside one network only",
        Severity::Info => "its host looks like an organisation's own, and GOPRIVATE does not name it",
    }
}

fn help(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "put a proxy of your own first in GOPROXY, or unset GONOPROXY",
        _ => "name the host in GOPRIVATE, if its modules are private",
    }
}
