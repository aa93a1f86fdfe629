//! Tests: `[ … ]`, `test …`, `[[ … ]]`.

use super::super::dialect::Dialect;
use super::super::syntax::Test;
use super::super::text::Text;
use super::frame::Flow;
use super::lookup::Looked;
use super::sum::{Sum, Trouble};
use super::{Evaluator, Status};
use crate::source::startup::file_test;
use crate::source::startup::pattern::Pattern;
use crate::source::startup::{Knowledge, Mode};

impl Evaluator<'_> {
    /// How `[[ … ]]` ends.
    ///
    /// # Errors
    /// An expansion that fails, and what that ends.
    pub(super) fn double_bracket(&mut self, test: &Test) -> Result<Status, Flow> {
        self.test(test)
    }

    fn test(&mut self, test: &Test) -> Result<Status, Flow> {
        Ok(match test {
            Test::Not(inner) => self.test(inner)?.negated(),
            Test::And(left, right) => {
                let left = self.test(left)?;
                if left.decided() == Some(false) { left } else { both(left, self.test(right)?) }
            }
            Test::Or(left, right) => {
                let left = self.test(left)?;
                if left.decided() == Some(true) { left } else { either(left, self.test(right)?) }
            }
            Test::Word(word) => {
                let text = self.scalar(word)?;
                status(&text, !text.text.is_empty())
            }
            Test::Unary(operator, word) => {
                let text = self.scalar(word)?;
                self.unary(operator, &text)
            }
            Test::Binary(left, operator, right) => {
                let left = self.scalar(left)?;
                match operator.as_str() {
                    "==" | "=" | "!=" => {
                        let (pattern, knowledge) = self.pattern(right)?;
                        let knowledge = left.knowledge.and(&knowledge);
                        let found = self.match_status(&left, &pattern, &knowledge);
                        if operator == "!=" { found.negated() } else { found }
                    }
                    "=~" => Status::unknown(),
                    _ => {
                        let right = self.scalar(right)?;
                        self.binary(&left, operator, &right, true)
                    }
                }
            }
        })
    }

    /// How `test` ends with these arguments.
    pub(super) fn test_command(&mut self, arguments: &[Text]) -> Status {
        self.tested_arguments(arguments, false)
    }

    /// How busybox's `[[` ends, which is `[` with patterns.
    pub(super) fn double_test_command(&mut self, arguments: &[Text]) -> Status {
        self.tested_arguments(arguments, true)
    }

    fn tested_arguments(&mut self, arguments: &[Text], has_patterns: bool) -> Status {
        if let [one, operator, other] = arguments
            && matches!(operator.text.as_str(), "-a" | "-o")
            && self.dialect.is_rich()
            && !matches!(one.text.as_str(), "!" | "(")
            && !(self.dialect == Dialect::Ksh && operator.text == "-o")
        {
            // Of three arguments the middle one is the operator.
            let (one, other) = (status(one, !one.text.is_empty()), status(other, !other.text.is_empty()));
            return if operator.text == "-a" { both(one, other) } else { either(one, other) };
        }
        let mut reader = Arguments { shell: self, all: arguments, at: 0, depth: 0, has_patterns };
        let status = reader.either();
        let is_whole = reader.at == arguments.len();
        match status {
            Some(status) if is_whole => status,
            // Too many arguments, an operand that is missing: the test fails with a message.
            _ => Status::known(2),
        }
    }

    /// A test of one word.
    fn unary(&self, operator: &str, text: &Text) -> Status {
        match operator {
            "-z" => return status(text, text.text.is_empty()),
            "-n" => return status(text, !text.text.is_empty()),
            _ => {}
        }
        if !text.is_usable() {
            return Status::unknown();
        }
        match operator {
            "-o" => self.option_test(&text.text),
            "-v" => match self.look_up(&text.text) {
                Looked::Unset(knowledge) => Status { code: Some(1), knowledge, text: None },
                Looked::Scalar(found) => Status { code: Some(0), knowledge: found.knowledge, text: None },
                Looked::Many(_) => Status::known(0),
            },
            "-t" => {
                // Whether it is a terminal is decided where the shell is started.
                let likely = self.start.mode.is_interactive();
                Status {
                    code: Some(i32::from(!likely)),
                    knowledge: Knowledge::Unknown("".into()),
                    text: None,
                }
            }
            _ => self.file_test(operator, text),
        }
    }

    fn option_test(&self, option: &str) -> Status {
        let mode = self.start.mode;
        if self.dialect == Dialect::Bash && matches!(option, "interactive" | "login" | "login_shell") {
            // No names of its `set -o`.
            return Status::of(false);
        }
        match option.replace('_', "").to_ascii_lowercase().as_str() {
            "interactive" => Status::of(mode.is_interactive()),
            "login" | "loginshell" => Status::of(mode.is_login()),
            "posix" => Status::of(false),
            "rcs" => Status::of(true),
            _ => Status::unknown(),
        }
    }

    fn file_test(&self, operator: &str, text: &Text) -> Status {
        let Some(path) = self.resolve(&text.text) else { return Status::unknown() };
        if text.text.is_empty() {
            return Status { code: Some(1), knowledge: text.knowledge.clone(), text: None };
        }
        let is_own = path.starts_with(&self.start.at_home(""));
        let found = match (operator, self.tree.presence(&path)) {
            ("-a", found) => file_test::holds('e', found),
            // What others may write to is theirs to say.
            ("-w", found) if is_own => file_test::holds('e', found),
            (operator, found) => operator.chars().nth(1).and_then(|letter| file_test::holds(letter, found)),
        };
        let Some(found) = found else { return Status::unknown() };
        Status { code: Some(i32::from(!found)), knowledge: text.knowledge.clone(), text: None }
    }

    fn binary(&mut self, left: &Text, operator: &str, right: &Text, is_double: bool) -> Status {
        if !left.is_usable() || !right.is_usable() {
            return Status::unknown();
        }
        let mut numbers = None;
        if matches!(operator, "-eq" | "-ne" | "-lt" | "-le" | "-gt" | "-ge") {
            numbers = match (self.operand(left, is_double), self.operand(right, is_double)) {
                (Err(Trouble::Unsure), _) | (_, Err(Trouble::Unsure)) => return Status::unknown(),
                (Ok(one), Ok(other)) => Some((one, other)),
                _ => None,
            };
        }
        let compared = |compare: fn(&i64, &i64) -> bool| numbers.map(|(one, other)| compare(&one, &other));
        let found = match operator {
            // zsh's `[` has no order of texts.
            "<" | ">" if self.dialect == Dialect::Zsh && !is_double => None,
            "=" | "==" => Some(left.text == right.text),
            "!=" => Some(left.text != right.text),
            "<" => Some(left.text < right.text),
            ">" => Some(left.text > right.text),
            "-eq" => compared(|one, other| one == other),
            "-ne" => compared(|one, other| one != other),
            "-lt" => compared(|one, other| one < other),
            "-le" => compared(|one, other| one <= other),
            "-gt" => compared(|one, other| one > other),
            "-ge" => compared(|one, other| one >= other),
            _ => return Status::unknown(),
        };
        let knowledge = left.knowledge.and(&right.knowledge);
        let both = Text { knowledge, is_guess: left.is_guess || right.is_guess, ..Text::default() };
        // A word that is no number is an error, which is a failing test.
        status(&both, found.unwrap_or(false))
    }

    /// A number as a test takes it: in `[[`, and in the Korn shells everywhere, an expression.
    fn operand(&mut self, text: &Text, is_double: bool) -> Result<i64, Trouble> {
        let is_sum = matches!(self.dialect, Dialect::Ksh | Dialect::Mksh)
            || is_double
            || self.dialect == Dialect::Zsh && text.text.is_empty();
        let plain = text.text.trim().parse::<i64>().map_err(|_| Trouble::Bad);
        let is_plain = plain.is_ok() && (!text.text.trim().starts_with('0') || text.text.trim() == "0");
        if self.dialect == Dialect::Mksh && !is_double && text.text.contains(['x', '#']) {
            return Err(Trouble::Unsure);
        }
        if !is_sum || is_plain || !is_double && plain.is_ok() {
            return plain;
        }
        let place = self.script.place(0, 0);
        let number = Sum::of(self, text, &place, 0)?;
        if number.knowledge.is_certain() { Ok(number.value) } else { Err(Trouble::Unsure) }
    }

    /// Whether a mode other than this shell's own matters: for `shopt -q login_shell` and the like.
    pub(super) fn mode(&self) -> Mode {
        self.start.mode
    }
}

