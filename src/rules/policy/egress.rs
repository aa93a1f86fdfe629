use super::{demanded_here, policy_and_graph};
use crate::audit::{Contacted, Host, HostUse, Role, Tally};
use crate::config::Egress;
use crate::rules::written::MAX_FINDINGS;
use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};
use crate::source::Layer;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "PL006",
    slug: "policy-egress",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "a host outside `egress.allow` is contacted for a module of this project",
    what_go_does: "go contacts the hosts that GOPROXY, GONOPROXY, GOSUMDB and the module paths lead to. \
        Where an origin names another host in its `go-import` page, that host is contacted too, and only the \
        origin knows it.",
    why: "A firewall that allows only the listed hosts ends the build, and without one the build takes code \
        from an unexpected place. An error for hosts that are contacted when all goes well, a warning for \
        those that are contacted only when others fail.",
    bad: Example {
        go_mod: "module example.com/app\n\ngo 1.13\n\nrequire rsc.io/quote v1.5.2\n",
        config: "[egress]\nallow = [\"sum.golang.org\", \"rsc.io\"]\n",
        ..Example::NONE
    },
    good: Example {
        go_mod: "module example.com/app\n\ngo 1.13\n\nrequire rsc.io/quote v1.5.2\n",
        config: "[egress]\nallow = [\"proxy.golang.org\", \"sum.golang.org\", \"rsc.io\"]\n",
        ..Example::NONE
    },
    prevents: &["direct-fetch-blocked-by-firewall"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://go.dev/ref/mod#module-proxy"],
};

/// How many hosts a note names.
const NAMED: usize = 30;

type Found<'a> = (&'a Host, Role, &'a HostUse);

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some((policy, graph)) = policy_and_graph(context) else { return };
    let Some(egress) = &policy.egress else { return };
    let outside = |contacted| outside(egress, graph, contacted);
    let certain = outside(Contacted::Will);
    found.extend(certain.iter().take(MAX_FINDINGS).map(|host| one(egress, host)));
    found.extend(several(egress, certain.get(MAX_FINDINGS..).unwrap_or_default(), Severity::Error));
    found.extend(several(egress, &outside(Contacted::May), Severity::Warning));
}

fn outside<'a>(egress: &Egress, graph: &'a Tally, contacted: Contacted) -> Vec<Found<'a>> {
    let hosts = graph.hosts.iter().filter(|(_, found)| found.contacted == contacted);
    let is_outside = |host: &Host| !egress.allow.iter().any(|allowed| allowed.matches(&host.to_string()));
    hosts
        .filter(|((host, _), _)| is_outside(host))
        .map(|((host, role), found)| (host, *role, found))
        .collect()
}

fn one(egress: &Egress, (host, role, found): &Found<'_>) -> Diagnostic {
    let here = demanded_here(&egress.place);
    let for_what = match found.names.total {
        0 => "for the Go toolchain".to_owned(),
        1 => format!("for {}", found.names.in_words()),
        total => format!("for {total} modules"),
    };
    let base = match found.names.first_place() {
        Some(place) => Diagnostic { related: vec![here], ..Diagnostic::at(&META, Layer::ProjectFile, place) },
        None => Diagnostic::at(&META, Layer::ProjectFile, &egress.place),
    };
    Diagnostic {
        message: format!("{host} is contacted as {}, and egress.allow does not name it", role.title()),
        label: for_what,
        help: format!("change the settings that lead there, or allow {:?}", allowance(host)),
        ..base
    }
}

/// One finding about many hosts. Its message stays the same when one of them comes or goes.
fn several(egress: &Egress, hosts: &[Found<'_>], severity: Severity) -> Option<Diagnostic> {
    let names: Vec<String> = hosts.iter().map(|(host, ..)| host.to_string()).collect();
    let first = names.first()?;
    let message = match severity {
        Severity::Error => "more hosts are contacted, and egress.allow does not name them",
        _ => "if others fail, hosts may be contacted that egress.allow does not name",
    };
    let rest = names.len().saturating_sub(NAMED);
    let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    let shown: Vec<&str> = names.iter().map(String::as_str).take(NAMED).collect();
    Some(Diagnostic {
        severity,
        message: message.into(),
        label: format!("{first} is not in the list"),
        notes: vec![format!("{}{more}", shown.join(", "))],
        help: "allow them; or end GOPROXY without `direct`, if origins must not be asked".into(),
        ..Diagnostic::at(&META, Layer::ProjectFile, &egress.place)
    })
}

/// What to write for a host: the port only where it is not that of https.
fn allowance(host: &Host) -> String {
    if host.port == 443 { host.name.clone() } else { host.to_string() }
}
