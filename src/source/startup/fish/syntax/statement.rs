//! Commands and blocks.

use std::sync::Arc;

use super::error::SyntaxError;
use super::keyword::Keyword;
use super::parser::{Parser, error_at};
use super::token::{Kind, Token};
use super::tree::{
    Block, Command, Condition, Decoration, For, Function, If, Redirection, Statement, Stretch, Switch, While,
    Word,
};

impl Parser<'_> {
    /// The statement that `token` begins; `next` follows it.
    pub(super) fn contents(&mut self, token: &Token, next: &Token) -> Result<Statement, SyntaxError> {
        match token.kind {
            Kind::Word => {}
            Kind::Broken(why) => return Err(error_at(token, why)),
            _ => return Err(error_at(token, "a command was expected here")),
        }
        if token.assigns {
            return Err(error_at(token, "`NAME=value` alone: fish sets a variable by `set NAME value`"));
        }
        if !token.keyword.opens_block() || is_no_block(token, next) {
            if token.keyword == Keyword::End {
                return Err(error_at(token, "an `end` that closes nothing"));
            }
            return self.command().map(Statement::Command);
        }
        if self.is_too_deep() {
            return self.skip_block(token);
        }
        self.depth += 1;
        let statement = self.block(token);
        self.depth -= 1;
        statement
    }

    fn block(&mut self, token: &Token) -> Result<Statement, SyntaxError> {
        self.tokens.next();
        match token.keyword {
            Keyword::If => Ok(Statement::If(Box::new(self.if_block()?))),
            Keyword::While => Ok(Statement::While(Box::new(self.while_block()?))),
            Keyword::For => Ok(Statement::For(Box::new(self.for_block(token)?))),
            Keyword::Switch => Ok(Statement::Switch(Box::new(self.switch_block()?))),
            Keyword::Function => Ok(Statement::Function(Arc::new(self.function_block()?))),
            _ => Ok(Statement::Begin(self.body_to_end()?)),
        }
    }

    fn body_to_end(&mut self) -> Result<Block, SyntaxError> {
        let body = self.list()?;
        Ok(Block { body, redirections: self.end()? })
    }

    /// Takes `end` and the redirections after it.
    fn end(&mut self) -> Result<Vec<Redirection>, SyntaxError> {
        if self.tokens.peek().keyword != Keyword::End {
            return Err(self.expected("the `end` of a block"));
        }
        self.tokens.next();
        let (words, redirections) = self.arguments()?;
        match words.first() {
            Some(_) => Err(self.error_here("`end` takes no arguments")),
            None => Ok(redirections),
        }
    }

    fn expected(&mut self, what: &str) -> SyntaxError {
        match self.tokens.peek().kind {
            Kind::Broken(why) => self.error_here(why),
            _ => self.error_here(&format!("{what} was expected here")),
        }
    }

    fn condition(&mut self) -> Result<Condition, SyntaxError> {
        let first = self.conjunction(None)?;
        if first.first.is_background {
            return Err(self.error_here("a condition cannot run in the background"));
        }
        if self.tokens.peek().is_separator() {
            self.tokens.next();
        }
        let mut stretch = first.stretch();
        let mut conjunctions = vec![first];
        conjunctions.append(&mut self.decorated()?);
        if let Some(last) = conjunctions.last() {
            stretch = stretch.to(last.stretch());
        }
        Ok(Condition { conjunctions, stretch })
    }

    fn if_block(&mut self) -> Result<If, SyntaxError> {
        let mut clauses = vec![(self.condition()?, self.list()?)];
        while self.tokens.peek().keyword == Keyword::Else && self.tokens.second().keyword == Keyword::If {
            self.tokens.next();
            self.tokens.next();
            clauses.push((self.condition()?, self.list()?));
        }
        let mut otherwise = None;
        if self.tokens.peek().keyword == Keyword::Else {
            self.tokens.next();
            self.separator()?;
            otherwise = Some(self.list()?);
        }
        Ok(If { clauses, otherwise, redirections: self.end()? })
    }

    fn separator(&mut self) -> Result<(), SyntaxError> {
        if !self.tokens.peek().is_separator() {
            return Err(self.expected("the end of the line"));
        }
        self.tokens.next();
        Ok(())
    }

    fn in_loop(&mut self, is_loop: bool) -> Result<Block, SyntaxError> {
        let outside = std::mem::replace(&mut self.in_loop, is_loop);
        let block = self.body_to_end();
        self.in_loop = outside;
        block
    }

    fn while_block(&mut self) -> Result<While, SyntaxError> {
        let outside = std::mem::replace(&mut self.in_loop, true);
        let condition = self.condition();
        self.in_loop = outside;
        Ok(While { condition: condition?, block: self.in_loop(true)? })
    }

    fn for_block(&mut self, token: &Token) -> Result<For, SyntaxError> {
        if self.tokens.peek().kind != Kind::Word {
            return Err(self.expected("a variable's name"));
        }
        let variable = self.take_word();
        if self.tokens.peek().keyword != Keyword::In {
            return Err(self.expected("`in`"));
        }
        self.tokens.next();
        let values = self.words()?;
        let head = Stretch { start: token.start, end: self.taken() };
        self.separator()?;
        Ok(For { variable, values, head, block: self.in_loop(true)? })
    }

    fn words(&mut self) -> Result<Vec<Word>, SyntaxError> {
        let mut words = vec![];
        while self.tokens.peek().kind == Kind::Word {
            words.push(self.argument()?);
        }
        Ok(words)
    }

    fn switch_block(&mut self) -> Result<Switch, SyntaxError> {
        if self.tokens.peek().kind != Kind::Word {
            return Err(self.expected("a word"));
        }
        let subject = self.argument()?;
        self.separator()?;
        let mut arms = vec![];
        loop {
            self.skip_separators();
            if self.tokens.peek().keyword != Keyword::Case {
                return Ok(Switch { subject, arms, redirections: self.end()? });
            }
            self.tokens.next();
            let patterns = self.words()?;
            self.separator()?;
            arms.push((patterns, self.list()?));
        }
    }

    fn function_block(&mut self) -> Result<Function, SyntaxError> {
        let words = self.words()?;
        if words.is_empty() {
            return Err(self.expected("the function's name"));
        }
        self.separator()?;
        Ok(Function { words, block: self.in_loop(false)? })
    }

    fn command(&mut self) -> Result<Command, SyntaxError> {
        let decoration = self.decoration();
        if self.tokens.peek().kind != Kind::Word {
            return Err(self.expected("a command"));
        }
        let mut words = vec![self.take_word()];
        let (arguments, redirections) = self.arguments()?;
        words.extend(arguments);
        Ok(Command { decoration, words, redirections })
    }

    fn decoration(&mut self) -> Decoration {
        let decoration = match self.tokens.peek().keyword {
            Keyword::Command => Decoration::Command,
            Keyword::Builtin => Decoration::Builtin,
            Keyword::Exec => Decoration::Exec,
            _ => return Decoration::None,
        };
        let next = self.tokens.second();
        if next.kind != Kind::Word || next.is_option {
            return Decoration::None;
        }
        self.tokens.next();
        decoration
    }

    fn arguments(&mut self) -> Result<(Vec<Word>, Vec<Redirection>), SyntaxError> {
        let (mut words, mut redirections) = (vec![], vec![]);
        loop {
            match self.tokens.peek().kind {
                Kind::Word => words.push(self.argument()?),
                Kind::Redirection(direction) => {
                    self.tokens.next();
                    if self.tokens.peek().kind != Kind::Word {
                        return Err(self.expected("the redirection's target"));
                    }
                    redirections.push(Redirection { direction, target: self.take_word() });
                }
                Kind::Broken(_) => return Err(self.expected("")),
                _ => return Ok((words, redirections)),
            }
        }
    }

    /// Passes a block that nests too deep, up to its `end`.
    fn skip_block(&mut self, first: &Token) -> Result<Statement, SyntaxError> {
        let mut open = 0u32;
        let mut at_command = true;
        loop {
            let token = self.tokens.next();
            match token.kind {
                Kind::End => return Err(error_at(first, "the `end` of this block is missing")),
                Kind::Broken(why) => return Err(error_at(&token, why)),
                Kind::Word if at_command => {
                    at_command = leads_to_command(token.keyword);
                    if token.keyword.opens_block() && !is_no_block(&token, self.tokens.peek()) {
                        open += 1;
                    } else if token.keyword == Keyword::End {
                        open = open.saturating_sub(1);
                    }
                    if open == 0 {
                        return Ok(Statement::TooDeep(Stretch { start: first.start, end: token.end }));
                    }
                }
                Kind::Word | Kind::Redirection(_) => {}
                _ => at_command = true,
            }
        }
    }
}

/// Whether a keyword that opens blocks is a plain command here: it stands alone, or with an option.
fn is_no_block(token: &Token, next: &Token) -> bool {
    match token.keyword {
        Keyword::Function if next.asks_for_help => true,
        Keyword::Begin => next.is_option,
        Keyword::Function => next.is_separator() || next.kind == Kind::End,
        _ => next.is_option || next.is_separator() || next.kind == Kind::End,
    }
}

/// Whether a command follows this keyword directly.
fn leads_to_command(keyword: Keyword) -> bool {
    use Keyword::{And, Begin, Else, If, Not, Or, Time, While};
    matches!(keyword, And | Begin | Else | If | Not | Or | Time | While)
}
