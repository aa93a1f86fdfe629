//! Aliases: a command word that stands for other text.

use std::sync::Arc;

use super::super::dialect::Dialect;
use super::super::state::Alias;
use super::super::syntax::{Parser, Simple, Word};
use super::super::text::Text;
use super::frame::Flow;
use super::{Evaluator, Status};
use crate::source::startup::script::Script;

/// Aliases that stand for each other, at most this deep.
const MAX_DEPTH: usize = 16;

impl Evaluator<'_> {
    /// `alias name=text …`
    pub(super) fn alias(&mut self, simple: &Simple, arguments: &[Text]) -> Flow {
        let place = self.line_place(&simple.span);
        for argument in arguments.iter().filter(|argument| !argument.knowledge.is_unknown()) {
            if let Some((name, text)) = argument.text.split_once('=') {
                let alias = Alias { text: text.into(), place: place.clone(), line: self.lines };
                self.state.aliases.put(Arc::from(name), Some(alias));
            }
        }
        self.status = Status::known(0);
        Flow::Next
    }

    /// `unalias name …`
    pub(super) fn unalias(&mut self, arguments: &[Text]) -> Flow {
        for argument in arguments {
            self.state.aliases.put(argument.text.as_str().into(), None);
        }
        self.status = Status::known(0);
        Flow::Next
    }

    /// Walks what an alias in command position stands for; `None`: it is no alias.
    pub(super) fn aliased(&mut self, simple: &Simple) -> Option<Flow> {
        // bash follows aliases only where somebody types.
        if self.dialect == Dialect::Bash && !self.is_interactive() {
            return None;
        }
        let name = simple.words.first().and_then(Word::bare)?;
        if self.expanding.iter().any(|known| &**known == name) {
            return None;
        }
        // A line is parsed as a whole: what it defines counts from the next one on.
        let alias = self.state.aliases.get(name).filter(|alias| alias.line < self.line)?.clone();
        if self.expanding.len() >= MAX_DEPTH {
            return Some(self.give_up("aliases that stand for each other too deep"));
        }
        let first = simple.words.first()?;
        let text = format!(
            "{}{}{}",
            self.script.slice(simple.span.start, first.span.start),
            alias.text,
            self.script.slice(first.span.end, simple.span.end)
        );
        let mut parser = Parser::new(&text, self.dialect);
        let list = parser.line().ok().flatten()?;
        let script = Arc::new(Script::standing_for(alias.place, &text));
        let before = std::mem::replace(&mut self.script, script);
        self.expanding.push(name.into());
        let flow = self.list(&list);
        self.expanding.pop();
        self.script = before;
        Some(flow)
    }
}
