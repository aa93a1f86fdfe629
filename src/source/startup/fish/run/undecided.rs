//! Tests that the files do not decide: both ways are walked and laid over each other.

use std::sync::Arc;

use crate::source::startup::fish::flow::{Exit, Flow, Status, negated};
use crate::source::startup::fish::function;
use crate::source::startup::fish::script::Spot;
use crate::source::startup::fish::shell::Shell;
use crate::source::startup::fish::syntax::Link;
use crate::source::startup::fish::variables;

/// Statements of one list that may leave it before it ends and are followed one by one. What comes after
/// even more of them is still not certain.
const MAX_OPEN: usize = 8;

/// As many steps as a test counts for whose two ways are walked.
const COST_OF_SPLIT: usize = 10;

/// Statements that follow one another.
#[derive(Debug, Default)]
pub(super) struct Sequence {
    /// How they ended so far.
    flow: Flow,
    /// The tests that have to come out right for the next one to follow.
    tests: Vec<Arc<str>>,
    /// The test that the last one added.
    waiting: Option<Arc<str>>,
}

/// What a walk changed.
struct Walk {
    variables: variables::Walk,
    functions: function::Walk,
    status: Status,
    flow: Flow,
}

impl Shell<'_> {
    fn mark(&mut self) {
        self.variables.mark();
        self.functions.mark();
    }

    /// Walks a branch and takes back what it changed.
    fn walk(&mut self, branch: impl FnOnce(&mut Self) -> Flow) -> Walk {
        let (status, loaded) = (self.status.clone(), self.loaded.clone());
        self.mark();
        let flow = branch(self);
        self.loaded = loaded;
        let status = std::mem::replace(&mut self.status, status);
        Walk { variables: self.variables.lift(), functions: self.functions.lift(), status, flow }
    }

    /// The variables that something changes which ran already.
    pub(super) fn restless(
        &mut self,
        again: impl FnOnce(&mut Self) -> Flow,
    ) -> Vec<(Arc<str>, Option<Spot>)> {
        let walk = self.walk(again);
        self.variables.changed(&walk.variables)
    }

    fn lay(&mut self, one: &Walk, other: &Walk, test: &Arc<str>) {
        self.variables.lay(&one.variables, &other.variables, test);
        self.functions.lay(&one.functions, &other.functions, test);
        let likely = match &self.status {
            Status::Doubtful { likely: None, .. } => None,
            _ => one.status.likely(),
        };
        self.status = if one.status == other.status {
            one.status.clone()
        } else {
            Status::Doubtful { likely, test: test.clone() }
        };
    }

    /// Walks both ways that a test can come out. What is known afterwards is what `one` leads to, if
    /// `test` holds; but if only `one` leaves (by `return`, say), it is what `other` leads to.
    pub(in crate::source::startup::fish) fn undecided(
        &mut self,
        test: &Arc<str>,
        one: impl FnOnce(&mut Self) -> Flow,
        other: impl FnOnce(&mut Self) -> Flow,
    ) -> Flow {
        self.budget.spend(COST_OF_SPLIT);
        let one = self.walk(one);
        let other = self.walk(other);
        let (first, second, test) = match (one.flow.leaves, other.flow.leaves) {
            (Some(mine), theirs) if theirs.is_none_or(|theirs| mine > theirs) => (other, one, negated(test)),
            _ => (one, other, test.clone()),
        };
        self.lay(&first, &second, &test);
        if first.flow.leaves.is_some() {
            // Both leave; there is no telling apart which status goes with which.
            self.status = first.status.clone();
        }
        let left = second.flow.leaves.filter(|exit| first.flow.leaves != Some(*exit));
        let flow = first.flow.or_maybe(&second.flow);
        left.map_or(flow.clone(), |exit| flow.or_leave(exit, &test))
    }

    /// Runs the next of a sequence of statements; says whether another one may follow. Where the ones
    /// before may have left, this one only counts if they did not.
    pub(super) fn step(&mut self, sequence: &mut Sequence, run: impl FnOnce(&mut Self) -> Flow) -> bool {
        if let Some(test) = sequence.waiting.take()
            && sequence.tests.len() < MAX_OPEN
        {
            self.mark();
            sequence.tests.push(test);
        }
        let flow = if self.budget.is_spent() { Flow::leave(Exit::Shell) } else { run(self) };
        sequence.waiting = flow.test().cloned();
        sequence.flow.leaves = flow.leaves;
        sequence.flow = std::mem::take(&mut sequence.flow).or_maybe(&flow);
        sequence.flow.leaves.is_none()
    }

    /// Ends a sequence: how it ended as a whole.
    pub(super) fn finish(&mut self, sequence: Sequence) -> Flow {
        for test in sequence.tests.iter().rev() {
            let walk = Walk {
                variables: self.variables.lift(),
                functions: self.functions.lift(),
                status: self.status.clone(),
                flow: Flow::ON,
            };
            let nothing = Walk {
                variables: variables::Walk::new(),
                functions: function::Walk::new(),
                status: self.status.clone(),
                flow: Flow::ON,
            };
            self.lay(&walk, &nothing, test);
        }
        sequence.flow
    }

    /// Whether what `link` links runs, by the status before; `None` if the files do not decide.
    pub(super) fn runs(&self, link: Link) -> Option<bool> {
        let holds = self.status.holds()?;
        Some(holds == (link == Link::And))
    }

    /// Goes both ways from a status that is not known: `run` is what follows if what is linked runs, and
    /// `skip` if it does not.
    pub(super) fn branch(
        &mut self,
        link: Link,
        run: impl FnOnce(&mut Self) -> Flow,
        skip: impl FnOnce(&mut Self) -> Flow,
    ) -> Flow {
        let (holding, failing) = (Status::Known(0), Status::Known(1));
        let Status::Doubtful { likely, test } = self.status.clone() else { return run(self) };
        let likely_runs = likely.map(|likely| likely == (link == Link::And));
        let (when_run, when_skipped) = match link {
            Link::And => (holding, failing),
            Link::Or => (failing, holding),
        };
        let run_test = if link == Link::And { test } else { negated(&test) };
        let run = |shell: &mut Self| {
            shell.status = when_run;
            run(shell)
        };
        let skip = |shell: &mut Self| {
            shell.status = when_skipped;
            skip(shell)
        };
        if likely_runs == Some(false) {
            self.undecided(&negated(&run_test), skip, run)
        } else {
            self.undecided(&run_test, run, skip)
        }
    }
}