/// A test that goes by what is known of a text.
fn status(text: &Text, success: bool) -> Status {
    if !text.is_usable() {
        return Status::unknown();
    }
    let knowledge = match &text.knowledge {
        // A guess decides what is likely; the test's own text says what it depends on.
        Knowledge::Unknown(_) => Knowledge::Unknown("".into()),
        other => other.clone(),
    };
    Status { code: Some(i32::from(!success)), knowledge, text: None }
}

fn both(left: Status, right: Status) -> Status {
    match (left.decided(), right.decided()) {
        (Some(true), _) => right,
        (_, Some(true)) => left,
        (_, Some(false)) => right,
        _ => combined(&left, &right, |one, other| one && other),
    }
}

fn either(left: Status, right: Status) -> Status {
    match (left.decided(), right.decided()) {
        (Some(false), _) => right,
        (_, Some(false)) => left,
        (_, Some(true)) => right,
        _ => combined(&left, &right, |one, other| one || other),
    }
}

fn combined(left: &Status, right: &Status, join: fn(bool, bool) -> bool) -> Status {
    let code = left.likely().zip(right.likely()).map(|(one, other)| i32::from(!join(one, other)));
    let text = left.text.clone().or(right.text.clone());
    Status { code, knowledge: left.knowledge.and(&right.knowledge), text }
}

