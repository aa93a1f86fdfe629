//! `test` and `[`.
//!
//! Mirrors `builtin_test` of fish 3.6.

use crate::source::startup::file_test;
use crate::source::startup::fish::call::Call;
use crate::source::startup::fish::flow::{Flow, Status};
use crate::source::startup::fish::shell::Shell;
use crate::source::startup::fish::value::{Argument, knowledge_of, texts};

/// fish's status for a test that it cannot make out.
const BROKEN: i32 = 1;
/// fish's status for a number that is none, and for a `[` without `]`.
const BAD_ARGUMENTS: i32 = 2;
/// The arguments of one test that are followed.
const MAX_ARGUMENTS: usize = 100;

/// How a test comes out; nothing: the files do not tell.
type Verdict = Option<bool>;

/// A number that is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct NoNumber;

/// A test.
#[derive(Debug)]
enum Expression {
    Unary(String, String),
    Binary(String, String, String),
    Not(Box<Expression>),
    /// Expressions and the operators between them: `-a` if true, else `-o`.
    Combined(Vec<Expression>, Vec<bool>),
}

impl Shell<'_> {
    /// Makes a test.
    pub(super) fn test(&mut self, call: &Call<'_>, name: &str, arguments: &[Argument]) -> Flow {
        self.status = self.test_status(call, name, arguments);
        Flow::ON
    }

    fn test_status(&self, call: &Call<'_>, name: &str, arguments: &[Argument]) -> Status {
        let knowledge = knowledge_of(arguments);
        if knowledge.is_unknown() || arguments.len() > MAX_ARGUMENTS {
            return Status::open(call.text());
        }
        let mut words = texts(arguments);
        if name == "[" && words.pop() != Some("]") {
            return Status::Known(BAD_ARGUMENTS);
        }
        let verdict = match words.as_slice() {
            [] => return Status::Known(BAD_ARGUMENTS),
            [only] => Ok(Some(!only.is_empty())),
            words => match (Parser { words }).whole() {
                Some(expression) => self.evaluate(&expression),
                None => return Status::Known(BROKEN),
            },
        };
        match verdict {
            Err(NoNumber) => Status::Known(BAD_ARGUMENTS),
            Ok(verdict) => self.judged(call, arguments, verdict),
        }
    }

    fn evaluate(&self, expression: &Expression) -> Result<Verdict, NoNumber> {
        match expression {
            Expression::Unary(operator, word) => Ok(self.unary(operator, word)),
            Expression::Binary(left, operator, right) => self.binary(left, operator, right),
            Expression::Not(inner) => Ok(self.evaluate(inner)?.map(|holds| !holds)),
            Expression::Combined(parts, operators) => self.combined(parts, operators),
        }
    }

    /// `-a` binds closer than `-o`.
    fn combined(&self, parts: &[Expression], operators: &[bool]) -> Result<Verdict, NoNumber> {
        let mut either = Some(false);
        let mut both = Some(true);
        for (index, part) in parts.iter().enumerate() {
            if both != Some(false) {
                both = match (self.evaluate(part)?, both) {
                    (Some(false), _) => Some(false),
                    (Some(true), both) => both,
                    (None, _) => None,
                };
            }
            if operators.get(index) != Some(&true) {
                either = match (either, both) {
                    (Some(true), _) | (_, Some(true)) => return Ok(Some(true)),
                    (Some(false), both) => both,
                    (None, _) => None,
                };
                both = Some(true);
            }
        }
        Ok(either)
    }

    fn unary(&self, operator: &str, word: &str) -> Verdict {
        match operator {
            "-n" => return Some(!word.is_empty()),
            "-z" => return Some(word.is_empty()),
            "-t" => return None,
            _ => {}
        }
        let path = if word.is_empty() { return Some(false) } else { self.absolute(word)? };
        let found = self.tree.presence(&path);
        match operator.chars().nth(1)? {
            // What others may write to is theirs to say.
            'w' if path.starts_with(&self.start.at_home("")) => file_test::holds('e', found),
            letter => file_test::holds(letter, found),
        }
    }

    fn binary(&self, left: &str, operator: &str, right: &str) -> Result<Verdict, NoNumber> {
        Ok(Some(match operator {
            "=" => left == right,
            "!=" => left != right,
            "-nt" | "-ot" | "-ef" => return Ok(None),
            _ => {
                let (left, right) = (number(left)?, number(right)?);
                match operator {
                    "-eq" => left == right,
                    "-ne" => left != right,
                    "-gt" => left > right,
                    "-ge" => left >= right,
                    "-lt" => left < right,
                    _ => left <= right,
                }
            }
        }))
    }
}

