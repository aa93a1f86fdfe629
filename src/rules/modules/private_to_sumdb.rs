use crate::go::decision::{ChecksumDecider, ChecksumVerdict};
use crate::rules::facts::ModuleFacts;
use crate::rules::wording::{enumerated, shown};
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

use super::{asked_here, privacy, to_download};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "MD002",
    slug: "private-name-to-public-sumdb",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "a private module of this project is looked up in the public checksum database",
    what_go_does: "The hashes of every module that go.sum does not hold and GONOSUMDB does not match are looked up in \
        the checksum database, which is told path and version. It cannot fetch a private module and answers \
        404 or 410, and the download fails.",
    why: "Names and versions of private modules leak for nothing.",
    bad: Example {
        environment: "GOPRIVATE=corp.example.com\nGONOSUMDB=none",
        go_mod: "module example.com/app\n\ngo 1.13\n\nrequire corp.example.com/lib v1.2.3\n",
        ..Example::NONE
    },
    good: Example {
        environment: "GOPRIVATE=corp.example.com",
        go_mod: "module example.com/app\n\ngo 1.13\n\nrequire corp.example.com/lib v1.2.3\n",
        ..Example::NONE
    },
    prevents: &["sumdb-rejects-private-module"],
    links: &["https://go.dev/ref/mod#checksum-database", "https://go.dev/ref/mod#private-modules"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    // What GOPRIVATE loses to a list of GONOSUMDB's own is reported there.
    if context.scenario.settings.value("GONOSUMDB") != "none" {
        return;
    }
    let asked = |module: &ModuleFacts| {
        if module.is_summed || privacy(context, &module.path) != Some(Severity::Error) {
            return false;
        }
        let decision = context.scenario.engine.checksum(&module.path);
        (decision.verdict, decision.decided_by) == (ChecksumVerdict::Verify, ChecksumDecider::Gosumdb)
            && decision.database.as_deref() == Some("sum.golang.org")
    };
    let modules: Vec<&ModuleFacts> = to_download(context, asked).collect();
    let (Some(first), Some(setting)) = (modules.first(), context.scenario.settings.get("GONOSUMDB")) else {
        return;
    };
    let names: Vec<&str> = modules.iter().map(|module| module.path.as_str()).collect();
    found.push(Diagnostic {
        message: format!("sum.golang.org is asked about {}", enumerated(&names)),
        range: 0..setting.value.expose().len(),
        label: "exempts nothing".into(),
        related: asked_here(first).into_iter().collect(),
        notes: vec![format!(
            "GOPRIVATE={} says that it is private",
            shown(context.scenario.settings.value("GOPRIVATE"))
        )],
        help: "unset GONOSUMDB: GOPRIVATE is its default".into(),
        fix: Fix::unset(setting, Applicability::Manual).ok(),
        ..Diagnostic::about(&META, setting)
    });
}
