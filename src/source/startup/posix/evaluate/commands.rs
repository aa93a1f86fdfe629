//! Lists, pipelines and compound commands.

use std::ops::Range;
use std::rc::Rc;

use super::super::dialect::{Dialect, Ends};
use super::super::pattern::Pattern;
use super::super::state::{Function, Text};
use super::super::syntax::{self, AndOr, Arm, Case, Command, If, Link, Pipeline, Redirect, Then};
use super::flow::{Flow, FrameKind};
use super::{Evaluator, MAX_STEPS, Status};
use crate::source::startup::{Knowledge, RemarkKind};

/// How deep commands, calls and files may nest while they are walked.
const MAX_DEPTH: u32 = 120;

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
        self.steps = self.steps.saturating_add(1);
        if self.steps > MAX_STEPS {
            return self.give_up("more commands than this reader follows");
        }
        self.depth += 1;
        let flow = if self.depth > MAX_DEPTH {
            self.give_up("nests deeper than this reader follows")
        } else {
            self.run(command)
        };
        self.depth -= 1;
        flow
    }

    /// Stops at a limit of this reader: nothing is certain then.
    pub(super) fn give_up(&mut self, reason: &str) -> Flow {
        let place = self.script.place(0, 0);
        self.remark(RemarkKind::Limit { reason: reason.to_owned() }, place);
        self.outcome.incomplete = Some(reason.into());
        Flow::EndShell
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
        self.depth += 1;
        let flow = if self.depth > MAX_DEPTH {
            self.give_up("nests deeper than this reader follows")
        } else {
            self.branch(&status, &text, |shell| shell.list(body), |shell| shell.arms(rest, otherwise))
        };
        self.depth -= 1;
        flow
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

    fn case_command(&mut self, found: &Case) -> Flow {
        let subject = match self.scalar(&found.subject) {
            Ok(subject) => subject,
            Err(flow) => return flow,
        };
        self.status = Status::known(0);
        let head = self.text_of(&found.span).to_owned();
        self.case_arms(&subject, &head, &found.arms)
    }

    fn case_arms(&mut self, subject: &Text, head: &str, arms: &[Arm]) -> Flow {
        let mut rest = arms;
        while let Some((arm, after)) = rest.split_first() {
            let (matched, text) = match self.arm_matches(subject, arm) {
                Ok(found) => found,
                Err(flow) => return flow,
            };
            match matched.decided() {
                Some(true) => return self.arm_body(subject, head, rest),
                Some(false) => rest = after,
                None => {
                    let text = format!("{head} in {text})");
                    self.depth += 1;
                    let flow = if self.depth > MAX_DEPTH {
                        self.give_up("nests deeper than this reader follows")
                    } else {
                        let bodies = rest;
                        self.branch(
                            &matched,
                            &text,
                            |shell| shell.arm_body(subject, head, bodies),
                            |shell| shell.case_arms(subject, head, after),
                        )
                    };
                    self.depth -= 1;
                    return flow;
                }
            }
        }
        Flow::Next
    }

    fn arm_body(&mut self, subject: &Text, head: &str, arms: &[Arm]) -> Flow {
        let mut rest = arms;
        while let Some((arm, after)) = rest.split_first() {
            let flow = self.list(&arm.body);
            match arm.then {
                _ if flow != Flow::Next => return flow,
                Then::Ends => return flow,
                Then::FallsThrough => rest = after,
                Then::TestsOn => {
                    self.depth += 1;
                    let flow = if self.depth > MAX_DEPTH {
                        self.give_up("nests deeper than this reader follows")
                    } else {
                        self.case_arms(subject, head, after)
                    };
                    self.depth -= 1;
                    return flow;
                }
            }
        }
        Flow::Next
    }

    fn arm_matches(&mut self, subject: &Text, arm: &Arm) -> Result<(Status, String), Flow> {
        let mut doubt = None;
        for word in &arm.patterns {
            let text = self.text_of(&word.span).to_owned();
            // What matches anything matches the unknown too.
            if word.bare() == Some("*") {
                return Ok((Status::known(0), text));
            }
            let (pattern, knowledge) = self.pattern(word)?;
            let knowledge = subject.knowledge.and(&knowledge);
            let status = self.match_status(subject, &pattern, &knowledge);
            match status.decided() {
                Some(true) => return Ok((status, text)),
                Some(false) => {}
                None if status.likely() == Some(true) => return Ok((status, text)),
                None => doubt = doubt.or(Some((status, text))),
            }
        }
        Ok(doubt.unwrap_or_else(|| (Status::known(1), String::new())))
    }

    /// How matching a text against a pattern comes out.
    pub(super) fn match_status(&self, subject: &Text, pattern: &Pattern, knowledge: &Knowledge) -> Status {
        let usable = !knowledge.is_unknown() || subject.is_guess;
        let code = pattern.matches(&subject.text).filter(|_| usable).map(|found| i32::from(!found));
        let is_sure = code.is_some() && knowledge.is_certain();
        // The test itself is the condition when its words are in doubt, not when a variable is.
        let knowledge = match knowledge {
            Knowledge::Conditional(_) => knowledge.clone(),
            _ => Knowledge::Certain,
        };
        if is_sure || matches!(knowledge, Knowledge::Conditional(_)) {
            return Status { code, knowledge, text: None };
        }
        Status { code, knowledge: Knowledge::Unknown("".into()), text: None }
    }

    fn define(&mut self, found: &syntax::Function) -> Flow {
        let function = Function {
            body: found.body.clone(),
            script: self.script.clone(),
            has_keyword: found.has_keyword,
            line: self.line,
        };
        if found.names.is_empty() {
            let arguments = match self.fields(&found.arguments) {
                Ok(arguments) => arguments,
                Err(flow) => return flow,
            };
            return self.call(&function, "()", arguments);
        }
        let is_odd = |name: &String| !name.chars().all(|c| c.is_alphanumeric() || "_.".contains(c));
        if self.dialect == Dialect::Ksh && found.names.iter().any(is_odd) {
            return self.fails(Ends::File);
        }
        for name in &found.names {
            self.state.functions.put(Rc::from(name.as_str()), Some(function.clone()));
        }
        self.status = Status::known(0);
        Flow::Next
    }

    /// Calls a function.
    pub(super) fn call(&mut self, function: &Function, text: &str, arguments: Vec<Text>) -> Flow {
        let script = std::mem::replace(&mut self.script, function.script.clone());
        let positional = std::mem::replace(&mut self.positional, arguments);
        let was_forgiving = std::mem::take(&mut self.is_forgiving);
        let line = std::mem::replace(&mut self.line, function.line);
        self.calls.push(text.into());
        let flow = self.framed(FrameKind::Function, |shell| {
            if let Some(frame) = shell.frames.last_mut() {
                frame.has_keyword = function.has_keyword;
            }
            shell.command(&function.body)
        });
        self.calls.pop();
        self.line = line;
        self.is_forgiving = was_forgiving;
        self.script = script;
        self.positional = positional;
        flow
    }

    /// Whether what is walked belongs to a function rather than to a file that it sources.
    fn is_called(&self) -> bool {
        let kinds = self.frames.iter().rev().map(super::flow::Frame::kind);
        let mut around = kinds.filter(|kind| {
            matches!(kind, FrameKind::Function | FrameKind::File | FrameKind::StartFile | FrameKind::Shell)
        });
        around.next() == Some(FrameKind::Function)
    }

    /// What a failing special builtin ends; nothing after `command`.
    pub(super) fn special_error(&self) -> Ends {
        match self.is_forgiving {
            true => Ends::Nothing,
            false => self.dialect.special_builtin_error(self.is_interactive()),
        }
    }

    /// What happens after an error that ends this much.
    pub(super) fn fails(&mut self, ends: Ends) -> Flow {
        self.status = Status::known(if self.dialect.is_almquist() { 2 } else { 1 });
        match ends {
            Ends::Nothing => Flow::Next,
            // Interactive ksh goes on with the next line of the file that it reads by itself.
            Ends::File | Ends::Sourced if self.dialect == Dialect::Ksh && self.is_interactive() => {
                match (ends, self.is_sourcing()) {
                    (Ends::Sourced, true) => Flow::EndSourced,
                    (_, true) => Flow::EndFile,
                    (_, false) => Flow::DropLine,
                }
            }
            Ends::Sourced => Flow::EndSourced,
            // In mksh a call of a function ends, and no more.
            Ends::File if self.dialect == Dialect::Mksh && self.is_called() => Flow::Return,
            Ends::File => Flow::EndFile,
            Ends::StartFile => Flow::EndStartFile,
            Ends::Shell => Flow::EndShell,
        }
    }
}
