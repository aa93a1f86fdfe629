//! `case … esac`.

use super::SyntaxError;
use super::command::{Arm, Case, Command, Then};
use super::parser::Parser;
use super::word::Until;
use crate::source::startup::posix::dialect::Dialect;

impl Parser<'_> {
    /// What ends an arm of `case` here.
    pub(super) fn arm_end(&self) -> Option<&'static str> {
        let ends: &[&'static str] = match self.cursor.dialect {
            Dialect::Dash | Dialect::Busybox => &[";;"],
            Dialect::Bash => &[";;&", ";;", ";&"],
            Dialect::Zsh => &[";;", ";&", ";|"],
            Dialect::Ksh => &[";;", ";&"],
            Dialect::Mksh => &[";;&", ";;", ";&", ";|"],
        };
        ends.iter().copied().find(|end| self.cursor.sees(end))
    }

    /// `case`, whose first letter stands here.
    pub(super) fn case_command(&mut self) -> Result<Command, SyntaxError> {
        let start = self.cursor.at();
        self.cursor.take("case");
        self.cursor.skip_blanks();
        let subject = self.word(Until::Blank)?.ok_or_else(|| self.cursor.error("`case` without a word"))?;
        let span = start..self.cursor.at();
        self.skip_lines();
        let end = if self.cursor.dialect == Dialect::Zsh && self.reserved() == "{" { "}" } else { "esac" };
        if end == "}" {
            self.cursor.take("{");
        } else {
            self.expect("in")?;
        }
        let mut arms = vec![];
        loop {
            self.skip_lines();
            if self.reserved() == end {
                self.cursor.take(end);
                return Ok(Command::Case(Case { subject, arms, span }));
            }
            arms.push(self.arm(end)?);
        }
    }

    fn arm(&mut self, end: &str) -> Result<Arm, SyntaxError> {
        self.cursor.take("(");
        let mut patterns = vec![];
        loop {
            self.cursor.skip_blanks();
            match self.word(Until::Blank)? {
                Some(word) => patterns.push(word),
                None => return Err(self.cursor.error("a pattern is missing")),
            }
            self.cursor.skip_blanks();
            if self.cursor.take(")") {
                break;
            }
            if !self.cursor.take("|") {
                return Err(self.cursor.error("`)` is missing after a pattern"));
            }
        }
        let body = self.commands(&[";;", end])?;
        let end = self.arm_end().unwrap_or_default();
        self.cursor.take(end);
        let then = match end {
            ";&" => Then::FallsThrough,
            ";;&" | ";|" => Then::TestsOn,
            _ => Then::Ends,
        };
        Ok(Arm { patterns, body, then })
    }
}
