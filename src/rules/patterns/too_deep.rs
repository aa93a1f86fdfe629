use crate::go::PatternList;
use crate::rules::edit::replaced;
use crate::rules::facts::ModuleFacts;
use crate::rules::wording::{quoted, shown};
use crate::rules::written::MOST;
use crate::rules::{Applicability, Context, Diagnostic, Example, Rule, RuleMeta, Severity};

use super::{bites, lists};

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
    why: "The modules that the pattern was to cover are asked for at the public proxy and the public checksum \
        database: their names leak, and the download fails.",
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

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let modules = &context.facts.project.modules;
    for list in lists(context) {
        for item in list.sound(context).take(MOST) {
            let own = PatternList::parse(&item.text, context.engine.version());
            if modules.iter().any(|module| own.matches(&module.path)) {
                continue;
            }
            let Some((module, prefix)) =
                modules.iter().find_map(|module| inside(context, &item.text, module))
            else {
                continue;
            };
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

/// The module whose path the first elements of the pattern match, with those elements.
pub(super) fn inside<'a>(
    context: &Context<'_>,
    pattern: &str,
    module: &'a ModuleFacts,
) -> Option<(&'a ModuleFacts, String)> {
    let depth = module.path.split('/').count();
    let elements: Vec<&str> = pattern.split('/').collect();
    let prefix = elements.get(..depth).filter(|_| elements.len() > depth && depth > 1)?.join("/");
    let matches = PatternList::parse(&prefix, context.engine.version()).matches(&module.path);
    (matches && !prefix.contains('*')).then_some((module, prefix))
}
