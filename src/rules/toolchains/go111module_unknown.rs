use crate::distance::nearest;
use crate::rules::sources;
use crate::rules::wording::quoted;
use crate::rules::written::written;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "TC006",
    slug: "go111module-unknown",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "GO111MODULE is neither on, off nor auto",
    what_go_does: "Only `on`, `off` and `auto` in lower case have a meaning. With any other value every command that \
        looks at modules ends with `unknown environment setting GO111MODULE=On`.",
    why: "Nothing can be built.",
    bad: Example::environment("GO111MODULE=On"),
    good: Example::environment("GO111MODULE=on"),
    prevents: &["path-at-version-in-gopath-mode", "modules-disabled-go111module-off"],
    links: &["https://go.dev/ref/mod#mod-commands", "https://go.dev/ref/mod#environment-variables"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(setting) = written(context, "GO111MODULE") else { return };
    let value = setting.value.expose();
    let reported = sources::crlf::reports(setting) || sources::quotes::reports(context, setting);
    if matches!(value, "on" | "off" | "auto") || reported {
        return;
    }
    let near = match value.trim().to_ascii_lowercase().as_str() {
        "1" | "true" | "yes" | "enabled" => Some("on"),
        word => nearest(word, &["on", "auto", "off"], 1),
    };
    found.push(Diagnostic {
        message: format!("go knows no GO111MODULE={}", quoted(value)),
        range: 0..value.len(),
        label: "must be on, off or auto".into(),
        notes: vec!["every command fails: unknown environment setting".into()],
        help: match near {
            Some(near) => format!("write {near}, or unset the variable: modules are on from Go 1.16"),
            None => "unset the variable: modules are on from Go 1.16".into(),
        },
        fix: match near.filter(|near| *near != "off") {
            Some(near) => Fix::set("GO111MODULE", near, Applicability::Manual).ok(),
            None => Fix::unset(setting, Applicability::Manual).ok(),
        },
        ..Diagnostic::about(&META, setting)
    });
}
