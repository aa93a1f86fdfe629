//! Functions: defining and calling them.

use std::sync::Arc;

use super::super::dialect::{Dialect, Ends};
use super::super::state::Function;
use super::super::syntax::Function as Definition;
use super::super::text::Text;
use super::frame::{Flow, FrameKind};
use super::{Evaluator, Status};

impl Evaluator<'_> {
    pub(super) fn define(&mut self, found: &Definition) -> Flow {
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
            self.state.functions.put(Arc::from(name.as_str()), Some(function.clone()));
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
    pub(super) fn is_called(&self) -> bool {
        let kinds = self.frames.iter().rev().map(super::frame::Frame::kind);
        let mut around = kinds.filter(|kind| {
            matches!(kind, FrameKind::Function | FrameKind::File | FrameKind::StartFile | FrameKind::Shell)
        });
        around.next() == Some(FrameKind::Function)
    }
}
