use crate::go::tables::variables::{Settable, find};
use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "SR007",
    slug: "goenv-not-settable",
    severity: Severity::Warning,
    since: 13,
    until: None,
    summary: "a variable in the go/env file that go reads only from the environment",
    what_go_does: "GOENV, GODEBUG, NETRC, the proxy variables and the certificate variables count in the process \
        environment alone. From Go 1.21 on `go env NAME` even prints the value from the file, and nothing \
        uses it.",
    why: "The setting seems to be present and has no effect.",
    bad: Example::file("HTTPS_PROXY=http://gateway.corp.example.com:3128\n"),
    good: Example::environment("HTTPS_PROXY=http://gateway.corp.example.com:3128"),
    prevents: &["http-proxy-misconfigured", "env-not-propagated"],
    links: &["https://go.dev/ref/mod#environment-variables"],
};

fn counts_in_the_environment_only(name: &str) -> bool {
    find(name).is_some_and(|variable| variable.settable == Settable::EnvironmentOnly)
}

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let lines = context.scenario.layers.user_file.as_ref().into_iter().flat_map(|file| &file.assignments);
    for line in lines.filter(|line| counts_in_the_environment_only(&line.name)) {
        found.push(Diagnostic {
            rule: &META,
            severity: META.severity,
            message: format!("go reads {} only from the environment", line.name),
            variable: line.name.clone(),
            value: line.value.clone(),
            origin: line.origin.clone(),
            range: 0..0,
            at_name: true,
            label: "without effect in this file".into(),
            related: vec![],
            notes: vec![],
            help: format!("export {} where go is started, as in a shell's start-up file", line.name),
            fix: None,
        });
    }
}
