//! What a declaration makes of a variable: attributes, and whether programs see it.

use super::super::dialect::Dialect;
use super::super::shape::Shape;
use super::super::syntax::Word;
use super::super::text::Text;
use super::super::variable::{Holds, Variable};
use super::Evaluator;
use super::declare_options::DeclareOptions;
use super::frame::{Flow, FrameKind};
use crate::source::startup::{Knowledge, Place};

impl Evaluator<'_> {
    /// A variable that was given a value and told whether programs see it is in no doubt but for the value.
    pub(super) fn settle(&mut self, name: &str) {
        let Some(old) = self.variable(name).filter(|old| !old.knowledge.is_certain()) else { return };
        let mut variable = (**old).clone();
        if variable.forget_like_ways() {
            variable.knowledge = Knowledge::Certain;
        }
        self.put(name, variable);
    }

    /// Attributes that count for the value that follows.
    pub(super) fn begin_shape(&mut self, name: &str, options: DeclareOptions) {
        let old = self.variable(name).map(|old| (**old).clone()).unwrap_or_else(Variable::nothing);
        let shape = if options.is_unshaped { Shape::Plain } else { old.shape.with(options.shape) };
        self.state.variables.put(name.into(), Some(Variable { shape, ..old }.into()));
    }

    /// A name without a value.
    pub(super) fn declare_empty(
        &mut self,
        name: &str,
        options: DeclareOptions,
        is_local: bool,
        place: &Place,
    ) {
        let old = self.variable(name).cloned();
        let is_empty =
            old.as_ref().is_none_or(|old| old.holds == Holds::Nothing && !old.knowledge.is_unknown());
        if options.is_array && (is_local || old.is_none()) {
            self.put(name, Variable { holds: Holds::Array(vec![]), ..Variable::nothing() });
        } else if self.dialect == Dialect::Zsh && is_empty {
            // It is there and empty, but programs see it only when it is touched again.
            let text = match options.shape {
                Shape::Plain => Text::certain(""),
                Shape::Integer => Text::certain("0"),
                Shape::Number | Shape::Text => Text::unknown("typeset"),
            };
            let is_unseen = options.exports == Some(true);
            let base = old.map(|old| (*old).clone()).unwrap_or_else(Variable::nothing);
            let holds = Holds::Scalar(text);
            self.put(name, Variable { holds, is_unseen, place: Some(place.clone()), ..base });
        } else if self.dialect == Dialect::Ksh && options.shape != Shape::Plain && is_empty {
            let base = old.map(|old| (*old).clone()).unwrap_or_else(Variable::nothing);
            let variable = match options.shape {
                // Programs see a 0 that ksh93 itself does not.
                Shape::Integer => Variable { holds: Holds::Scalar(Text::unknown("typeset -i")), ..base },
                _ => Variable { knowledge: Knowledge::Unknown("typeset".into()), ..base },
            };
            self.put(name, variable);
        } else if let Some(old) = old {
            if old.is_unseen {
                self.put(name, Variable { is_unseen: false, ..(*old).clone() });
            }
        } else {
            self.put(name, Variable::nothing());
        }
    }

    /// zsh's `typeset +x V` in a function hides the variable outside of it too.
    pub(super) fn hide_outer(&mut self, name: &str) {
        let frame = self.frames.iter_mut().rev().find(|frame| frame.kind() == FrameKind::Function);
        let locals = frame.map(|frame| frame.locals.iter_mut());
        for (_, before) in locals.into_iter().flatten().filter(|(known, _)| &**known == name) {
            if let Some(outer) = before {
                let mut hidden = (**outer).clone();
                hidden.export(false);
                *before = Some(hidden.into());
            }
        }
    }

    /// ksh93's `typeset V=b` takes a variable away from programs.
    pub(super) fn hide(&mut self, name: &str, place: &Place) {
        let Some(old) = self.variable(name) else { return };
        let mut variable = (**old).clone();
        variable.export(false);
        variable.taken_at = Some(place.clone());
        self.put(name, variable);
    }

    /// Sets the attributes.
    pub(super) fn qualify(&mut self, name: &str, options: DeclareOptions, place: &Place) {
        let Some(old) = self.variable(name) else { return };
        let mut variable = (**old).clone();
        let hides = options.exports == Some(false) && variable.is_exported;
        if let Some(exports) = options.exports {
            variable.export(exports);
        }
        variable.is_read_only |= options.is_read_only;
        if hides {
            variable.taken_at = Some(place.clone());
        } else if variable.is_exported {
            variable.taken_at = None;
        }
        if options.is_reference {
            variable.holds = Holds::Scalar(Text::unknown("declare -n"));
        }
        self.put(name, variable);
    }

    /// zsh's `typeset -T SCALAR array [separator]`.
    pub(super) fn tie(&mut self, words: &[Word], options: DeclareOptions) -> Result<Flow, Flow> {
        let mut texts = vec![];
        for word in words {
            texts.push(self.scalar(word)?);
        }
        let (Some(scalar), Some(array)) = (texts.first(), texts.get(1)) else { return Ok(Flow::Next) };
        let separator = texts.get(2).and_then(|text| text.text.chars().next()).unwrap_or(':');
        let (name, value) = match scalar.text.split_once('=') {
            Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
            None => (scalar.text.clone(), None),
        };
        let place = words.first().map(|word| self.name_place_in(word, &name));
        let old = self.variable(&name).map(|old| (**old).clone()).unwrap_or_else(Variable::nothing);
        let has_value = value.is_some();
        let holds = match value {
            Some(text) => Holds::Scalar(Text::certain(text)),
            None if old.holds == Holds::Nothing => Holds::Scalar(Text::default()),
            None => old.holds.clone(),
        };
        let array_name = array.text.clone();
        let is_exported = options.exports.unwrap_or(old.is_exported);
        let is_unseen = options.exports == Some(true) && old.holds == Holds::Nothing && !has_value;
        let tied = Variable {
            is_unseen,
            holds,
            is_exported,
            place,
            tie: Some((array_name.as_str().into(), separator)),
            ..Variable::nothing()
        };
        self.put(&name, tied);
        if let Some(array) = self.variable(&array_name) {
            let mut array = (**array).clone();
            // An array has one scalar; the one that it had is gone.
            let before = array.tie.take().map(|(before, _)| before).filter(|before| **before != *name);
            if let Some(before) = before {
                self.state.variables.put(before, None);
            }
            array.tie = Some((name.as_str().into(), separator));
            self.state.variables.put(array_name.as_str().into(), Some(array.into()));
        }
        Ok(Flow::Next)
    }
}
