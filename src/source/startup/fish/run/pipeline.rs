//! Pipelines.

use std::rc::Rc;

use super::command::Call;
use super::undecided::Sequence;
use crate::source::startup::Knowledge;
use crate::source::startup::fish::flow::{Flow, Status};
use crate::source::startup::fish::function::Event;
use crate::source::startup::fish::script::Script;
use crate::source::startup::fish::shell::Shell;
use crate::source::startup::fish::syntax::{Pipeline, Stage, Statement, Stretch, Word};
use crate::source::startup::fish::value::{Argument, Element, knowledge_of, unsettled};
use crate::source::startup::fish::variables::{Scope, Slot, State, Variable};
use crate::source::startup::fish::word::Failure;

/// fish's status when a word is refused.
const BAD_WORD: i32 = 121;

/// What stands around a statement of a pipeline.
#[derive(Debug, Clone)]
pub(super) struct Surroundings {
    /// The pipeline.
    pub(super) stretch: Stretch,
    /// Whether something is piped into the statement.
    pub(super) is_piped: bool,
}

impl Shell<'_> {
    /// Runs a pipeline.
    pub(super) fn run_pipeline(&mut self, script: &Rc<Script>, pipeline: &Pipeline) -> Flow {
        self.budget.spend_command();
        let flow = match pipeline.stages.as_slice() {
            [only] => self.run_stage(script, only, pipeline, false),
            stages => self.run_stages(script, stages, pipeline),
        };
        if pipeline.is_negated && flow.leaves.is_none() {
            self.status = self.status.clone().negated();
        }
        flow
    }

    fn run_stages(&mut self, script: &Rc<Script>, stages: &[Stage], pipeline: &Pipeline) -> Flow {
        // fish looks for all commands first: if one of them does not exist, none of them runs.
        let mut test: Option<Rc<str>> = None;
        for stage in stages {
            let Some(name) = self.external_name(script, &stage.statement) else { continue };
            match self.finds_program(&name) {
                Some(true) => {}
                Some(false) => {
                    self.status = Status::Known(127);
                    return Flow::ON;
                }
                None => test = test.or_else(|| Some(format!("command -q {name}").into())),
            }
        }
        let run = |shell: &mut Self| {
            let mut sequence = Sequence::default();
            for (index, stage) in stages.iter().enumerate() {
                if !shell.step(&mut sequence, |shell| shell.run_stage(script, stage, pipeline, index > 0)) {
                    break;
                }
            }
            shell.finish(sequence)
        };
        let Some(test) = test.filter(|_| stages.iter().any(|stage| self.may_set(script, stage))) else {
            return run(self);
        };
        self.undecided(&test, run, |shell| {
            shell.status = Status::Known(127);
            Flow::ON
        })
    }

    /// Whether a statement of a pipeline runs in the shell and so can set something.
    fn may_set(&self, script: &Script, stage: &Stage) -> bool {
        match &stage.statement {
            Statement::Command(_) => self.external_name(script, &stage.statement).is_none(),
            _ => true,
        }
    }

    fn run_stage(&mut self, script: &Rc<Script>, stage: &Stage, pipeline: &Pipeline, is_piped: bool) -> Flow {
        if stage.prefixes.is_empty() {
            return self.run_statement(script, &stage.statement, pipeline, is_piped);
        }
        self.variables.enter(false);
        let mut sequence = Sequence::default();
        let mut goes_on = true;
        for prefix in &stage.prefixes {
            goes_on = goes_on && self.set_prefix(script, prefix);
            let name = script.slice(prefix.start, prefix.end).split('=').next().unwrap_or_default();
            goes_on = goes_on && self.step(&mut sequence, |shell| shell.fire(&Event::Variable(name)));
        }
        if goes_on {
            self.step(&mut sequence, |shell| {
                shell.run_statement(script, &stage.statement, pipeline, is_piped)
            });
        }
        let flow = self.finish(sequence);
        self.variables.leave();
        flow
    }

    /// Sets what stands in front of a command, for that command only; says whether fish takes it.
    fn set_prefix(&mut self, script: &Rc<Script>, prefix: &Word) -> bool {
        let text = script.slice(prefix.start, prefix.end);
        let Some((name, _)) = text.split_once('=') else { return true };
        let length = u32::try_from(name.len() + 1).unwrap_or(u32::MAX);
        let value = Word { start: prefix.start + length, ..*prefix };
        let values = match self.expand(script, &value) {
            _ if value.start >= value.end => vec![],
            Ok(values) => unsettled(values),
            Err(Failure::NoMatch) => vec![],
            Err(_) => {
                self.status = Status::Known(BAD_WORD);
                return false;
            }
        };
        self.variables.put(name, Some(Scope::Local), prefix_slot(name, &values));
        true
    }

    fn run_statement(
        &mut self,
        script: &Rc<Script>,
        statement: &Statement,
        pipeline: &Pipeline,
        is_piped: bool,
    ) -> Flow {
        match statement {
            Statement::Command(command) => {
                let around = Surroundings { stretch: pipeline.stretch, is_piped };
                self.run_command(&Call { script, command, around: &around })
            }
            Statement::Function(function) => {
                self.define(script, function);
                Flow::ON
            }
            Statement::TooDeep(stretch) => {
                self.doubt_stretch(script, *stretch, "blocks nest too deep");
                Flow::ON
            }
            block => self.run_nested(script, block),
        }
    }
}

/// What `NAME=value` in front of a command sets.
fn prefix_slot(name: &str, values: &[Argument]) -> Slot {
    let is_path = name.ends_with("PATH");
    let knowledge = knowledge_of(values);
    let split = |value: &Argument| -> Vec<Element> {
        if is_path { value.text.split(':').map(Element::of).collect() } else { vec![value.element()] }
    };
    let state = match knowledge {
        Knowledge::Unknown(_) => State::Unknown,
        _ => State::List(values.iter().flat_map(split).collect()),
    };
    let main = Variable { state, is_exported: true, is_path, was_exported: true, spot: None };
    Slot::new(main, knowledge)
}
