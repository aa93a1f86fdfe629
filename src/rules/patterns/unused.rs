use std::collections::BTreeSet;

use crate::go::{GoVersion, Item, PatternList};
use crate::rules::wording::enumerated;
use crate::rules::written::modules;
use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};

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
    what_go_does: "go compares patterns with the modules that it uses, and says nothing about patterns that \
        match none.",
    why: "Nothing is wrong with a pattern that other projects need. A pattern that was written for this \
        project contains a mistake.",
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

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let project = context.project;
    if project.modules.is_empty() {
        return;
    }
    let paths: Vec<&str> = modules(context).chain(project.main_modules.iter().map(String::as_str)).collect();
    for list in lists(context) {
        let mut unused =
            without_match(list.sound(context).collect(), &paths, context.scenario.engine.version());
        // Near misses are reported as such.
        unused.retain(|item| inside(context, &item.text, &project.modules).is_none());
        let Some(first) = unused.first() else { continue };
        let names: Vec<&str> = unused.iter().map(|item| item.text.as_str()).collect();
        found.push(Diagnostic {
            message: format!("no module of this project matches {}", enumerated(&names)),
            range: first.range.clone(),
            label: "matches nothing here".into(),
            help: "keep it if other projects need it; otherwise look for a mistake".into(),
            ..Diagnostic::about(&META, list.setting)
        });
    }
}

/// The items that match none of the paths, not even in lower case. Of all items that match a path a list
/// names the first alone; so those are taken off, and the others are tried again.
fn without_match<'a>(mut items: Vec<&'a Item>, paths: &[&str], version: GoVersion) -> Vec<&'a Item> {
    loop {
        let texts: Vec<&str> = items.iter().map(|item| item.text.as_str()).collect();
        let own = PatternList::parse(&texts.join(","), version);
        let lower = PatternList::parse(&texts.join(",").to_ascii_lowercase(), version);
        let found = |path: &&str| [own.first_index(path), lower.first_index(&path.to_ascii_lowercase())];
        let used: BTreeSet<usize> = paths.iter().flat_map(found).flatten().collect();
        if used.is_empty() {
            return items;
        }
        let others = items.into_iter().enumerate().filter(|(index, _)| !used.contains(index));
        items = others.map(|(_, item)| item).collect();
    }
}
