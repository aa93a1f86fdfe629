//! Lists, pipelines and compound commands.

use std::rc::Rc;

use super::command::{AndOr, Command, Function, If, Link, List, Pipeline, Redirect};
use super::cursor::{Cursor, is_name};
use super::here::Here;
use super::word::{Until, Word};
use super::{SyntaxError, command::Simple};
use crate::source::startup::posix::dialect::Dialect;

/// Reads a script line by line, as the shell does.
#[derive(Debug, Clone)]
pub(crate) struct Parser<'a> {
    pub(super) cursor: Cursor<'a>,
    pub(super) here: Vec<Here>,
    /// The last command was compound: what closes a list may follow it without `;`.
    after_compound: bool,
}

/// Words that only end something, and so begin no command.
const CLOSERS: &[&str] = &["then", "elif", "else", "fi", "do", "done", "esac", "}"];

impl<'a> Parser<'a> {
    /// Begins at the start of a text.
    pub(crate) fn new(text: &'a str, dialect: Dialect) -> Self {
        Self { cursor: Cursor::new(text, dialect), here: vec![], after_compound: false }
    }

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

    /// Where the parser stands, in bytes.
    pub(crate) fn at(&self) -> u32 {
        self.cursor.at()
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

    /// The unquoted word here, when it could be a reserved one.
    pub(super) fn reserved(&self) -> &'a str {
        let rest = self.cursor.rest();
        let ends = |c: char| matches!(c, ' ' | '\t' | '\n' | ';' | '&' | '|' | '<' | '>' | '(' | ')');
        rest.get(..rest.find(ends).unwrap_or(rest.len())).unwrap_or_default()
    }

    /// Whether `{` opens a group here; zsh needs no blank after it.
    pub(super) fn sees_brace(&self) -> bool {
        let word = self.reserved();
        word == "{" || self.cursor.dialect == Dialect::Zsh && word.starts_with('{')
    }

    /// Takes a reserved word.
    pub(super) fn expect(&mut self, word: &str) -> Result<(), SyntaxError> {
        self.skip_lines();
        if self.reserved() != word {
            return Err(self.cursor.error(format!("`{word}` is missing")));
        }
        self.cursor.take(word);
        Ok(())
    }

