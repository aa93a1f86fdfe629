//! What `${…}` makes of a variable.

use super::super::dialect::{Dialect, Ends};
use super::super::state::ShellOption;
use super::super::syntax::{Form, Parameter};
use super::super::text::{Text, joined};
use super::Evaluator;
use super::expand::is_all;
use super::frame::Flow;
use super::lookup::Looked;
use super::text_forms::{is_backwards, modified, recased, replaced, sliced, trimmed};
use crate::source::startup::{Knowledge, RemarkKind};

impl Evaluator<'_> {
    /// The texts that a parameter stands for: one, or as many as an array has elements.
    pub(super) fn parameter_texts(
        &mut self,
        parameter: &Parameter,
        is_quoted: bool,
    ) -> Result<Vec<Text>, Flow> {
        match &parameter.form {
            Form::Opaque => return Ok(vec![Text::unknown(self.text_of(&parameter.span))]),
            Form::Bad => return Err(self.expansion_fails(parameter, "bad substitution")),
            Form::IsSet => return Ok(vec![self.is_set(parameter)?]),
            Form::Indirect => return self.indirect(parameter),
            _ => {}
        }
        let looked = self.value(parameter)?;
        let is_whole = self.dialect == Dialect::Zsh || is_all(parameter, '@') || is_all(parameter, '*');
        if let (Form::Length, Looked::Many(elements), true) = (&parameter.form, &looked, is_whole) {
            return Ok(vec![Text::certain(elements.len().to_string())]);
        }
        if self.is_secret(parameter, &looked) {
            if self.dialect == Dialect::Ksh && matches!(parameter.form, Form::Slice(..)) {
                let source = self.text_of(&parameter.span).to_owned();
                self.perhaps_ends(Ends::File, &source);
            }
            return Ok(vec![Text::unknown(self.text_of(&parameter.span))]);
        }
        let texts = match looked {
            Looked::Unset(_) if self.is_on(ShellOption::NoUnset) && !is_special(&parameter.name) => {
                return Err(self.expansion_fails(parameter, "unset variable under `set -u`"));
            }
            Looked::Unset(knowledge) => vec![self.absent(&parameter.name, knowledge)],
            Looked::Scalar(text) => vec![text],
            Looked::Many(elements) if is_all(parameter, '@') || is_all(parameter, '*') => elements,
            Looked::Many(elements) if self.dialect == Dialect::Zsh => {
                if is_quoted {
                    vec![joined(&elements, &self.joint(true))]
                } else {
                    elements
                }
            }
            Looked::Many(elements) => elements.into_iter().take(1).collect(),
        };
        texts.into_iter().map(|text| self.formed(parameter, text)).collect()
    }

    /// Forms that the Korn shells get wrong for a variable that is unset.
    fn is_secret(&self, parameter: &Parameter, looked: &Looked) -> bool {
        let is_odd = match self.dialect {
            Dialect::Ksh => matches!(parameter.form, Form::Replace(_, Some(_), ..) | Form::Slice(..)),
            Dialect::Mksh => matches!(parameter.form, Form::Slice(..)),
            _ => false,
        };
        is_odd && matches!(looked, Looked::Unset(_))
    }

    /// What a variable gives that is most likely unset.
    pub(super) fn absent(&self, name: &str, knowledge: Knowledge) -> Text {
        let others = self.variable(name).map(|variable| variable.other_texts()).unwrap_or_default();
        Text { knowledge, others, ..Text::default() }
    }

    /// The variable's value, or the element that a subscript names.
    pub(super) fn value(&mut self, parameter: &Parameter) -> Result<Looked, Flow> {
        let looked = self.look_up(&parameter.name);
        let Some(subscript) = &parameter.subscript else { return Ok(looked) };
        if is_all(parameter, '@') || is_all(parameter, '*') {
            return Ok(match looked {
                Looked::Scalar(text) => Looked::Many(vec![text]),
                Looked::Unset(_) => Looked::Many(vec![]),
                many @ Looked::Many(_) => many,
            });
        }
        let index = self.scalar(subscript)?;
        let number: Option<usize> = index.text.parse().ok().filter(|_| index.knowledge.is_certain());
        let first = usize::from(self.dialect == Dialect::Zsh);
        Ok(match (looked, number) {
            (Looked::Many(elements), Some(number)) if number >= first => {
                let is_known = elements.iter().all(|element| !element.knowledge.is_unknown());
                let element = elements.into_iter().nth(number - first);
                if element.is_none() && !is_known {
                    return Ok(Looked::Scalar(Text::unknown(self.text_of(&parameter.span))));
                }
                element.map_or(Looked::Unset(Knowledge::Certain), Looked::Scalar)
            }
            (Looked::Scalar(text), Some(0)) if self.dialect != Dialect::Zsh => Looked::Scalar(text),
            (Looked::Unset(knowledge), Some(_)) => Looked::Unset(knowledge),
            _ => Looked::Scalar(Text::unknown(self.text_of(&parameter.span))),
        })
    }

    /// zsh's `${+A}` and `$+commands[go]`.
    fn is_set(&mut self, parameter: &Parameter) -> Result<Text, Flow> {
        let digit = |found: bool| Text::certain(if found { "1" } else { "0" });
        let Some(subscript) = &parameter.subscript else {
            return Ok(digit(!matches!(self.look_up(&parameter.name), Looked::Unset(_))));
        };
        let key = self.scalar(subscript)?;
        Ok(match parameter.name.as_str() {
            "functions" => digit(self.state.functions.get(key.text.as_str()).is_some()),
            "commands" => match self.on_path(&key.text) {
                Some(found) => {
                    Text { knowledge: Knowledge::Conditional(self.doubt_about(&key.text)), ..digit(found) }
                }
                None => Text::unknown(self.text_of(&parameter.span)),
            },
            _ => Text::unknown(self.text_of(&parameter.span)),
        })
    }

    fn doubt_about(&self, command: &str) -> std::sync::Arc<str> {
        format!("{command} is on PATH").into()
    }

    /// `${!A}`: in bash the variable that A names, in the Korn shells the name of A.
    fn indirect(&mut self, parameter: &Parameter) -> Result<Vec<Text>, Flow> {
        if self.dialect != Dialect::Bash {
            return Ok(vec![Text::certain(parameter.name.as_str())]);
        }
        let Some(name) = self.scalar_of(&parameter.name) else {
            return Err(self.expansion_fails(parameter, "invalid indirect expansion"));
        };
        let mut text = self.scalar_of(&name.text).unwrap_or_default();
        text.knowledge = name.knowledge.and(&text.knowledge);
        Ok(vec![text])
    }

    fn formed(&mut self, parameter: &Parameter, text: Text) -> Result<Text, Flow> {
        if text.knowledge.is_unknown() && !text.is_guess {
            return Ok(text);
        }
        let keep = |made: String| Text { text: made, others: vec![], ..text.clone() };
        Ok(match &parameter.form {
            Form::Length => text.map(|text| text.chars().count().to_string()),
            Form::Trim(at_end, is_longest, word) => {
                let (pattern, knowledge) = self.pattern(word)?;
                let trim = |text: &str| trimmed(text, &pattern, *at_end, *is_longest);
                match trim(&text.text) {
                    Some(made) => {
                        let others = text.others.iter().filter_map(|other| trim(other)).collect();
                        Text { knowledge: text.knowledge.and(&knowledge), others, ..keep(made) }
                    }
                    None => Text::unknown(self.text_of(&parameter.span)),
                }
            }
            Form::Replace(is_all, anchor, word, with) => {
                let (pattern, knowledge) = self.pattern(word)?;
                let with = self.scalar(with)?;
                let knowledge = text.knowledge.and(&knowledge).and(&with.knowledge);
                let replace = |text: &str| replaced(text, &pattern, &with.text, *is_all, *anchor);
                match replace(&text.text) {
                    Some(made) => {
                        let others = text.others.iter().filter_map(|other| replace(other)).collect();
                        Text { knowledge, others, ..keep(made) }
                    }
                    None => Text::unknown(self.text_of(&parameter.span)),
                }
            }
            Form::Slice(offset, length) => {
                match sliced(&text.text, offset, length.as_deref(), self.dialect) {
                    // mksh loses the word around it then.
                    Some(made) if made.is_empty() && self.dialect == Dialect::Mksh => {
                        Text::unknown(self.text_of(&parameter.span))
                    }
                    Some(made) => {
                        let slice = |other: &String| sliced(other, offset, length.as_deref(), self.dialect);
                        Text { others: text.others.iter().filter_map(slice).collect(), ..keep(made) }
                    }
                    None if matches!(self.dialect, Dialect::Bash | Dialect::Zsh)
                        && is_backwards(offset, length.as_deref()) =>
                    {
                        return Err(self.expansion_fails(parameter, "a length below nothing"));
                    }
                    None => Text::unknown(self.text_of(&parameter.span)),
                }
            }
            Form::Case(is_upper, is_all) => text.map(|text| recased(text, *is_upper, *is_all)),
            Form::Modifier(letter) => text.map(|text| modified(text, *letter)),
            Form::Value | Form::IsSet | Form::Indirect | Form::Otherwise(..) | Form::Opaque | Form::Bad => {
                text
            }
        })
    }

    pub(super) fn expansion_fails(&mut self, parameter: &Parameter, reason: &str) -> Flow {
        let place = self.line_place(&parameter.span);
        let mut ends = self.dialect.expansion_error(self.is_interactive());
        let is_refused = matches!(parameter.form, Form::Otherwise('?', ..));
        if self.dialect == Dialect::Zsh && !is_refused {
            ends = Ends::File;
        }
        if self.dialect == Dialect::Bash
            && matches!(parameter.form, Form::Bad | Form::Indirect | Form::Slice(..))
        {
            ends = Ends::Nothing;
        }
        if ends != Ends::Nothing {
            self.remark(RemarkKind::Stops { reason: reason.to_owned() }, place);
        }
        let flow = self.fails(ends);
        // bash goes on with the next line: the rest of this one is lost.
        if flow == Flow::Next { Flow::DropLine } else { flow }
    }
}

fn is_special(name: &str) -> bool {
    matches!(name, "@" | "*")
}
