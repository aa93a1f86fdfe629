use crate::files::Place;
use crate::rules::facts::Unreadable;
use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};
use crate::source::Layer;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "MD006",
    slug: "module-file-unreadable",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "go cannot read go.mod, go.work or go.sum",
    what_go_does: "Every command that needs the module graph ends with that error before it contacts any \
        server. Where go.mod cannot be read, goenv-doctor knows none of its modules either.",
    why: "Nothing is built, and what is said about the modules of the other files is not the whole picture.",
    bad: Example {
        go_mod: "module example.com/app\n\ngo 1.13\n\nrequired golang.org/x/net v0.25.0\n",
        ..Example::NONE
    },
    good: Example {
        go_mod: "module example.com/app\n\ngo 1.13\n\nrequire golang.org/x/net v0.25.0\n",
        ..Example::NONE
    },
    prevents: &["go-too-old-for-go-line"],
    links: &["https://go.dev/ref/mod#go-mod-file-grammar", "https://go.dev/ref/mod#go-sum-files"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let project = context.project;
    // Lines that choose the toolchain have rules of their own.
    let chooses_toolchain = |place: &Place| {
        let lines = project.go_line.iter().chain(&project.toolchain_line);
        lines.into_iter().any(|found| found.whole_line() == place.whole_line())
    };
    let repository = context.repository.into_iter().flat_map(|repository| &repository.unreadable);
    for Unreadable { place, message } in project.unreadable.iter().chain(repository) {
        if chooses_toolchain(place) {
            continue;
        }
        let is_empty = place.text().is_empty();
        found.push(Diagnostic {
            message: message.clone(),
            label: if is_empty { "cannot be read" } else { "go stops here" }.into(),
            help: if is_empty {
                "make it readable for the user that runs this, or exclude it".into()
            } else {
                "correct the line, or restore the file from version control".into()
            },
            ..Diagnostic::at(&META, Layer::ProjectFile, place)
        });
    }
}
