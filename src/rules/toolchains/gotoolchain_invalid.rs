use crate::distance::distance;
use crate::go::toolchain::{select, version_of};
use crate::rules::sources;
use crate::rules::wording::go_message;
use crate::rules::written::written;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "TC007",
    slug: "gotoolchain-invalid",
    severity: Severity::Error,
    since: 21,
    until: None,
    summary: "GOTOOLCHAIN is not a toolchain that go can select",
    what_go_does: "GOTOOLCHAIN is `local`, `auto`, `path`, the name of a toolchain such as `go1.22.3`, or `NAME+auto` \
        and `NAME+path`. Any other value ends every command, `go version` included, with `invalid \
        GOTOOLCHAIN`.",
    why: "Nothing works. A version without the leading `go`, `latest` and `off` are the usual mistakes.",
    bad: Example::environment("GOTOOLCHAIN=1.22.3"),
    good: Example::environment("GOTOOLCHAIN=go1.22.3"),
    prevents: &["invalid-gotoolchain"],
    links: &["https://go.dev/doc/toolchain", "https://github.com/golang/go/issues/61068"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(setting) = written(context, "GOTOOLCHAIN") else { return };
    let value = setting.value.expose();
    let Err(error) = select(value, None, context.scenario.engine.version()) else { return };
    if sources::crlf::reports(setting) || sources::quotes::reports(context, setting) {
        return;
    }
    let near = meant(value.trim());
    found.push(Diagnostic {
        message: go_message(error.text()),
        range: 0..value.len(),
        label: "neither local, auto, path nor a toolchain's name".into(),
        notes: vec!["every command fails like this".into()],
        help: match &near {
            Some(near) => format!("write {near}"),
            None => "unset it, or write local to stay with the installed Go".into(),
        },
        fix: match near {
            Some(near) => Fix::set("GOTOOLCHAIN", near, Applicability::Manual).ok(),
            None => Fix::unset(setting, Applicability::Manual).ok(),
        },
        ..Diagnostic::about(&META, setting)
    });
}

/// What was most likely meant: a version gets its `go`, a word its right spelling.
fn meant(value: &str) -> Option<String> {
    let named = format!("go{}", value.trim_start_matches('v'));
    if version_of(&named).is_some_and(|version| !version.is_language()) {
        return Some(named);
    }
    if matches!(value.to_ascii_lowercase().as_str(), "off" | "none" | "false" | "0") {
        return Some("local".into());
    }
    let near = ["local", "auto", "path"]
        .into_iter()
        .find(|word| distance(value, word).is_some_and(|edits| edits <= 1));
    near.map(str::to_owned)
}
