use crate::rules::wording::{enumerated, shown};
use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};
use crate::source::Layer;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "MD005",
    slug: "replaced-by-directory",
    severity: Severity::Info,
    since: 13,
    until: None,
    summary: "a directory replaces a module",
    what_go_does: "A `replace` line with a directory takes the module from there: no proxy and no origin is \
        asked, and nothing is verified. It counts in the main module and the workspace only.",
    why: "Other modules that use this one get the replaced version, and a directory outside the repository \
        is missing in CI.",
    bad: Example {
        go_mod: "module example.com/app\n\ngo 1.13\n\nrequire golang.org/x/net v0.25.0\n\nreplace golang.org/x/net => ../net\n",
        ..Example::NONE
    },
    good: Example { go_mod: "module example.com/app\n\ngo 1.13\n", ..Example::NONE },
    prevents: &["env-not-propagated"],
    links: &["https://go.dev/ref/mod#go-mod-file-replace"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let replaced: Vec<_> =
        context.project.modules.iter().filter(|module| module.directory.is_some()).collect();
    let Some((first, place)) = replaced.first().and_then(|module| Some((module, module.place.as_ref()?)))
    else {
        return;
    };
    let names: Vec<&str> = replaced.iter().map(|module| module.path.as_str()).collect();
    found.push(Diagnostic {
        message: format!("{}: taken from a directory", enumerated(&names)),
        label: format!("from {}", shown(first.directory.as_deref().unwrap_or_default())),
        help: "nothing to fix, as long as the directory exists where the build runs".into(),
        ..Diagnostic::at(&META, Layer::ProjectFile, place)
    });
}
