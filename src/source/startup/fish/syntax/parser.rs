//! Lists, conjunctions and pipelines.

use super::error::{MAX_DEPTH, SyntaxError};
use super::keyword::Keyword;
use super::token::{Kind, Token, Tokens};
use super::tree::{Conjunction, Link, Pipeline, Stage, Stretch, Word};

/// Where in its pipeline a statement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Position {
    /// There is no `|`.
    Alone,
    /// Before the first `|`.
    First,
    /// After a `|`.
    Later,
}

/// Reads a text statement by statement.
#[derive(Debug)]
pub(crate) struct Parser<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: Tokens<'a>,
    /// Blocks around the statement that is read.
    pub(super) depth: u32,
    /// Command substitutions around it.
    pub(super) substitutions: u32,
    /// Whether `break` and `continue` have a loop to leave.
    pub(super) in_loop: bool,
    /// The statement before ran in the background.
    after_background: bool,
}

impl<'a> Parser<'a> {
    /// Begins at the start of a text.
    pub(crate) fn new(text: &'a str) -> Self {
        Self::inside(text, 0)
    }

    /// Begins a text that stands inside so many command substitutions.
    pub(super) fn inside(text: &'a str, substitutions: u32) -> Self {
        let tokens = Tokens::new(text);
        Self { text, tokens, depth: 0, substitutions, in_loop: false, after_background: false }
    }

    /// The next statement of the text; `None` at its end.
    ///
    /// # Errors
    /// Text that fish cannot parse: nothing of the file runs.
    pub(crate) fn statement(&mut self) -> Result<Option<Conjunction>, SyntaxError> {
        self.skip_separators();
        if self.begins_statement() {
            return self.listed().map(Some);
        }
        let token = self.tokens.next();
        match (token.kind.clone(), token.keyword) {
            (Kind::End, _) => Ok(None),
            (Kind::Broken(why), _) => Err(error_at(&token, why)),
            (_, Keyword::End) => Err(error_at(&token, "an `end` that closes nothing")),
            (_, Keyword::Else) => Err(error_at(&token, "an `else` outside of `if`")),
            (_, Keyword::Case) => Err(error_at(&token, "a `case` outside of `switch`")),
            _ => Err(error_at(&token, "a command was expected here")),
        }
    }

    /// Statements up to `end`, `else` or `case`, which stays.
    pub(super) fn list(&mut self) -> Result<Vec<Conjunction>, SyntaxError> {
        let mut list = vec![];
        self.after_background = false;
        loop {
            self.skip_separators();
            if !self.begins_statement() {
                return Ok(list);
            }
            list.push(self.listed()?);
        }
    }

    fn listed(&mut self) -> Result<Conjunction, SyntaxError> {
        let decorator = self.decorator();
        if decorator.is_some() && self.after_background {
            return Err(self.error_here("`and` and `or` cannot follow a background job"));
        }
        let statement = self.conjunction(decorator)?;
        self.after_background = statement.first.is_background;
        if self.tokens.peek().is_separator() {
            self.tokens.next();
        }
        Ok(statement)
    }

    fn begins_statement(&mut self) -> bool {
        let token = self.tokens.peek();
        let ends_list = matches!(token.keyword, Keyword::End | Keyword::Else | Keyword::Case);
        token.kind == Kind::Word && !ends_list
    }

    pub(super) fn skip_separators(&mut self) {
        while self.tokens.peek().is_separator() {
            self.tokens.next();
        }
    }

    fn skip_newlines(&mut self) {
        while self.tokens.peek().kind == Kind::Newline {
            self.tokens.next();
        }
    }

    /// Takes `and` or `or`, unless it is asked for its help.
    fn decorator(&mut self) -> Option<Link> {
        let link = match self.tokens.peek().keyword {
            Keyword::And => Link::And,
            Keyword::Or => Link::Or,
            _ => return None,
        };
        if self.tokens.second().asks_for_help {
            return None;
        }
        self.tokens.next();
        Some(link)
    }

