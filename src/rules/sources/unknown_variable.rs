use crate::distance::distance;
use crate::go::tables::variables::{NEVER_READ, is_go_variable, is_never_read};
use crate::rules::{Applicability, Diagnostic, Example, Fix, Rule, RuleInputs, RuleMeta, Severity};
use crate::source::{Assignment, Layer};

use super::rewritten;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "SR004",
    slug: "unknown-variable",
    severity: Severity::Warning,
    since: 13,
    until: None,
    summary: "a name that is not a variable of go, but close to one",
    what_go_does: "The go command reads the names it knows and nothing else. GONOSUMCHECK and GONOVERIFY, which some \
        articles name, do nothing in any Go from 1.13 on.",
    why: "The setting has no effect, and nothing says so.",
    bad: Example::environment("GOPROXYS=https://goproxy.cn,direct"),
    good: Example::environment("GOPROXY=https://goproxy.cn,direct"),
    prevents: &["variable-not-supported-by-go-version", "env-not-propagated"],
    links: &["https://go.dev/ref/mod#environment-variables"],
};

/// The variables whose near misses are worth a word: nobody else's variables are called like these.
const LIKELY: &[&str] = &[
    "GO111MODULE",
    "GOFLAGS",
    "GOINSECURE",
    "GOMODCACHE",
    "GONOPROXY",
    "GONOSUMDB",
    "GOPRIVATE",
    "GOPROXY",
    "GOSUMDB",
    "GOTOOLCHAIN",
];

/// Names with an underscore that scripts use for purposes of their own.
const OWN_USE: &[&str] = &["GO_FLAGS", "GO_TOOLCHAIN", "GO_MODCACHE", "GO_MOD_CACHE"];

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let caseless = context.scenario.engine.platform().goos == "windows";
    let lines = context.scenario.layers.user_file.as_ref().into_iter().flat_map(|file| &file.assignments);
    for assignment in context.scenario.environment.iter().chain(lines) {
        let in_process = assignment.origin.layer != Layer::GoEnvFile;
        let Some(meant) = meant(&assignment.name) else { continue };
        if caseless && in_process && assignment.name.eq_ignore_ascii_case(meant) {
            continue;
        }
        found.push(finding(context, assignment, meant));
    }
}

fn finding(context: &RuleInputs<'_>, assignment: &Assignment, meant: &'static str) -> Diagnostic {
    let name = &assignment.name;
    Diagnostic {
        rule: &META,
        severity: META.severity,
        message: format!("go knows no variable {name:?}"),
        variable: name.clone(),
        value: assignment.value.clone(),
        origin: assignment.origin.clone(),
        range: 0..0,
        at_name: true,
        label: "go does not read this".into(),
        related: vec![],
        notes: vec![],
        help: help(name, meant),
        fix: fix(context, assignment, meant),
    }
}

fn help(name: &str, meant: &str) -> String {
    if is_never_read(name) {
        format!("{name} does nothing from Go 1.13 on; the closest variable is {meant}")
    } else if name.trim() == meant {
        format!("the name is {meant}, without white space before `=`")
    } else {
        format!("is it {meant}?")
    }
}

/// The same value under the right name, unless that name is taken or the old one never was a name.
fn fix(context: &RuleInputs<'_>, assignment: &Assignment, meant: &str) -> Option<Fix> {
    let taken =
        context.scenario.environment.iter().any(|other| other.name == meant && !other.value.is_empty());
    let value = assignment.value.expose().trim();
    if is_never_read(&assignment.name) || taken || value.is_empty() {
        return None;
    }
    let fix = Fix::set(meant, value, Applicability::Manual).ok()?;
    Some(fix.with_edits(rewritten(context, &assignment.origin, meant, value)))
}

/// The variable of go that a name was most likely meant for; `None` when go knows the name, or when it
/// is probably something else.
fn meant(name: &str) -> Option<&'static str> {
    // In a file, `GOPROXY = x` makes a name with a blank at its end and `SET GOPROXY=x` one of two words.
    let word = name.split_whitespace().next_back()?;
    let begins_with_go = word.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("GO"));
    if is_go_variable(name) || !begins_with_go || OWN_USE.contains(&word) {
        return None;
    }
    if let Some((_, meant)) = NEVER_READ.iter().find(|(never, _)| never.eq_ignore_ascii_case(word)) {
        return Some(meant);
    }
    let bare = word.replace('_', "");
    if let Some(same) = LIKELY.iter().find(|likely| likely.eq_ignore_ascii_case(&bare)) {
        return Some(same);
    }
    if is_go_variable(&word.to_ascii_uppercase()) {
        return None;
    }
    nearest_likely(word)
}

fn nearest_likely(word: &str) -> Option<&'static str> {
    let near = |likely: &&&str| {
        let at_most = if likely.len() < 9 { 1 } else { 2 };
        distance(word, likely).is_some_and(|edits| edits <= at_most)
    };
    LIKELY.iter().filter(near).min_by_key(|likely| distance(word, likely)).copied()
}
