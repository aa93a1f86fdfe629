//! What a variable's attributes make of the value that it is given.

use super::super::dialect::{Dialect, Ends};
use super::super::shape::Shape;
use super::super::text::Text;
use super::super::variable::{Holds, Variable};
use super::Evaluator;
use crate::source::startup::Knowledge;

impl Evaluator<'_> {
    /// A value as a variable with this attribute takes it, and the attribute afterwards.
    pub(super) fn shaped(&mut self, holds: Holds, shape: Shape) -> (Holds, Shape) {
        let text = match holds {
            Holds::Scalar(text) => text,
            Holds::Array(elements) if shape != Shape::Plain => {
                let elements = elements.iter().map(|text| Text::unknown(&text.text)).collect();
                return (Holds::Array(elements), shape);
            }
            holds => return (holds, shape),
        };
        if shape == Shape::Plain {
            return (Holds::Scalar(text), shape);
        }
        let is_told = !text.knowledge.is_unknown();
        if is_told && shape.keeps(&text.text) && text.others.iter().all(|other| shape.keeps(other)) {
            return (Holds::Scalar(text), shape);
        }
        if shape.is_number() {
            self.perhaps_refused(&text);
        }
        let text = if is_told { Text::unknown(&text.text) } else { text };
        // The base of a number may stay.
        let stays = shape == Shape::Integer && !matches!(self.dialect, Dialect::Zsh | Dialect::Mksh);
        (Holds::Scalar(text), if stays { shape } else { shape.rewritten() })
    }

    /// A text that may be no number. bash reads no other start-up file either then.
    fn perhaps_refused(&mut self, text: &Text) {
        let ends = if self.dialect == Dialect::Bash { Ends::Shell } else { Ends::File };
        let source = match &text.knowledge {
            Knowledge::Unknown(source) => source.to_string(),
            _ => text.text.clone(),
        };
        self.perhaps_ends(ends, &source);
    }

    /// Gives a variable an attribute; except in bash its value is made to fit at once.
    pub(super) fn reshape(&mut self, name: &str, wanted: Shape, takes_away: bool) {
        let Some(old) = self.variable(name).cloned() else { return };
        let mut shape = if takes_away { Shape::Plain } else { old.shape.with(wanted) };
        let mut holds = old.holds.clone();
        let refits = self.dialect != Dialect::Bash && !takes_away && old.shape != shape;
        if refits && matches!(holds, Holds::Scalar(_)) {
            (holds, shape) = self.shaped(holds, shape);
        }
        self.put(name, Variable { holds, shape, ..(*old).clone() });
    }

    /// Makes a variable one for whole numbers, as `typeset -i` does.
    pub(super) fn make_integer(&mut self, name: &str) {
        let Some(old) = self.variable(name) else { return };
        let shape = old.shape.with(Shape::Integer);
        self.put(name, Variable { shape, ..(**old).clone() });
    }
}
