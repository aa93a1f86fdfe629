//! The grammar of `$(( … ))`: whole numbers, variables, and the operators of C.
//!
//! What only zsh and ksh93 know (fractions) and what differs between the shells and nobody minds
//! (numbers beyond what a word of the machine holds) is not worked out.

use super::super::dialect::Dialect;
use super::super::syntax::is_name_char;
use super::super::text::Text;
use super::Evaluator;
use super::frame::Flow;
use super::lookup::Looked;
use crate::source::startup::{Knowledge, Place};

/// How deep brackets, operators and variables that name each other may nest.
const MAX_DEPTH: u32 = 60;

/// The longest expression that is worked out, in bytes.
const MAX_LENGTH: usize = 10_000;

/// Why an expression has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The shell refuses it.
    Bad,
    /// This reader does not work it out.
    Unsure,
    /// An assignment in it fails, and this is what that ends.
    Ends(Flow),
}

/// What an expression comes to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Number {
    /// Its value.
    pub(super) value: i64,
    /// How sure that is.
    pub(super) knowledge: Knowledge,
}

/// Reads and works out one expression.
pub(super) struct Sum<'e, 't> {
    pub(super) shell: &'e mut Evaluator<'t>,
    pub(super) place: &'e Place,
    pub(super) chars: Vec<char>,
    pub(super) at: usize,
    pub(super) depth: u32,
    /// How many conditions around say that this part does not count.
    pub(super) skipped: u32,
    pub(super) knowledge: Knowledge,
    /// The expression is what a variable holds.
    pub(super) is_nested: bool,
}

/// What is read: a value, and the variable that it came from.
pub(super) struct Operand {
    pub(super) value: i64,
    pub(super) name: Option<String>,
}

impl From<i64> for Operand {
    fn from(value: i64) -> Self {
        Self { value, name: None }
    }
}

/// Operators that stand between two values, from the loosest to the tightest.
const LEVELS: &[&[&str]] =
    &[&["||"], &["&&"], &["==", "!="], &["<=", ">=", "<", ">"], &["+", "-"], &["*", "/", "%"]];

/// Every operator that is followed, the longer ones first.
const OPERATORS: &[&str] = &[
    "||", "&&", "==", "!=", "<=", ">=", "++", "--", "+=", "-=", "*=", "/=", "%=", "=", "?", ":", "<", ">",
    "+", "-", "*", "/", "%", "!",
];

/// Operators that assign.
const ASSIGNING: &[&str] = &["=", "+=", "-=", "*=", "/=", "%="];

/// Whether all operators of an expression are followed: none on bits, no powers, no commas.
pub(super) fn is_followed(text: &str) -> bool {
    let rest = text.replace("||", "").replace("&&", "");
    let others = ["|", "&", "^", "~", ",", "#", "<<", ">>", "**"];
    !others.iter().any(|sign| rest.contains(sign))
}

impl<'e, 't> Sum<'e, 't> {
    /// Works out an expression in which nothing is left to expand; an empty one is 0.
    ///
    /// # Errors
    /// Why it has no value.
    pub(super) fn of(
        shell: &'e mut Evaluator<'t>,
        text: &Text,
        place: &'e Place,
        depth: u32,
    ) -> Result<Number, Trouble> {
        let found = Sum::work_out(&mut *shell, text, place, depth);
        if found == Err(Trouble::Unsure) {
            shell.forget_operands(&text.text, place);
        }
        found
    }

    fn work_out(
        shell: &'e mut Evaluator<'t>,
        text: &Text,
        place: &'e Place,
        depth: u32,
    ) -> Result<Number, Trouble> {
        let is_short = depth <= MAX_DEPTH && text.text.len() <= MAX_LENGTH;
        if text.knowledge.is_unknown() || !is_short || !is_followed(&text.text) {
            return Err(Trouble::Unsure);
        }
        let chars = text.text.chars().collect();
        let knowledge = text.knowledge.clone();
        let is_nested = depth > 0;
        let mut sum = Self { shell, place, chars, at: 0, depth, skipped: 0, knowledge, is_nested };
        sum.blanks();
        let value = if sum.at < sum.chars.len() { sum.whole()? } else { sum.nothing()? };
        Ok(Number { value, knowledge: sum.knowledge })
    }

