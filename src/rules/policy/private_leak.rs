use super::{demanded_here, policy_and_graph};
use crate::audit::{Contacted, Exposure};
use crate::config::Entry;
use crate::rules::wording::shown;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};
use crate::source::Layer;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "PL005",
    slug: "policy-private-leak",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "a public server learns the name of a module that the policy calls private",
    what_go_does: "Every module that no pattern of GONOPROXY matches is requested from the proxies of \
        GOPROXY by its path and version, and every module that no pattern of GONOSUMDB matches is looked up \
        in the checksum database. `private` in goenv-doctor.toml does not change that.",
    why: "Names and versions of private modules stay in the logs of others, and the lookup fails all the \
        same. An error where every lookup reveals the name, a warning where only a lookup that failed \
        elsewhere does.",
    bad: Example {
        go_mod: "module example.com/app\n\ngo 1.13\n\nrequire example.org/team/lib v1.2.3\n",
        config: "private = [\"example.org/team\"]\n",
        ..Example::NONE
    },
    good: Example {
        environment: "GOPRIVATE=example.org/team",
        go_mod: "module example.com/app\n\ngo 1.13\n\nrequire example.org/team/lib v1.2.3\n",
        config: "private = [\"example.org/team\"]\n",
        ..Example::NONE
    },
    prevents: &["sumdb-rejects-private-module", "private-proxy-404"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://go.dev/ref/mod#private-modules"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some((policy, graph)) = policy_and_graph(context) else { return };
    for exposure in &graph.exposures {
        if let Some(entry) = policy.private.get(exposure.pattern) {
            found.push(finding(context, exposure, entry));
        }
    }
}

fn finding(context: &RuleInputs<'_>, exposure: &Exposure, entry: &Entry) -> Diagnostic {
    let Exposure { server, names, contacted, .. } = exposure;
    let here = demanded_here(&entry.place);
    let (verb, severity) = match contacted {
        Contacted::Will => ("learns", Severity::Error),
        _ => ("may learn", Severity::Warning),
    };
    let (what, names_word) = match names.total {
        1 => (names.in_words(), "a private name".to_owned()),
        total => (names.in_words(), format!("{total} private names")),
    };
    let base = match names.first_place() {
        Some(place) => Diagnostic { related: vec![here], ..Diagnostic::at(&META, Layer::ProjectFile, place) },
        None => Diagnostic::at(&META, Layer::ProjectFile, &entry.place),
    };
    Diagnostic {
        severity,
        message: format!("{server} {verb} {names_word}: {what}"),
        label: format!("{} says that it is private", shown(&entry.text)),
        notes: vec![why(context, exposure)],
        help: format!("add {} to GOPRIVATE, or use a proxy of your own", entry.text),
        fix: Fix::set("GOPRIVATE", with_pattern(context, &entry.text), Applicability::Manual).ok(),
        ..base
    }
}

fn why(context: &RuleInputs<'_>, exposure: &Exposure) -> String {
    let path = exposure.names.examples.first().map_or("", |example| example.path.as_str());
    let to_proxy = context.scenario.engine.noproxy_match(path).is_none();
    let to_database = context.scenario.engine.skips_database(path).is_none();
    let lists = match (to_proxy, to_database) {
        (true, true) => "neither GONOPROXY nor GONOSUMDB matches it",
        (true, false) => "GONOPROXY does not match it",
        _ => "GONOSUMDB does not match it",
    };
    match exposure.contacted {
        Contacted::Will => lists.to_owned(),
        _ => format!("{lists}; it is asked if those before it fail"),
    }
}

fn with_pattern(context: &RuleInputs<'_>, pattern: &str) -> String {
    match context.scenario.settings.value("GOPRIVATE") {
        "" => pattern.to_owned(),
        value => format!("{value},{pattern}"),
    }
}
