//! What a declaration makes of a variable: attributes, and whether programs see it.

use super::super::dialect::Dialect;
use super::super::shape::Shape;
use super::super::text::Text;
use super::super::variable::{Holds, Variable};
use super::Evaluator;
use super::declare_options::DeclareOptions;
use super::frame::FrameKind;
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
                Shape::Other => Text::unknown("typeset"),
            };
            let is_unseen = options.exports == Some(true);
            let base = old.map(|old| (*old).clone()).unwrap_or_else(Variable::nothing);
            let holds = Holds::Scalar(text);
            self.put(name, Variable { holds, is_unseen, place: Some(place.clone()), ..base });
        } else if self.dialect == Dialect::Ksh && options.shape != Shape::Plain && is_empty {
            // Programs may see a 0 or an empty text that ksh93 itself does not.
            self.forget(name, "typeset", place.clone());
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
}
