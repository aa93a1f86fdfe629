//! SR, the part about start-up files: set in the wrong file, for the wrong shell, not exported, cut short.

pub(super) mod conflicting_files;
pub(super) mod go_env_w_loses;
pub(super) mod interactive_only;
pub(super) mod not_exported;
pub(super) mod shell_is_stale;
pub(super) mod unquoted_space;
pub(super) mod wrong_shell;

use super::{Diagnostic, Related, RuleMeta};
use crate::files::Place;
use crate::source::Layer;
use crate::source::context::{ContextKind, Survey, UserContext};
use crate::source::startup::Remark;

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

/// A finding at a place of a start-up file, its texts still to be filled in.
fn at(rule: &'static RuleMeta, place: &Place) -> Diagnostic {
    Diagnostic::at(rule, Layer::StartFile, place)
}

/// Another place in a start-up file.
fn also(place: &Place, label: &str) -> Related {
    Related::at(Layer::StartFile, place, label)
}
