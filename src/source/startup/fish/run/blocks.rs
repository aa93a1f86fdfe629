//! `begin`, `if`, and what all blocks have in common.

use std::sync::Arc;

use crate::source::startup::fish::flow::{Flow, Status, negated};
use crate::source::startup::fish::script::{Script, excerpt};
use crate::source::startup::fish::shell::MAX_DEPTH;
use crate::source::startup::fish::shell::Shell;
use crate::source::startup::fish::syntax::{
    Block, Condition, Conjunction, If, Redirection, Statement, Stretch,
};
use crate::source::startup::fish::word::spot_of;

use super::redirect::Works;
use super::undecided::Sequence;

/// The `else if`s of one `if` that are followed while nothing is decided.
const MAX_CLAUSES: u32 = 16;

impl Shell<'_> {
    /// Runs a block, if it does not nest too deep.
    pub(super) fn run_nested(&mut self, script: &Arc<Script>, block: &Statement) -> Flow {
        if self.depth >= MAX_DEPTH {
            if let Some(stretch) = stretch_of(block) {
                self.doubt_stretch(script, stretch, "blocks and calls nest too deep");
            }
            return Flow::ON;
        }
        self.depth += 1;
        let flow = self.run_redirected(script, block);
        self.depth -= 1;
        flow
    }

    fn run_redirected(&mut self, script: &Arc<Script>, block: &Statement) -> Flow {
        let redirections: &[Redirection] = match block {
            Statement::Begin(block) => &block.redirections,
            Statement::If(block) => &block.redirections,
            Statement::While(block) => &block.block.redirections,
            Statement::For(block) => &block.block.redirections,
            Statement::Switch(block) => &block.redirections,
            Statement::Command(_) | Statement::Function(_) | Statement::TooDeep(_) => &[],
        };
        match self.redirections_work(script, redirections) {
            Works::No(code) => {
                self.status = Status::Known(code);
                Flow::ON
            }
            Works::Yes => self.run_block(script, block),
            Works::Open => {
                let target = redirections
                    .first()
                    .map(|first| excerpt(script.slice(first.target.start, first.target.end)));
                let test = format!("redirection to {}", target.unwrap_or_default()).into();
                self.undecided(&test, |shell| shell.run_block(script, block), |_| Flow::ON)
            }
        }
    }

    fn run_block(&mut self, script: &Arc<Script>, block: &Statement) -> Flow {
        match block {
            Statement::Begin(block) => self.run_body(script, &block.body),
            Statement::If(block) => self.run_if(script, block, 0, MAX_CLAUSES),
            Statement::While(block) => self.run_while(script, block),
            Statement::For(block) => self.run_for(script, block),
            Statement::Switch(block) => self.run_switch(script, block),
            Statement::Command(_) | Statement::Function(_) | Statement::TooDeep(_) => Flow::ON,
        }
    }

    /// Runs statements with variables of their own.
    pub(super) fn run_body(&mut self, script: &Arc<Script>, body: &[Conjunction]) -> Flow {
        self.variables.enter(false);
        let flow = self.run_list(script, body);
        self.variables.leave();
        flow
    }

    /// Runs a condition; the status says how it came out. A doubtful one is named by its whole text.
    pub(super) fn run_condition(&mut self, script: &Arc<Script>, condition: &Condition) -> Flow {
        let flow = self.run_chain(script, &condition.conjunctions, 2);
        if let Status::Doubtful { likely, .. } = self.status {
            let Stretch { start, end, .. } = condition.stretch;
            self.status = Status::Doubtful { likely, test: excerpt(script.slice(start, end)) };
        }
        flow
    }

    /// Runs an `if` from one of its clauses on.
    fn run_if(&mut self, script: &Arc<Script>, block: &If, index: usize, splits: u32) -> Flow {
        let Some((condition, body)) = block.clauses.get(index) else {
            return match &block.otherwise {
                Some(body) => self.run_body(script, body),
                None => {
                    self.status = Status::Known(0);
                    Flow::ON
                }
            };
        };
        let mut sequence = Sequence::default();
        if self.step(&mut sequence, |shell| shell.run_condition(script, condition)) {
            self.step(&mut sequence, |shell| match shell.status.clone() {
                Status::Known(0) => shell.run_body(script, body),
                Status::Known(_) => shell.run_if(script, block, index + 1, splits),
                Status::Doubtful { likely, test } => {
                    let then = |shell: &mut Self| {
                        shell.status = Status::Known(0);
                        shell.run_body(script, body)
                    };
                    let otherwise = |shell: &mut Self| {
                        shell.status = Status::Known(1);
                        shell.run_rest(script, block, index + 1, splits)
                    };
                    shell.decide(&test, likely, then, otherwise)
                }
            });
        }
        self.finish(sequence)
    }

    /// Runs the other clauses of an `if`, unless too many of them are undecided.
    fn run_rest(&mut self, script: &Arc<Script>, block: &If, index: usize, splits: u32) -> Flow {
        if let Some(left) = splits.checked_sub(1) {
            return self.run_if(script, block, index, left);
        }
        let bodies = block.clauses.iter().skip(index).map(|(_, body)| body).chain(&block.otherwise);
        for body in bodies {
            if let Some(stretch) = stretch_of_list(body) {
                self.doubt_stretch(script, stretch, "too many undecided `else if`");
            }
        }
        Flow::ON
    }

    /// Walks both ways of a test; the way that is likely, or else the one where the test holds, is
    /// taken for known.
    pub(super) fn decide(
        &mut self,
        test: &Arc<str>,
        likely: Option<bool>,
        then: impl FnOnce(&mut Self) -> Flow,
        otherwise: impl FnOnce(&mut Self) -> Flow,
    ) -> Flow {
        if likely == Some(false) {
            self.undecided(&negated(test), otherwise, then)
        } else {
            self.undecided(test, then, otherwise)
        }
    }

    /// Everything that a stretch of a script assigns is unknown: it is not followed.
    pub(super) fn doubt_stretch(&mut self, script: &Arc<Script>, stretch: Stretch, why: &str) {
        let text = script.slice(stretch.start, stretch.end);
        self.doubt_text(script, stretch, text, &excerpt(text));
        self.remark_limit(spot_of(script, &stretch), why);
    }
}

/// Where a block's statements stand.
fn stretch_of(block: &Statement) -> Option<Stretch> {
    let of_block = |block: &Block| stretch_of_list(&block.body);
    match block {
        Statement::Begin(block) => of_block(block),
        Statement::While(block) => of_block(&block.block),
        Statement::For(block) => of_block(&block.block),
        Statement::If(block) => {
            let bodies = block.clauses.iter().map(|(_, body)| body).chain(&block.otherwise);
            around(bodies.filter_map(|body| stretch_of_list(body)))
        }
        Statement::Switch(block) => around(block.arms.iter().filter_map(|(_, body)| stretch_of_list(body))),
        Statement::Command(_) | Statement::Function(_) | Statement::TooDeep(_) => None,
    }
}

/// From the first to the last of some stretches that stand in order.
fn around(stretches: impl Iterator<Item = Stretch>) -> Option<Stretch> {
    stretches.reduce(Stretch::to)
}

/// Where some statements stand.
pub(super) fn stretch_of_list(list: &[Conjunction]) -> Option<Stretch> {
    around(list.iter().map(Conjunction::stretch))
}
