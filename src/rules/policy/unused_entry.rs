use super::policy_and_graph;
use crate::audit::Tally;
use crate::config::{Entry, Policy};
use crate::rules::wording::shown;
use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};
use crate::source::Layer;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "PL008",
    slug: "policy-unused-entry",
    severity: Severity::Info,
    since: 13,
    until: None,
    summary: "an entry of the policy that nothing in this project matches",
    what_go_does: "Nothing: go does not read goenv-doctor.toml.",
    why: "An entry that matches nothing is misspelt, or left over from something that is gone; a host that \
        is allowed for no reason is a door left open.",
    bad: Example {
        go_mod: "module example.com/app\n\ngo 1.13\n\nrequire rsc.io/quote v1.5.2\n",
        config: "private = [\"corp.example.com\"]\n",
        ..Example::NONE
    },
    good: Example {
        environment: "GOPRIVATE=corp.example.com",
        go_mod: "module example.com/app\n\ngo 1.13\n\nrequire corp.example.com/lib v1.0.0\n",
        config: "private = [\"corp.example.com\"]\n",
        ..Example::NONE
    },
    prevents: &["goprivate-pattern-mismatch"],
    links: &["https://go.dev/ref/mod#private-modules"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    for entry in context.repository.iter().flat_map(|repository| &repository.idle_excludes) {
        found.push(finding(entry, "leaves no directory out"));
    }
    let Some((policy, graph)) = policy_and_graph(context) else { return };
    for entry in idle_patterns(policy, graph) {
        found.push(finding(entry, "matches no module of this project"));
    }
    for entry in idle_hosts(policy, graph) {
        found.push(finding(entry, "is contacted for no module of this project"));
    }
}

fn idle_patterns<'a>(policy: &'a Policy, graph: &'a Tally) -> impl Iterator<Item = &'a Entry> {
    policy.private.iter().zip(&graph.private_used).filter(|(_, used)| !**used).map(|(entry, _)| entry)
}

fn idle_hosts<'a>(policy: &'a Policy, graph: &'a Tally) -> impl Iterator<Item = &'a Entry> {
    let allowed = policy.egress.iter().flat_map(|egress| &egress.allow);
    let idle =
        |glob: &&crate::config::Glob| !graph.hosts.keys().any(|(host, _)| glob.matches(&host.to_string()));
    allowed.filter(idle).map(|glob| &glob.entry)
}

fn finding(entry: &Entry, what: &str) -> Diagnostic {
    Diagnostic {
        message: format!("{} {what}", shown(&entry.text)),
        label: "matches nothing here".into(),
        help: "remove it, or correct its spelling".into(),
        ..Diagnostic::at(&META, Layer::ProjectFile, &entry.place)
    }
}
