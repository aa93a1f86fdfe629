//! Moving on in a file to where `else`, `endif`, `end`, `endsw`, a `case` or a label stands.
//!
//! tcsh does not parse what it passes over: it looks at the first word of each line, and ends a line at
//! a closing parenthesis. What it takes for the end of a block is therefore not always what was meant.

use super::frame::Frame;
use super::glyph::At;
use super::input::Input;

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Goal {
    /// From an `if` that does not hold: its `else`, or after its `endif`.
    Else,
    /// After an `endif`.
    Endif,
    /// After the `end` of a loop.
    End,
    /// After the `case` that matches, the `default`, or the `endsw`.
    Case,
    /// After an `endsw`.
    Endsw,
    /// After a label.
    Label,
}

impl Goal {
    /// What tcsh says when it is not there.
    fn missing(self) -> &'static str {
        match self {
            Self::Else => "then/endif not found",
            Self::Endif => "endif not found",
            Self::End => "end not found",
            Self::Case | Self::Endsw => "endsw not found",
            Self::Label => "label not found",
        }
    }
}

/// Where a search ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stop {
    /// Where reading goes on.
    pub(super) at: At,
    /// Whether it was a `case` or a `default`, and no `endsw`.
    pub(super) is_case: bool,
}

/// Looks for the goal from where the file is being read. `accepts` is asked about each `case` (its pattern)
/// and each label (its name) that comes into question.
///
/// # Errors
/// It is not there, in tcsh's words; or what `accepts` says.
pub(super) fn search(
    frame: &mut Frame,
    goal: Goal,
    accepts: &mut dyn FnMut(&str) -> Result<bool, String>,
) -> Result<Stop, String> {
    let mut input = frame.input.clone();
    if goal == Goal::Label {
        input.seek(At::START);
    }
    let mut scan = Scan { input, goal, level: 0, loops: 0 };
    scan.run(frame, accepts)
}

struct Scan {
    input: Input,
    goal: Goal,
    level: i64,
    loops: i64,
}

impl Scan {
    fn run(
        &mut self,
        frame: &mut Frame,
        accepts: &mut dyn FnMut(&str) -> Result<bool, String>,
    ) -> Result<Stop, String> {
        loop {
            let word = self.word()?.unwrap_or_default();
            if word == "else" && self.level == 0 && self.goal == Goal::Else {
                return Ok(Stop { at: self.input.at(), is_case: false });
            }
            let is_case = self.step(&word, frame, accepts)?;
            self.rest()?;
            if is_case || self.level < 0 {
                return Ok(Stop { at: self.input.at(), is_case });
            }
        }
    }

    /// Takes the first word of a line into account; whether it is what was looked for.
    fn step(
        &mut self,
        word: &str,
        frame: &mut Frame,
        accepts: &mut dyn FnMut(&str) -> Result<bool, String>,
    ) -> Result<bool, String> {
        let in_if = matches!(self.goal, Goal::Else | Goal::Endif);
        let in_switch = matches!(self.goal, Goal::Case | Goal::Endsw);
        match word {
            "if" => {
                let mut last = String::new();
                while let Some(next) = self.word()? {
                    last = next;
                }
                self.level += i64::from(in_if && last == "then");
            }
            "endif" => self.level -= i64::from(in_if),
            "foreach" | "while" => {
                self.loops += 1;
                self.level += i64::from(self.goal == Goal::End);
            }
            "end" => {
                if self.goal == Goal::Endsw && self.loops == 0 {
                    frame.loops.pop();
                }
                self.level -= i64::from(self.goal == Goal::End);
                self.loops -= 1;
            }
            "switch" => self.level += i64::from(in_switch),
            "endsw" => self.level -= i64::from(in_switch),
            "label" if self.goal == Goal::Label => {
                let name = self.word()?.unwrap_or_default();
                return accepts(&name);
            }
            "case" if self.goal == Goal::Case && self.level == 0 => {
                let pattern = self.word()?.unwrap_or_default();
                return accepts(pattern.strip_suffix(':').unwrap_or(&pattern));
            }
            "default" => return Ok(self.goal == Goal::Case && self.level == 0),
            "break" | "breaksw" | "else" | "exit" | "goto" | "label" | "set" | "@" | "case" => {}
            _ => return self.label(word, accepts),
        }
        Ok(false)
    }

    fn label(
        &mut self,
        word: &str,
        accepts: &mut dyn FnMut(&str) -> Result<bool, String>,
    ) -> Result<bool, String> {
        match (self.goal, word.strip_suffix(':')) {
            (Goal::Label, Some(name)) => accepts(name),
            (Goal::Case, Some("default")) => Ok(self.level == 0),
            _ => Ok(false),
        }
    }

    fn read(&mut self) -> Result<char, String> {
        self.input.next().ok_or_else(|| self.goal.missing().to_owned())
    }

    /// The next word of the line; `None`: the line ends.
    fn word(&mut self) -> Result<Option<String>, String> {
        if self.line_ends()? {
            return Ok(None);
        }
        let (mut word, mut quote) = (String::new(), None);
        loop {
            let (char, before) = self.character()?;
            quote = toggled(quote, char);
            let is_first = word.is_empty();
            word.push(char);
            if quote.is_none() && char == ')' && is_first {
                return Ok(Some(word));
            }
            let ends = match char {
                '\n' => true,
                ' ' | '\t' => quote.is_none(),
                '(' | ')' => quote.is_none() && !is_first,
                _ => false,
            };
            if ends {
                word.pop();
                self.input.seek(before);
                return Ok(Some(word));
            }
        }
    }

    /// Passes over what is left of the line: up to its line break, or after a closing parenthesis.
    fn rest(&mut self) -> Result<(), String> {
        let mut quote = None;
        while !self.line_ends()? {
            let mut is_first = true;
            loop {
                let (char, _) = self.character()?;
                quote = toggled(quote, char);
                if quote.is_none() && char == ')' {
                    return Ok(());
                }
                if quote.is_none() && char == '(' && !is_first {
                    break;
                }
                is_first = false;
                if char == '\n' {
                    return Ok(());
                }
                if quote.is_none() && matches!(char, ' ' | '\t') {
                    break;
                }
            }
        }
        self.read().map(|_| ())
    }

    /// Whether only blanks or a comment are left of the line; its line break is left to be read.
    fn line_ends(&mut self) -> Result<bool, String> {
        loop {
            let before = self.input.at();
            match self.read()? {
                ' ' | '\t' => {}
                '\n' => {
                    self.input.seek(before);
                    return Ok(true);
                }
                '#' => loop {
                    let before = self.input.at();
                    if self.read()? == '\n' {
                        self.input.seek(before);
                        return Ok(true);
                    }
                },
                _ => {
                    self.input.seek(before);
                    return Ok(false);
                }
            }
        }
    }

    /// A character of a word, and where to read on if it does not belong to it; a `\` is dropped, and a
    /// line break after it is a blank.
    fn character(&mut self) -> Result<(char, At), String> {
        let before = self.input.at();
        let char = self.read()?;
        if char != '\\' {
            return Ok((char, before));
        }
        let before = self.input.at();
        match self.read()? {
            '\n' => Ok((' ', self.input.at())),
            other => Ok((other, before)),
        }
    }
}

fn toggled(quote: Option<char>, char: char) -> Option<char> {
    match quote {
        None if matches!(char, '\'' | '"') => Some(char),
        Some(open) if open == char => None,
        other => other,
    }
}
