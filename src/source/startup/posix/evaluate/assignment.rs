//! `NAME=value` without a command.

use super::super::dialect::{Dialect, Ends};
use super::super::shape::Shape;
use super::super::syntax::Word;
use super::super::text::Text;
use super::super::variable::Holds;
use super::Evaluator;
use super::frame::Flow;
use super::tilde::Tilde;
use crate::source::startup::{Place, RemarkKind};

impl Evaluator<'_> {
    /// `NAME=value` without a command.
    pub(super) fn assignment(&mut self, word: &Word) -> Result<(), Flow> {
        let Some(head) = word.assignment() else { return Ok(()) };
        let name = head.name.to_owned();
        let place = self.name_place_in(word, &name);
        let (appends, length) = (head.appends, head.length);
        if let Some(subscript) = head.subscript.map(str::to_owned) {
            return self.assign_element(&name, &subscript, word, length, place);
        }
        let holds = match &word.array {
            Some(elements) if self.is_compound(elements) => {
                if !elements.is_empty() {
                    // What `export` makes of such a variable is ksh93's secret.
                    self.outcome.incomplete = Some("a variable with parts".into());
                }
                Holds::Scalar(Text::unknown(self.text_of(&word.span)))
            }
            Some(elements) => Holds::Array(self.fields(elements)?),
            None => {
                let value = word.after(length);
                Holds::Scalar(self.scalar_with(&value, Tilde::Assignment)?)
            }
        };
        let holds = if appends { self.appended(&name, holds) } else { holds };
        self.note_blank_after(word, &name);
        let was_exported = self.variable(&name).is_some_and(|old| old.is_exported);
        self.assign_value(&name, holds, place)?;
        if was_exported && word.array.is_none() && self.exports_arrays() {
            self.export_for_command(&name);
        }
        self.export_plain(&name);
        Ok(())
    }

    /// ksh93 takes `()` and `(a=b …)` for a variable with parts.
    fn is_compound(&self, elements: &[Word]) -> bool {
        self.dialect == Dialect::Ksh && elements.first().is_none_or(|first| first.assignment().is_some())
    }

    /// The place of the name in `NAME=…`.
    pub(super) fn name_place_in(&self, word: &Word, name: &str) -> Place {
        let length = u32::try_from(name.len()).unwrap_or(0);
        self.place(&(word.span.start..word.span.start.saturating_add(length)))
    }

    /// A value after the one that is there (`+=`).
    pub(super) fn appended(&self, name: &str, holds: Holds) -> Holds {
        let old = self.variable(name).map(|variable| match &variable.holds {
            Holds::Scalar(text) => Holds::Scalar(Text {
                knowledge: variable.knowledge.and(&text.knowledge),
                others: variable.other_texts(),
                ..text.clone()
            }),
            Holds::Nothing if !variable.ways.is_empty() => Holds::Scalar(Text {
                knowledge: variable.knowledge.clone(),
                others: variable.other_texts(),
                ..Text::default()
            }),
            other => other.clone(),
        });
        match (old, holds) {
            (Some(Holds::Scalar(mut text)), Holds::Scalar(more)) => {
                let shape = self.variable(name).map(|variable| variable.shape).unwrap_or_default();
                // Numbers may be added.
                if shape != Shape::Plain {
                    return Holds::Scalar(Text::unknown(name));
                }
                text.append(&more);
                Holds::Scalar(text)
            }
            (Some(Holds::Array(mut elements)), Holds::Array(more)) => {
                elements.extend(more);
                Holds::Array(elements)
            }
            (Some(Holds::Array(mut elements)), Holds::Scalar(more)) => {
                if self.dialect == Dialect::Zsh {
                    elements.push(more);
                } else if let Some(first) = elements.first_mut() {
                    first.append(&more);
                }
                Holds::Array(elements)
            }
            (Some(Holds::Scalar(text)), Holds::Array(more)) => {
                Holds::Array(std::iter::once(text).chain(more).collect())
            }
            (None | Some(Holds::Nothing), holds) | (_, holds) => holds,
        }
    }

    fn assign_element(
        &mut self,
        name: &str,
        subscript: &str,
        word: &Word,
        length: usize,
        place: Place,
    ) -> Result<(), Flow> {
        let text = self.scalar(&word.after(length))?;
        let first = if self.dialect == Dialect::Zsh { 1 } else { 0 };
        let index: Option<usize> = subscript.parse().ok();
        let old = self.variable(name).cloned();
        if self.dialect == Dialect::Zsh {
            let is_text = old.as_ref().is_some_and(|old| matches!(old.holds, Holds::Scalar(_)));
            if index == Some(0) {
                // "assignment to invalid subscript range"
                return Err(self.fails(Ends::File));
            }
            if is_text {
                // A character of the text.
                return self.assign_value(name, Holds::Scalar(Text::unknown(subscript)), place);
            }
        }
        let mut elements = match self.variable(name).map(|variable| variable.holds.clone()) {
            Some(Holds::Array(elements)) => elements,
            Some(Holds::Scalar(text)) => vec![text],
            _ => vec![],
        };
        let Some(index) =
            index.and_then(|index: usize| index.checked_sub(first)).filter(|index| *index < 1000)
        else {
            // Elements by name, by expression: the array is no longer known.
            return self.assign_value(name, Holds::Array(vec![Text::unknown(subscript)]), place);
        };
        while elements.len() <= index {
            elements.push(Text::default());
        }
        if let Some(element) = elements.get_mut(index) {
            *element = text;
        }
        self.assign_value(name, Holds::Array(elements), place)?;
        if old.is_some_and(|old| old.is_exported) {
            self.export_for_command(name);
        }
        Ok(())
    }

    /// `GOPROXY=https://a, direct`: the blank makes it a command with an assignment before it.
    fn note_blank_after(&mut self, word: &Word, name: &str) {
        let rest = self.script.text.get(word.span.end as usize..).unwrap_or_default();
        let before = self.script.slice(word.span.start, word.span.end);
        let next: String =
            rest.trim_start_matches([' ', '\t']).chars().take_while(|c| !c.is_whitespace()).collect();
        if before.ends_with([',', '|']) && rest.starts_with([' ', '\t']) && !next.is_empty() {
            let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
            let place = self.script.place_of(word.span.end as usize + blanks, &next);
            self.remark(RemarkKind::CutByBlank { variable: name.to_owned(), word: next }, place);
        }
    }
}
