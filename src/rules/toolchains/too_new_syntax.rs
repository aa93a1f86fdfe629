use crate::go::Behaviour;
use crate::rules::wording::quoted;
use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};
use crate::source::Layer;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "TC004",
    slug: "toolchain-too-new-syntax",
    severity: Severity::Error,
    since: 14,
    until: Some(21),
    summary: "go.mod is written for Go 1.21 or later, and this go cannot read it",
    what_go_does: "Before Go 1.21 the `go` line is two numbers: one with three ends every command with `invalid go \
        version '1.22.0': must match format 1.23`, and a `toolchain` line with `unknown directive: \
        toolchain`. GOTOOLCHAIN does not exist there.",
    why: "Every command in the module fails. The `1.23` in the message is a sample of the format, not a \
        version to install.",
    bad: Example { go_mod: "module example.com/app\n\ngo 1.22.0\n", ..Example::NONE },
    good: Example { go_mod: "module example.com/app\n\ngo 1.19\n", ..Example::NONE },
    prevents: &["go-too-old-for-go-line"],
    links: &["https://go.dev/doc/toolchain", "https://go.dev/ref/mod#go-mod-file-go"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let (project, version) = (context.project, context.scenario.engine.version());
    if !version.has(Behaviour::GoLineAnchored) || version.has(Behaviour::ToolchainSwitching) {
        return;
    }
    let go = project.lines.go.as_deref().filter(|text| !is_two_numbers(text)).unwrap_or("");
    let toolchain = project.lines.toolchain.as_deref().unwrap_or("");
    let file = &project.lines.file;
    let (place, error) = match (&project.go_line, &project.toolchain_line) {
        (Some(line), _) if !go.is_empty() => {
            (line.clone(), format!("invalid go version '{go}': must match format 1.23"))
        }
        (_, Some(line)) if !toolchain.is_empty() => {
            (line.whole_line().part(0.."toolchain".len()), "unknown directive: toolchain".to_owned())
        }
        _ => return,
    };
    found.push(Diagnostic {
        message: format!("go{version} cannot read {} in {file}", quoted(place.whole_line().text())),
        label: "understood by Go 1.21 and later".into(),
        notes: vec![format!("every command in this module fails: {error}")],
        help: "install Go 1.21 or later".into(),
        ..Diagnostic::at(&META, Layer::ProjectFile, &place)
    });
}

/// `1.22`.
fn is_two_numbers(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once('.').is_some_and(|(major, minor)| digits(major) && digits(minor))
}