/// A number as fish reads it: decimal with a fraction, or hexadecimal.
fn number(text: &str) -> Result<f64, NoNumber> {
    let text = text.trim_start();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    if let Some(digits) = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X")) {
        return u32::from_str_radix(digits, 16).map(|number| sign * f64::from(number)).map_err(|_| NoNumber);
    }
    let plain = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    let number: f64 = digits.parse().map_err(|_| NoNumber)?;
    let exact = number.abs() < 9.2e18;
    if plain && exact { Ok(sign * number) } else { Err(NoNumber) }
}

fn is_unary(word: &str) -> bool {
    let letter = word.strip_prefix('-').filter(|rest| rest.len() == 1);
    letter.is_some_and(|letter| "bcdefGghkLOpSstruwxnz".contains(letter))
}

fn is_binary(word: &str) -> bool {
    ["=", "!=", "-eq", "-ne", "-gt", "-ge", "-lt", "-le", "-nt", "-ot", "-ef"].contains(&word)
}

fn is_combiner(word: &str) -> Option<bool> {
    match word {
        "-a" => Some(true),
        "-o" => Some(false),
        _ => None,
    }
}

/// Reads a test; each step gives an expression and the position after it.
struct Parser<'w> {
    words: &'w [&'w str],
}

impl Parser<'_> {
    fn word(&self, index: usize) -> Option<&str> {
        self.words.get(index).copied()
    }

    fn whole(&self) -> Option<Expression> {
        let (expression, end) = self.expression(0, self.words.len())?;
        (end == self.words.len()).then_some(expression)
    }

    fn expression(&self, start: usize, end: usize) -> Option<(Expression, usize)> {
        match end.checked_sub(start)? {
            0 | 1 => None,
            2 => self.unary(start, end),
            3 => self.three(start, end),
            4 => self.four(start, end),
            _ => self.combining(start, end),
        }
    }

    fn three(&self, start: usize, end: usize) -> Option<(Expression, usize)> {
        let middle = self.word(start + 1)?;
        if is_binary(middle) {
            return self.binary(start, end);
        }
        if let Some(and) = is_combiner(middle) {
            let (left, _) = self.unary(start, start + 1)?;
            let (right, _) = self.unary(start + 2, end)?;
            return Some((Expression::Combined(vec![left, right], vec![and]), end));
        }
        self.unary(start, end)
    }

    fn four(&self, start: usize, end: usize) -> Option<(Expression, usize)> {
        match self.word(start)? {
            "!" => {
                let (inner, end) = self.three(start + 1, end)?;
                Some((Expression::Not(Box::new(inner)), end))
            }
            "(" => self.parenthesized(start, end),
            _ => self.combining(start, end),
        }
    }

    fn combining(&self, start: usize, end: usize) -> Option<(Expression, usize)> {
        let (first, mut at) = self.unary(start, end)?;
        let (mut parts, mut operators) = (vec![first], vec![]);
        while at < end {
            let Some(and) = self.word(at).and_then(is_combiner) else { break };
            let (next, after) = self.unary(at + 1, end)?;
            operators.push(and);
            parts.push(next);
            at = after;
        }
        Some((Expression::Combined(parts, operators), at))
    }

    fn unary(&self, start: usize, end: usize) -> Option<(Expression, usize)> {
        if start >= end {
            return None;
        }
        if self.word(start) == Some("!") {
            let (inner, end) = self.unary(start + 1, end)?;
            return Some((Expression::Not(Box::new(inner)), end));
        }
        self.primary(start, end)
    }

    fn primary(&self, start: usize, end: usize) -> Option<(Expression, usize)> {
        let word = self.word(start)?;
        if word == "("
            && let Some(found) = self.parenthesized(start, end)
        {
            return Some(found);
        }
        if is_unary(word) && start + 1 < end {
            let operand = self.word(start + 1)?.to_owned();
            return Some((Expression::Unary(word.to_owned(), operand), start + 2));
        }
        if let Some(found) = self.binary(start, end) {
            return Some(found);
        }
        let is_operator = word == "!" || word == "(" || word == ")" || is_unary(word) || is_binary(word);
        let plain = !is_operator && is_combiner(word).is_none();
        plain.then(|| (Expression::Unary("-n".to_owned(), word.to_owned()), start + 1))
    }

    fn binary(&self, start: usize, end: usize) -> Option<(Expression, usize)> {
        let operator = self.word(start + 1).filter(|word| start + 3 <= end && is_binary(word))?;
        let (left, right) = (self.word(start)?, self.word(start + 2)?);
        Some((Expression::Binary(left.to_owned(), operator.to_owned(), right.to_owned()), start + 3))
    }

    /// As in fish, what stands in parentheses is read as if it went on to the end.
    fn parenthesized(&self, start: usize, end: usize) -> Option<(Expression, usize)> {
        if start + 3 >= end {
            return None;
        }
        let (inner, close) = self.expression(start + 1, end)?;
        (self.word(close) == Some(")")).then_some((inner, close + 1))
    }
}
