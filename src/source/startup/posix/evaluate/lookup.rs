//! What names stand for.

use std::sync::Arc;

use super::super::state::ShellOption;
use super::super::text::Text;
use super::super::variable::{Holds, Variable};
use super::Evaluator;
use crate::source::startup::Knowledge;

/// What a name stands for when it is expanded.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Looked {
    /// No such variable, and how sure that is.
    Unset(Knowledge),
    /// A text.
    Scalar(Text),
    /// The elements of an array, or the positional parameters.
    Many(Vec<Text>),
}

impl Evaluator<'_> {
    /// The variable of a name.
    pub(super) fn variable(&self, name: &str) -> Option<&Arc<Variable>> {
        self.state.variables.get(name)
    }

    /// What a name, or a special parameter, stands for.
    pub(super) fn look_up(&self, name: &str) -> Looked {
        match name {
            "@" | "*" => return Looked::Many(self.positional.clone()),
            "#" => return Looked::Scalar(Text::certain(self.positional.len().to_string())),
            "?" => {
                let text = self.status.code.map_or_else(
                    || Text::unknown("$?"),
                    |code| Text {
                        knowledge: self.status.knowledge.clone(),
                        ..Text::certain(code.to_string())
                    },
                );
                return Looked::Scalar(text);
            }
            "-" => return Looked::Scalar(Text::certain(self.flags())),
            "$" | "!" => return Looked::Scalar(Text::unknown(&format!("${name}"))),
            _ => {}
        }
        if let Ok(index) = name.parse::<usize>() {
            // `${00}` is `$0`, and `${01}` is `$1`.
            let Some(index) = index.checked_sub(1) else {
                return Looked::Scalar(Text::certain(self.start.shell.name()));
            };
            let argument = self.positional.get(index).cloned();
            return argument.map_or(Looked::Unset(Knowledge::Certain), Looked::Scalar);
        }
        let Some(variable) = self.variable(name) else { return Looked::Unset(Knowledge::Certain) };
        let certain = |text: &Text| {
            let mut text = text.clone();
            text.knowledge = variable.knowledge.and(&text.knowledge);
            text.from.clone_from(&variable.place);
            text.others = variable.other_texts();
            text
        };
        match &variable.holds {
            Holds::Nothing if variable.knowledge.is_unknown() => {
                Looked::Scalar(certain(&Text::certain(String::new())))
            }
            Holds::Nothing => Looked::Unset(variable.knowledge.clone()),
            Holds::Scalar(text) => Looked::Scalar(certain(text)),
            Holds::Array(elements) => Looked::Many(elements.iter().map(certain).collect()),
        }
    }

    /// The text of a variable, when it has one.
    pub(super) fn scalar_of(&self, name: &str) -> Option<Text> {
        match self.look_up(name) {
            Looked::Unset(_) => None,
            Looked::Scalar(text) => Some(text),
            Looked::Many(elements) => elements.into_iter().next(),
        }
    }

    /// Whether an option is on.
    pub(super) fn is_on(&self, option: ShellOption) -> bool {
        self.state.options.get(&option).copied().unwrap_or(false)
    }
}
