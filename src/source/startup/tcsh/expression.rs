//! The expressions of `if`, `while`, `@` and `exit`, evaluated as far as what they ask is known.

use super::glyph::Word;
use super::machine::Machine;
use super::number::number;
use super::pattern::pattern_of_text;

/// Parentheses and negations within each other that are looked into.
const MAX_DEPTH: u32 = 100;

/// A text, or `None` where only running would tell.
type Operand = Option<String>;

/// A number, or `None` where only running would tell.
type Number = Option<i64>;

/// What an operator is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Compare {
    Equal,
    Unequal,
    Like,
    Unlike,
}

/// How a part of an expression is gone through.
#[derive(Clone, Copy)]
struct Pass {
    /// Only to get after it: its outcome does not matter.
    skips: bool,
    /// It is the pattern after `=~` or `!~`: its words name no files.
    is_pattern: bool,
}

/// An expression being evaluated.
pub(super) struct Expression<'m, 't> {
    pub(super) machine: &'m mut Machine<'t>,
    words: &'m [Word],
    /// The index of the next word.
    next: usize,
    depth: u32,
}

/// Evaluates the expression at the start of the words: its number, if that is decided, and the index of
/// the first word after it.
///
/// # Errors
/// In tcsh's words.
pub(super) fn evaluate(machine: &mut Machine<'_>, words: &[Word]) -> Result<(Number, usize), String> {
    let mut expression = Expression { machine, words, next: 0, depth: 0 };
    let value = expression.any(Pass { skips: false, is_pattern: false })?;
    Ok((value, expression.next))
}

fn syntax() -> String {
    "expression syntax".into()
}

impl Expression<'_, '_> {
    fn is_next(&self, text: &str) -> bool {
        self.words.get(self.next).is_some_and(|word| word.is(text))
    }

    fn take(&mut self, text: &str) -> bool {
        let is_next = self.is_next(text);
        self.next += usize::from(is_next);
        is_next
    }

    fn number(&self, operand: &Operand) -> Result<Number, String> {
        let Some(text) = operand else { return Ok(None) };
        if !text.is_empty() && !text.starts_with(|char: char| char == '-' || char.is_ascii_digit()) {
            return Err(syntax());
        }
        number(text, self.machine.switch("parseoctal")).map(Some)
    }

    /// `||`.
    fn any(&mut self, pass: Pass) -> Result<Number, String> {
        let mut value = self.all(pass)?;
        while self.take("||") {
            let skips = pass.skips || value.is_some_and(|value| value != 0);
            let other = self.side(value, Pass { skips, ..pass }, Self::all)?;
            value = match (value, other) {
                (Some(value), _) if value != 0 => Some(1),
                (_, Some(other)) if other != 0 && !skips => Some(1),
                (Some(_), Some(_)) => Some(0),
                _ => None,
            };
        }
        Ok(value)
    }

    /// `&&`.
    fn all(&mut self, pass: Pass) -> Result<Number, String> {
        let mut value = self.bits(pass, 0)?;
        while self.take("&&") {
            let skips = pass.skips || value == Some(0);
            let other = self.side(value, Pass { skips, ..pass }, |this, pass| this.bits(pass, 0))?;
            value = match (value, other) {
                (Some(0), _) => Some(0),
                (_, Some(0)) if !skips => Some(0),
                (Some(_), Some(_)) => Some(1),
                _ => None,
            };
        }
        Ok(value)
    }

    /// The other side of `||` or `&&`. Whether it is looked at may not be decided; an error in it is then
    /// only a doubt.
    fn side(
        &mut self,
        before: Number,
        pass: Pass,
        evaluate: impl Fn(&mut Self, Pass) -> Result<Number, String>,
    ) -> Result<Number, String> {
        let start = self.next;
        match evaluate(self, pass) {
            Err(_) if before.is_none() && !pass.skips => {
                self.next = start;
                evaluate(self, Pass { skips: true, ..pass })?;
                Ok(None)
            }
            other => other,
        }
    }

