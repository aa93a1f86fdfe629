use std::ops::Range;

use crate::go::Behaviour;
use crate::go::tables::variables::is_go_variable;
use crate::rules::edit::unquoted;
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};
use crate::source::Layer;
use crate::source::goenv_file::{Ignored, IgnoredLine};

use super::rewritten;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "SR002",
    slug: "goenv-line-ignored",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "a line of the go/env file that go ignores",
    what_go_does: "A line of the go/env file (and, from Go 1.21 on, of `$GOROOT/go.env`) counts if its first \
        byte is `A` to `Z` and it holds a `=`. go silently ignores every other line: `export …`, lower case, \
        a leading space, no `=`, or the first line after a byte order mark.",
    why: "The line seems to set a variable and does not, and nothing says so.",
    bad: Example::file("export GOPROXY=https://goproxy.cn,direct\n"),
    good: Example::file("GOPROXY=https://goproxy.cn,direct\n"),
    prevents: &["env-not-propagated", "goprivate-pattern-mismatch"],
    links: &["https://go.dev/ref/mod#environment-variables"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let reads_goroot = context.scenario.engine.version().has(Behaviour::GorootGoEnv);
    let goroot = context.scenario.layers.goroot_file.as_ref().filter(|_| reads_goroot);
    for line in
        context.scenario.layers.user_file.as_ref().into_iter().chain(goroot).flat_map(|file| &file.ignored)
    {
        let known = meant(line);
        let (reason, label) = reason(line.why);
        found.push(Diagnostic {
            rule: &META,
            severity: if known.is_some() { META.severity } else { Severity::Warning },
            message: match known {
                Some(name) => format!("go ignores this line, so it does not set {name}: {reason}"),
                None => format!("go ignores this line: {reason}"),
            },
            variable: String::new(),
            value: line.text.clone(),
            origin: line.origin.clone(),
            range: offending(line),
            at_name: false,
            label: label.into(),
            related: vec![],
            notes: vec![],
            help: help(line, known),
            fix: known.and_then(|name| fix(context, line, name)),
        });
    }
}

/// The variable of go that the line was to set: the name before its `=`, else any word of it.
fn meant(line: &IgnoredLine) -> Option<&str> {
    let words = line.text.expose().split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    line.variable.as_deref().into_iter().chain(words).find(|name| is_go_variable(name))
}

fn reason(why: Ignored) -> (&'static str, &'static str) {
    match why {
        Ignored::ByteOrderMark => ("a byte order mark comes before it", "an invisible byte order mark"),
        Ignored::Export => ("it starts with `export`", "a word for shells, not for go"),
        Ignored::LeadingSpace => ("it starts with white space", "must not be here"),
        Ignored::LowerCase => ("its name is not in upper case", "must be in upper case"),
        Ignored::NoEquals => ("it has no `=`", "no `=` in here"),
        Ignored::OtherStart => {
            ("it does not start with a letter from A to Z", "must be a letter from A to Z")
        }
    }
}

fn offending(line: &IgnoredLine) -> Range<usize> {
    let text = line.text.expose();
    let blank = text.len() - text.trim_start().len();
    match line.why {
        Ignored::ByteOrderMark => 0..'\u{feff}'.len_utf8(),
        Ignored::Export => blank..blank + "export".len(),
        Ignored::LeadingSpace => 0..blank,
        Ignored::LowerCase => 0..text.find('=').unwrap_or(text.len()),
        Ignored::NoEquals => 0..text.len(),
        Ignored::OtherStart => 0..text.chars().next().map_or(0, char::len_utf8),
    }
}

fn help(line: &IgnoredLine, known: Option<&str>) -> String {
    match known {
        Some(name) if line.origin.layer == Layer::GoEnvFile => {
            format!("write {name}=value in the first column, or run go env -w {name}=value")
        }
        Some(name) => format!("write {name}=value in the first column"),
        None => "write NAME=value in the first column; comments start with #".into(),
    }
}

/// Sets what the line seems to say.
fn fix(context: &RuleInputs<'_>, line: &IgnoredLine, name: &str) -> Option<Fix> {
    let (_, value) = line.text.expose().split_once('=')?;
    let value = unquoted(value.trim());
    if value.is_empty() {
        return None;
    }
    let fix = Fix::set(name, value, Applicability::Manual).ok()?;
    Some(fix.with_edits(rewritten(context, &line.origin, name, value)))
}
