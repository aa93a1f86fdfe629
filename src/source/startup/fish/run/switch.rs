//! `switch`.

use std::sync::Arc;

use super::blocks::stretch_of_list;
use crate::source::startup::Knowledge;
use crate::source::startup::fish::flow::{Flow, Status, negated};
use crate::source::startup::fish::script::{Script, excerpt};
use crate::source::startup::fish::shell::Shell;
use crate::source::startup::fish::syntax::{Conjunction, Switch, Word};
use crate::source::startup::fish::value::{Argument, unsettled};
use crate::source::startup::fish::word::{self, spot_of};

/// Whether an arm is the one.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fit {
    Yes,
    No,
    /// Only running would tell.
    Open,
}

/// The arms of one `switch` that are followed while nothing is decided.
const MAX_ARMS: usize = 12;

impl Shell<'_> {
    /// Runs the arm that fits.
    pub(super) fn run_switch(&mut self, script: &Arc<Script>, block: &Switch) -> Flow {
        let subject = match self.expand(script, &block.subject) {
            Ok(subject) if subject.len() <= 1 => unsettled(subject).into_iter().next(),
            Ok(_) => return self.fail(2),
            Err(_) => return self.fail(124),
        };
        let test = excerpt(script.slice(block.subject.start, block.subject.end));
        let mut open: Vec<usize> = vec![];
        let mut decided = None;
        for (index, (patterns, _)) in block.arms.iter().enumerate() {
            match self.fits(script, subject.as_ref(), patterns) {
                Fit::No => {}
                Fit::Yes => {
                    decided = Some(index);
                    break;
                }
                Fit::Open if open.len() >= MAX_ARMS => self.doubt_arm(script, block, index),
                Fit::Open => open.push(index),
            }
        }
        if open.is_empty() {
            return decided.map_or(Flow::ON, |index| self.run_arm(script, block, index));
        }
        let preferred = self.preferred(script, block, &subject, &open, decided);
        let rest: Vec<Option<usize>> =
            open.iter().copied().map(Some).chain([decided]).filter(|index| *index != preferred).collect();
        self.run_arms(script, block, &test, preferred, &rest)
    }

    fn fail(&mut self, code: i32) -> Flow {
        self.status = Status::Known(code);
        Flow::ON
    }

    /// The arm that is taken for known: that of Linux for `(uname)`, the one that fits what the subject
    /// would be if a test held, or else the first one.
    fn preferred(
        &mut self,
        script: &Arc<Script>,
        block: &Switch,
        subject: &Option<Argument>,
        open: &[usize],
        decided: Option<usize>,
    ) -> Option<usize> {
        let text = script.slice(block.subject.start, block.subject.end);
        let asks_system =
            matches!(text.trim_matches(['"', '$', '(', ')', ' ']), "uname" | "uname -s" | "command uname");
        let likely = match subject {
            Some(subject) if !subject.knowledge.is_unknown() => Some(subject.text.clone()),
            _ if asks_system => Some("Linux".into()),
            _ => return open.first().copied(),
        };
        let wanted = likely.map(|text| Argument {
            text,
            spot: spot_of(script, &block.subject),
            knowledge: Knowledge::Certain,
            is_computed: false,
            is_missing: false,
        });
        let arms = open.iter().copied().find(|index| {
            let patterns = block.arms.get(*index).map(|(patterns, _)| patterns.as_slice());
            self.fits(script, wanted.as_ref(), patterns.unwrap_or_default()) == Fit::Yes
        });
        arms.or(decided)
    }

    /// Walks one arm after the other and lays them over each other; the first one is taken for known.
    fn run_arms(
        &mut self,
        script: &Arc<Script>,
        block: &Switch,
        test: &Arc<str>,
        first: Option<usize>,
        rest: &[Option<usize>],
    ) -> Flow {
        let run = |shell: &mut Self| first.map_or(Flow::ON, |index| shell.run_arm(script, block, index));
        let Some((next, rest)) = rest.split_first() else { return run(self) };
        let arm_test = arm_test(script, block, test, first);
        self.undecided(&arm_test, run, |shell| shell.run_arms(script, block, test, *next, rest))
    }

    /// What an arm assigns is unknown: there are too many that are undecided.
    fn doubt_arm(&mut self, script: &Arc<Script>, block: &Switch, index: usize) {
        let body = block.arms.get(index).and_then(|(_, body)| stretch_of_list(body));
        if let Some(stretch) = body {
            self.doubt_stretch(script, stretch, "too many undecided arms");
        }
    }

    fn run_arm(&mut self, script: &Arc<Script>, block: &Switch, index: usize) -> Flow {
        let body: &[Conjunction] = block.arms.get(index).map_or(&[], |(_, body)| body);
        self.run_body(script, body)
    }

    /// Whether one of an arm's patterns fits.
    fn fits(&mut self, script: &Arc<Script>, subject: Option<&Argument>, patterns: &[Word]) -> Fit {
        let text: &str = subject.map_or("", |subject| &subject.text);
        let is_open = subject.is_some_and(|subject| !subject.knowledge.is_certain());
        let mut result = Fit::No;
        let mut expanded = vec![];
        for word in patterns {
            match self.expand(script, word) {
                Ok(found) => expanded.extend(unsettled(found)),
                Err(_) => return Fit::No,
            }
        }
        for pattern in expanded {
            let wanted = word::pattern(&pattern.text);
            if wanted.matches_all() && pattern.knowledge.is_certain() {
                return if result == Fit::Open { Fit::Open } else { Fit::Yes };
            }
            match wanted.matches(text).filter(|_| !is_open && pattern.knowledge.is_certain()) {
                Some(true) => return Fit::Yes,
                Some(false) => {}
                None => result = Fit::Open,
            }
        }
        result
    }
}

/// The test that leads to an arm.
fn arm_test(script: &Script, block: &Switch, test: &str, arm: Option<usize>) -> Arc<str> {
    let patterns = arm.and_then(|index| block.arms.get(index)).map(|(patterns, _)| patterns.as_slice());
    let patterns = patterns.unwrap_or_default().iter().map(|word| script.slice(word.start, word.end));
    let patterns: Vec<&str> = patterns.collect();
    match patterns.as_slice() {
        [] => negated(&format!("switch {test}")),
        patterns => excerpt(&format!("switch {test}; case {}", patterns.join(" "))),
    }
}
