//! `for` and `while`.

use std::sync::Arc;

use super::undecided::Sequence;
use crate::source::startup::Knowledge;
use crate::source::startup::fish::flow::{Exit, Flow, Status};
use crate::source::startup::fish::function::Event;
use crate::source::startup::fish::script::{Script, excerpt};
use crate::source::startup::fish::shell::{Shell, is_read_only};
use crate::source::startup::fish::syntax::{For, While, is_name};
use crate::source::startup::fish::value::{Argument, unsettled};
use crate::source::startup::fish::variables::{Scope, Slot, State, Variable};
use crate::source::startup::fish::word::Failure;

impl Shell<'_> {
    /// Runs a `for` loop: once for each value that is known.
    pub(super) fn run_for(&mut self, script: &Arc<Script>, block: &For) -> Flow {
        let Some((name, values)) = self.expand_for(script, block) else { return Flow::ON };
        let current = self.variables.slot(&name, None).map(|slot| slot.main.clone());
        let empty = Variable { state: State::List(Arc::new([])), ..Variable::GONE };
        let state = current.map_or(empty.state, |variable| variable.state);
        self.put_loop_variable(&name, Some(Scope::Local), state, Knowledge::Certain, None);
        self.variables.enter(false);
        let mut sequence = Sequence::default();
        for value in &values {
            if !self.step(&mut sequence, |shell| shell.run_turn(script, block, &name, value)) {
                break;
            }
        }
        let flow = self.finish(sequence);
        self.variables.leave();
        flow.within(Exit::Loop)
    }

    fn expand_for(&mut self, script: &Arc<Script>, block: &For) -> Option<(Arc<str>, Vec<Argument>)> {
        let name = match self.expand(script, &block.variable).as_deref() {
            Ok([only]) if !only.knowledge.is_unknown() && is_name(&only.text) => only.text.clone(),
            _ => {
                self.status = Status::Known(121);
                return None;
            }
        };
        let mut values = vec![];
        for word in &block.values {
            match self.expand(script, word) {
                Ok(found) => values.extend(unsettled(found)),
                Err(Failure::NoMatch) => {}
                Err(_) => {
                    self.status = Status::Known(121);
                    return None;
                }
            }
        }
        if is_read_only(&name) {
            self.status = Status::Known(2);
            return None;
        }
        Some((name, values))
    }

    fn put_loop_variable(
        &mut self,
        name: &str,
        scope: Option<Scope>,
        state: State,
        knowledge: Knowledge,
        value: Option<&Argument>,
    ) {
        let before = self.variables.before(name, scope).map(|slot| slot.main.clone());
        let before = before.unwrap_or(Variable::GONE);
        let spot = value.map(|value| value.spot);
        let main =
            Variable { state, was_exported: before.is_exported || before.was_exported, spot, ..before };
        self.variables.put(name, scope, Slot::new(main, knowledge));
    }

    /// One turn; an unknown value stands for any number of turns.
    fn run_turn(&mut self, script: &Arc<Script>, block: &For, name: &str, value: &Argument) -> Flow {
        let state = match &value.knowledge {
            Knowledge::Unknown(_) => State::Unknown,
            _ => State::List(Arc::new([value.element()])),
        };
        let turn = |shell: &mut Self| {
            shell.put_loop_variable(name, None, state.clone(), value.knowledge.clone(), Some(value));
            let mut sequence = Sequence::default();
            if shell.step(&mut sequence, |shell| shell.fire(&Event::Variable(name))) {
                shell.step(&mut sequence, |shell| shell.run_list(script, &block.block.body));
            }
            shell.finish(sequence).within(Exit::Turn)
        };
        match &value.knowledge {
            Knowledge::Certain => turn(self),
            Knowledge::Conditional(test) => self.undecided(test, turn, |_| Flow::ON),
            Knowledge::Unknown(_) => {
                let test = excerpt(script.slice(block.head.start, block.head.end));
                self.run_some_times(&test, turn)
            }
        }
    }

    /// Runs a `while` loop.
    pub(super) fn run_while(&mut self, script: &Arc<Script>, block: &While) -> Flow {
        let mut sequence = Sequence::default();
        let mut saved = Status::Known(0);
        loop {
            if !self.step(&mut sequence, |shell| shell.run_condition(script, &block.condition)) {
                break;
            }
            let turn = |shell: &mut Self| shell.run_body(script, &block.block.body).within(Exit::Turn);
            match self.status.clone() {
                Status::Known(0) => {
                    self.budget.spend(1);
                    if !self.step(&mut sequence, turn) {
                        break;
                    }
                    saved = self.status.clone();
                }
                Status::Known(_) => {
                    self.status = saved;
                    break;
                }
                Status::Doubtful { test, .. } => {
                    self.step(&mut sequence, |shell| {
                        shell.run_some_times(&test, |shell| {
                            shell.status = Status::Known(0);
                            turn(shell)
                        })
                    });
                    self.status = Status::open(test);
                    break;
                }
            }
        }
        self.finish(sequence).within(Exit::Loop)
    }

    /// Runs something that runs some number of times. What is another at each turn is unknown.
    fn run_some_times(&mut self, test: &Arc<str>, turn: impl Fn(&mut Self) -> Flow) -> Flow {
        let mut restless = vec![];
        let flow = self.undecided(
            test,
            |shell| {
                let first = turn(shell);
                if first.leaves.is_none() {
                    restless = shell.restless(&turn);
                }
                first
            },
            |_| Flow::ON,
        );
        for (name, spot) in restless {
            let slot = self.variables.slot(&name, None);
            let there = slot.map(|slot| slot.main.clone()).filter(Variable::is_there);
            let scope = if there.is_some() { None } else { Some(Scope::Global) };
            let new = Variable { is_exported: true, was_exported: true, spot, ..Variable::GONE };
            let main = Variable { state: State::Anything, ..there.unwrap_or(new) };
            self.variables.put(&name, scope, Slot::new(main, Knowledge::Unknown(test.clone())));
        }
        flow
    }
}
