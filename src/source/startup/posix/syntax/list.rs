//! Lines, lists and pipelines.

use super::SyntaxError;
use super::command::{AndOr, Command, Link, List, Pipeline};
use super::parser::Parser;
use super::word::{Until, Word};
use crate::source::startup::posix::dialect::Dialect;

impl Parser<'_> {
    /// The commands of the next complete line; `None` at the end.
    ///
    /// # Errors
    /// Text that the shell cannot parse: nothing of it and of what follows runs.
    pub(crate) fn line(&mut self) -> Result<Option<List>, SyntaxError> {
        self.skip_lines();
        if self.cursor.is_at_end() {
            return Ok(None);
        }
        let mut list = vec![];
        loop {
            self.cursor.skip_blanks();
            if self.newline() || self.cursor.is_at_end() {
                return Ok(Some(list));
            }
            list.push(self.and_or()?);
            self.separator()?;
        }
    }

    /// The text as one word.
    pub(crate) fn single_word(&mut self) -> Option<Word> {
        self.word(Until::Blank).ok().flatten()
    }

    /// Commands up to one of `ends` in command position, which stays.
    pub(super) fn commands(&mut self, ends: &[&str]) -> Result<List, SyntaxError> {
        let mut list = vec![];
        loop {
            self.skip_lines();
            if self.cursor.is_at_end() {
                return Err(self.cursor.error(format!("the file ends before `{}`", ends.join("` or `"))));
            }
            if self.sees_end(ends) {
                return Ok(list);
            }
            list.push(self.and_or()?);
            self.cursor.skip_blanks();
            if self.sees_end(ends) && self.closes_without_separator() {
                return Ok(list);
            }
            self.separator()?;
        }
    }

    fn sees_end(&self, ends: &[&str]) -> bool {
        let word = self.reserved();
        ends.iter().any(|end| match *end {
            ")" => self.cursor.peek() == Some(')'),
            ";;" => self.arm_end().is_some(),
            end => word == end,
        })
    }

    /// Commands that a compound command is made of; most shells want at least one.
    pub(super) fn filled(&mut self, ends: &[&str], is_branch: bool) -> Result<List, SyntaxError> {
        let list = self.commands(ends)?;
        let may_be_empty = match self.cursor.dialect {
            Dialect::Zsh => true,
            Dialect::Mksh => !is_branch,
            _ => false,
        };
        if list.is_empty() && !may_be_empty {
            return Err(self.cursor.error("no command where there must be one"));
        }
        Ok(list)
    }

    /// Whether what ends a list may stand without `;` or a line break before it.
    fn closes_without_separator(&self) -> bool {
        let is_word = self.cursor.peek().is_some_and(|c| c.is_alphabetic() || c == '}');
        self.after_compound
            || !is_word
            || self.cursor.dialect == Dialect::Zsh && self.cursor.peek() == Some('}')
    }

    /// What stands between two commands of a list.
    pub(super) fn separator(&mut self) -> Result<(), SyntaxError> {
        self.cursor.skip_blanks();
        match self.cursor.peek() {
            None => Ok(()),
            Some('\n') => Ok(()),
            Some(';') if self.cursor.second() != Some(';') => {
                self.cursor.next();
                Ok(())
            }
            Some(';') => Err(self.cursor.error("`;;` outside `case`")),
            Some(')') => Err(self.cursor.error("`)` without `(`")),
            // A background command has taken its `&`.
            Some(_) if self.cursor.since(self.cursor.at().saturating_sub(1)) == "&" => Ok(()),
            Some(_) if self.ended_by_ampersand() => Ok(()),
            Some(c) => Err(self.cursor.error(format!("`{c}` where a command ends"))),
        }
    }

    fn ended_by_ampersand(&self) -> bool {
        let before = self.cursor.since(0);
        before.trim_end_matches([' ', '\t']).ends_with('&')
    }

    /// Pipelines with `&&` and `||` between them.
    pub(super) fn and_or(&mut self) -> Result<AndOr, SyntaxError> {
        let first = self.pipeline()?;
        let mut rest = vec![];
        loop {
            self.cursor.skip_blanks();
            let link = if self.cursor.take("&&") {
                Link::And
            } else if self.cursor.take("||") {
                Link::Or
            } else {
                break;
            };
            self.skip_lines();
            rest.push((link, self.pipeline()?));
        }
        let is_background = self.cursor.sees("&") && !self.cursor.sees("&&");
        if is_background {
            self.cursor.next();
            // zsh: `&|` and `&!` let go of the command as well.
            if self.cursor.dialect == Dialect::Zsh && !self.cursor.take("|") {
                self.cursor.take("!");
            }
        }
        let item = AndOr { first, rest, is_background };
        if is_background && self.cursor.dialect == Dialect::Zsh && ends_in_assignment(&item) {
            return Err(self.cursor.error("an assignment in the background"));
        }
        self.cursor.skip_blanks();
        let is_ended_twice =
            is_background && self.cursor.peek() == Some(';') && self.cursor.second() != Some(';');
        if is_ended_twice && !matches!(self.cursor.dialect, Dialect::Zsh | Dialect::Ksh) {
            return Err(self.cursor.error("`;` after `&`"));
        }
        Ok(item)
    }

    fn pipeline(&mut self) -> Result<Pipeline, SyntaxError> {
        let mut is_negated = false;
        let start = self.cursor.at();
        let dialect = self.cursor.dialect;
        let may_be_empty = matches!(dialect, Dialect::Zsh | Dialect::Ksh);
        if may_be_empty && self.cursor.peek() == Some(';') && self.cursor.second() != Some(';') {
            return Ok(Pipeline { is_negated, commands: vec![], span: start..start });
        }
        let mut signs = 0;
        loop {
            match self.reserved() {
                "!" => {
                    signs += 1;
                    if signs > 1 && matches!(dialect, Dialect::Zsh | Dialect::Dash | Dialect::Busybox) {
                        return Err(self.cursor.error("`!` after `!`"));
                    }
                    self.cursor.take("!");
                    is_negated = !is_negated;
                }
                "time" if self.cursor.dialect.is_rich() => _ = self.cursor.take("time"),
                _ => break,
            }
            self.cursor.skip_blanks();
        }
        let mut commands = vec![self.command()?];
        let mut end = self.cursor.at();
        loop {
            self.cursor.skip_blanks();
            if self.cursor.sees("||") || !self.cursor.take("|") {
                break;
            }
            self.cursor.take("&");
            self.skip_lines();
            commands.push(self.command()?);
            end = self.cursor.at();
        }
        Ok(Pipeline { is_negated, commands, span: start..end })
    }
}

/// Whether the last command of a list is nothing but assignments.
fn ends_in_assignment(item: &AndOr) -> bool {
    let last = item.rest.last().map_or(&item.first, |(_, pipeline)| pipeline);
    let is_bare = |command: &Command| match command {
        Command::Simple(simple) => simple.words.is_empty() && !simple.assignments.is_empty(),
        _ => false,
    };
    matches!(last.commands.as_slice(), [only] if is_bare(only))
}
