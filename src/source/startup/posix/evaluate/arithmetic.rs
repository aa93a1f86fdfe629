//! `$(( … ))`, `(( … ))`, `let` and variables that hold whole numbers.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::super::dialect::{Dialect, Ends};
use super::super::state::ShellOption;
use super::super::syntax::{Parser, Simple, is_name, is_name_char};
use super::super::text::Text;
use super::frame::Flow;
use super::sum::{Number, Sum, Trouble, is_followed};
use super::{Evaluator, Status};
use crate::source::startup::script::Script;
use crate::source::startup::{Place, RemarkKind};

/// How deep expressions and commands may nest for an expression in them to be worked out.
const MAX_DEPTH: u32 = 100;

/// The longest expression with expansions in it that is worked out, in bytes.
const MAX_LENGTH: usize = 10_000;

impl Evaluator<'_> {
    /// The text of `$(( … ))`. Tests go by it; what a program would find is never more than conditional,
    /// since somebody wanted it worked out.
    ///
    /// # Errors
    /// An expression that the shell refuses, and what that ends.
    pub(super) fn arithmetic_text(&mut self, span: &Range<u32>) -> Result<Text, Flow> {
        let source = self.text_of(span).to_owned();
        match self.number(span) {
            Ok(Number { value, knowledge }) => {
                let computed = Some(source.into());
                Ok(Text { knowledge, computed, ..Text::certain(value.to_string()) })
            }
            Err(Trouble::Unsure) => {
                self.perhaps_sum_fails(&source);
                Ok(Text::unknown(&source))
            }
            Err(Trouble::Ends(flow)) => Err(flow),
            Err(Trouble::Bad) => {
                let place = self.line_place(span);
                Err(self.sum_fails(place))
            }
        }
    }

    /// What `$(( … ))` ends that the shell refuses.
    fn sum_fails(&mut self, place: Place) -> Flow {
        if self.dialect == Dialect::Bash {
            self.status = Status::known(1);
            return Flow::DropLine;
        }
        let reason = "an expression that this shell cannot work out".to_owned();
        self.remark(RemarkKind::Stops { reason }, place);
        let ends = self.sum_ends();
        self.fails(ends)
    }

    fn sum_ends(&self) -> Ends {
        match self.dialect {
            Dialect::Zsh => Ends::File,
            other => other.expansion_error(self.is_interactive()),
        }
    }

    /// Not every shell knows every operator.
    fn perhaps_sum_fails(&mut self, source: &str) {
        if self.dialect != Dialect::Bash && !is_followed(source) {
            let ends = self.sum_ends();
            self.perhaps_ends(ends, source);
        }
    }

    /// How `(( … ))` ends: well if the value is not 0.
    ///
    /// # Errors
    /// What an expression ends that the shell refuses.
    pub(super) fn arithmetic_command(&mut self, span: &Range<u32>) -> Result<Status, Flow> {
        match self.number(span) {
            Ok(Number { value, knowledge }) => {
                Ok(Status { code: Some(i32::from(value == 0)), knowledge, text: None })
            }
            Err(Trouble::Unsure) => {
                let source = self.text_of(span).to_owned();
                if self.dialect == Dialect::Ksh {
                    self.perhaps_sum_fails(&source);
                }
                Ok(Status::unknown())
            }
            // A variable that is read-only fails the command only.
            Err(Trouble::Ends(Flow::DropLine | Flow::EndFile | Flow::Return))
                if self.dialect != Dialect::Ksh && !self.refuses_unset_in_sums() =>
            {
                Ok(Status::known(1))
            }
            Err(Trouble::Ends(flow)) => Err(flow),
            Err(Trouble::Bad) if self.dialect == Dialect::Ksh => Err(self.fails(Ends::File)),
            Err(Trouble::Bad) => Ok(Status::known(if self.dialect == Dialect::Bash { 1 } else { 2 })),
        }
    }

    /// `let EXPRESSION …`
    pub(super) fn let_command(&mut self, simple: &Simple, arguments: &[Text]) -> Result<Flow, Flow> {
        let place = self.line_place(&simple.span);
        for argument in arguments {
            self.status = match Sum::of(self, argument, &place, 0) {
                Ok(Number { value, knowledge }) => {
                    Status { code: Some(i32::from(value == 0)), knowledge, text: None }
                }
                Err(Trouble::Bad) if argument.knowledge.is_certain() => {
                    let is_small = matches!(self.dialect, Dialect::Mksh | Dialect::Busybox);
                    self.status = Status::known(if is_small { 2 } else { 1 });
                    return Ok(Flow::Next);
                }
                Err(Trouble::Ends(flow)) => return Err(flow),
                Err(_) => self.unknown_status(simple),
            };
        }
        Ok(Flow::Next)
    }

    /// The value of an expression in a text of `$(( … ))`, `(( … ))` or `$[ … ]`.
    fn number(&mut self, span: &Range<u32>) -> Result<Number, Trouble> {
        let place = self.line_place(span);
        let inner = inside(self.text_of(span)).to_owned();
        let expanded = match inner.contains(['$', '`', '\\']) {
            true => self.expanded_in_sum(&inner, &place),
            false => Ok(Text::certain(inner.as_str())),
        };
        if expanded.as_ref().is_ok_and(|text| text.knowledge.is_unknown()) || expanded == Err(Trouble::Unsure)
        {
            self.forget_operands(&inner, &place);
        }
        let text = expanded?;
        match Sum::of(self, &text, &place, 0) {
            Err(Trouble::Bad) if !text.knowledge.is_certain() => Err(Trouble::Unsure),
            found => found,
        }
    }

    /// An expression that is not worked out: whatever it names may be given a value in it.
    pub(super) fn forget_operands(&mut self, text: &str, place: &Place) {
        let without = |rest: String, sign: &&str| rest.replace(sign, "");
        let rest = text.replace("<<=", "++").replace(">>=", "++");
        let rest = ["==", "!=", "<=", ">="].iter().fold(rest, without);
        if !rest.contains('=') && !rest.contains("++") && !rest.contains("--") {
            return;
        }
        let names = text.split(|c| !is_name_char(c)).filter(|name| is_name(name));
        for name in names.map(str::to_owned).collect::<BTreeSet<String>>() {
            self.forget(&name, text, place.clone());
        }
    }

    /// Parameters are expanded before anything is worked out.
    fn expanded_in_sum(&mut self, inner: &str, place: &Place) -> Result<Text, Trouble> {
        if self.depth > MAX_DEPTH || inner.len() > MAX_LENGTH {
            return Err(Trouble::Unsure);
        }
        let parts = Parser::new(inner, self.dialect).quoted_text().map_err(|_| Trouble::Unsure)?;
        let script = Arc::new(Script::standing_for(place.clone(), inner));
        let before = std::mem::replace(&mut self.script, script);
        self.depth += 1;
        let text = self.one_text(&parts, true);
        self.depth -= 1;
        self.script = before;
        text.map_err(Trouble::Ends)
    }

    /// Whether an unset variable in an expression is an error: `set -u`, but not in every shell.
    pub(super) fn refuses_unset_in_sums(&self) -> bool {
        self.is_on(ShellOption::NoUnset)
            && matches!(self.dialect, Dialect::Bash | Dialect::Zsh | Dialect::Ksh)
    }
}

/// An expression without what is written around it.
fn inside(source: &str) -> &str {
    let bare = source.strip_prefix('$').unwrap_or(source);
    let around = |open: &str, close: &str| bare.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
    around("((", "))").or_else(|| around("[", "]")).unwrap_or(bare)
}
