//! `switch`.

use std::sync::Arc;

use super::expand::expand;
use super::expression::is_like;
use super::glyph::{At, Glyph, Word};
use super::machine::Machine;
use super::search::{Goal, Stop};
use crate::source::startup::Knowledge;

/// Cases of a `switch` that are walked when nobody knows which one it is.
const MAX_CASES: usize = 200;

impl Machine<'_> {
    /// `switch ( … )`.
    pub(super) fn switch_command(&mut self, words: &[Word], rest: &[Word]) -> Result<(), String> {
        let [open, inside @ ..] = rest else { return Err("syntax error".into()) };
        let value = match inside {
            _ if !open.starts('(') => return Err("syntax error".into()),
            [value, close] if close.starts(')') => Some(value),
            [close] if close.starts(')') => None,
            [value] => Some(value),
            _ => return Err("syntax error".into()),
        };
        let (text, knowledge) = match value {
            Some(value) => self.glob_single(value)?,
            None => (String::new(), Knowledge::Certain),
        };
        if !knowledge.is_certain() {
            let test = self.test(rest);
            self.undecided_switch(&test, words);
            return Ok(());
        }
        let mut doubtful = false;
        let found = self.find(Goal::Case, &mut |this, pattern| {
            let (pattern, is_certain) = this.case_pattern(pattern)?;
            let holds = if is_certain { is_like(&text, &pattern)? } else { None };
            doubtful |= holds.is_none();
            Ok(holds == Some(true))
        });
        if doubtful {
            let test = self.test(rest);
            self.undecided_switch(&test, words);
            return Ok(());
        }
        self.seek(found.map_err(|reason| format!("switch: {reason}"))?.at);
        Ok(())
    }

    /// The pattern after a `case`, its variables looked up, and whether it is certain.
    fn case_pattern(&mut self, pattern: &str) -> Result<(String, bool), String> {
        let at = self.here();
        let word = Word::read(pattern.chars().map(Glyph::plain).collect(), at, at.offset);
        match expand(self, &[word])?.as_slice() {
            [word] => Ok((word.text(), word.knowledge.is_certain())),
            _ => Err(format!("{pattern}: ambiguous")),
        }
    }

    /// A `switch` that the files do not decide: every case is walked, the first one as if it were it.
    fn undecided_switch(&mut self, test: &Arc<str>, words: &[Word]) {
        let Ok(join) = self.find(Goal::Endsw, &mut |_, _| Ok(false)) else {
            return self.fail_at("switch: endsw not found", words);
        };
        let (mut cases, mut has_default) = (vec![], false);
        while cases.len() < MAX_CASES {
            let (mut index, mut label) = (0, None);
            let found = self.find(Goal::Case, &mut |_, pattern| {
                index += 1;
                if index > cases.len() {
                    label = Some(pattern.to_owned());
                }
                Ok(index > cases.len())
            });
            let Ok(Stop { at, is_case: true }) = found else { break };
            let text = match &label {
                Some(pattern) => format!("{test} =~ {pattern}"),
                None => format!("{test} =~ *"),
            };
            cases.push((Arc::from(text), at));
            if label.is_none() {
                has_default = true;
                break;
            }
        }
        self.walk_cases(&cases, has_default, join.at);
    }

    fn walk_cases(&mut self, cases: &[(Arc<str>, At)], has_default: bool, join: At) {
        match cases {
            [] => self.seek(join),
            [(_, at)] if has_default => self.stretch(*at, join),
            [(test, at), others @ ..] => self.fork(
                test,
                join,
                |this| this.stretch(*at, join),
                |this| this.walk_cases(others, has_default, join),
            ),
        }
    }

    /// `breaksw`.
    pub(super) fn breaksw(&mut self) -> Result<(), String> {
        let stop =
            self.find(Goal::Endsw, &mut |_, _| Ok(false)).map_err(|reason| format!("breaksw: {reason}"))?;
        self.seek(stop.at);
        Ok(())
    }
}
