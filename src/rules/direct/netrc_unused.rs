use crate::go::Behaviour;
use crate::rules::facts::NetrcFacts;
use crate::rules::wording::{enumerated, shown};
use crate::rules::written::written;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};
use crate::source::{Layer, Origin, Value};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "DV006",
    slug: "netrc-unused",
    severity: Severity::Warning,
    since: 24,
    until: None,
    summary: "a netrc file with logins that go does not read",
    what_go_does: "From Go 1.24 on GOAUTH says where credentials come from, and the netrc file counts only if `netrc` \
        is among its commands (the default). Where NETRC names a file that cannot be read, go says nothing \
        and goes on without credentials.",
    why: "Proxies and private hosts answer 401, 403 or 404, although the login is there.",
    bad: Example {
        environment: "GOAUTH=off",
        netrc: "machine proxy.corp.example.com login ci password secret\n",
        ..Example::NONE
    },
    good: Example {
        environment: "GOAUTH=netrc",
        netrc: "machine proxy.corp.example.com login ci password secret\n",
        ..Example::NONE
    },
    prevents: &["netrc-entry-not-matched"],
    links: &["https://go.dev/ref/mod#private-module-proxy-auth"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(netrc) = &context.machine.netrc else { return };
    if !context.scenario.engine.version().has(Behaviour::GoauthVariable) {
        return;
    }
    if netrc.is_named && !netrc.is_found && netrc.hides_home {
        found.push(missing(netrc));
    }
    let Some(setting) = written(context, "GOAUTH").filter(|_| !netrc.machines.is_empty()) else { return };
    let value = setting.value.expose();
    if value.split(';').any(|command| command.trim() == "netrc") {
        return;
    }
    let hosts: Vec<&str> = netrc.machines.iter().map(String::as_str).collect();
    found.push(Diagnostic {
        message: format!("go does not look for {} in the netrc file", enumerated(&hosts)),
        range: 0..value.len(),
        label: "netrc is not among the commands".into(),
        help: "add netrc to GOAUTH, or remove the logins from the file".into(),
        fix: match value {
            "off" => Fix::unset(setting, Applicability::Manual),
            _ => Fix::set("GOAUTH", format!("netrc;{value}"), Applicability::Manual),
        }
        .ok(),
        ..Diagnostic::about(&META, setting)
    });
}

fn missing(netrc: &NetrcFacts) -> Diagnostic {
    let path = netrc.path.to_string_lossy().into_owned();
    Diagnostic {
        rule: &META,
        severity: META.severity,
        message: format!("NETRC names {}, which cannot be read", shown(&path)),
        variable: "NETRC".into(),
        range: 0..path.len(),
        value: Value::from(path),
        origin: Origin::of(Layer::Environment),
        at_name: false,
        label: "hides the netrc file in the home directory".into(),
        related: vec![],
        notes: vec![],
        help: "unset NETRC to use the one in the home directory".into(),
        fix: Fix::unset_variable("NETRC", Applicability::Manual).ok(),
    }
}