    /// `|`, `^`, `&`, by level.
    fn bits(&mut self, pass: Pass, level: usize) -> Result<Number, String> {
        let Some((operator, combine)) = BITS.get(level) else { return self.equality(pass) };
        let mut value = self.bits(pass, level + 1)?;
        while self.take(operator) {
            let other = self.bits(pass, level + 1)?;
            value = value.zip(other).map(|(one, other)| combine(one, other));
        }
        Ok(value)
    }

    /// `==`, `!=`, `=~`, `!~`, or a number alone.
    fn equality(&mut self, pass: Pass) -> Result<Number, String> {
        let one = self.relation(pass)?;
        let operator = self.words.get(self.next).and_then(|word| {
            let operators = [
                ("==", Compare::Equal),
                ("!=", Compare::Unequal),
                ("=~", Compare::Like),
                ("!~", Compare::Unlike),
            ];
            operators.into_iter().find(|(text, _)| word.is(text)).map(|(_, operator)| operator)
        });
        let Some(operator) = operator else {
            return self.number(&one);
        };
        self.next += 1;
        let is_pattern = matches!(operator, Compare::Like | Compare::Unlike);
        let other = self.relation(Pass { is_pattern: pass.is_pattern || is_pattern, ..pass })?;
        let (false, Some((one, other))) = (pass.skips, one.zip(other)) else { return Ok(None) };
        let holds = match operator {
            Compare::Equal => Some(one == other),
            Compare::Unequal => Some(one != other),
            Compare::Like => is_like(&one, &other)?,
            Compare::Unlike => is_like(&one, &other)?.map(|holds| !holds),
        };
        Ok(holds.map(i64::from))
    }

    /// `<`, `>`, `<=`, `>=`.
    fn relation(&mut self, pass: Pass) -> Result<Operand, String> {
        let mut one = self.shift(pass)?;
        while let Some(word) = self.words.get(self.next) {
            let is_less = match () {
                () if word.starts('<') => true,
                () if word.starts('>') => false,
                () => break,
            };
            let mut or_equal = word.is("<=") || word.is(">=");
            self.next += 1;
            or_equal |= self.take("=");
            let other = self.shift(pass)?;
            one = self.compute(pass, &one, &other, |one, other| {
                let (small, large) = if is_less { (one, other) } else { (other, one) };
                Ok(i64::from(small < large || (or_equal && small == large)))
            })?;
        }
        Ok(one)
    }

    fn shift(&mut self, pass: Pass) -> Result<Operand, String> {
        let one = self.sum(pass)?;
        let is_left = self.is_next("<<");
        if !is_left && !self.is_next(">>") {
            return Ok(one);
        }
        self.next += 1;
        let other = self.sum(pass)?;
        self.compute(pass, &one, &other, |one, other| {
            let by = u32::try_from(other).unwrap_or(63);
            Ok(if is_left { one.wrapping_shl(by) } else { one.wrapping_shr(by) })
        })
    }

    /// `+`, `-`.
    fn sum(&mut self, pass: Pass) -> Result<Operand, String> {
        let mut one = self.product(pass)?;
        while self.is_next("+") || self.is_next("-") {
            let adds = self.is_next("+");
            self.next += 1;
            let other = self.product(pass)?;
            let add = |one: i64, other: i64| {
                Ok(if adds { one.wrapping_add(other) } else { one.wrapping_sub(other) })
            };
            one = self.compute(pass, &one, &other, add)?;
        }
        Ok(one)
    }

    /// `*`, `/`, `%`.
    fn product(&mut self, pass: Pass) -> Result<Operand, String> {
        let mut one = self.operand(pass)?;
        while let Some(operator) = ['*', '/', '%'].into_iter().find(|char| self.is_next(&char.to_string())) {
            self.next += 1;
            if pass.is_pattern {
                return Ok(Some(operator.to_string()));
            }
            let other = self.operand(pass)?;
            one = self.compute(pass, &one, &other, |one, other| match operator {
                '*' => Ok(one.wrapping_mul(other)),
                '/' => one.checked_div(other).ok_or_else(|| "division by 0".to_owned()),
                _ => one.checked_rem(other).ok_or_else(|| "mod by 0".to_owned()),
            })?;
        }
        Ok(one)
    }