    /// A conjunction after its decorator.
    pub(super) fn conjunction(&mut self, decorator: Option<Link>) -> Result<Conjunction, SyntaxError> {
        let first = self.pipeline()?;
        let mut rest = vec![];
        loop {
            let link = match self.tokens.peek().kind {
                Kind::And => Link::And,
                Kind::Or => Link::Or,
                _ => return Ok(Conjunction { decorator, first, rest }),
            };
            self.tokens.next();
            self.skip_newlines();
            rest.push((link, self.pipeline()?));
        }
    }

    /// The decorated statements that go on a condition.
    pub(super) fn decorated(&mut self) -> Result<Vec<Conjunction>, SyntaxError> {
        let mut list = vec![];
        loop {
            self.skip_separators();
            let is_decorated = matches!(self.tokens.peek().keyword, Keyword::And | Keyword::Or);
            let next = self.tokens.second();
            if !is_decorated || next.kind != Kind::Word || next.asks_for_help {
                return Ok(list);
            }
            let decorator = self.decorator();
            list.push(self.conjunction(decorator)?);
        }
    }

    fn pipeline(&mut self) -> Result<Pipeline, SyntaxError> {
        self.skip_time();
        let start = self.tokens.peek().start;
        let mut is_negated = false;
        let first = self.stage(&mut is_negated)?;
        let mut stages = vec![first];
        while self.tokens.peek().kind == Kind::Pipe {
            self.tokens.next();
            self.skip_newlines();
            if matches!(self.tokens.peek().keyword, Keyword::And | Keyword::Or) {
                return Err(self.error_here("`and` and `or` cannot stand in a pipeline"));
            }
            stages.push(self.stage(&mut is_negated)?);
        }
        let end = self.taken();
        let is_background = self.tokens.peek().kind == Kind::Background;
        if is_background {
            self.tokens.next();
        }
        for (index, stage) in stages.iter().enumerate() {
            let position = match (index, stages.len()) {
                (_, 1) => Position::Alone,
                (0, _) => Position::First,
                _ => Position::Later,
            };
            self.check_statement(&stage.statement, position)?;
        }
        Ok(Pipeline { stages, is_negated, is_background, stretch: Stretch { start, end } })
    }

    fn stage(&mut self, is_negated: &mut bool) -> Result<Stage, SyntaxError> {
        let mut prefixes = self.prefixes();
        loop {
            let (token, next) = (self.tokens.peek().clone(), self.tokens.second().clone());
            let is_bare = next.is_option || next.is_separator() || next.kind == Kind::End;
            if token.keyword != Keyword::Not || is_bare {
                let statement = self.contents(&token, &next)?;
                return Ok(Stage { prefixes, statement });
            }
            self.tokens.next();
            *is_negated = !*is_negated;
            prefixes.extend(self.prefixes());
            self.skip_time();
        }
    }

    /// Takes `NAME=value` words before something else.
    fn prefixes(&mut self) -> Vec<Word> {
        let mut prefixes = vec![];
        while self.tokens.peek().assigns && self.tokens.second().kind == Kind::Word {
            prefixes.push(self.take_word());
        }
        prefixes
    }

    fn skip_time(&mut self) {
        if self.tokens.peek().keyword == Keyword::Time && !self.tokens.second().is_option {
            self.tokens.next();
        }
    }

    /// Takes the next token as a word.
    pub(super) fn take_word(&mut self) -> Word {
        let Token { start, end, .. } = self.tokens.next();
        Word { start, end }
    }

    /// The offset after the last token that was taken, blanks left out.
    pub(super) fn taken(&mut self) -> u32 {
        let next = self.tokens.peek().start;
        let before = self.text.get(..next as usize).unwrap_or_default();
        u32::try_from(before.trim_end().len()).unwrap_or(next)
    }

    /// An error at the next token.
    pub(super) fn error_here(&mut self, why: &str) -> SyntaxError {
        error_at(self.tokens.peek(), why)
    }

    /// Whether another block would nest deeper than this reader follows.
    pub(super) fn is_too_deep(&self) -> bool {
        self.depth >= MAX_DEPTH
    }
}

/// An error at a token.
pub(super) fn error_at(token: &Token, why: &str) -> SyntaxError {
    let end = token.end.max(token.start.saturating_add(1));
    SyntaxError { reason: why.to_owned(), start: token.start, end }
}
