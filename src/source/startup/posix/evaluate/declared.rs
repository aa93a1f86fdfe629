//! The words after `export` and its relatives: names and values.

use super::super::dialect::{Dialect, Ends};
use super::super::syntax::{Form, Parameter, Part, Word, is_name};
use super::super::text::Text;
use super::super::variable::Holds;
use super::Evaluator;
use super::frame::Flow;
use super::simple::literal;
use super::tilde::Tilde;
use crate::source::startup::Place;
use crate::source::startup::opaque::Names;

/// One argument of a declaration.
pub(super) struct Declared {
    /// The variable.
    pub(super) name: String,
    /// Its value.
    pub(super) value: Option<Holds>,
    /// `+=`
    pub(super) appends: bool,
    /// Where the name stands.
    pub(super) place: Place,
}

impl Evaluator<'_> {
    /// The names and values that a word declares: several where braces or an expansion make them.
    pub(super) fn declared(&mut self, word: &Word) -> Result<Vec<Declared>, Flow> {
        let Some(head) = word.assignment() else { return self.quoted_name(word) };
        let name = head.name.to_owned();
        let place = self.name_place_in(word, &name);
        let (appends, length) = (head.appends, head.length);
        if appends && !matches!(self.dialect, Dialect::Bash | Dialect::Mksh | Dialect::Ksh) {
            // The `+` is taken for a part of the name.
            let value = Some(Holds::Scalar(Text::default()));
            return Ok(vec![Declared { name: format!("{name}+"), value, appends, place }]);
        }
        if let Some(elements) = &word.array {
            let value = Some(Holds::Array(self.fields(elements)?));
            return Ok(vec![Declared { name, value, appends, place }]);
        }
        // bash expands braces even here; the last word wins.
        let words = match self.dialect {
            Dialect::Bash => self.with_braces(word),
            _ => Some(vec![word.parts.clone()]),
        };
        if words.as_ref().is_some_and(|words| words.len() > 1) {
            // What braces make of it is an argument like every other.
            return self.quoted_name(word);
        }
        let Some(words) = words else {
            let value = Some(Holds::Scalar(Text::unknown(self.text_of(&word.span))));
            return Ok(vec![Declared { name, value, appends, place }]);
        };
        let mut all = vec![];
        for parts in words {
            let word = Word { parts, array: None, span: word.span.clone() };
            let value = self.scalar_with(&word.after(length), Tilde::Assignment)?;
            let value = Some(Holds::Scalar(value));
            all.push(Declared { name: name.clone(), value, appends, place: place.clone() });
        }
        Ok(all)
    }

    /// A word such as `"NAME=value"` or `'NAME'=value`, whose name is quoted: an argument like every other, in
    /// which braces, blanks and patterns count where they are not quoted.
    fn quoted_name(&mut self, word: &Word) -> Result<Vec<Declared>, Flow> {
        let Some(head) = quoted_head(&word.parts).map(|(name, _)| name) else { return self.computed(word) };
        let place = self.inner_place(word, &head);
        let word = match self.dialect {
            Dialect::Mksh => Word { parts: with_home(&word.parts), ..word.clone() },
            _ => word.clone(),
        };
        let mut all = vec![];
        for field in self.fields(std::slice::from_ref(&word))? {
            if field.knowledge.is_unknown() && self.dialect == Dialect::Mksh {
                // It may be that nothing is exported at all.
                let source = self.text_of(&word.span).to_owned();
                self.forget(&head, &source, place.clone());
                continue;
            }
            if field.knowledge.is_unknown() {
                let value = Some(Holds::Scalar(field));
                all.push(Declared { name: head.clone(), value, appends: false, place: place.clone() });
                continue;
            }
            let cut =
                |text: &str| text.split_once('=').map(|(_, value)| value.to_owned()).unwrap_or_default();
            let (name, value) = match field.text.split_once('=') {
                Some((name, _)) => (name.to_owned(), Some(Holds::Scalar(field.map(cut)))),
                None => (field.text.clone(), None),
            };
            all.push(Declared { name, value, appends: false, place: place.clone() });
        }
        Ok(all)
    }

    /// A word whose name is not written as `NAME=`: a bare name, or one that an expansion gives.
    fn computed(&mut self, word: &Word) -> Result<Vec<Declared>, Flow> {
        let is_literal = literal(word).is_some();
        let source = self.text_of(&word.span).to_owned();
        let place = self.line_place(&word.span);
        let mut all = vec![];
        let value_follows =
            word.parts.iter().any(|part| matches!(part, Part::Bare(text) if text.contains('=')));
        let fields =
            if value_follows { vec![self.scalar(word)?] } else { self.fields(std::slice::from_ref(word))? };
        for field in fields {
            if !field.is_usable() || field.knowledge.is_unknown() {
                let is_list = |name: &String| {
                    self.variable(name).is_some_and(|old| matches!(old.holds, Holds::Array(_)))
                };
                let clashes = Names::SET.in_text(&source).iter().any(|(_, name)| is_list(name));
                self.opaque_names(&source, &place);
                if clashes && self.dialect == Dialect::Zsh {
                    // A text for a list is an error.
                    self.perhaps_ends(Ends::File, &source);
                }
                continue;
            }
            let (name, value) = match field.text.split_once('=') {
                Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
                None => (field.text.clone(), None),
            };
            let computed = if is_literal { field.computed.clone() } else { Some(source.as_str().into()) };
            let knowledge = field.knowledge.clone();
            let value = value.map(|text| Holds::Scalar(Text { knowledge, computed, ..Text::certain(text) }));
            let place =
                if is_literal { self.inner_place(word, &name) } else { self.written_at(&field, &place) };
            all.push(Declared { name, value, appends: false, place });
        }
        Ok(all)
    }

    /// The name inside a quoted word such as `"NAME=value"`.
    pub(super) fn inner_place(&self, word: &Word, name: &str) -> Place {
        let text = self.text_of(&word.span);
        let offset = text.find(name).and_then(|at| u32::try_from(at).ok()).unwrap_or(0);
        let start = word.span.start.saturating_add(offset);
        self.place(&(start..start.saturating_add(u32::try_from(name.len()).unwrap_or(0))))
    }

    /// Where a computed name is really written: at the variable that gave it.
    fn written_at(&self, field: &Text, place: &Place) -> Place {
        field.from.clone().unwrap_or_else(|| place.clone())
    }
}