    fn nothing(&self) -> Result<i64, Trouble> {
        if self.shell.dialect == Dialect::Dash { Err(Trouble::Bad) } else { Ok(0) }
    }

    fn whole(&mut self) -> Result<i64, Trouble> {
        let value = self.assignment()?.value;
        if self.at == self.chars.len() { Ok(value) } else { Err(Trouble::Bad) }
    }

    pub(super) fn blanks(&mut self) {
        let is_small = self.shell.dialect == Dialect::Mksh;
        let is_blank = |c: &char| matches!(c, ' ' | '\t' | '\n') || is_small && *c == '\r';
        while self.chars.get(self.at).is_some_and(is_blank) {
            self.at += 1;
        }
    }

    pub(super) fn sees(&self, text: &str) -> bool {
        text.chars().enumerate().all(|(index, c)| self.chars.get(self.at + index) == Some(&c))
    }

    /// The operator that stands here.
    pub(super) fn operator(&self) -> Option<&'static str> {
        // dash takes `++` for two signs.
        let is_known =
            |operator: &&str| self.shell.dialect != Dialect::Dash || !matches!(*operator, "++" | "--");
        OPERATORS.iter().copied().filter(is_known).find(|operator| self.sees(operator))
    }

    fn take(&mut self, operator: &str) {
        self.at += operator.chars().count();
        self.blanks();
    }

    fn deeper(&mut self) -> Result<(), Trouble> {
        self.depth += 1;
        if self.depth > MAX_DEPTH { Err(Trouble::Unsure) } else { Ok(()) }
    }

    fn assignment(&mut self) -> Result<Operand, Trouble> {
        self.deeper()?;
        let left = self.choice()?;
        let found = match (self.operator().filter(|operator| ASSIGNING.contains(operator)), &left.name) {
            (Some(operator), Some(name)) => {
                let name = name.clone();
                self.take(operator);
                let right = self.assignment()?.value;
                let plain = operator.strip_suffix('=').unwrap_or_default();
                let value = if plain.is_empty() { right } else { self.combined(plain, left.value, right)? };
                self.assign(&name, value)?;
                value.into()
            }
            (Some(_), None) => return Err(Trouble::Bad),
            (None, _) => left,
        };
        self.depth -= 1;
        Ok(found)
    }

    fn assign(&mut self, name: &str, value: i64) -> Result<(), Trouble> {
        if self.is_nested && self.shell.dialect == Dialect::Ksh {
            return Err(Trouble::Unsure);
        }
        if self.skipped > 0 {
            // busybox assigns all the same.
            return if self.shell.dialect == Dialect::Busybox { Err(Trouble::Unsure) } else { Ok(()) };
        }
        let text = Text {
            knowledge: self.knowledge.clone(),
            computed: Some(format!("(({name}={value}))").into()),
            ..Text::certain(value.to_string())
        };
        let is_new = matches!(self.shell.look_up(name), Looked::Unset(_));
        self.shell.assign(name, text, self.place.clone()).map_err(Trouble::Ends)?;
        if is_new && self.shell.dialect == Dialect::Zsh {
            // zsh makes it a variable for whole numbers.
            self.shell.make_integer(name);
        }
        Ok(())
    }

    /// `a ? b : c`
    fn choice(&mut self) -> Result<Operand, Trouble> {
        let condition = self.level(0)?;
        if self.operator() != Some("?") {
            return Ok(condition);
        }
        self.take("?");
        let holds = condition.value != 0;
        // zsh and busybox want brackets around an assignment there.
        let is_strict = matches!(self.shell.dialect, Dialect::Zsh | Dialect::Busybox);
        let one = self.counted(holds, |sum| if is_strict { sum.choice() } else { sum.assignment() })?.value;
        if self.operator() != Some(":") {
            return Err(Trouble::Bad);
        }
        self.take(":");
        let other = self.counted(!holds, Self::choice)?.value;
        Ok(if holds { one } else { other }.into())
    }

    /// Reads a part that counts only under a condition.
    fn counted<T>(
        &mut self,
        counts: bool,
        read: impl FnOnce(&mut Self) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        self.skipped += u32::from(!counts);
        let found = read(self);
        self.skipped -= u32::from(!counts);
        found
    }

    fn level(&mut self, level: usize) -> Result<Operand, Trouble> {
        let Some(operators) = LEVELS.get(level) else { return self.signed() };
        let mut left = self.level(level + 1)?;
        while let Some(operator) = self.operator().filter(|operator| operators.contains(operator)) {
            self.take(operator);
            let counts = match operator {
                "||" => left.value == 0,
                "&&" => left.value != 0,
                _ => true,
            };
            let right = self.counted(counts, |sum| sum.level(level + 1))?.value;
            left = self.combined(operator, left.value, right)?.into();
        }
        Ok(left)
    }

    fn combined(&self, operator: &str, left: i64, right: i64) -> Result<i64, Trouble> {
        let value = match operator {
            "||" => Some(i64::from(left != 0 || right != 0)),
            "&&" => Some(i64::from(left != 0 && right != 0)),
            "==" => Some(i64::from(left == right)),
            "!=" => Some(i64::from(left != right)),
            "<=" => Some(i64::from(left <= right)),
            ">=" => Some(i64::from(left >= right)),
            "<" => Some(i64::from(left < right)),
            ">" => Some(i64::from(left > right)),
            "+" => left.checked_add(right),
            "-" => left.checked_sub(right),
            "*" => left.checked_mul(right),
            "/" | "%" if right == 0 => {
                // A part that does not count may divide by nothing.
                return if self.skipped > 0 { Ok(0) } else { Err(Trouble::Bad) };
            }
            "/" => left.checked_div(right),
            _ => left.checked_rem(right),
        };
        value.ok_or(Trouble::Unsure).and_then(|value| self.fitting(value))
    }

    /// mksh counts in 32 bits, ksh93 in fractions.
    pub(super) fn fitting(&self, value: i64) -> Result<i64, Trouble> {
        let largest = match self.shell.dialect {
            Dialect::Mksh => i64::from(i32::MAX),
            Dialect::Ksh => 1 << 53,
            _ => return Ok(value),
        };
        if value.unsigned_abs() < largest.unsigned_abs() { Ok(value) } else { Err(Trouble::Unsure) }
    }

    /// A value with the signs before it and the counting after it.
    fn signed(&mut self) -> Result<Operand, Trouble> {
        self.deeper()?;
        let found = match self.operator() {
            Some(sign @ ("+" | "-" | "!")) => {
                self.take(sign);
                let value = self.signed()?.value;
                match sign {
                    "-" => value.checked_neg().ok_or(Trouble::Unsure)?,
                    "!" => i64::from(value == 0),
                    _ => value,
                }
                .into()
            }
            Some(step @ ("++" | "--")) => {
                self.take(step);
                let operand = self.signed()?;
                // `--3` is twice a sign in some shells.
                let name = operand.name.ok_or(Trouble::Unsure)?;
                let value = operand.value.checked_add(by(step)).ok_or(Trouble::Unsure)?;
                self.assign(&name, value)?;
                value.into()
            }
            _ => self.counted_after()?,
        };
        self.depth -= 1;
        Ok(found)
    }

    fn counted_after(&mut self) -> Result<Operand, Trouble> {
        let operand = self.primary()?;
        let Some(step @ ("++" | "--")) = self.operator() else { return Ok(operand) };
        let Some(name) = operand.name else { return Err(Trouble::Unsure) };
        self.take(step);
        let value = operand.value.checked_add(by(step)).ok_or(Trouble::Unsure)?;
        self.assign(&name, value)?;
        Ok(operand.value.into())
    }

    fn primary(&mut self) -> Result<Operand, Trouble> {
        let Some(first) = self.chars.get(self.at).copied() else { return Err(Trouble::Bad) };
        let found = match first {
            '(' => {
                self.take("(");
                let value = self.assignment()?.value;
                if !self.sees(")") {
                    return Err(Trouble::Bad);
                }
                self.take(")");
                value.into()
            }
            '0'..='9' => self.digits()?.into(),
            c if is_name_char(c) => self.name()?,
            '"' | '\'' if self.shell.dialect != Dialect::Ksh => return Err(Trouble::Bad),
            // Fractions, characters, elements: not worked out where the shell may know them.
            '.' | '#' | '[' | '$' | '"' | '\'' | '\\' => return Err(Trouble::Unsure),
            _ => return Err(Trouble::Bad),
        };
        self.blanks();
        Ok(found)
    }
}

fn by(step: &str) -> i64 {
    if step == "++" { 1 } else { -1 }
}
