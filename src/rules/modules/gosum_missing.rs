use crate::go::Behaviour;
use crate::rules::facts::{ModuleFacts, VendorFacts};
use crate::rules::wording::enumerated;
use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};
use crate::source::Layer;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "MD004",
    slug: "gosum-missing",
    severity: Severity::Info,
    since: 16,
    until: None,
    summary: "there is no go.sum, and go.mod asks for modules",
    what_go_does: "From Go 1.16 on builds do not write go.sum: a module whose hash is missing ends them with `missing \
        go.sum entry`, whatever GONOSUMDB and GOSUMDB say. `go mod download` and `go mod tidy` fetch the \
        hashes, from the checksum database unless the module is exempt.",
    why: "Usually go.sum was not committed, or not copied into an image. Without it every machine trusts \
        what it downloads.",
    bad: Example {
        go_mod: "module example.com/app\n\ngo 1.16\n\nrequire golang.org/x/net v0.25.0\n",
        without_go_sum: true,
        ..Example::NONE
    },
    good: Example {
        go_mod: "module example.com/app\n\ngo 1.16\n\nrequire golang.org/x/net v0.25.0\n",
        ..Example::NONE
    },
    prevents: &["missing-go-sum-entry"],
    links: &["https://go.dev/ref/mod#go-sum-files"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let (project, version) = (context.project, context.scenario.engine.version());
    let builds_need_it = version.has(Behaviour::ReadonlyByDefault) && project.vendor != VendorFacts::Used;
    if !project.lacks_go_sum || !builds_need_it {
        return;
    }
    let wanted = |module: &&ModuleFacts| !module.is_indirect && module.directory.is_none();
    let modules: Vec<&ModuleFacts> = project.modules.iter().filter(wanted).collect();
    let Some(place) = modules.first().and_then(|module| module.place.as_ref()) else {
        return;
    };
    let names: Vec<&str> = modules.iter().map(|module| module.path.as_str()).collect();
    found.push(Diagnostic {
        message: format!("there is no go.sum, so builds that need {} fail", enumerated(&names)),
        label: "no hash of it is known".into(),
        notes: vec!["the build fails: missing go.sum entry".into()],
        help: "run go mod tidy, and commit go.sum".into(),
        ..Diagnostic::at(&META, Layer::ProjectFile, place)
    });
}
