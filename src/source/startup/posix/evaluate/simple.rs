//! Simple commands: assignments, and what the command word is.

use super::super::dialect::{Dialect, Ends};
use std::rc::Rc;

use super::super::state::{Holds, Text, Variable};
use super::super::syntax::{Part, Simple, Word};
use super::flow::Flow;
use super::tilde::Tilde;
use super::{Evaluator, Status};
use crate::source::Value;
use crate::source::startup::{Place, RemarkKind};

/// Builtins whose failing is an error of the shell, and before which assignments stay (POSIX).
const SPECIAL: &[&str] = &[
    ":", ".", "break", "continue", "eval", "exec", "exit", "export", "readonly", "return", "set", "shift",
    "source", "times", "trap", "typeset", "unset",
];

impl Evaluator<'_> {
    /// Walks a simple command.
    pub(super) fn simple(&mut self, simple: &Simple) -> Flow {
        match self.try_simple(simple) {
            Ok(flow) | Err(flow) => flow,
        }
    }

    fn try_simple(&mut self, simple: &Simple) -> Result<Flow, Flow> {
        let was_forgiving = self.is_forgiving;
        let flow = self.simple_command(simple);
        self.is_forgiving = was_forgiving;
        flow
    }

    fn simple_command(&mut self, simple: &Simple) -> Result<Flow, Flow> {
        self.is_forgiving = false;
        if let Some(flow) = self.aliased(simple) {
            return Ok(flow);
        }
        if self.dialect == Dialect::Ksh && simple.words.first().is_some_and(has_mark_in_name) {
            let place = self.line_place(&simple.span);
            let reason = "a byte order mark in front of a variable's name".to_owned();
            self.remark(RemarkKind::Stops { reason }, place);
            return Err(self.fails(Ends::File));
        }
        if self.has_bad_redirect(&simple.redirects)
            && let Some(flow) = self.not_redirected(simple)
        {
            return Ok(flow);
        }
        if simple.words.is_empty() {
            for word in &simple.assignments {
                self.assignment(word)?;
            }
            // The status is that of what was run for a value.
            let runs = simple.assignments.iter().any(|word| word.parts.iter().any(runs_something));
            self.status = if runs { self.unknown_status(simple) } else { Status::known(0) };
            return Ok(Flow::Next);
        }
        let mut words = simple.words.as_slice();
        let mut is_plain = false;
        // `command`, `builtin`, `\export`: what follows is the command all the same.
        while let Some((first, rest)) = words.split_first() {
            match first.bare() {
                Some("command") if !rest.is_empty() && !is_option(rest) && self.dialect != Dialect::Zsh => {
                    is_plain = true;
                    self.is_forgiving = true;
                    words = rest;
                }
                Some("builtin") if !rest.is_empty() && !self.dialect.is_almquist() => words = rest,
                Some("noglob" | "nocorrect" | "-") if self.dialect == Dialect::Zsh && !rest.is_empty() => {
                    words = rest;
                }
                _ => break,
            }
        }
        let Some((first, rest)) = words.split_first() else { return Ok(Flow::Next) };
        if let Some(name) = literal(first).filter(|name| self.declares(name))
            && self.state.functions.get(name.as_str()).is_none()
        {
            let words = if self.takes_ordinary_words(simple, first) {
                self.ordinary_words(rest)?
            } else {
                rest.to_vec()
            };
            return self.with_prefix(simple, &name, is_plain, |shell| shell.declare(&name, &words));
        }
        let mut fields = self.fields(std::slice::from_ref(first))?;
        let is_program = self.dialect == Dialect::Zsh && self.is_program(simple);
        self.failed_pattern = is_program.then_some(false);
        let behind = self.fields(rest);
        let has_failed = self.failed_pattern.take() == Some(true);
        fields.extend(behind?);
        if has_failed {
            self.status = Status::known(1);
            return Ok(Flow::Next);
        }
        let Some((name, arguments)) = fields.split_first() else {
            // All words vanished: what is left are the assignments.
            for word in &simple.assignments {
                self.assignment(word)?;
            }
            return Ok(Flow::Next);
        };
        if name.knowledge.is_unknown() {
            self.status = self.unknown_status(simple);
            return Ok(Flow::Next);
        }
        let text = name.text.clone();
        if self.declares(&text) && self.state.functions.get(text.as_str()).is_none() {
            // `$e A=b`, where e holds `export`.
            let words: Vec<Word> = arguments.iter().map(|field| written(field, &simple.span)).collect();
            return self.with_prefix(simple, &text, is_plain, |shell| shell.declare(&text, &words));
        }
        let arguments = arguments.to_vec();
        self.with_prefix(simple, &text, is_plain, |shell| shell.run_named(simple, &text, arguments, is_plain))
    }

    /// Whether what stands behind a declaring command is expanded like every argument: bash and zsh know it by
    /// its plain name at the front only.
    fn takes_ordinary_words(&self, simple: &Simple, command: &Word) -> bool {
        let is_quoted = command.bare().is_none();
        let is_behind = |name: &str| simple.words.first().and_then(Word::bare) == Some(name);
        match self.dialect {
            Dialect::Bash => is_quoted || is_behind("command") || is_behind("builtin"),
            Dialect::Zsh => is_quoted || is_behind("builtin"),
            Dialect::Mksh => is_behind("builtin"),
            _ => false,
        }
    }

    /// Words that are expanded like every argument, as a declaration reads them.
    fn ordinary_words(&mut self, words: &[Word]) -> Result<Vec<Word>, Flow> {
        let mut all = vec![];
        for word in words {
            let mut ordinary = word.clone();
            if let Some(head) = word.assignment() {
                // Home is found behind `=` and `:` all the same.
                let length = head.length;
                let parts = self.with_tilde(&word.behind(length).parts, Tilde::Assignment)?;
                let head = word.bare_start(length);
                ordinary.parts = std::iter::once(Part::Bare(head)).chain(parts).collect();
            }
            let fields = self.fields(std::slice::from_ref(&ordinary))?;
            all.extend(fields.iter().map(|field| written(field, &word.span)));
        }
        Ok(all)
    }

    /// Whether the command word is written out and names no function and no builtin.
    fn is_program(&self, simple: &Simple) -> bool {
        let Some(name) = simple.words.first().and_then(literal) else { return false };
        let is_own = super::builtins::is_known(&name) || self.state.functions.get(name.as_str()).is_some();
        name == "command" || !is_own
    }

    /// Whether a word is a builtin that declares variables, in this dialect.
    fn declares(&self, name: &str) -> bool {
        match name {
            "export" | "readonly" => true,
            // ksh93 knows no `local`.
            "local" => self.dialect != Dialect::Ksh,
            "typeset" => !self.dialect.is_almquist(),
            "declare" => matches!(self.dialect, Dialect::Bash | Dialect::Zsh),
            "integer" => matches!(self.dialect, Dialect::Zsh | Dialect::Ksh | Dialect::Mksh),
            "float" => matches!(self.dialect, Dialect::Zsh | Dialect::Ksh),
            _ => false,
        }
    }

    /// Walks a command with the assignments in front of it, which stay only where the shell keeps them.
    fn with_prefix(
        &mut self,
        simple: &Simple,
        name: &str,
        is_plain: bool,
        walk: impl FnOnce(&mut Self) -> Result<Flow, Flow>,
    ) -> Result<Flow, Flow> {
        if simple.assignments.is_empty() {
            return walk(self);
        }
        let is_function = self.state.functions.get(name).is_some();
        let is_special = SPECIAL.contains(&name) && !is_plain && !is_function;
        let stays = is_special
            && self.dialect.keeps_prefix_of_special_builtins()
            && !(matches!(name, "source") && self.dialect == Dialect::Dash);
        let mut before = vec![];
        for word in &simple.assignments {
            if let Some(head) = word.assignment() {
                let is_read_only = self.variable(head.name).is_some_and(|old| old.is_read_only);
                if is_read_only && self.passes_read_only(name, is_special) {
                    continue;
                }
                let old = self.variable(head.name).cloned();
                if let Some((other, _)) = old.as_ref().and_then(|old| old.tie.clone()) {
                    before.push((other.to_string(), self.variable(&other).cloned()));
                }
                before.push((head.name.to_owned(), old));
            }
            self.assignment(word)?;
        }
        // ksh93: what stands before `export` is exported.
        if !stays || self.dialect == Dialect::Ksh && name == "export" {
            for (name, _) in &before {
                self.export_for_command(name);
            }
        }
        let flow = walk(self);
        if stays {
            return flow;
        }
        for (variable, old) in before.into_iter().rev() {
            // bash: `A=b export A` exports that A.
            let is_kept = self.dialect == Dialect::Bash && name == "export" && self.names(simple, &variable);
            if !is_kept {
                // zsh: what was exported without a value is seen by programs once it was restored.
                let in_shell = is_function || name != "command" && super::builtins::is_known(name);
                let old = old.map(|old| {
                    if old.is_unseen && in_shell {
                        Rc::new(Variable { is_unseen: false, ..(*old).clone() })
                    } else {
                        old
                    }
                });
                let was_list = old.as_ref().is_some_and(|old| matches!(old.holds, Holds::Array(_)));
                self.state.variables.put(variable.as_str().into(), old);
                if was_list && in_shell && self.dialect == Dialect::Zsh {
                    // What programs see of the list afterwards is zsh's secret.
                    let (source, place) =
                        (self.text_of(&simple.span).to_owned(), self.line_place(&simple.span));
                    self.forget(&variable, &source, place);
                }
            }
        }
        flow
    }

    /// Whether a command runs all the same, though an assignment in front of it fails.
    fn passes_read_only(&self, command: &str, is_special: bool) -> bool {
        match self.dialect {
            Dialect::Bash => true,
            Dialect::Ksh => !is_special,
            // zsh runs programs in a process of their own, which is what fails.
            Dialect::Zsh => {
                self.state.functions.get(command).is_none()
                    && !is_special
                    && !super::builtins::is_known(command)
            }
            _ => false,
        }
    }

    fn names(&self, simple: &Simple, variable: &str) -> bool {
        simple.words.iter().any(|word| word.bare() == Some(variable))
    }

    /// Lets programs see a variable that is there.
    pub(super) fn export_for_command(&mut self, name: &str) {
        if let Some(variable) = self.variable(name).cloned() {
            let mut variable = (*variable).clone();
            variable.is_exported = true;
            self.state.variables.put(name.into(), Some(variable.into()));
        }
    }

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
                let value = word.behind(length);
                Holds::Scalar(self.scalar_with(&value, Tilde::Assignment)?)
            }
        };
        let holds = if appends { self.appended(&name, holds) } else { holds };
        self.note_blank_behind(word, &name);
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

    /// A value behind the one that is there (`+=`).
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
                if shape.is_integer && self.dialect != Dialect::Mksh {
                    // Numbers are added.
                    let sum = format!("{}+({})", text.text, more.text);
                    let is_plain = text.others.is_empty() && more.others.is_empty();
                    text.append(&more);
                    text = if is_plain { Text { text: sum, ..text } } else { Text::unknown(name) };
                } else if shape.justify.is_some() && self.dialect == Dialect::Ksh {
                    text = Text::unknown(name);
                } else {
                    text.append(&more);
                }
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
        let text = self.scalar(&word.behind(length))?;
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

    /// A command by its name: function, builtin, or a program.
    fn run_named(
        &mut self,
        simple: &Simple,
        name: &str,
        arguments: Vec<Text>,
        is_plain: bool,
    ) -> Result<Flow, Flow> {
        if !is_plain && let Some(function) = self.state.functions.get(name).cloned() {
            let text = self.text_of(&simple.span).to_owned();
            return Ok(self.call(&function, &text, arguments));
        }
        if let Some(flow) = self.builtin(simple, name, &arguments)? {
            return Ok(flow);
        }
        self.program(simple, name, &arguments);
        Ok(Flow::Next)
    }

    /// A program: it changes no variable, but it may tell what somebody meant.
    fn program(&mut self, simple: &Simple, name: &str, arguments: &[Text]) {
        let argument = |index: usize| arguments.get(index).map(|text| text.text.as_str());
        let base = name.rsplit('/').next().unwrap_or(name);
        if base == "go" && argument(0) == Some("env") && arguments.iter().any(|text| text.text == "-w") {
            for text in arguments.iter().skip(1) {
                if let Some((variable, value)) = text.text.split_once('=') {
                    let place = self.written_name(simple, variable);
                    let (variable, value) = (variable.to_owned(), Value::from(value));
                    self.remark(RemarkKind::GoEnvWrite { variable, value }, place);
                }
            }
        }
        let is_name = |text: &str| text.starts_with(|c: char| c.is_ascii_uppercase());
        match (base, argument(0), argument(1)) {
            ("setenv", Some(variable), _) if is_name(variable) => {
                let (variable, command) = (variable.to_owned(), name.to_owned());
                self.remark(RemarkKind::ForeignSyntax { variable, command }, self.command_place(simple));
            }
            (variable, Some(first), _) if is_name(variable) && first.starts_with('=') => {
                let kind = RemarkKind::BlankAroundEquals { variable: variable.to_owned() };
                self.remark(kind, self.command_place(simple));
            }
            _ => {}
        }
        self.status = if is_no_command(name) || super::builtins::is_foreign(name) {
            Status::known(127)
        } else {
            self.unknown_status(simple)
        };
    }

    /// Where a command names the program that it runs.
    pub(super) fn command_place(&self, simple: &Simple) -> Place {
        match simple.words.first() {
            Some(word) => self.line_place(&word.span),
            None => self.line_place(&simple.span),
        }
    }

    /// Where a command has `NAME=…` as an argument; all of the command, where it is computed.
    fn written_name(&self, simple: &Simple, name: &str) -> Place {
        let is_written = |word: &&Word| {
            let text = self.text_of(&word.span).trim_start_matches(['"', '\'']);
            text.strip_prefix(name).is_some_and(|rest| rest.starts_with('='))
        };
        match simple.words.iter().find(is_written) {
            Some(word) => self.inner_place(word, name),
            None => self.line_place(&simple.span),
        }
    }

    /// The status of a program, which only running it would tell.
    pub(super) fn unknown_status(&self, simple: &Simple) -> Status {
        Status { text: Some(self.text_of(&simple.span).into()), ..Status::unknown() }
    }

    /// `GOPROXY=https://a, direct`: the blank makes it a command with an assignment in front.
    fn note_blank_behind(&mut self, word: &Word, name: &str) {
        let rest = self.script.text.get(word.span.end as usize..).unwrap_or_default();
        let before = self.script.slice(word.span.start, word.span.end);
        let next: String =
            rest.trim_start_matches([' ', '\t']).chars().take_while(|c| !c.is_whitespace()).collect();
        if before.ends_with([',', '|']) && rest.starts_with([' ', '\t']) && !next.is_empty() {
            let length = |text: &str| u32::try_from(text.len()).unwrap_or(0);
            let blanks = length(rest) - length(rest.trim_start_matches([' ', '\t']));
            let start = word.span.end.saturating_add(blanks);
            let place = self.place(&(start..start.saturating_add(length(&next))));
            self.remark(RemarkKind::CutByBlank { variable: name.to_owned(), word: next }, place);
        }
    }
}