/// The literal name before the first `=`, quoted or not, and the parts after it.
fn quoted_head(parts: &[Part]) -> Option<(String, Vec<Part>)> {
    let mut name = String::new();
    for (index, part) in parts.iter().enumerate() {
        let from = |first: Part| {
            let rest = parts.get(index + 1..).unwrap_or_default();
            std::iter::once(first).chain(rest.iter().cloned()).collect::<Vec<_>>()
        };
        match part {
            Part::Bare(text) | Part::Quoted(text) => match text.split_once('=') {
                None => name.push_str(text),
                Some((before, after)) => {
                    name.push_str(before);
                    return is_name(&name).then(|| (name, from(Part::Quoted(after.to_owned()))));
                }
            },
            Part::Double(inner) => match quoted_head(inner) {
                Some((inner_name, after)) => {
                    name.push_str(&inner_name);
                    return Some((name, from(Part::Double(after))));
                }
                None => {
                    for piece in inner {
                        let (Part::Bare(text) | Part::Quoted(text)) = piece else { return None };
                        name.push_str(text);
                    }
                }
            },
            _ => return None,
        }
    }
    None
}

/// mksh: a `~` right after the first bare `=` is home even where the name is quoted.
fn with_home(parts: &[Part]) -> Vec<Part> {
    let mut all = vec![];
    let mut is_done = false;
    for (index, part) in parts.iter().enumerate() {
        match part {
            Part::Bare(text) if !is_done && text.contains('=') => {
                is_done = true;
                let (before, after) = text.split_once('=').unwrap_or((text, ""));
                let rest = after.strip_prefix('~').filter(|rest| {
                    rest.starts_with(['/', ':']) || rest.is_empty() && index + 1 == parts.len()
                });
                match rest {
                    Some(rest) => {
                        all.push(Part::Bare(format!("{before}=")));
                        let home =
                            Parameter { name: "HOME".into(), subscript: None, form: Form::Value, span: 0..0 };
                        all.push(Part::Double(vec![Part::Parameter(Box::new(home))]));
                        all.push(Part::Bare(rest.to_owned()));
                    }
                    None => all.push(part.clone()),
                }
            }
            other => all.push(other.clone()),
        }
    }
    all
}
