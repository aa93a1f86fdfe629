use crate::go::PatternList;
use crate::rules::facts::ModuleFacts;
use crate::rules::wording::enumerated;
use crate::rules::written::modules;
use crate::rules::{Context, Diagnostic, Example, Rule, RuleMeta, Severity};

use super::lists;
use super::too_deep::inside;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "PT020",
    slug: "pattern-unused",
    severity: Severity::Info,
    since: 13,
    until: None,
    summary: "a pattern that matches no module of this project",
    what_go_does: "go compares patterns with the modules that it deals with, and says nothing about those that match \
        none.",
    why: "Nothing is wrong with a pattern that other projects need. A pattern that was written for this one \
        has a mistake.",
    bad: Example {
        environment: "GOPRIVATE=corp.example.com",
        go_mod: "module example.com/app\n\ngo 1.13\n\nrequire golang.org/x/net v0.25.0\n",
        ..Example::NONE
    },
    good: Example {
        environment: "GOPRIVATE=corp.example.com",
        go_mod: "module example.com/app\n\ngo 1.13\n\nrequire corp.example.com/lib v1.0.0\n",
        ..Example::NONE
    },
    prevents: &["goprivate-pattern-mismatch"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://go.dev/ref/mod#private-modules"],
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let project = &context.facts.project;
    if project.modules.is_empty() {
        return;
    }
    let paths: Vec<&str> = modules(context).chain(project.main_modules.iter().map(String::as_str)).collect();
    for list in lists(context) {
        let unused = list.sound(context).filter(|item| {
            let own = PatternList::parse(&item.text, context.engine.version());
            let lower = PatternList::parse(&item.text.to_ascii_lowercase(), context.engine.version());
            // Near misses are reported as such.
            let misses = |path: &&str| !own.matches(path) && !lower.matches(&path.to_ascii_lowercase());
            let is_inside = |module: &ModuleFacts| inside(context, &item.text, module).is_some();
            paths.iter().all(misses) && !project.modules.iter().any(is_inside)
        });
        let unused: Vec<_> = unused.collect();
        let Some(first) = unused.first() else { continue };
        let names: Vec<&str> = unused.iter().map(|item| item.text.as_str()).collect();
        found.push(Diagnostic {
            message: format!("no module of this project matches {}", enumerated(&names)),
            range: first.range.clone(),
            label: "matches nothing here".into(),
            help: "keep it if other projects need it; else look for a mistake".into(),
            ..Diagnostic::about(&META, list.setting)
        });
    }
}
