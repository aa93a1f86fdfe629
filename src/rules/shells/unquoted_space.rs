use super::{at, remarks};
use crate::go::tables::variables::is_read_by_go;
use crate::rules::wording::quoted;
use crate::rules::{Diagnostic, Example, Rule, RuleInputs, RuleMeta, Severity};
use crate::source::startup::RemarkKind;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "SR021",
    slug: "unquoted-space",
    severity: Severity::Error,
    since: 13,
    until: None,
    summary: "a space in a start-up file cuts a value short, or keeps the line from being an assignment",
    what_go_does: "The shell splits a line into words before go is ever started. `export GOPROXY=https://a, \
        direct` sets GOPROXY to `https://a,` and exports a variable called `direct`; `GOPROXY=https://a, \
        direct` runs a program called `direct`; with spaces around `=` nothing is set.",
    why: "Part of the value is silently lost. Most often it is the `direct` that was meant as the fallback.",
    bad: Example::start_files(&[(".bash_profile", "export GOPROXY=https://goproxy.cn, direct\n")]),
    good: Example::start_files(&[(".bash_profile", "export GOPROXY=https://goproxy.cn,direct\n")]),
    prevents: &["env-not-propagated", "goprivate-pattern-mismatch"],
    links: &["https://www.gnu.org/software/bash/manual/html_node/Word-Splitting.html"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let Some(survey) = &context.machine.shells else { return };
    for remark in remarks(survey) {
        let (variable, message, help) = match &remark.kind {
            RemarkKind::CutByBlank { variable, word } => (
                variable,
                format!("a space ends the value of {variable}: {} is not part of it", quoted(word)),
                format!("remove the space, or put the whole value of {variable} in quotes"),
            ),
            RemarkKind::BlankAroundEquals { variable } => (
                variable,
                format!("spaces around `=`: {variable} is not set"),
                format!("write `export {variable}=…` without spaces around `=`"),
            ),
            _ => continue,
        };
        if !is_read_by_go(variable) {
            continue;
        }
        let finding = at(&META, &remark.place);
        found.push(Diagnostic {
            message,
            label: "the shell takes this for another word".into(),
            help,
            ..finding
        });
    }
}
