use crate::go::PatternList;
use crate::rules::edit::replaced;
use crate::rules::wording::{enumerated, quoted, shown};
use crate::rules::written::{MAX_FINDINGS, modules};
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

use super::{Written, lists};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "PT004",
    slug: "pattern-misses-apex",
    severity: Severity::Warning,
    since: 13,
    until: None,
    summary: "`*.corp.example.com` does not match corp.example.com itself",
    what_go_does: "The `*` stands for any text, but the dot after it must be there: `*.corp.example.com` \
        matches `git.corp.example.com/lib`, not `corp.example.com/lib`.",
    why: "The public proxy and the public checksum database are asked for modules at the domain itself. A \
        warning where the project uses such a module, otherwise only information.",
    bad: Example::environment("GOPRIVATE=*.corp.example.com"),
    good: Example::environment("GOPRIVATE=corp.example.com,*.corp.example.com"),
    prevents: &["goprivate-pattern-mismatch", "sumdb-rejects-private-module"],
    links: &["https://go.dev/ref/mod#environment-variables", "https://go.dev/ref/mod#private-modules"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    for list in lists(context) {
        let apexes = list.items().filter_map(|item| Some((item, apex(&item.text)?)));
        for (item, apex) in apexes.filter(|(_, apex)| !list.list.matches(apex)).take(MAX_FINDINGS) {
            let missed = missed(context, &list, apex);
            let severity = if missed.is_empty() { Severity::Info } else { META.severity };
            let notes = if missed.is_empty() {
                vec![]
            } else {
                vec![format!("not covered: {}", enumerated(&missed))]
            };
            found.push(Diagnostic {
                severity,
                message: format!("{} does not match {} itself", quoted(&item.text), shown(apex)),
                range: item.range.clone(),
                label: "needs one more name before it".into(),
                notes,
                help: format!("list {} too, if modules live there", shown(apex)),
                fix: fix(&list, item.range.start, apex),
                ..Diagnostic::about(&META, list.setting)
            });
        }
    }
}

/// `corp.example.com` of `*.corp.example.com`, if a module path can begin so: plain text, and a dot in
/// its first element.
fn apex(pattern: &str) -> Option<&str> {
    let apex = pattern.strip_prefix("*.")?.trim_end_matches('/');
    let plain = !apex.contains(|c: char| matches!(c, '*' | '?' | '[' | '\\') || c.is_whitespace());
    let dotted = apex.split('/').next().is_some_and(|host| host.contains('.'));
    (plain && dotted).then_some(apex)
}

/// The modules in sight at the apex that no pattern of the list covers.
fn missed<'a>(context: &RuleInputs<'a>, list: &Written<'_>, apex: &str) -> Vec<&'a str> {
    let at_apex = PatternList::parse(apex, context.scenario.engine.version());
    let uncovered = |path: &&str| at_apex.matches(path) && !list.list.matches(path);
    modules(context).filter(uncovered).collect()
}

fn fix(list: &Written<'_>, at: usize, apex: &str) -> Option<Fix> {
    let name = &list.setting.name;
    let value = replaced(list.value(), &[(at..at, format!("{apex},"))]);
    Fix::set(name, value, Applicability::Manual).ok()
}
