//! Simple commands: assignments, and what the command word is.

use super::super::dialect::{Dialect, Ends};
use super::super::syntax::{Part, Simple, Word};
use super::super::text::Text;
use super::frame::Flow;
use super::tilde::Tilde;
use super::{Evaluator, Status};
use crate::source::startup::RemarkKind;

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
            let reason = "a byte order mark before a variable's name".to_owned();
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
        let after = self.fields(rest);
        let has_failed = self.failed_pattern.take() == Some(true);
        fields.extend(after?);
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

    /// Whether what stands after a declaring command is expanded like every argument: bash and zsh know it by
    /// its plain name at the front only.
    fn takes_ordinary_words(&self, simple: &Simple, command: &Word) -> bool {
        let is_quoted = command.bare().is_none();
        let follows = |name: &str| simple.words.first().and_then(Word::bare) == Some(name);
        match self.dialect {
            Dialect::Bash => is_quoted || follows("command") || follows("builtin"),
            Dialect::Zsh => is_quoted || follows("builtin"),
            Dialect::Mksh => follows("builtin"),
            _ => false,
        }
    }

    /// Words that are expanded like every argument, as a declaration reads them.
    fn ordinary_words(&mut self, words: &[Word]) -> Result<Vec<Word>, Flow> {
        let mut all = vec![];
        for word in words {
            let mut ordinary = word.clone();
            if let Some(head) = word.assignment() {
                // Home is found after `=` and `:` all the same.
                let length = head.length;
                let parts = self.with_tilde(&word.after(length).parts, Tilde::Assignment)?;
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
        let is_own =
            super::builtin_names::is_known(&name) || self.state.functions.get(name.as_str()).is_some();
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

/// Whether ksh93 takes a word for an assignment to a name with a byte order mark in it.
fn has_mark_in_name(word: &Word) -> bool {
    let Some(Part::Bare(text)) = word.parts.first() else { return false };
    let rest = text.strip_prefix('\u{feff}').unwrap_or_default();
    rest.split_once('=').is_some_and(|(name, _)| crate::source::startup::posix::syntax::is_name(name))
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