    /// Passes blanks, comments and empty lines.
    pub(super) fn skip_lines(&mut self) {
        loop {
            self.cursor.skip_blanks();
            if !self.newline() {
                break;
            }
        }
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

    fn command(&mut self) -> Result<Command, SyntaxError> {
        self.cursor.deeper()?;
        let command = match self.compound()? {
            Some(command) => self.redirected(command)?,
            None => Command::Simple(self.simple()?),
        };
        self.after_compound = !matches!(command, Command::Simple(_) | Command::Redirected(..));
        self.cursor.shallower();
        Ok(command)
    }

    /// A compound command or a function; `None`: a simple command stands here.
    fn compound(&mut self) -> Result<Option<Command>, SyntaxError> {
        let start = self.cursor.at();
        let dialect = self.cursor.dialect;
        if self.cursor.sees("((") && dialect.is_rich() {
            self.cursor.take("((");
            if self.skip_arithmetic() {
                return Ok(Some(Command::Arithmetic(start..self.cursor.at())));
            }
            self.cursor.go_to(start);
        }
        if self.cursor.peek() == Some('(') {
            return self.bracket().map(Some);
        }
        let word = self.reserved();
        if CLOSERS.contains(&word) {
            return Err(self.cursor.error(format!("`{word}` where a command begins")));
        }
        Ok(Some(match word {
            _ if self.sees_brace() => self.group()?,
            "if" => self.if_command()?,
            "while" | "until" => self.loop_command(word)?,
            "for" => self.for_command(word)?,
            "select" if dialect.is_rich() => self.for_command(word)?,
            "foreach" if dialect == Dialect::Zsh => self.for_command(word)?,
            "repeat" if dialect == Dialect::Zsh => self.repeat_command()?,
            "case" => self.case_command()?,
            "[[" if dialect.has_double_bracket() => self.double_bracket()?,
            "function" if dialect.has_function_keyword() => self.keyword_function()?,
            _ => return self.named_function(word),
        }))
    }

    /// `( … )`, or zsh's `() { … }`.
    fn bracket(&mut self) -> Result<Command, SyntaxError> {
        self.cursor.next();
        if self.cursor.dialect == Dialect::Zsh && self.cursor.take(")") {
            return self.function_body(vec![], false);
        }
        let list = self.filled(&[")"], false)?;
        self.cursor.next();
        Ok(Command::Subshell(list))
    }

    fn group(&mut self) -> Result<Command, SyntaxError> {
        let list = self.braces()?;
        let back = self.cursor.at();
        self.cursor.skip_blanks();
        if self.cursor.dialect == Dialect::Zsh && self.reserved() == "always" {
            self.cursor.take("always");
            self.skip_lines();
            let mut both = list;
            both.extend(self.braces()?);
            return Ok(Command::Group(both));
        }
        self.cursor.go_to(back);
        Ok(Command::Group(list))
    }

    /// `{ …; }`, whose first brace stands here.
    pub(super) fn braces(&mut self) -> Result<List, SyntaxError> {
        self.cursor.take("{");
        let list = self.filled(&["}"], false)?;
        self.cursor.take("}");
        Ok(list)
    }

    fn if_command(&mut self) -> Result<Command, SyntaxError> {
        let mut arms = vec![];
        let mut otherwise = None;
        self.cursor.take("if");
        loop {
            let (condition, span) = self.condition("then")?;
            if self.sees_brace() {
                arms.push((condition, span, self.braces()?));
                if !self.zsh_else(&mut otherwise)? {
                    break;
                }
                continue;
            }
            self.expect("then")?;
            arms.push((condition, span, self.filled(&["elif", "else", "fi"], true)?));
            match self.reserved() {
                "elif" => _ = self.cursor.take("elif"),
                "else" => {
                    self.cursor.take("else");
                    otherwise = Some(self.filled(&["fi"], true)?);
                    self.expect("fi")?;
                    break;
                }
                _ => {
                    self.expect("fi")?;
                    break;
                }
            }
        }
        Ok(Command::If(If { arms, otherwise }))
    }

    /// What follows zsh's `if … { … }`; true when another arm does.
    fn zsh_else(&mut self, otherwise: &mut Option<List>) -> Result<bool, SyntaxError> {
        let back = self.cursor.at();
        self.cursor.skip_blanks();
        match self.reserved() {
            "elif" => {
                self.cursor.take("elif");
                Ok(true)
            }
            "else" => {
                self.cursor.take("else");
                self.skip_lines();
                *otherwise = Some(self.braces()?);
                Ok(false)
            }
            _ => {
                self.cursor.go_to(back);
                Ok(false)
            }
        }
    }

    /// The commands of a condition, up to `word`; in zsh also up to a brace.
    pub(super) fn condition(&mut self, word: &str) -> Result<(List, std::ops::Range<u32>), SyntaxError> {
        self.skip_lines();
        let start = self.cursor.at();
        if self.cursor.dialect == Dialect::Zsh && self.cursor.peek().is_some_and(|c| c == '[' || c == '(') {
            let back = self.clone();
            let first = self.and_or()?;
            let end = self.cursor.at();
            self.cursor.skip_blanks();
            if self.sees_brace() {
                return Ok((vec![first], start..end));
            }
            *self = back;
        }
        let list = self.filled(&[word], true)?;
        let text = self.cursor.since(start).trim_end_matches([' ', '\t', '\n', ';']);
        let end = start.saturating_add(u32::try_from(text.len()).unwrap_or(u32::MAX));
        Ok((list, start..end))
    }

    fn keyword_function(&mut self) -> Result<Command, SyntaxError> {
        self.cursor.take("function");
        let mut names = vec![];
        loop {
            self.cursor.skip_blanks();
            let word = self.reserved();
            if word.is_empty() || word == "{" {
                break;
            }
            names.push(word.to_owned());
            self.cursor.take(word);
        }
        if self.cursor.take("(") {
            self.cursor.skip_blanks();
            if !self.cursor.take(")") || self.cursor.dialect == Dialect::Ksh {
                return Err(self.cursor.error("`(` without `)`"));
            }
        }
        let needs_name = self.cursor.dialect == Dialect::Busybox;
        if needs_name && !names.iter().all(|name| is_name(name)) {
            return Err(self.cursor.error("a function's name that is none"));
        }
        self.function_body(names, true)
    }

    /// `name() …`; `None` when no function is defined here.
    fn named_function(&mut self, word: &str) -> Result<Option<Command>, SyntaxError> {
        let plain = |c: char| !matches!(c, '$' | '\'' | '"' | '`' | '\\' | '=');
        if word.is_empty() || !word.chars().all(plain) {
            return Ok(None);
        }
        let back = self.cursor.at();
        self.cursor.take(word);
        self.cursor.skip_blanks();
        if self.cursor.take("(") {
            self.cursor.skip_blanks();
            if self.cursor.take(")") {
                let needs_name = matches!(self.cursor.dialect, Dialect::Dash | Dialect::Busybox);
                if needs_name && !is_name(word) {
                    return Err(self.cursor.error("a function's name that is none"));
                }
                return self.function_body(vec![word.to_owned()], false).map(Some);
            }
        }
        self.cursor.go_to(back);
        Ok(None)
    }

    fn function_body(&mut self, names: Vec<String>, has_keyword: bool) -> Result<Command, SyntaxError> {
        self.skip_lines();
        let body = Rc::new(self.command()?);
        if self.cursor.dialect == Dialect::Bash && matches!(*body, Command::Simple(_)) {
            return Err(self.cursor.error("a function whose body is no compound command"));
        }
        let mut arguments = vec![];
        if names.is_empty() {
            loop {
                self.cursor.skip_blanks();
                match self.word(Until::Blank)? {
                    Some(word) => arguments.push(word),
                    None => break,
                }
            }
        }
        Ok(Command::Function(Function { names, body, has_keyword, arguments }))
    }

    fn redirected(&mut self, command: Command) -> Result<Command, SyntaxError> {
        let mut redirects: Vec<Redirect> = vec![];
        loop {
            let back = self.cursor.at();
            self.cursor.skip_blanks();
            match self.redirect()? {
                Some(found) => redirects.extend(found),
                None => {
                    self.cursor.go_to(back);
                    break;
                }
            }
        }
        if redirects.is_empty() {
            return Ok(command);
        }
        Ok(Command::Redirected(Box::new(command), redirects))
    }
}

impl Simple {
    /// Whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        self.assignments.is_empty() && self.words.is_empty() && self.redirects.is_empty()
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