/// Whether a command is run for a part of a word.
fn runs_something(part: &Part) -> bool {
    match part {
        Part::Command(_) => true,
        Part::Double(parts) => parts.iter().any(runs_something),
        _ => false,
    }
}

/// An argument as a word in which nothing is left to expand.
fn written(field: &Text, span: &std::ops::Range<u32>) -> Word {
    let text = field.text.as_str();
    let parts = match text.split_once('=') {
        _ if field.knowledge.is_unknown() => vec![Part::Untold(text.to_owned())],
        Some((name, value)) => vec![Part::Bare(format!("{name}=")), Part::Quoted(value.to_owned())],
        None => vec![Part::Quoted(text.to_owned())],
    };
    Word { parts, array: None, span: span.clone() }
}

/// Whether no machine has a command of that name: `]`, `-n`, `1`.
fn is_no_command(name: &str) -> bool {
    name.starts_with(['-', '[']) || !name.chars().any(|c| c.is_alphabetic() || c == '/')
}

/// Whether ksh93 takes a word for an assignment to a name with a byte order mark in it.
fn has_mark_in_name(word: &Word) -> bool {
    let Some(Part::Bare(text)) = word.parts.first() else { return false };
    let rest = text.strip_prefix('\u{feff}').unwrap_or_default();
    rest.split_once('=').is_some_and(|(name, _)| crate::source::startup::posix::syntax::is_name(name))
}

/// Whether a builtin is one of the special ones.
pub(super) fn is_special(name: &str) -> bool {
    SPECIAL.contains(&name)
}

fn is_option(words: &[Word]) -> bool {
    words.first().and_then(Word::bare).is_some_and(|text| text.starts_with('-') && text.len() > 1)
}

/// The text of a word in which nothing is expanded; quotes do not matter.
pub(super) fn literal(word: &Word) -> Option<String> {
    let mut text = String::new();
    for part in &word.parts {
        match part {
            Part::Bare(piece) | Part::Quoted(piece) => text.push_str(piece),
            Part::Double(parts) => {
                for part in parts {
                    let (Part::Bare(piece) | Part::Quoted(piece)) = part else { return None };
                    text.push_str(piece);
                }
            }
            _ => return None,
        }
    }
    Some(text)
}
