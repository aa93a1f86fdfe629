//! Commands by their name: functions, builtins, programs.

use super::super::syntax::{Simple, Word};
use super::super::text::Text;
use super::frame::Flow;
use super::{Evaluator, Status};
use crate::source::Value;
use crate::source::startup::{Place, RemarkKind};

impl Evaluator<'_> {
    /// A command by its name: function, builtin, or a program.
    pub(super) fn run_named(
        &mut self,
        simple: &Simple,
        name: &str,
        arguments: Vec<Text>,
        is_plain: bool,
    ) -> Result<Flow, Flow> {
        if !is_plain && let Some(function) = self.state.functions.get(name).cloned() {
            let text = self.text_of(&simple.span).to_owned();
            return Ok(self.call(&function, &text, arguments));
        }
        if let Some(flow) = self.builtin(simple, name, &arguments)? {
            return Ok(flow);
        }
        self.program(simple, name, &arguments);
        Ok(Flow::Next)
    }

    /// A program: it changes no variable, but it may tell what somebody meant.
    fn program(&mut self, simple: &Simple, name: &str, arguments: &[Text]) {
        let argument = |index: usize| arguments.get(index).map(|text| text.text.as_str());
        let base = name.rsplit('/').next().unwrap_or(name);
        if base == "go" && argument(0) == Some("env") && arguments.iter().any(|text| text.text == "-w") {
            for text in arguments.iter().skip(1) {
                if let Some((variable, value)) = text.text.split_once('=') {
                    let place = self.written_name(simple, variable);
                    let (variable, value) = (variable.to_owned(), Value::from(value));
                    self.remark(RemarkKind::GoEnvWrite { variable, value }, place);
                }
            }
        }
        let is_name = |text: &str| text.starts_with(|c: char| c.is_ascii_uppercase());
        match (base, argument(0), argument(1)) {
            ("setenv", Some(variable), _) if is_name(variable) => {
                let (variable, command) = (variable.to_owned(), name.to_owned());
                self.remark(RemarkKind::ForeignSyntax { variable, command }, self.command_place(simple));
            }
            (variable, Some(first), _) if is_name(variable) && first.starts_with('=') => {
                let kind = RemarkKind::BlankAroundEquals { variable: variable.to_owned() };
                self.remark(kind, self.command_place(simple));
            }
            _ => {}
        }
        self.status = if is_no_command(name) || super::builtin_names::is_foreign(name) {
            Status::known(127)
        } else {
            self.unknown_status(simple)
        };
    }

    /// Where a command names the program that it runs.
    pub(super) fn command_place(&self, simple: &Simple) -> Place {
        match simple.words.first() {
            Some(word) => self.line_place(&word.span),
            None => self.line_place(&simple.span),
        }
    }

    /// Where a command has `NAME=…` as an argument; all of the command, where it is computed.
    fn written_name(&self, simple: &Simple, name: &str) -> Place {
        let is_written = |word: &&Word| {
            let text = self.text_of(&word.span).trim_start_matches(['"', '\'']);
            text.strip_prefix(name).is_some_and(|rest| rest.starts_with('='))
        };
        match simple.words.iter().find(is_written) {
            Some(word) => self.inner_place(word, name),
            None => self.line_place(&simple.span),
        }
    }

    /// The status of a program, which only running it would tell.
    pub(super) fn unknown_status(&self, simple: &Simple) -> Status {
        Status { text: Some(self.text_of(&simple.span).into()), ..Status::unknown() }
    }
}

/// Whether no machine has a command of that name: `]`, `-n`, `1`.
fn is_no_command(name: &str) -> bool {
    name.starts_with(['-', '[']) || !name.chars().any(|c| c.is_alphabetic() || c == '/')
}
