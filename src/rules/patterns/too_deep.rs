use crate::go::PatternList;
use crate::rules::edit::replaced;
use crate::rules::facts::ModuleFacts;
use crate::rules::wording::{quoted, shown};
use crate::rules::written::MAX_FINDINGS;
use crate::rules::{Applicability, Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};

use super::{NAMES_LEAK, bites, lists};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "PT017",
    slug: "pattern-too-deep",
    severity: Severity::Warning,
    since: 13,
    until: None,
    summary: "a pattern for a package inside a module: it does not match the module",
    what_go_does: "Patterns are compared with module paths, not with import paths. A pattern of four elements is \
        compared with the first four elements of a module path, and a module path of three elements has no \
        fourth one: no match.",
    why: NAMES_LEAK,
    bad: Example {
        environment: "GOPRIVATE=github.com/acme/tools/cmd",
        go_mod: "module example.com/app\n\ngo 1.13\n\nrequire github.com/acme/tools v1.2.3\n",
        ..Example::NONE
    },
    good: Example {
        environment: "GOPRIVATE=github.com/acme/tools",
        go_mod: "module example.com/app\n\ngo 1.13\n\nrequire github.com/acme/tools v1.2.3\n",
        ..Example::NONE
    },
    prevents: &["goprivate-pattern-mismatch", "sumdb-rejects-private-module"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://go.dev/ref/mod#private-modules"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let modules = &context.project.modules;
    for list in lists(context) {
        for item in list.sound(context).take(MAX_FINDINGS) {
            let own = PatternList::parse(&item.text, context.scenario.engine.version());
            if modules.iter().any(|module| own.matches(&module.path)) {
                continue;
            }
            let Some((module, prefix)) = inside(context, &item.text, modules) else { continue };
            if list.list.matches(&module.path) {
                continue;
            }
            let value = replaced(list.value(), &[(item.range.clone(), prefix.clone())]);
            found.push(Diagnostic {
                message: format!("{} lies inside the module {}", quoted(&item.text), shown(&module.path)),
                range: item.range.clone(),
                label: "needs more elements than the module's path has".into(),
                related: bites(module, "not covered").into_iter().collect(),
                help: format!("write the module's path: {}", shown(&prefix)),
                fix: list.offer(value, Applicability::Manual),
                ..Diagnostic::about(&META, list.setting)
            });
        }
    }
}

/// The first module that a pattern lies inside of: its first elements match the module's whole path. With
/// those elements.
pub(super) fn inside<'a>(
    context: &RuleInputs<'_>,
    pattern: &str,
    modules: &'a [ModuleFacts],
) -> Option<(&'a ModuleFacts, String)> {
    let elements: Vec<&str> = pattern.split('/').collect();
    // By the number of elements, as many as a module's path must have.
    let beginnings: Vec<Option<(String, PatternList)>> = (0..elements.len())
        .map(|depth| {
            let beginning = elements.get(..depth).filter(|_| depth > 1)?.join("/");
            let list = PatternList::parse(&beginning, context.scenario.engine.version());
            (!beginning.contains('*')).then_some((beginning, list))
        })
        .collect();
    modules.iter().find_map(|module| {
        let depth = module.path.split('/').count();
        let (beginning, list) = beginnings.get(depth)?.as_ref()?;
        list.matches(&module.path).then(|| (module, beginning.clone()))
    })
}
