//! What `${…}` makes of a variable.

use super::super::dialect::{Dialect, Ends};
use super::super::pattern::Pattern;
use super::super::shape::single;
use super::super::state::{Holds, MAX_WAYS, ShellOption, Text};
use super::super::syntax::{Form, Parameter, Part, Word};
use super::expand::{Expanded, Quoting, add, is_all};
use super::tilde::Tilde;
use super::variables::{Looked, joined};
use super::{Evaluator, Flow, MAX_TEXT};
use crate::source::startup::{Knowledge, Place, RemarkKind};

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
    fn absent(&self, name: &str, knowledge: Knowledge) -> Text {
        let others = self.variable(name).map(|variable| variable.other_texts()).unwrap_or_default();
        Text { knowledge, others, ..Text::default() }
    }

    /// The variable's value, or the element that a subscript names.
    fn value(&mut self, parameter: &Parameter) -> Result<Looked, Flow> {
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

    fn doubt_about(&self, command: &str) -> std::rc::Rc<str> {
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

    /// `${A:-w}` and its relatives.
    pub(super) fn otherwise(
        &mut self,
        parameter: &Parameter,
        (operator, tests_empty, word): (char, bool, &Word),
        is_quoted: bool,
        words: &mut Vec<Expanded>,
    ) -> Result<(), Flow> {
        let quoting = if is_quoted { Quoting::Quoted } else { Quoting::Expanded };
        let (value, knowledge) = match self.value(parameter)? {
            Looked::Unset(knowledge) => {
                let text = self.absent(&parameter.name, knowledge.clone());
                (Some(text).filter(|text| !text.others.is_empty()), knowledge)
            }
            Looked::Scalar(text) => (Some(text.clone()), text.knowledge),
            Looked::Many(elements) if elements.is_empty() => (None, Knowledge::Certain),
            Looked::Many(elements) => {
                let is_whole =
                    self.dialect == Dialect::Zsh || is_all(parameter, '@') || is_all(parameter, '*');
                let count = if is_whole { elements.len() } else { 1 };
                let text = joined(elements.get(..count).unwrap_or_default(), " ");
                (Some(text.clone()), text.knowledge)
            }
        };
        if self.dialect == Dialect::Ksh && is_quoted && has_tilde_in_quotes(word) {
            // ksh93 loses its way in `"${A="~/x"}"`.
            add(words, &Text::unknown(self.text_of(&parameter.span)), quoting);
            return Ok(());
        }
        let is_told = !knowledge.is_unknown();
        if !tests_empty && !is_told && operator == '+' && self.is_surely_set(&parameter.name) {
            let parts = self.with_tilde(&word.parts, Tilde::Assignment)?;
            let text = self.one_text(&parts, is_quoted)?;
            add(words, &text, quoting);
            return Ok(());
        }
        if let Some(text) = value.as_ref().filter(|text| !text.others.is_empty() && is_told)
            && operator != '?'
        {
            return self.otherwise_in_doubt(parameter, text, (operator, word), is_quoted, words);
        }
        if !is_told {
            let mut text = Text::unknown(self.text_of(&parameter.span));
            text.from = value.and_then(|value| value.from);
            add(words, &text, quoting);
            return Ok(());
        }
        let value = value.filter(|text| !tests_empty || !text.text.is_empty());
        // Whether the value is there is as sure as the value.
        let doubt = Text { knowledge, ..Text::default() };
        match (operator, value) {
            ('+', None) => add(words, &doubt, quoting),
            ('-' | '=' | '?', Some(text)) => add(words, &text, quoting),
            ('+', Some(_)) | ('-', None) => {
                add(words, &doubt, quoting);
                let mut index = 0;
                for parts in self.default_words(word, is_quoted) {
                    let parts = self.with_tilde(&parts, Tilde::Assignment)?;
                    for expanded in self.expand(&parts, is_quoted)? {
                        self.adopt(index, expanded, quoting, words);
                        index += 1;
                    }
                }
            }
            ('=', None) => {
                let mut text = doubt;
                for (index, parts) in self.default_words(word, is_quoted).into_iter().enumerate() {
                    let parts = self.with_tilde(&parts, Tilde::Assignment)?;
                    if index > 0 {
                        text.append(&Text::certain(self.joint(true)));
                    }
                    text.append(&self.one_text(&parts, is_quoted)?);
                }
                let place = self.name_place(parameter);
                self.assign(&parameter.name, text.clone(), place)?;
                add(words, &text, quoting);
            }
            (_, None) => return Err(self.expansion_fails(parameter, "parameter not set")),
            (_, Some(_)) => {}
        }
        Ok(())
    }

    /// Whether a variable is set without a doubt, whatever its value is.
    fn is_surely_set(&self, name: &str) -> bool {
        self.variable(name).is_some_and(|variable| {
            matches!(variable.holds, Holds::Scalar(_)) && variable.knowledge.is_certain()
        })
    }

    /// The same of a value that could be another one.
    fn otherwise_in_doubt(
        &mut self,
        parameter: &Parameter,
        value: &Text,
        (operator, word): (char, &Word),
        is_quoted: bool,
        words: &mut [Expanded],
    ) -> Result<(), Flow> {
        let parts = self.with_tilde(&word.parts, Tilde::Assignment)?;
        let default = self.one_text(&parts, is_quoted)?;
        let mut found: Vec<String> = vec![];
        for value in std::iter::once(&value.text).chain(&value.others) {
            let defaults = std::iter::once(&default.text).chain(&default.others);
            match (operator, value.is_empty()) {
                ('+', true) => found.push(String::new()),
                ('+', false) | (_, true) => found.extend(defaults.cloned()),
                (_, false) => found.push(value.clone()),
            }
        }
        let mut kept: Vec<String> = vec![];
        for text in found {
            if !kept.contains(&text) && kept.len() <= MAX_WAYS {
                kept.push(text);
            }
        }
        let mut texts = kept.into_iter();
        let mut text =
            Text { text: texts.next().unwrap_or_default(), others: texts.collect(), ..value.clone() };
        text.knowledge = text.knowledge.and(&default.knowledge);
        if operator == '=' {
            let place = self.name_place(parameter);
            self.assign(&parameter.name, text.clone(), place)?;
        }
        add(words, &text, if is_quoted { Quoting::Quoted } else { Quoting::Expanded });
        Ok(())
    }

    /// The words that a default is: zsh expands braces in it where it is not quoted.
    fn default_words(&mut self, word: &Word, is_quoted: bool) -> Vec<Vec<Part>> {
        if self.dialect != Dialect::Zsh || is_quoted {
            return vec![word.parts.clone()];
        }
        let untold = vec![vec![Part::Untold(self.text_of(&word.span).to_owned())]];
        self.with_braces(word).unwrap_or(untold)
    }

    /// Takes over what a default expands to; its quotes count.
    fn adopt(&mut self, index: usize, expanded: Expanded, quoting: Quoting, words: &mut Vec<Expanded>) {
        if index > 0 {
            words.push(Expanded::default());
        }
        let sum = Text { text: String::new(), ..expanded.sum };
        add(words, &sum, quoting);
        for piece in expanded.pieces {
            let bare = piece.quoting == Quoting::Bare;
            let quoting = if bare { quoting } else { piece.quoting };
            add(words, &Text { others: piece.others, ..Text::certain(piece.text) }, quoting);
        }
    }

    /// Where the name stands in `${NAME…}`.
    fn name_place(&self, parameter: &Parameter) -> Place {
        let start = parameter.span.start.saturating_add(2);
        let length = u32::try_from(parameter.name.len()).unwrap_or(0);
        self.place(&(start..start.saturating_add(length)))
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

    fn expansion_fails(&mut self, parameter: &Parameter, reason: &str) -> Flow {
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

fn has_tilde_in_quotes(word: &Word) -> bool {
    let has_tilde = |part: &Part| matches!(part, Part::Bare(text) | Part::Quoted(text) if text.contains('~'));
    word.parts.iter().any(|part| matches!(part, Part::Double(parts) if parts.iter().any(has_tilde)))
}

fn is_special(name: &str) -> bool {
    matches!(name, "@" | "*")
}

fn trimmed(text: &str, pattern: &Pattern, at_end: bool, is_longest: bool) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    if !at_end {
        let lengths = pattern.prefixes(&chars)?;
        let length = if is_longest { lengths.last() } else { lengths.first() };
        return Some(chars.iter().skip(length.copied().unwrap_or(0)).collect());
    }
    let mut starts: Vec<usize> = (0..=chars.len()).collect();
    if !is_longest {
        starts.reverse();
    }
    for start in starts {
        let tail = chars.get(start..).unwrap_or_default();
        if pattern.prefixes(tail)?.last() == Some(&tail.len()) {
            return Some(chars.iter().take(start).collect());
        }
    }
    Some(text.to_owned())
}

fn replaced(text: &str, pattern: &Pattern, with: &str, is_all: bool, anchor: Option<char>) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::new();
    let mut at = 0;
    let mut is_done = false;
    while at < chars.len() {
        let tail = chars.get(at..).unwrap_or_default();
        let may_start = !is_done && (anchor != Some('#') || at == 0);
        let mut lengths = if may_start { pattern.prefixes(tail)? } else { vec![] };
        if anchor == Some('%') {
            lengths.retain(|length| *length == tail.len());
        }
        match lengths.last().filter(|length| **length > 0) {
            Some(length) => {
                out.push_str(with);
                if out.len() > MAX_TEXT {
                    return None;
                }
                at += length;
                is_done = !is_all;
            }
            None => {
                out.extend(tail.first());
                at += 1;
            }
        }
    }
    Some(out)
}

/// Whether a slice ends before it begins: numbers that can be read, and a length that is not there.
fn is_backwards(offset: &str, length: Option<&str>) -> bool {
    offset.parse::<i64>().is_ok() && length.is_some_and(|length| length.parse::<i64>().is_ok_and(|n| n < 0))
}

/// `${A:offset:length}`; `None`: the shell refuses it, or it is not worked out.
fn sliced(text: &str, offset: &str, length: Option<&str>, dialect: Dialect) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let count = i64::try_from(chars.len()).ok()?;
    let offset: i64 = offset.parse().ok()?;
    if offset < -count && matches!(dialect, Dialect::Bash | Dialect::Busybox) {
        return Some(String::new());
    }
    let start = if offset < 0 { (count + offset).max(0) } else { offset.min(count) };
    let end = match length {
        None => count,
        Some(length) => {
            let length: i64 = length.parse().ok()?;
            match dialect {
                Dialect::Ksh if length < 0 => start,
                Dialect::Mksh if length < 0 => count,
                _ if length < 0 => (count + length >= start).then_some(count + length)?,
                _ => start.saturating_add(length).min(count),
            }
        }
    };
    let range = usize::try_from(start).ok()?..usize::try_from(end.max(start)).ok()?;
    chars.get(range).map(|chars| chars.iter().collect())
}

fn recased(text: &str, is_upper: bool, is_all: bool) -> String {
    let convert = |c: char| if is_upper { single(c, c.to_uppercase()) } else { single(c, c.to_lowercase()) };
    text.chars().enumerate().map(|(index, c)| if is_all || index == 0 { convert(c) } else { c }).collect()
}

/// zsh's `:h` (directory), `:t` (last part), `:r` (without the ending), `:e` (the ending).
fn modified(text: &str, letter: char) -> String {
    let trimmed = text.trim_end_matches('/');
    let (directory, last) = trimmed.rsplit_once('/').unwrap_or((".", trimmed));
    match letter {
        'h' if directory.is_empty() => "/".to_owned(),
        'h' => directory.to_owned(),
        't' => last.to_owned(),
        'r' => text.rsplit_once('.').map_or(text, |(before, _)| before).to_owned(),
        _ => last.rsplit_once('.').map_or("", |(_, ending)| ending).to_owned(),
    }
}
