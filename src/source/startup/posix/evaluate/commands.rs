//! Lists, pipelines and compound commands.

use std::ops::Range;

use super::super::dialect::Dialect;
use super::super::syntax::{AndOr, Command, If, Link, Pipeline, Redirect};
use super::frame::{Flow, FrameKind};
use super::{Evaluator, Status};
use crate::source::startup::limits::Budget;

impl Evaluator<'_> {
    /// Walks commands one after the other.
    pub(super) fn list(&mut self, list: &[AndOr]) -> Flow {
        for item in list {
            let flow = self.and_or(item);
            if flow != Flow::Next {
                return flow;
            }
        }
        Flow::Next
    }

    fn and_or(&mut self, item: &AndOr) -> Flow {
        if item.is_background {
            self.framed(FrameKind::Subshell, |shell| shell.chain(item));
            self.status = Status::known(0);
            return Flow::Next;
        }
        self.chain(item)
    }

    fn chain(&mut self, item: &AndOr) -> Flow {
        let flow = self.pipeline(&item.first);
        if flow != Flow::Next {
            return flow;
        }
        let start = item.first.span.start;
        let mut end = item.first.span.end;
        for (link, pipeline) in &item.rest {
            let text = self.script.slice(start, end).to_owned();
            let status = self.status.clone();
            let next = |shell: &mut Self| shell.pipeline(pipeline);
            let flow = match link {
                Link::And => self.branch(&status, &text, next, |shell| shell.stays(&status, false)),
                Link::Or => self.branch(&status, &text, |shell| shell.stays(&status, true), next),
            };
            if flow != Flow::Next {
                return flow;
            }
            end = pipeline.span.end;
        }
        self.exit_on_error(item.rest.is_empty() && !item.first.is_negated)
    }

    /// The way past a command that does not run: the status is the one that decided so.
    fn stays(&mut self, status: &Status, success: bool) -> Flow {
        self.status = match status.code.filter(|code| (*code == 0) == success) {
            Some(code) => Status::known(code),
            None => Status::of(success),
        };
        Flow::Next
    }

    /// `set -e`: a command that surely fails ends the shell.
    fn exit_on_error(&self, counts: bool) -> Flow {
        let failed = self.status.decided() == Some(false);
        if counts && failed && self.is_on(super::super::state::ShellOption::ErrExit) && self.obeys_errexit() {
            return Flow::EndShell;
        }
        Flow::Next
    }

    fn obeys_errexit(&self) -> bool {
        !matches!(self.dialect, Dialect::Zsh | Dialect::Ksh)
    }

    fn pipeline(&mut self, pipeline: &Pipeline) -> Flow {
        let (last, before) = match pipeline.commands.split_last() {
            Some(split) => split,
            None => return Flow::Next,
        };
        for command in before {
            self.framed(FrameKind::Subshell, |shell| shell.command(command));
        }
        let flow = if before.is_empty() {
            self.command(last)
        } else {
            self.fed_by(before, |shell| {
                if shell.dialect.runs_last_of_pipeline() {
                    return shell.command(last);
                }
                shell.framed(FrameKind::Subshell, |shell| shell.command(last))
            })
        };
        if pipeline.is_negated {
            self.status = self.status.clone().negated();
        }
        flow
    }

    /// Walks the end of a pipeline: what is read there comes from the files that the others name.
    fn fed_by(&mut self, before: &[Command], walk: impl FnOnce(&mut Self) -> Flow) -> Flow {
        let known = self.inputs.len();
        for command in before {
            if let Command::Simple(simple) = command {
                let text = self.text_of(&simple.span).to_owned();
                let files = self.files_in(&text);
                self.inputs.extend(files);
            }
        }
        let flow = walk(self);
        self.inputs.truncate(known);
        flow
    }

    /// Walks one command.
    pub(super) fn command(&mut self, command: &Command) -> Flow {
        self.budget.spend(1);
        if self.budget.is_spent() {
            return self.give_up(Budget::SPENT);
        }

        self.deeper(|shell| shell.run(command))
    }

    fn run(&mut self, command: &Command) -> Flow {
        match command {
            Command::Simple(simple) => self.simple(simple),
            Command::Group(list) => self.list(list),
            Command::Subshell(list) => self.framed(FrameKind::Subshell, |shell| shell.list(list)),
            Command::If(found) => self.if_command(found),
            Command::Loop(found) => self.loop_command(found),
            Command::For(found) => self.for_command(found),
            Command::Repeat(head, body) => self.repeat(head, body),
            Command::Case(found) => self.case_command(found),
            Command::Function(found) => self.define(found),
            Command::Test(test, span) => {
                match self.double_bracket(test) {
                    Ok(status) => self.status = self.with_text(status, span),
                    Err(flow) => return flow,
                }
                Flow::Next
            }
            Command::Arithmetic(span) => {
                match self.arithmetic_command(span) {
                    Ok(status) => self.status = self.with_text(status, span),
                    Err(flow) => return flow,
                }
                Flow::Next
            }
            Command::Redirected(_, redirects) if self.has_bad_redirect(redirects) => {
                self.status = Status::known(1);
                Flow::Next
            }
            Command::Redirected(command, redirects) => {
                self.with_inputs(redirects, |shell| shell.run(command))
            }
        }
    }

    fn with_text(&self, status: Status, span: &Range<u32>) -> Status {
        if status.decided().is_some() {
            return status;
        }
        let text = self.text_of(span).into();
        Status { text: Some(status.text.unwrap_or(text)), ..status }
    }

    /// Walks a command whose input comes from files.
    fn with_inputs(&mut self, redirects: &[Redirect], walk: impl FnOnce(&mut Self) -> Flow) -> Flow {
        let known = self.inputs.len();
        for redirect in redirects.iter().filter(|redirect| redirect.operator == "<") {
            let text = self.text_of(&redirect.target.span).to_owned();
            let files = self.files_in(&text);
            self.inputs.extend(files);
        }
        let flow = walk(self);
        self.inputs.truncate(known);
        flow
    }

    fn if_command(&mut self, found: &If) -> Flow {
        self.arms(&found.arms, found.otherwise.as_deref())
    }

    fn arms(&mut self, arms: &[(Vec<AndOr>, Range<u32>, Vec<AndOr>)], otherwise: Option<&[AndOr]>) -> Flow {
        let Some(((condition, span, body), rest)) = arms.split_first() else {
            return match otherwise {
                Some(list) => self.list(list),
                None => {
                    self.status = Status::known(0);
                    Flow::Next
                }
            };
        };
        let flow = self.without_errexit(|shell| shell.list(condition));
        if flow != Flow::Next {
            return flow;
        }
        let status = self.status.clone();
        let text = self.text_of(span).to_owned();
        if status.decided() == Some(false) {
            return self.arms(rest, otherwise);
        }
        self.deeper(|shell| {
            shell.branch(&status, &text, |shell| shell.list(body), |shell| shell.arms(rest, otherwise))
        })
    }

    /// Walks a condition, where failing commands end nothing.
    pub(super) fn without_errexit(&mut self, walk: impl FnOnce(&mut Self) -> Flow) -> Flow {
        use super::super::state::ShellOption::ErrExit;
        let was_on = self.is_on(ErrExit);
        if was_on {
            self.state.options.put(ErrExit, Some(false));
        }
        let flow = walk(self);
        if was_on {
            self.state.options.put(ErrExit, Some(true));
        }
        flow
    }
}
