//! Redirections that fail: the command that they belong to does not run.

use super::super::dialect::Dialect;
use super::super::syntax::{Part, Redirect, Simple, Word};
use super::frame::Flow;
use super::{Evaluator, Status};
use crate::source::startup::Presence;

impl Evaluator<'_> {
    /// Whether one of the redirections surely fails.
    pub(super) fn has_bad_redirect(&mut self, redirects: &[Redirect]) -> bool {
        redirects.iter().any(|redirect| match redirect.operator.as_str() {
            "<&" | ">&" => self.is_bad_duplication(redirect),
            "<" => self.presence_of(&redirect.target, false) == Some(Presence::Missing),
            ">" | ">>" | ">|" => self.presence_of(&redirect.target, true) == Some(Presence::Missing),
            _ => false,
        })
    }

    /// `2>&x`: not a number.
    fn is_bad_duplication(&mut self, redirect: &Redirect) -> bool {
        if redirect.target.parts.iter().all(is_value) {
            let text = self.scalar(&redirect.target).ok();
            return text.is_some_and(|text| text.knowledge.is_certain() && text.text.is_empty());
        }
        let is_file = match self.dialect {
            Dialect::Zsh => true,
            Dialect::Bash | Dialect::Busybox => !redirect.has_number,
            _ => false,
        };
        !is_file && super::simple::literal(&redirect.target).is_some_and(|text| !is_descriptor(&text))
    }

    /// What stands at a file's path, or at the directory around it; `None`: nobody knows.
    fn presence_of(&mut self, target: &Word, is_around: bool) -> Option<Presence> {
        let runs = |part: &Part| matches!(part, Part::Command(_) | Part::Process(_) | Part::Arithmetic(_));
        let is_plain = |part: &Part| matches!(part, Part::Bare(_) | Part::Quoted(_)) || is_value(part);
        if target.parts.iter().any(runs) || !target.parts.iter().all(is_plain) {
            return None;
        }
        let text = self.scalar(target).ok().filter(|text| text.knowledge.is_certain())?;
        let path = self.resolve(&text.text)?;
        let path = if is_around { path.rsplit_once('/')?.0 } else { path.as_str() };
        if path.is_empty() {
            return None;
        }
        Some(self.tree.presence(path))
    }

    /// What happens in place of a simple command whose redirection fails; `None`: it runs all the same.
    pub(super) fn not_redirected(&mut self, simple: &Simple) -> Option<Flow> {
        let name = simple.words.first().and_then(Word::bare);
        let Some(name) = name else {
            self.status = Status::known(1);
            let runs = matches!(self.dialect, Dialect::Bash | Dialect::Ksh) && simple.words.is_empty();
            return if runs { None } else { Some(Flow::Next) };
        };
        let is_special = super::prefix::is_special(name) && self.state.functions.get(name).is_none();
        if !is_special || matches!(self.dialect, Dialect::Bash | Dialect::Zsh) {
            self.status = Status::known(1);
            return Some(Flow::Next);
        }
        let ends = self.special_error();
        if self.dialect == Dialect::Ksh && name == "export" {
            // It exports before it fails.
            let words = simple.words.get(1..).unwrap_or_default();
            if let Err(flow) = self.declare(name, words) {
                return Some(flow);
            }
        }
        Some(self.fails(ends))
    }
}

fn is_value(part: &Part) -> bool {
    match part {
        Part::Parameter(parameter) => matches!(parameter.form, super::super::syntax::Form::Value),
        Part::Double(parts) => {
            parts.iter().all(|part| matches!(part, Part::Bare(_) | Part::Quoted(_)) || is_value(part))
        }
        _ => false,
    }
}

/// Whether `>&` copies or closes what the text names.
pub(super) fn is_descriptor(text: &str) -> bool {
    text == "-" || text.strip_suffix('-').unwrap_or(text).chars().all(|c| c.is_ascii_digit()) || text == "p"
}