    fn compute(
        &self,
        pass: Pass,
        one: &Operand,
        other: &Operand,
        operation: impl Fn(i64, i64) -> Result<i64, String>,
    ) -> Result<Operand, String> {
        if pass.skips {
            return Ok(Some("0".into()));
        }
        let Some((one, other)) = self.number(one)?.zip(self.number(other)?) else { return Ok(None) };
        Ok(Some(operation(one, other)?.to_string()))
    }

    /// `!`, `~`, `( … )`, `{ … }`, a file test, a word.
    fn operand(&mut self, pass: Pass) -> Result<Operand, String> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            self.machine.exhausted = true;
            return Err("expression nested too deep".into());
        }
        let operand = self.operand_inside(pass);
        self.depth -= 1;
        operand
    }

    fn operand_inside(&mut self, pass: Pass) -> Result<Operand, String> {
        let word = self.words.get(self.next).ok_or_else(syntax)?;
        if word.is("!") || word.is("~") {
            let negates = word.is("!");
            self.next += 1;
            let operand = self.operand(pass)?;
            return Ok(self
                .number(&operand)?
                .map(|value| if negates { i64::from(value == 0) } else { !value }.to_string()));
        }
        if self.take("(") {
            let value = self.any(pass)?;
            if !self.words.get(self.next).is_some_and(|word| word.starts(')')) {
                return Err(syntax());
            }
            self.next += 1;
            return Ok(value.map(|value| value.to_string()));
        }
        if self.take("{") {
            return self.command(pass);
        }
        if is_operator(word) {
            return Ok(Some(String::new()));
        }
        self.next += 1;
        if word.starts('-') && word.glyphs.get(1).is_some_and(|glyph| is_file_test(glyph.char)) {
            return self.file_test(word, pass.skips, pass.is_pattern);
        }
        self.text(word, pass.is_pattern)
    }

    /// `{ command }`, whose outcome only running it would tell.
    fn command(&mut self, pass: Pass) -> Result<Operand, String> {
        let close = self.words.iter().skip(self.next).position(|word| word.is("}")).ok_or("missing }")?;
        self.next += close + 1;
        Ok(pass.skips.then(String::new))
    }

    /// A word's text, if it is certain.
    pub(super) fn text(&mut self, word: &Word, is_pattern: bool) -> Result<Operand, String> {
        let (text, knowledge) = match is_pattern {
            true => (word.text(), word.knowledge.clone()),
            false => self.machine.glob_joined(word)?,
        };
        Ok(knowledge.is_certain().then_some(text))
    }

    /// The word after a file test, and whether there is one.
    pub(super) fn next_word(&mut self) -> Option<Word> {
        let word = self.words.get(self.next).cloned();
        self.next += 1;
        word
    }
}

/// An operator between numbers.
type Bitwise = (&'static str, fn(i64, i64) -> i64);

/// The bitwise operators, the one that binds least first.
const BITS: [Bitwise; 3] =
    [("|", |one, other| one | other), ("^", |one, other| one ^ other), ("&", |one, other| one & other)];

/// Whether a text matches a pattern with braces, or, after a `^`, does not; `None`: not worked out.
///
/// # Errors
/// A bracket or a brace without its partner.
pub(super) fn is_like(text: &str, pattern: &str) -> Result<Option<bool>, String> {
    let (turned, pattern) = pattern.strip_prefix('^').map_or((false, pattern), |rest| (true, rest));
    let glyphs = pattern.chars().map(super::glyph::Glyph::plain).collect();
    let mut matches = Some(false);
    for part in super::braces::expand_braces(vec![glyphs])? {
        let found = pattern_of_text(&super::glyph::text(&part))?.matches(text);
        matches = matches.zip(found).map(|(one, other)| one || other);
    }
    Ok(matches.map(|matches| matches != turned))
}

/// Whether a word is an operator where an operand is due; the operand is then an empty text.
pub(super) fn is_operator(word: &Word) -> bool {
    let operators =
        ["+", "-", "*", "/", "%", "(", ")", "!", "~", "^", "\"", "|&", "<<", ">>", "==", "=~", "!=", "!~"];
    operators.iter().any(|operator| word.is(operator)) || word.starts('<') || word.starts('>')
}

fn is_file_test(char: char) -> bool {
    "erwxfdzoplstSXLbcugkmKZAMCDIUGNFP".contains(char)
}
