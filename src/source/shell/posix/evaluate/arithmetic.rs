//! `$(( … ))` and `(( … ))`, as far as whole numbers and variables go.

use std::ops::Range;

use super::super::state::Text;
use super::super::syntax::is_name_char;
use super::variables::Looked;
use super::{Evaluator, Status};
use crate::source::shell::Knowledge;

/// How deep brackets may nest.
const DEEPEST: u32 = 50;

impl Evaluator<'_> {
    /// The text of `$(( … ))`. It is never more than conditional: what the shell's numbers do at their limits
    /// is not followed.
    pub(super) fn arithmetic_text(&self, span: &Range<u32>) -> Text {
        let source = self.text_of(span);
        match self.number(source) {
            Some((value, knowledge)) => {
                let computed = Knowledge::Conditional(source.into());
                Text { knowledge: knowledge.and(&computed), ..Text::certain(value.to_string()) }
            }
            None => Text::unknown(source),
        }
    }

    /// How `(( … ))` ends: well if the value is not 0.
    pub(super) fn arithmetic_command(&self, span: &Range<u32>) -> Status {
        match self.number(self.text_of(span)) {
            Some((value, knowledge)) => Status { code: Some(i32::from(value == 0)), knowledge, text: None },
            None => Status::unknown(),
        }
    }

    fn number(&self, source: &str) -> Option<(i64, Knowledge)> {
        let inner = source.trim_start_matches(['$', '(', '[']).trim_end_matches([')', ']']);
        let is_word = |word: &&str| word.starts_with(is_name_char) && !word.is_empty();
        let words: Vec<&str> = inner.split_whitespace().collect();
        // Two operands side by side are an error.
        if words
            .windows(2)
            .any(|pair| matches!(pair, [one, two] if one.ends_with(is_name_char) && is_word(two)))
        {
            return None;
        }
        let chars: Vec<char> = words.concat().chars().collect();
        let mut sum = Sum { shell: self, chars: &chars, at: 0, depth: 0, knowledge: Knowledge::Certain };
        let value = sum.level(0)?;
        (sum.at == chars.len()).then_some((value, sum.knowledge))
    }
}

/// Operators from the loosest to the tightest.
const LEVELS: &[&[&str]] =
    &[&["||"], &["&&"], &["==", "!="], &["<=", ">=", "<", ">"], &["+", "-"], &["*", "/", "%"]];

struct Sum<'a, 't> {
    shell: &'a Evaluator<'t>,
    chars: &'a [char],
    at: usize,
    depth: u32,
    knowledge: Knowledge,
}

impl Sum<'_, '_> {
    fn sees(&self, text: &str) -> bool {
        text.chars().enumerate().all(|(index, c)| self.chars.get(self.at + index) == Some(&c))
    }

    fn level(&mut self, level: usize) -> Option<i64> {
        let Some(operators) = LEVELS.get(level) else { return self.factor() };
        let mut left = self.level(level + 1)?;
        while let Some(operator) = operators.iter().find(|operator| self.sees(operator)) {
            self.at += operator.len();
            let right = self.level(level + 1)?;
            left = match *operator {
                "||" => i64::from(left != 0 || right != 0),
                "&&" => i64::from(left != 0 && right != 0),
                "==" => i64::from(left == right),
                "!=" => i64::from(left != right),
                "<=" => i64::from(left <= right),
                ">=" => i64::from(left >= right),
                "<" => i64::from(left < right),
                ">" => i64::from(left > right),
                "+" => left.checked_add(right)?,
                "-" => left.checked_sub(right)?,
                "*" => left.checked_mul(right)?,
                "/" => left.checked_div(right)?,
                _ => left.checked_rem(right)?,
            };
        }
        Some(left)
    }

    fn factor(&mut self) -> Option<i64> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let value = match self.chars.get(self.at)? {
            '(' => {
                self.at += 1;
                let value = self.level(0)?;
                if self.chars.get(self.at) != Some(&')') {
                    return None;
                }
                self.at += 1;
                value
            }
            '!' => {
                self.at += 1;
                i64::from(self.factor()? == 0)
            }
            '-' => {
                self.at += 1;
                self.factor()?.checked_neg()?
            }
            '0'..='9' => self.digits()?,
            _ => self.name()?,
        };
        self.depth -= 1;
        Some(value)
    }

    fn digits(&mut self) -> Option<i64> {
        let digits: String =
            self.chars.iter().skip(self.at).take_while(|c| c.is_ascii_alphanumeric()).collect();
        self.at += digits.len();
        // 010 is octal in some shells and decimal in others.
        let is_plain = digits == "0" || !digits.starts_with('0');
        digits.parse().ok().filter(|_| is_plain)
    }

    fn name(&mut self) -> Option<i64> {
        let rest: String = self.chars.iter().skip(self.at).collect();
        if let Some(command) = rest.strip_prefix("$+commands[").or_else(|| rest.strip_prefix("+commands[")) {
            let (command, _) = command.split_once(']')?;
            let found = self.shell.on_path(command)?;
            self.at += rest.find(']')? + 1;
            let knowledge = Knowledge::Conditional(format!("{command} is on PATH").into());
            self.knowledge = self.knowledge.and(&knowledge);
            return Some(i64::from(found));
        }
        self.at += usize::from(self.chars.get(self.at) == Some(&'$'));
        let name: String =
            self.chars.iter().skip(self.at).take_while(|c| c.is_ascii_alphanumeric() || **c == '_').collect();
        if name.is_empty() {
            return None;
        }
        self.at += name.len();
        match self.shell.look_up(&name) {
            Looked::Unset(knowledge) => {
                self.knowledge = self.knowledge.and(&knowledge);
                Some(0)
            }
            Looked::Scalar(text) if !text.knowledge.is_unknown() => {
                self.knowledge = self.knowledge.and(&text.knowledge);
                if text.text.is_empty() { Some(0) } else { text.text.parse().ok() }
            }
            Looked::Scalar(_) | Looked::Many(_) => None,
        }
    }
}
