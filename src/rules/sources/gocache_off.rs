use crate::rules::written::written;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};
use crate::source::Layer;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "SR017",
    slug: "gocache-off",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "GOCACHE=off: nothing can be built",
    what_go_does: "From Go 1.12 on the build cache is required: with GOCACHE=off every build ends with `build cache is \
        disabled by GOCACHE=off, but required as of Go 1.12`.",
    why: "A way to build without cached results until Go 1.11, still found in scripts. `go clean -cache` \
        empties the cache, `go build -a` ignores it.",
    bad: Example::environment("GOCACHE=off"),
    good: Example::environment("GOFLAGS=-a"),
    prevents: &["home-or-cache-dir-undefined"],
    links: &["https://go.dev/doc/go1.12#gocache"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(setting) = written(context, "GOCACHE").filter(|setting| setting.value.expose() == "off") else {
        return;
    };
    let is_pasted = setting.origin.layer == Layer::GoEnvOutput;
    found.push(Diagnostic {
        message: "go cannot build without its cache".into(),
        range: 0..3,
        label: "refused from Go 1.12 on".into(),
        notes: vec!["builds fail: build cache is disabled by GOCACHE=off, but required as of Go 1.12".into()],
        help: if is_pasted {
            "set HOME, or %LocalAppData% on Windows: go env prints this too where it finds no directory"
                .into()
        } else {
            "unset GOCACHE; go build -a rebuilds everything".into()
        },
        fix: (!is_pasted).then(|| Fix::unset(setting, Applicability::Safe).ok()).flatten(),
        ..Diagnostic::about(&META, setting)
    });
}