/// The arguments of `test`, read by their number as POSIX has it.
struct Arguments<'a, 'e, 't> {
    shell: &'e mut Evaluator<'t>,
    all: &'a [Text],
    at: usize,
    depth: u32,
    has_patterns: bool,
}

impl Arguments<'_, '_, '_> {
    fn peek(&self, ahead: usize) -> Option<&str> {
        self.all.get(self.at + ahead).map(|text| text.text.as_str())
    }

    fn take(&mut self) -> Option<Text> {
        self.at += 1;
        self.all.get(self.at - 1).cloned()
    }

    fn either(&mut self) -> Option<Status> {
        let mut left = self.both()?;
        while self.peek(0) == Some("-o") {
            self.at += 1;
            left = either(left, self.both()?);
        }
        Some(left)
    }

    fn both(&mut self) -> Option<Status> {
        let mut left = self.single()?;
        while self.peek(0) == Some("-a") {
            self.at += 1;
            left = both(left, self.single()?);
        }
        Some(left)
    }

    fn single(&mut self) -> Option<Status> {
        self.depth += 1;
        if self.depth > 50 {
            return None;
        }
        let left = self.all.len() - self.at.min(self.all.len());
        let status = match self.peek(0) {
            // No argument at all: the test fails.
            None if self.all.is_empty() => Status::known(1),
            None => return None,
            Some("!") if left > 1 => {
                self.at += 1;
                self.single()?.negated()
            }
            Some("(") if left > 2 => {
                self.at += 1;
                let status = self.either()?;
                if self.peek(0) != Some(")") {
                    return None;
                }
                self.at += 1;
                status
            }
            Some(_) if left >= 3 && self.peek(1).is_some_and(|operator| self.is_binary(operator)) => {
                let (one, operator, other) = (self.take()?, self.take()?, self.take()?);
                match operator.text.as_str() {
                    "=" | "==" | "!=" if self.has_patterns => {
                        let mut pattern = Pattern::new(self.shell.dialect.patterns());
                        pattern.push(&other.text, false);
                        let knowledge = one.knowledge.and(&other.knowledge);
                        let found = self.shell.match_status(&one, &pattern, &knowledge);
                        if operator.text == "!=" { found.negated() } else { found }
                    }
                    "=~" => Status::unknown(),
                    operator => self.shell.binary(&one, operator, &other, false),
                }
            }
            Some(operator) if left >= 2 && is_unary(operator) && self.knows(operator) => {
                let operator = self.take()?;
                let word = self.take()?;
                self.shell.unary(&operator.text, &word)
            }
            Some(_) => {
                let word = self.take()?;
                status(&word, !word.text.is_empty())
            }
        };
        self.depth -= 1;
        Some(status)
    }

    /// `-a FILE`, `-o OPTION` and `-v NAME` are not known to all of them.
    fn knows(&self, operator: &str) -> bool {
        match operator {
            "-a" | "-o" => matches!(self.shell.dialect, Dialect::Bash | Dialect::Ksh | Dialect::Mksh),
            "-v" => self.shell.dialect.is_rich(),
            _ => true,
        }
    }

    fn is_binary(&self, operator: &str) -> bool {
        let has_double = self.shell.dialect != Dialect::Dash;
        match operator {
            "=" | "!=" | "-eq" | "-ne" | "-lt" | "-le" | "-gt" | "-ge" | "-nt" | "-ot" | "-ef" | "<"
            | ">" => true,
            "==" => has_double,
            "=~" => self.has_patterns,
            _ => false,
        }
    }
}

fn is_unary(operator: &str) -> bool {
    let mut chars = operator.chars();
    chars.next() == Some('-')
        && chars.next().is_some_and(|c| c.is_ascii_alphabetic())
        && chars.next().is_none()
}
