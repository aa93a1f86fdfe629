use crate::go::Behaviour;
use crate::go::tables::variables::{self, Role};
use crate::rules::edit::{unquoted, wrapped_in_quotes};
use crate::rules::written::{in_file, written};
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};
use crate::settings::Setting;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "SR003",
    slug: "goenv-quotes",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "a value of the go/env file is in quote marks",
    what_go_does: "The go/env file is not a shell script: the value is everything after the first `=`, quote \
        marks included. (GOFLAGS has its own quoting from Go 1.20 on, and GOAUTH may hold a command; both \
        are left alone.)",
    why: "A quoted proxy is not a URL, a quoted pattern matches nothing, and `\"off\"` is not `off`.",
    bad: Example::file("GOPRIVATE=\"corp.example.com\"\n"),
    good: Example::file("GOPRIVATE=corp.example.com\n"),
    prevents: &["goproxy-malformed-entry", "gosumdb-invalid-value", "goprivate-pattern-mismatch"],
    links: &["https://go.dev/ref/mod#environment-variables"],
};

/// Whether this rule reports the setting, so that no other rule need say anything about its quote marks.
pub(in crate::rules) fn reports(context: &RuleInputs<'_>, setting: &Setting) -> bool {
    let quotes_mean_something = match setting.name.as_str() {
        "GOFLAGS" => context.scenario.engine.version().has(Behaviour::QuotedGoflags),
        "GOAUTH" => true,
        _ => false,
    };
    in_file(setting) && !quotes_mean_something && wrapped_in_quotes(setting.value.expose()).is_some()
}

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let settings = variables::of(Role::Modules).filter_map(|variable| written(context, variable.name));
    for setting in settings.filter(|setting| reports(context, setting)) {
        let name = &setting.name;
        let value = unquoted(setting.value.expose());
        let offered = !value.is_empty();
        found.push(Diagnostic {
            message: format!("the quote marks are part of {name}"),
            range: 0..setting.value.expose().len(),
            label: "go takes the line as it is".into(),
            help: "write the value without quote marks".into(),
            fix: offered.then(|| Fix::set(name, value, Applicability::Safe).ok()).flatten(),
            ..Diagnostic::about(&META, setting)
        });
    }
}
