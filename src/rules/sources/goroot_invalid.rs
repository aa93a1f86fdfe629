use crate::rules::wording::quoted;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};
use crate::settings::Setting;
use crate::source::Layer;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "SR014",
    slug: "goroot-invalid",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "GOROOT names a directory that does not exist, or the one with the commands",
    what_go_does: "Every go command, `go env` and `go version` included, ends with `go: cannot find GOROOT \
        directory`. Where the go/env file says so, `go env -u GOROOT` cannot fix it either; `GOENV=off` or \
        another GOROOT for one command gets around it.",
    why: "Nothing works at all. A go command knows its own root, so the variable is hardly ever needed.",
    bad: Example::environment("GOROOT=/opt/go"),
    good: Example::environment("GOBIN=/home/u/bin"),
    prevents: &["goroot-invalid"],
    links: &["https://go.dev/doc/install/source#environment", "https://github.com/golang/go/issues/79648"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(setting) = context.scenario.settings.get("GOROOT").filter(|setting| !setting.value.is_empty())
    else {
        return;
    };
    let value = setting.value.expose();
    let (message, label, note) = if is_missing(context, setting) {
        (
            "is not a directory, so no go command runs",
            "not there",
            "every command fails: cannot find GOROOT directory",
        )
    } else if names_bin(setting) {
        (
            "is the directory of the commands",
            "one directory too deep",
            "builds fail: package fmt is not in std",
        )
    } else {
        return;
    };
    let help = match setting.origin.layer {
        Layer::GoEnvFile => "remove the line from the file by hand: go env -u may not run",
        _ => "unset GOROOT: the go command finds its own",
    };
    found.push(Diagnostic {
        message: format!("GOROOT={} {message}", quoted(value)),
        range: 0..value.len(),
        label: label.into(),
        notes: vec![note.into()],
        help: help.into(),
        fix: Fix::unset(setting, Applicability::Safe).ok(),
        ..Diagnostic::about(&META, setting)
    });
}

fn is_missing(context: &RuleInputs<'_>, setting: &Setting) -> bool {
    let is_written = !matches!(setting.origin.layer, Layer::Default | Layer::GoEnvOutput);
    is_written && context.machine.has_goroot == Some(false)
}

/// `/usr/local/go/bin`. A go command that nobody told otherwise never prints that.
fn names_bin(setting: &Setting) -> bool {
    let path = setting.value.expose().trim_end_matches(['/', '\\']);
    setting.origin.layer != Layer::Default && (path.ends_with("/bin") || path.ends_with("\\bin"))
}
