use super::{demanded_here, policy_and_graph};
use crate::config::Verification;
use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};
use crate::source::Layer;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "PL007",
    slug: "policy-unverified",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "a public module is accepted unverified, and the policy requires verification",
    what_go_does: "go compares a module with go.sum. What go.sum does not hold is looked up in the checksum \
        database, unless GOSUMDB is `off` or a pattern of GONOSUMDB matches; then it is accepted unverified \
        and written to go.sum.",
    why: "The server of an unverified module decides what is built.",
    bad: Example {
        environment: "GOPROXY=https://goproxy.example.com\nGONOSUMDB=corp.example.com,rsc.io",
        go_mod: "module example.com/app\n\ngo 1.13\n\nrequire (\n\tcorp.example.com/lib v1.0.0\n\trsc.io/quote v1.5.2\n)\n",
        config: "private = [\"corp.example.com\"]\nverification.public = \"database\"\n",
        ..Example::NONE
    },
    good: Example {
        environment: "GOPROXY=https://goproxy.example.com\nGONOSUMDB=corp.example.com",
        go_mod: "module example.com/app\n\ngo 1.13\n\nrequire (\n\tcorp.example.com/lib v1.0.0\n\trsc.io/quote v1.5.2\n)\n",
        config: "private = [\"corp.example.com\"]\nverification.public = \"database\"\n",
        ..Example::NONE
    },
    prevents: &["gosumdb-invalid-value"],
    links: &["https://go.dev/ref/mod#checksum-database", "https://go.dev/ref/mod#authenticating"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some((policy, graph)) = policy_and_graph(context) else { return };
    let Some((verification, demanded)) = &policy.verification else { return };
    let (names, lacks) = match verification {
        Verification::Database => (&graph.without_database, "no checksum database is asked about"),
        Verification::GoSum => (&graph.unverified, "neither go.sum nor a checksum database vouches for"),
    };
    let Some(first) = names.examples.first() else { return };
    let count = if names.total == 1 { String::new() } else { format!("{} public modules: ", names.total) };
    let here = demanded_here(demanded);
    let base = match names.first_place() {
        Some(place) => Diagnostic { related: vec![here], ..Diagnostic::at(&META, Layer::ProjectFile, place) },
        None => Diagnostic::at(&META, Layer::ProjectFile, demanded),
    };
    found.push(Diagnostic {
        message: format!("{lacks} {count}{}", names.in_words()),
        label: "taken as it comes".into(),
        notes: vec![why(context, &first.path)],
        help: "let GOSUMDB name a database, and GONOSUMDB and GOPRIVATE match private modules only; what is \
            private in this project belongs in `private` of goenv-doctor.toml"
            .into(),
        ..base
    });
}

fn why(context: &RuleInputs<'_>, path: &str) -> String {
    match context.scenario.engine.skips_database(path) {
        Some(item) => format!("{} in GONOSUMDB (or GOPRIVATE) matches {path}", item.text),
        None => format!("GOSUMDB is {:?}", context.scenario.settings.value("GOSUMDB")),
    }
}
