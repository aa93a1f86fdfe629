//! What a variable's attributes make of the value that it is given.

use super::super::dialect::{Dialect, Ends};
use super::super::shape::Shape;
use super::super::text::Text;
use super::super::variable::{Holds, Variable};
use super::Evaluator;
use super::flow::Flow;
use super::sum::{Number, Sum, Trouble};
use crate::source::startup::{Knowledge, Place};

/// A value as the variable takes it.
pub(super) struct Shaped {
    /// The value.
    pub(super) holds: Holds,
    /// The attributes afterwards: the base of the first number stays.
    pub(super) shape: Shape,
    /// What the assignment ends all the same.
    pub(super) ends: Option<Ends>,
}

impl Evaluator<'_> {
    /// A value as a variable with these attributes takes it; `is_first`: it holds none yet.
    ///
    /// # Errors
    /// The shell refuses the value; the variable stays as it is.
    pub(super) fn shaped(
        &mut self,
        holds: Holds,
        shape: Shape,
        place: &Place,
        is_first: bool,
    ) -> Result<Shaped, Flow> {
        let text = match holds {
            Holds::Scalar(text) => text,
            // What the attributes make of a list's elements is not followed.
            Holds::Array(elements) if !shape.is_plain() => {
                let elements = elements.iter().map(|text| Text::unknown(&text.text)).collect();
                return Ok(Shaped { holds: Holds::Array(elements), shape, ends: None });
            }
            holds => return Ok(Shaped { holds, shape, ends: None }),
        };
        if shape.is_integer && text.knowledge.is_unknown() {
            self.perhaps_refused(&text);
        }
        if shape.is_plain() || text.knowledge.is_unknown() {
            return Ok(Shaped { holds: Holds::Scalar(text), shape, ends: None });
        }
        if shape.is_integer {
            return self.whole_number(&text, shape, place, is_first);
        }
        let cased = shape.cased(&text.text, self.dialect);
        // zsh keeps the text and cuts it where it is expanded.
        let made = match self.dialect {
            Dialect::Zsh => Some(cased),
            dialect => shape.justified(&cased, dialect),
        };
        let text = match made.filter(|_| !shape.is_fraction) {
            Some(made) => Text { text: made, ..text },
            None => Text::unknown(&text.text),
        };
        Ok(Shaped { holds: Holds::Scalar(text), shape, ends: None })
    }

    fn whole_number(
        &mut self,
        text: &Text,
        mut shape: Shape,
        place: &Place,
        is_first: bool,
    ) -> Result<Shaped, Flow> {
        let mut ends = None;
        let made = match Sum::of(self, text, place, 0) {
            Ok(Number { value, knowledge, base }) => {
                if matches!(self.dialect, Dialect::Zsh | Dialect::Mksh) && shape.base.is_none() {
                    shape.base = base;
                }
                let knowledge = text.knowledge.and(&knowledge);
                let written = shape.number(value, self.dialect);
                written.map(|written| Text { text: written, knowledge, ..text.clone() })
            }
            Err(Trouble::Ends(flow)) => return Err(flow),
            Err(Trouble::Bad) if text.knowledge.is_certain() => match self.dialect {
                // bash reads no other start-up file either.
                Dialect::Bash => return Err(self.fails(Ends::Shell)),
                // zsh takes it for nothing, added or not; ksh93 where there is no number yet.
                Dialect::Zsh => {
                    ends = Some(Ends::File);
                    let begins_with_number = text.text.starts_with(|c: char| c.is_ascii_digit());
                    if begins_with_number && !text.text.contains("+(") {
                        // What it read until then may count.
                        let holds = Holds::Scalar(Text::unknown(&text.text));
                        return Ok(Shaped { holds, shape, ends });
                    }
                    let sum = text.text.split_once("+(").and_then(|(before, _)| before.parse().ok());
                    let written = shape.number(sum.unwrap_or(0), self.dialect);
                    written.map(|written| Text { text: written, ..text.clone() })
                }
                Dialect::Ksh if is_first => {
                    ends = Some(Ends::File);
                    Some(Text { text: "0".to_owned(), ..text.clone() })
                }
                _ => return Err(self.fails(Ends::File)),
            },
            Err(_) => {
                self.perhaps_refused(text);
                None
            }
        };
        let text = made.unwrap_or_else(|| Text::unknown(&text.text));
        Ok(Shaped { holds: Holds::Scalar(text), shape, ends })
    }

    /// A text that may be no number.
    fn perhaps_refused(&mut self, text: &Text) {
        let ends = if self.dialect == Dialect::Bash { Ends::Shell } else { Ends::File };
        let source = match &text.knowledge {
            Knowledge::Unknown(source) => source.to_string(),
            _ => text.text.clone(),
        };
        self.perhaps_ends(ends, &source);
    }

    /// Gives a variable attributes; except in bash its value is made to fit at once.
    pub(super) fn reshape(
        &mut self,
        name: &str,
        wanted: Shape,
        takes_away: bool,
        place: &Place,
    ) -> Result<(), Flow> {
        let Some(old) = self.variable(name).cloned() else { return Ok(()) };
        let shape = if takes_away { Shape::default() } else { old.shape.with(wanted) };
        let mut variable = Variable { shape, ..(*old).clone() };
        let refits = self.dialect != Dialect::Bash && !takes_away && old.shape != shape;
        if refits && matches!(old.holds, Holds::Scalar(_)) {
            let shaped = self.shaped(old.holds.clone(), shape, place, true)?;
            // zsh tells programs only when the variable is given a value again.
            let is_late = self.dialect == Dialect::Zsh && old.is_exported && shape.upper.is_some();
            variable.holds = match is_late && shaped.holds != old.holds {
                true => Holds::Scalar(Text::unknown("typeset -u")),
                false => shaped.holds,
            };
            variable.shape = shaped.shape;
            self.put(name, variable);
            return match shaped.ends {
                Some(ends) => Err(self.fails(ends)),
                None => Ok(()),
            };
        }
        self.put(name, variable);
        Ok(())
    }

    /// Makes a variable one for whole numbers, as `typeset -i` does.
    pub(super) fn make_integer(&mut self, name: &str) {
        let Some(old) = self.variable(name) else { return };
        let shape = old.shape.with(Shape { is_integer: true, ..Shape::default() });
        let variable = Variable { shape, ..(**old).clone() };
        self.put(name, variable);
    }

    /// What zsh gives where a variable with a field is expanded.
    pub(super) fn in_field(&self, text: Text, shape: Shape) -> Text {
        if self.dialect != Dialect::Zsh || shape.justify.is_none() {
            return text;
        }
        match shape.justified(&text.text, self.dialect) {
            Some(made) => Text { text: made, ..text },
            None => Text::unknown(&text.text),
        }
    }
}
