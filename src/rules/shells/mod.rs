//! SR, the part about start-up files: set in the wrong file, for the wrong shell, not exported, cut short.

pub(super) mod conflicting_files;
pub(super) mod go_env_w_loses;
pub(super) mod interactive_only;
pub(super) mod not_exported;
pub(super) mod shell_is_stale;
pub(super) mod unquoted_space;
pub(super) mod wrong_shell;

use super::{Diagnostic, Related, RuleInputs, RuleMeta};
use crate::settings::catalog;
use crate::source::FileLine;
use crate::source::Layer;
use crate::source::context::{ContextKind, Survey, UserContext};
use crate::source::startup::{Place, Remark};

/// Whether Go or its network stack reads a variable of that name.
fn is_read(name: &str) -> bool {
    catalog::is_go_variable(name) || catalog::find(name).is_some()
}

/// The contexts in which somebody types.
fn terminals(survey: &Survey) -> impl Iterator<Item = &UserContext> {
    survey
        .contexts
        .iter()
        .filter(|context| matches!(context.kind, ContextKind::Login | ContextKind::Terminal))
}

/// What a login shell or a terminal met, each thing once.
fn remarks(survey: &Survey) -> Vec<&Remark> {
    let mut all: Vec<&Remark> = vec![];
    for remark in terminals(survey).flat_map(|context| &context.outcome.remarks) {
        if !all.contains(&remark) {
            all.push(remark);
        }
    }
    all
}

/// The line of a start-up file.
fn line(survey: &Survey, place: &Place) -> Option<FileLine> {
    let mut line = FileLine::new(&*place.path, survey.line(place)?, place.span.line);
    line.origin.layer = Layer::StartFile;
    Some(line)
}

/// A finding about a word of a line of a start-up file, its texts still to be filled in.
fn at(context: &RuleInputs<'_>, rule: &'static RuleMeta, place: &Place, word: &str) -> Option<Diagnostic> {
    Some(line(context.machine.shells.as_ref()?, place)?.finding(rule, word))
}

/// Another place in a start-up file.
fn also(survey: &Survey, place: &Place, word: &str, label: &str) -> Vec<Related> {
    line(survey, place).map(|line| line.related(word, label)).into_iter().collect()
}
